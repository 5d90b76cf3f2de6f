use baocao_exporter::{TextStyle, UnderMark, UnderMarkKind};

use crate::centered::longest_line;
use crate::length::Twips;
use crate::paragraph::{Indent, Paragraph, StyleId};
use crate::style;

/// Makes the paragraph that marks the end of a part of the envelope, if the letterhead asks for one.
///
/// A line is the upper border of an empty paragraph, indented from both sides: it stays where it is when the text
/// above changes, needs no drawing, and looks the same in every office program.
pub fn under(mark: &UnderMark, style: impl Into<StyleId>, length_above: Twips, available: Twips) -> Option<Paragraph> {
    match mark.kind {
        UnderMarkKind::None => None,
        UnderMarkKind::Text => Some(Paragraph::of(style, &mark.text)),
        UnderMarkKind::Line => {
            let length = (length_above.min(available) as f64 * mark.share).round() as Twips;
            let side = (available - length) / 2;
            let indent = Indent { left: side, right: side, first: 0 };
            let line = Paragraph::new(style::RULE).with(|format| format.indent = Some(indent));
            (length > 0).then_some(line)
        }
    }
}

/// Returns the width of the longest of several lines.
pub fn longest(lines: &[String], look: &TextStyle, available: Twips) -> Twips {
    lines.iter().map(|line| longest_line(line, look, available)).max().unwrap_or(0)
}
