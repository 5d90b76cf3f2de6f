//! What the standards forbid is told, and no file is written.

use baocao_exporter::{Block, Chart, Document, abi, specimen};
use serde_json::{Value, json};

use crate::reading::export;

fn refused(document: &Document, options: Value, expected: &str) {
    let recorded = export(document, options);
    assert_eq!(recorded.status, abi::DOCUMENT, "{:?}", recorded.diagnostics);
    assert!(recorded.main.is_none());
    assert!(recorded.diagnostics.iter().any(|line| line.starts_with(expected)), "{:?}", recorded.diagnostics);
}

fn charts(document: &mut Document) -> impl Iterator<Item = &mut Chart> {
    document.body.iter_mut().filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
}

#[test]
fn a_document_without_a_title_a_date_or_a_language_is_refused() {
    let mut document = specimen::specimen();
    document.properties.title.clear();
    refused(&document, json!({}), "archive.no-title: the document has no title");
    let mut document = specimen::specimen();
    document.properties.date = "12/9/2023".into();
    refused(&document, json!({}), "archive.no-date: ");
    refused(&document, json!({ "attach_data": true }), "archive.no-date: ");
    let mut document = specimen::specimen();
    document.language.clear();
    refused(&document, json!({}), "archive.no-language: ");
}

#[test]
fn a_chart_that_says_nothing_is_refused() {
    let mut document = specimen::specimen();
    charts(&mut document).for_each(|chart| chart.alt.clear());
    refused(&document, json!({}), "archive.no-alt-text: a chart has no words for readers who cannot see it");
}

#[test]
fn words_beyond_every_reader_are_refused() {
    let mut document = specimen::specimen();
    document.properties.title = "ệ".repeat(40_000);
    refused(&document, json!({}), "archive.too-long: ");
}

#[test]
fn all_reasons_are_told_at_once() {
    let mut document = specimen::specimen();
    document.properties.title.clear();
    document.properties.date.clear();
    charts(&mut document).for_each(|chart| chart.alt.clear());
    let recorded = export(&document, json!({}));
    assert_eq!(
        recorded.diagnostics.iter().filter(|line| line.starts_with("archive.")).count(),
        3,
        "{:?}",
        recorded.diagnostics
    );
}
