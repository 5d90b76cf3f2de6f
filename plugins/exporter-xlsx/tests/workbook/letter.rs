use baocao_exporter::specimen::{specimen, with_characters_as_marks};
use baocao_exporter::{Block, Document, Inline};
use calamine::Data;
use calamine::Reader as _;

use crate::reading::{assert_holds_all, book, bytes, cells};

#[test]
fn the_profile_decides_the_marks() {
    let document = with_characters_as_marks();
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/party.xlsx"), bytes(&document)).unwrap();
    assert_holds_all(&document);
    let cells = cells(&mut book(&document));
    let row = |text: &str| cells.iter().find(|(_, v)| **v == Data::String(text.to_owned())).unwrap().0.1;
    assert!(row("*") > row(&document.envelope.issuer_lines[0]) && row("*") < row(&document.envelope.number));
    assert_eq!(row("-----"), row(document.envelope.subject.last().unwrap()) + 1);
}

#[test]
fn a_subject_without_a_kind_stands_under_the_number() {
    let mut document = specimen();
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý".to_owned()];
    assert_holds_all(&document);
    let cells = cells(&mut book(&document));
    let row = |text: &str| cells.iter().find(|(_, v)| **v == Data::String(text.to_owned())).unwrap().0.1;
    assert_eq!(row("V/v báo cáo quý"), row(&document.envelope.number) + 1);
}

#[test]
fn a_paragraph_taller_than_a_row_is_whole() {
    let mut document = specimen();
    document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
        content: vec![Inline::Strong { content: vec![Inline::text("Rất dài. ".repeat(2000))] }, Inline::text(" Hết")],
        role: Default::default(),
    }));
    document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
        content: vec![Inline::text("a".repeat(40_000))],
        role: Default::default(),
    }));
    let mut book = book(&document);
    let letter = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&letter).unwrap();
    let all: String = range.used_cells().map(|(.., value)| value.to_string()).collect();
    assert!(all.contains(&"Rất dài. ".repeat(2000)));
    assert_eq!(all.matches('a').count() - bytes_of_a(&specimen()), 40_000 + 2000 - 2000);
}

/// How many `a` the letter sheet holds without the long paragraphs.
fn bytes_of_a(document: &Document) -> usize {
    let mut book = book(document);
    let letter = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&letter).unwrap();
    range.used_cells().map(|(.., value)| value.to_string().matches('a').count()).sum()
}
