//! The head: the issuing body on the left, the state's or the Party's title on the right, number and date below.

use baocao_exporter::{Envelope, IssuerPart, NationalPart, TextStyle};

use crate::centered::centered;
use crate::flow::Flow;
use crate::length::{Twips, millimetres, points};
use crate::metrics::text_width;
use crate::paragraph::{Border, Indent, Paragraph};
use crate::run::{RunFormat, push_text};
use crate::style;
use crate::subject;
use crate::table::{Cell, Row, Table};
use crate::under_mark::{longest, under};

/// Keeps the longest line on the right from breaking where a program measures a little differently.
const SLACK_POINTS: f64 = 3.0;

/// Writes the head as a table without borders.
pub fn push(flow: &mut Flow, envelope: &Envelope) {
    let full = flow.text_width();
    let (left, right) = columns(envelope, full);
    let rows: Vec<Row> = [
        (issuer(envelope, left), national(&envelope.letterhead.envelope.national, right)),
        (draft(envelope), Vec::new()),
        (below_issuer(envelope, left), place_date(envelope)),
    ]
    .into_iter()
    .filter(|(left, right)| !left.is_empty() || !right.is_empty())
    .map(|(left, right)| Row { header: false, cells: vec![Cell::new(left), Cell::new(right)] })
    .collect();
    if !rows.is_empty() {
        flow.push_table(Table { ruled: false, grid: vec![left, right], rows });
    }
}

/// The letterhead's share, unless a line on the right would break.
fn columns(envelope: &Envelope, full: Twips) -> (Twips, Twips) {
    let parts = &envelope.letterhead.envelope;
    let lines = parts.national.lines.iter();
    let needed = lines.map(|line| text_width(&line.text, &line.style)).max().unwrap_or(0) + points(SLACK_POINTS);
    let shared = (full as f64 * parts.issuer.width_share).round() as Twips;
    let left = shared.min(full - needed).clamp(full / 4, full * 3 / 4);
    (left, full - left)
}

fn issuer(envelope: &Envelope, width: Twips) -> Vec<Paragraph> {
    let IssuerPart { parent, own, under: mark, .. } = &envelope.letterhead.envelope.issuer;
    let lines = |style: &'static str, lines: &[String], look: &TextStyle| -> Vec<Paragraph> {
        lines.iter().filter(|line| !line.is_empty()).map(|line| centered(style, line, look, width)).collect()
    };
    let mut paragraphs = lines(style::PARENT, &envelope.parent_lines, parent);
    let own_lines = lines(style::ISSUER, &envelope.issuer_lines, own);
    if !own_lines.is_empty() {
        paragraphs.extend(own_lines);
        paragraphs.extend(under(mark, style::ISSUER, longest(&envelope.issuer_lines, own, width), width));
    }
    paragraphs
}

fn national(part: &NationalPart, width: Twips) -> Vec<Paragraph> {
    let lines = part.lines.iter().enumerate();
    let mut paragraphs: Vec<_> =
        lines.map(|(index, line)| Paragraph::of(style::national_line(index), &line.text)).collect();
    if let Some(last) = part.lines.last() {
        let style = style::national_line(part.lines.len() - 1);
        paragraphs.extend(under(&part.under, style, text_width(&last.text, &last.style), width));
    }
    paragraphs
}

fn draft(envelope: &Envelope) -> Vec<Paragraph> {
    let mark = if envelope.draft { envelope.draft_mark.as_str() } else { "" };
    spaced(line(style::DRAFT, mark))
}

/// The number, the subject of a letter without a kind (công văn), and how urgent it is.
fn below_issuer(envelope: &Envelope, width: Twips) -> Vec<Paragraph> {
    let mut paragraphs = spaced(line(style::NUMBER, &envelope.number));
    paragraphs.extend(spaced(subject::without_kind(envelope)));
    paragraphs
        .extend(envelope.urgency.as_ref().filter(|text| !text.is_empty()).map(|text| urgency(envelope, text, width)));
    paragraphs
}

fn place_date(envelope: &Envelope) -> Vec<Paragraph> {
    spaced(line(style::DATE, &envelope.place_date))
}

/// A red box, 8 mm high and 20, 30 or 40 mm wide in the decree: the next ten around the text.
fn urgency(envelope: &Envelope, text: &str, available: Twips) -> Paragraph {
    let look = &envelope.letterhead.envelope.draft.style;
    let tens = text_width(text, look) / millimetres(10.0) + 1;
    let side = ((available - tens * millimetres(10.0)) / 2).max(0);
    let padding = ((millimetres(8.0) - points(look.size * 1.15)) / 40).max(0);
    let mut paragraph = Paragraph::new(style::URGENCY).with(|format| {
        format.border = Border::RedBox { padding };
        format.before = Some(points(6.0) + padding * 20);
        format.after = Some(padding * 20);
        format.indent = Some(Indent { left: side, right: side, first: 0 });
    });
    push_text(&mut paragraph.runs, text, RunFormat { red: true, ..RunFormat::default() });
    paragraph
}

fn line(style: &'static str, text: &str) -> Vec<Paragraph> {
    if text.is_empty() { Vec::new() } else { vec![Paragraph::of(style, text)] }
}

/// Sets the first line off from what is above.
fn spaced(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    if let Some(first) = paragraphs.first_mut() {
        first.format.before = Some(points(6.0));
    }
    paragraphs
}
