use baocao_exporter::Envelope;

use crate::flow::Flow;
use crate::length::{millimetres, points};
use crate::metrics::text_width;
use crate::paragraph::{Indent, Paragraph};
use crate::style;
use crate::table::{Cell, Row, Table};

/// Writes recipients on the left and signature on the right, on the page of the last lines of the body.
pub fn push(flow: &mut Flow, envelope: &Envelope) {
    let (recipients, signature) = (recipients(envelope), signature(envelope));
    if recipients.is_empty() && signature.is_empty() {
        return;
    }
    flow.stay();
    let full = flow.text_width();
    let cells = vec![Cell::new(recipients), Cell::new(signature)];
    flow.push_table(Table {
        ruled: false,
        grid: vec![full / 2, full - full / 2],
        rows: vec![Row { header: false, cells }],
    });
}

fn recipients(envelope: &Envelope) -> Vec<Paragraph> {
    let part = &envelope.letterhead.envelope.recipients;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let hanging = text_width(&part.dash, &part.items);
    for line in envelope.recipients.iter().filter(|line| !line.is_empty()) {
        let mut paragraph = Paragraph::of(style::RECIPIENT, line);
        if line.starts_with(&part.dash) {
            paragraph.format.indent = Some(Indent { left: hanging, right: 0, first: -hanging });
        }
        paragraphs.push(paragraph);
    }
    if !paragraphs.is_empty() {
        paragraphs.insert(0, first_line(Paragraph::of(style::RECIPIENTS_HEADING, &part.heading.text)));
    }
    paragraphs
}

fn signature(envelope: &Envelope) -> Vec<Paragraph> {
    let signature = &envelope.signature;
    let above =
        signature.authority.iter().map(|line| (style::AUTHORITY, line)).chain([(style::OFFICE, &signature.title)]);
    let above = above.filter(|(_, line)| !line.is_empty());
    let mut paragraphs: Vec<Paragraph> = above.map(|(style, line)| Paragraph::of(style, line)).collect();
    if let Some(first) = paragraphs.first_mut() {
        *first = first_line(std::mem::take(first));
    }
    if !signature.name.is_empty() {
        let gap = millimetres(envelope.letterhead.envelope.signature.gap);
        paragraphs.push(Paragraph::of(style::SIGNER, &signature.name).with(|format| format.before = Some(gap)));
    }
    paragraphs
}

/// Sets the block off from the body, both sides alike.
fn first_line(paragraph: Paragraph) -> Paragraph {
    paragraph.with(|format| format.before = Some(points(6.0)))
}
