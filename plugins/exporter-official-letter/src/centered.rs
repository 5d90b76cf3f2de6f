use baocao_exporter::TextStyle;

use crate::length::{Twips, points};
use crate::metrics::text_width;
use crate::paragraph::{Indent, Paragraph, StyleId};

/// Makes a line that stands in the middle. If it breaks, no single word is left alone on its last line.
pub fn centered(style: impl Into<StyleId>, text: &str, look: &TextStyle, available: Twips) -> Paragraph {
    let mut paragraph = Paragraph::of(style, text);
    if let Some(narrower) = without_lonely_word(text, look, available) {
        let side = (available - narrower) / 2;
        paragraph.format.indent = Some(Indent { left: side, right: side, first: 0 });
    }
    paragraph
}

/// Returns the width of the longest line once the text is broken.
pub fn longest_line(text: &str, look: &TextStyle, available: Twips) -> Twips {
    let width = without_lonely_word(text, look, available).unwrap_or(available);
    break_lines(text, look, width).iter().map(|line| text_width(line, look)).max().unwrap_or(0)
}

/// Returns the width at which the last line gets a second word, if it has only one.
fn without_lonely_word(text: &str, look: &TextStyle, available: Twips) -> Option<Twips> {
    let lines = break_lines(text, look, available);
    let [.., above, last] = lines.as_slice() else {
        return None;
    };
    let narrower = text_width(above, look) - points(1.0);
    let helps = !last.contains(' ') && break_lines(text, look, narrower).len() == lines.len();
    helps.then_some(narrower)
}

fn break_lines(text: &str, look: &TextStyle, available: Twips) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), look) <= available => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_leaves_no_word_alone() {
        let look = TextStyle { size: 12.0, ..TextStyle::default() };
        let text = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM";
        let available = text_width(text, &look) - points(1.0);
        assert_eq!(break_lines(text, &look, available).last().unwrap(), "NAM");
        let narrower = without_lonely_word(text, &look, available).unwrap();
        assert_eq!(break_lines(text, &look, narrower), ["TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"]);
        assert_eq!(without_lonely_word(text, &look, available + points(1.0)), None, "it fits on one line");
        let printed = text_width("TỔNG LIÊN ĐOÀN LAO ĐỘNG", &look);
        assert_eq!(longest_line(text, &look, available), printed, "as it is broken, so it is measured");
        assert_eq!(without_lonely_word("MỘT", &look, 10), None);
    }
}
