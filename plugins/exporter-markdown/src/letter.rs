use baocao_exporter::{Document, Envelope};

use crate::Options;
use crate::blocks::{lines, push};
use crate::inline::{Notes, escaped, line};

/// The whole letter from its head to the last annex.
pub fn letter(document: &Document, options: &Options) -> String {
    let mut text = String::new();
    let mut notes = Notes::default();
    head(&mut text, &document.envelope);
    push(&mut text, &mut notes, &document.body, "");
    foot(&mut text, &document.envelope);
    for annex in &document.annexes {
        lines(&mut text, "", "---");
        lines(&mut text, "", &format!("# {}", joined(&[&annex.label, &annex.title])));
        lines(&mut text, "", &line(&escaped(annex.reference.as_deref().unwrap_or_default())));
        push(&mut text, &mut notes, &annex.blocks, "");
    }
    if options.findings && !document.findings.is_empty() {
        lines(&mut text, "", "---");
        for finding in &document.findings {
            lines(&mut text, "", &format!("- {}: {}", escaped(&finding.place), escaped(&finding.message)));
        }
    }
    footnotes(&mut text, notes);
    if text.is_empty() { "\n".to_owned() } else { text }
}

fn head(text: &mut String, envelope: &Envelope) {
    let national = envelope.letterhead.envelope.national.lines.iter().map(|line| &line.text);
    block(text, national);
    block(text, envelope.parent_lines.iter().chain(&envelope.issuer_lines));
    let draft = Some(&envelope.draft_mark).filter(|_| envelope.draft);
    block(text, draft.into_iter().chain(&envelope.urgency));
    block(text, [&envelope.number, &envelope.place_date]);
    let subject = envelope.subject.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
    let title = [escaped(&envelope.kind), subject];
    let title: Vec<_> = title.iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    if !title.is_empty() {
        lines(text, "", &format!("# {}", title.join("<br>")));
    }
    block(text, &envelope.addressees);
}

fn foot(text: &mut String, envelope: &Envelope) {
    let signature = &envelope.signature;
    block(text, signature.authority.iter().chain([&signature.title, &signature.name]));
    block(text, &envelope.recipients);
}

/// Lines that stand under each other; two spaces at the end keep them apart.
fn block<'d>(text: &mut String, own: impl IntoIterator<Item = &'d String>) {
    let own: Vec<_> = own.into_iter().map(|own| line(&escaped(own))).filter(|own| !own.is_empty()).collect();
    lines(text, "", &own.join("  \n"));
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
    parts.join(". ")
}

/// Notes within notes are written too: the list grows while it is walked.
fn footnotes(text: &mut String, mut notes: Notes<'_>) {
    let mut at = 0;
    while let Some(note) = notes.0.get(at).copied() {
        let words = notes.inlines(&note.content);
        lines(text, "", &format!("[^{}]: {words}", note.number));
        at += 1;
    }
}
