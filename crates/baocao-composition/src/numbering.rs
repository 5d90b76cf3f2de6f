//! Numbers headings as the form says, so that no number is typed and none is skipped.

use baocao_document::{Block, Heading, HeadingStyle, Inline, inline_text};
use baocao_model::{Finding, Place};

use crate::Input;
use crate::helpers::Rendered;
use crate::words::number_in_words;

/// The letters that number points, in the order of the Vietnamese alphabet (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.đ).
const LETTERS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// Numbers the headings, puts them in capitals where the letterhead asks for it, and reports numbers typed by hand.
pub fn number_headings(blocks: &mut [Block], input: &Input<'_>, rendered: &[Rendered], findings: &mut Vec<Finding>) {
    let mut counters = Vec::new();
    for block in blocks {
        let Block::Heading(heading) = block else { continue };
        let level = usize::from(heading.level);
        if level > counters.len() + 1 {
            let finding = Finding::warning("heading-skips-level", place(heading, rendered));
            let finding = finding.with("heading", inline_text(&heading.content));
            findings.push(finding.with("from", counters.len()).with("to", level));
        }
        counters.resize(level, 0);
        counters[level - 1] += 1;
        if let Some(pattern) = input.form.numbering.get(level - 1) {
            heading.number = number(pattern.trim_end(), &counters);
            if let Some(typed) = typed_number(&inline_text(&heading.content)) {
                let finding = Finding::warning("heading-numbered-by-hand", place(heading, rendered));
                let finding = finding.with("number", &typed);
                findings.push(finding.with("heading", inline_text(&heading.content)));
            }
        }
        let styles = headings(input);
        if styles.get(level - 1).or(styles.last()).is_some_and(|heading| heading.style.caps) {
            capitals(&mut heading.content);
        }
        if stands_alone(input.form.numbering.get(level - 1)) {
            heading.content.insert(0, Inline::LineBreak);
        }
    }
}

/// How headings look by level: parts first, where the form has them.
pub fn headings(input: &Input<'_>) -> Vec<HeadingStyle> {
    let parts = stands_alone(input.form.numbering.first()).then_some(input.letterhead.part);
    parts.into_iter().chain(input.letterhead.headings.iter().copied()).collect()
}

/// True for a pattern that ends its line: the number stands over the title, as that of a part does.
fn stands_alone(pattern: Option<&String>) -> bool {
    pattern.is_some_and(|pattern| pattern.ends_with('\n'))
}

/// Fills a pattern: its last `I`, `1` or `a` is this level's number, those before it are the levels' above.
fn number(pattern: &str, counters: &[usize]) -> String {
    let words: Vec<&str> = pattern.split_inclusive(|c: char| !c.is_alphanumeric()).collect();
    let is_slot =
        |word: &&str| matches!(word.trim_end_matches(|c: char| !c.is_alphanumeric()), "I" | "1" | "a" | "nhất");
    let slots = words.iter().filter(|word| is_slot(word)).count();
    let first = counters.len().saturating_sub(slots);
    let mut slot = 0;
    let fill = |word: &str| {
        if !is_slot(&word) {
            return word.to_owned();
        }
        let counter = counters.get(first + slot).copied().unwrap_or(1);
        slot += 1;
        let slot_word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mark = &word[slot_word.len()..];
        match slot_word {
            "I" => roman(counter) + mark,
            "a" => letter(counter) + mark,
            "nhất" => ordinal(counter) + mark,
            _ => counter.to_string() + mark,
        }
    };
    words.into_iter().map(fill).collect()
}

fn letter(number: usize) -> String {
    LETTERS.get(number - 1).map_or_else(|| number.to_string(), char::to_string)
}

/// The word after "thứ": nhất, hai, ba, tư, then as counted.
fn ordinal(number: usize) -> String {
    match number {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        _ => number_in_words(number.into()).unwrap_or_else(|| number.to_string()),
    }
}

/// Writes a number in Roman numerals.
pub fn roman(mut number: usize) -> String {
    let signs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, sign) in signs {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// The number that a heading begins with, `II.`, `1.6.`, `a)` or `I-`.
fn typed_number(text: &str) -> Option<String> {
    let first = text.split_whitespace().next()?;
    let number = first.strip_suffix(['.', ')', '-', '/'])?;
    let roman = number.chars().all(|c| "IVXLC".contains(c));
    let arabic = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = number.chars().count() == 1 && number.chars().all(|c| LETTERS.contains(&c));
    (!number.is_empty() && (roman || arabic || letter)).then(|| first.to_owned())
}

fn capitals(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text } => *text = text.to_uppercase(),
            Inline::Figure(figure) => figure.text = figure.text.to_uppercase(),
            Inline::Strong { content } | Inline::Emphasis { content } => capitals(content),
            _ => {}
        }
    }
}

/// Headings open sections, so a heading's place is its section's first line.
fn place(heading: &Heading, rendered: &[Rendered]) -> Place {
    let words = inline_text(&heading.content);
    let found = rendered.iter().find(|section| {
        let first = section.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        first.starts_with('#') && (first.contains(&format!("{{#{}}}", heading.id)) || first.contains(&words))
    });
    found.map_or_else(Place::default, |section| Place {
        line: Some(section.line),
        column: Some(1),
        ..Place::file(&*section.file)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_use_the_counters_of_their_levels() {
        assert_eq!(number("I.", &[4]), "IV.");
        assert_eq!(number("1.1.", &[2, 1, 6]), "1.6.");
        assert_eq!(number("a)", &[2, 1, 6, 5]), "đ)");
        assert_eq!(number("I-", &[9]), "IX-");
        assert_eq!(number("Phần I", &[2]), "Phần II");
        assert_eq!(number("Phần thứ nhất", &[2]), "Phần thứ hai");
    }

    #[test]
    fn typed_numbers_are_seen_and_words_are_not() {
        assert_eq!(typed_number("II. Kết quả").as_deref(), Some("II."));
        assert_eq!(typed_number("1.6. Phát triển").as_deref(), Some("1.6."));
        assert_eq!(typed_number("a) Cơ sở").as_deref(), Some("a)"));
        assert_eq!(typed_number("Công tác"), None);
        assert_eq!(typed_number("20 năm chia tách tỉnh"), None);
    }
}
