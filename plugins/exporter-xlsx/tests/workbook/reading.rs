//! The workbook taken apart.

use baocao_exporter::testing::exported;
use baocao_exporter::{Block, Cell, Document, Table, Value, document_text};
use calamine::Data;
use calamine::Reader as _;
use calamine::Xlsx;
use exporter_xlsx::XlsxExporter;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read as _;

pub fn bytes(document: &Document) -> Vec<u8> {
    exported::<XlsxExporter>(document, &json!({})).main.expect("there is a workbook")
}

type Book = Xlsx<Cursor<Vec<u8>>>;

pub fn book(document: &Document) -> Book {
    Xlsx::new(Cursor::new(bytes(document))).expect("the workbook opens")
}

/// Every cell of the workbook by sheet and place.
pub fn cells(book: &mut Book) -> BTreeMap<(String, u32, u32), Data> {
    let mut cells = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            cells.insert((name.clone(), top + row as u32, left + column as u32), value.clone());
        }
    }
    cells
}

pub fn texts(book: &mut Book) -> String {
    let strings = cells(book).into_values().map(|value| match value {
        Data::String(text) => normal(&text),
        other => other.to_string(),
    });
    strings.collect::<Vec<_>>().join("\n")
}

/// White space and control characters aside; marks of footnotes aside.
pub fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    (1..=9).fold(words, |words, number| words.replace(&format!("({number})"), ""))
}

pub fn tables(document: &Document) -> Vec<&Table> {
    fn collect<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => found.push(table),
                Block::Section(section) => collect(&section.blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&document.body, &mut found);
    document.annexes.iter().for_each(|annex| collect(&annex.blocks, &mut found));
    found
}

/// Asserts that every line a reader of the paper can read stands in the workbook.
pub fn assert_holds_all(document: &Document) {
    let mut book = book(document);
    let all = texts(&mut book);
    let numbers: Vec<String> =
        tables(document).iter().flat_map(|t| &t.rows).flat_map(|row| &row.cells).filter_map(typed).collect();
    for line in document_text(document) {
        let line = normal(&line);
        assert!(all.contains(&line) || numbers.contains(&line), "missing: {line}");
    }
}

pub fn typed(cell: &Cell) -> Option<String> {
    matches!(cell.value, Some(Value::Number { .. })).then(|| cell.text.clone())
}

/// Returns a part of the workbook's file.
pub fn part(workbook: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
