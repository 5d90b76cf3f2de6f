use baocao_exporter::Envelope;

use crate::flow::Flow;
use crate::length::{Twips, millimetres, points};
use crate::metrics::text_width;
use crate::paragraph::{Indent, Paragraph};
use crate::style;
use crate::words::{ADDRESSED_TO, DASH};

/// Writes `Kính gửi`: one addressee on the same line, several on lines of their own with the dashes under the colon.
pub fn push(flow: &mut Flow, envelope: &Envelope) {
    let addressees: Vec<&str> =
        envelope.addressees.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let mut paragraphs = match addressees.as_slice() {
        [] => return,
        [one] => vec![on_same_line(flow.text_width(), envelope, one)],
        several => on_own_lines(flow.text_width(), envelope, several),
    };
    if let Some(first) = paragraphs.first_mut() {
        first.format.before = Some(points(if flow.ends_with_table() { 12.0 } else { 6.0 }));
    }
    if let Some(last) = paragraphs.last_mut() {
        last.format.after = Some(points(12.0));
    }
    paragraphs.into_iter().for_each(|paragraph| flow.push(paragraph));
}

fn on_same_line(available: Twips, envelope: &Envelope, addressee: &str) -> Paragraph {
    let label = format!("{ADDRESSED_TO}: ");
    let hanging = width(envelope, &label);
    let left = centered(available, envelope, hanging + width(envelope, addressee));
    line(&format!("{label}{addressee}"), left + hanging, -hanging)
}

fn on_own_lines(available: Twips, envelope: &Envelope, addressees: &[&str]) -> Vec<Paragraph> {
    let last = addressees.len() - 1;
    let lines: Vec<String> =
        addressees.iter().enumerate().map(|(index, name)| format!("{DASH}{}", marked(name, index == last))).collect();
    let (colon, dash) = (width(envelope, ADDRESSED_TO), width(envelope, DASH));
    let longest = lines.iter().map(|line| width(envelope, line)).max().unwrap_or(0);
    let left = centered(available, envelope, colon + longest);
    let mut paragraphs = vec![line(&format!("{ADDRESSED_TO}:"), left, 0)];
    paragraphs.extend(lines.iter().map(|text| line(text, left + colon + dash, -dash)));
    paragraphs.iter_mut().for_each(|paragraph| paragraph.format.keep_next = true);
    paragraphs
}

/// Ends a name of the list with `;`, the last with `.`.
fn marked(name: &str, last: bool) -> String {
    let name = name.trim_end_matches([';', '.']);
    format!("{name}{}", if last { '.' } else { ';' })
}

fn line(text: &str, left: Twips, first: Twips) -> Paragraph {
    let indent = Indent { left, right: 0, first };
    Paragraph::of(style::ADDRESSEE, text).with(|format| format.indent = Some(indent))
}

/// Returns where a block of this width starts to stand in the middle; never left of the first line's indent.
fn centered(available: Twips, envelope: &Envelope, block: Twips) -> Twips {
    ((available - block) / 2).max(millimetres(envelope.letterhead.body.indent))
}

fn width(envelope: &Envelope, text: &str) -> Twips {
    text_width(text, &envelope.letterhead.envelope.addressee)
}
