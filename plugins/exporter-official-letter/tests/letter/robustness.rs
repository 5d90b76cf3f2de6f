use baocao_exporter::specimen::specimen;
use baocao_exporter::{Block, Document, Heading, Inline, Properties, Signature};

use crate::body::paragraph;
use crate::opened::letter;

const HOSTILE: &str = "<w:p>&amp; \"x\" 'y' ]]> \u{202e}עברית العربية\u{202c} 👩‍👩‍👧 e\u{301}";

#[test]
fn hostile_text_is_shown_as_it_is() {
    let word = "x".repeat(300);
    let mut document = specimen();
    let envelope = &mut document.envelope;
    for line in [&mut envelope.number, &mut envelope.kind, &mut envelope.subject[0], &mut envelope.signature.name] {
        *line = HOSTILE.to_owned();
    }
    envelope.issuer_lines = vec![word.clone(), HOSTILE.to_owned()];
    envelope.addressees = vec![HOSTILE.to_owned(), word.clone()];
    document.properties.title = HOSTILE.to_owned();
    let table = document.body.iter_mut().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap().header[0][0].text = HOSTILE.to_owned();
    document.body.push(paragraph(vec![Inline::text(format!("{HOSTILE} {word}"))]));
    let letter = letter(&document);
    let lines = letter.lines();
    assert!(lines.iter().filter(|line| line.contains(HOSTILE)).count() >= 7, "{lines:?}");
    assert!(lines.contains(&word));
    assert_eq!(letter.part("docProps/core.xml").find("dc:title").unwrap().words(), HOSTILE);
}

#[test]
fn control_characters_are_dropped_and_line_ends_kept() {
    let mut document = specimen();
    document.body = vec![paragraph(vec![Inline::text("a\u{0}b\u{b}c\u{1b}\u{fffe}d\r\ne\tf")])];
    let letter = letter(&document);
    let paragraph = letter.paragraph("abc");
    assert_eq!(paragraph.words(), "abcd e f");
    assert!(paragraph.find("w:br").is_some() && paragraph.find("w:tab").is_some());
}

#[test]
fn an_empty_document_is_a_letter_without_a_line() {
    let letter = letter(&empty());
    assert_eq!(letter.lines(), Vec::<String>::new());
    assert!(letter.document().find("w:tbl").is_none());
    assert!(!letter.parts.contains_key("docProps/custom.xml"));
}

#[test]
fn deep_headings_and_a_letterhead_without_headings_are_possible() {
    let heading = |level, text: &str| {
        Block::Heading(Heading { level, number: String::new(), content: vec![Inline::text(text)], id: String::new() })
    };
    let mut document = specimen();
    document.envelope.letterhead.headings.clear();
    document.body = vec![heading(0, "Không"), heading(9, "Chín"), heading(200, "Hai trăm")];
    let letter = letter(&document);
    for (words, style) in [("Không", "Heading1"), ("Chín", "Heading9"), ("Hai trăm", "Heading9")] {
        assert_eq!(letter.paragraph(words).value("w:pStyle", "w:val"), style);
        letter.style(style);
    }
}

#[test]
fn a_letter_may_be_written_after_another() {
    let first = letter(&specimen()).bytes;
    letter(&empty());
    assert_eq!(letter(&specimen()).bytes, first);
}

#[test]
fn empty_paragraphs_leave_no_trace() {
    let mut document = specimen();
    document.body = vec![paragraph(Vec::new()), paragraph(vec![Inline::text("")])];
    document.annexes.clear();
    let letter = letter(&document);
    assert!(letter.document().all("w:pStyle").iter().all(|style| style.attribute("w:val") != "BodyText"));
}

fn empty() -> Document {
    let mut document = specimen();
    document.properties = Properties::default();
    document.body.clear();
    document.annexes.clear();
    let envelope = &mut document.envelope;
    envelope.letterhead.envelope.national.lines.clear();
    envelope.parent_lines.clear();
    envelope.issuer_lines.clear();
    envelope.subject.clear();
    envelope.addressees.clear();
    envelope.recipients.clear();
    envelope.signature = Signature::default();
    envelope.urgency = None;
    envelope.draft = false;
    for line in [&mut envelope.number, &mut envelope.place_date, &mut envelope.kind] {
        line.clear();
    }
    document
}
