use baocao_exporter::Envelope;

use crate::centered::centered;
use crate::flow::Flow;
use crate::length::points;
use crate::paragraph::Paragraph;
use crate::style;
use crate::under_mark::{longest, under};

/// Writes the kind and, below it, the subject with its mark.
pub fn push(flow: &mut Flow, envelope: &Envelope) {
    if envelope.kind.is_empty() {
        return;
    }
    let part = &envelope.letterhead.envelope.title;
    let available = flow.text_width();
    let mut paragraphs = vec![Paragraph::of(style::KIND, &envelope.kind)];
    let lines = envelope.subject.iter().filter(|line| !line.is_empty());
    paragraphs.extend(lines.map(|line| centered(style::SUBJECT, line, &part.subject, available)));
    if paragraphs.len() > 1 {
        let length = longest(&envelope.subject, &part.subject, available);
        paragraphs.extend(under(&part.under, style::SUBJECT, length, available));
    }
    if let Some(last) = paragraphs.last_mut() {
        last.format.after = Some(points(12.0));
    }
    paragraphs.into_iter().for_each(|paragraph| flow.push(paragraph));
}

/// Returns the subject of a letter without a kind (công văn), which stands under the number and looks like it.
pub fn without_kind(envelope: &Envelope) -> Vec<Paragraph> {
    if !envelope.kind.is_empty() {
        return Vec::new();
    }
    let lines = envelope.subject.iter().filter(|line| !line.is_empty());
    lines.map(|line| Paragraph::of(style::NUMBER, line)).collect()
}
