//! A document that holds every block, inline and envelope part, for exporters to test themselves with.

use crate::{Block, Cell, Document, Inline, Paragraph, ParagraphRole, Table};

/// The specimen as it crosses the boundary.
pub const SPECIMEN_JSON: &str = include_str!("../specimen.json");

/// Returns the specimen: two letterhead lines, every kind of block and inline, two annexes, one of them landscape.
pub fn specimen() -> Document {
    serde_json::from_str(SPECIMEN_JSON).expect("the specimen follows the schema; a test reads it")
}

/// How many columns the wide table of [`strained`] has, and how many recipients its letter.
const COLUMNS: usize = 40;
const RECIPIENTS: usize = 60;
/// Some three pages of a column of a table.
const LONG_CELL: usize = 200;

/// Returns the specimen with what strains a layout: names of 300 characters, no subject, 60 recipients, a table wider than
/// its page, a cell of three pages, a word that cannot break, writing from the right and signs that few faces have.
///
/// What must not be lost bears a number: the 200 cells `§0`, the recipients `nơi0`, the words `từ0` of the long cell.
pub fn strained() -> Document {
    let mut document = specimen();
    let name = "CÔNG ĐOÀN CƠ SỞ ".repeat(19);
    let envelope = &mut document.envelope;
    envelope.issuer_lines = vec![name.trim_end().to_owned()];
    envelope.parent_lines = vec!["Ệ".repeat(300)];
    envelope.subject.clear();
    envelope.signature.name = name;
    envelope.recipients = (0..RECIPIENTS).map(|n| format!("- nơi{n} nhận;")).collect();
    document.body.insert(0, paragraph("ệ".repeat(300)));
    document.body.insert(
        1,
        paragraph("שלום עליכם \u{202e}ngược\u{202c} \u{1F389}\u{1F468}\u{200D}\u{1F469} 中文 \u{10FFFF}".to_owned()),
    );
    if let Some(table) = first_table(&document.body) {
        document.body.insert(2, Block::Table(wide(table.clone())));
        document.body.insert(3, Block::Table(with_long_cell(table)));
    }
    document
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text)], role: ParagraphRole::Body })
}

fn first_table(blocks: &[Block]) -> Option<Table> {
    blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table.clone()) } else { None })
}

fn wide(mut table: Table) -> Table {
    let column = table.columns[0].clone();
    table.columns = vec![column; COLUMNS];
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.cells = (0..COLUMNS).map(|column| Cell::words(format!("§{}", index * COLUMNS + column))).collect();
    }
    table
}

fn with_long_cell(mut table: Table) -> Table {
    let words: Vec<String> = (0..LONG_CELL).map(|n| format!("từ{n}")).collect();
    if let Some(cell) = table.rows.last_mut().and_then(|row| row.cells.last_mut()) {
        *cell = Cell::words(words.join(" "));
    }
    table
}
