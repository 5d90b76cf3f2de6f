//! A document that holds every block, inline and envelope part, for exporters to test themselves with.

use crate::{
    Block, Cell, Document, Inline, LineRule, LineSpacing, Paragraph, ParagraphRole, Table, UnderMark, UnderMarkKind,
};

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
    document
        .body
        .insert(1, paragraph("שלום עליכם \u{202e}ngược\u{202c} \u{1F389}\u{1F468}\u{200D}\u{1F469} 中文 \u{10FFFF}"));
    if let Some(table) = first_table(&document.body) {
        document.body.insert(2, Block::Table(wide(table.clone())));
        document.body.insert(3, Block::Table(with_long_cell(table)));
    }
    document
}

/// Returns the specimen under a profile of another family: characters under the names, exact lines, page numbers from the
/// first page on.
pub fn with_characters_as_marks() -> Document {
    let mut document = specimen();
    let letterhead = &mut document.envelope.letterhead;
    let parts = &mut letterhead.envelope;
    parts.national.lines.truncate(1);
    parts.national.lines[0].text = "ĐẢNG CỘNG SẢN VIỆT NAM".to_owned();
    parts.issuer.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "*".to_owned() };
    parts.title.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "-----".to_owned() };
    parts.recipients.heading.style.underline = true;
    letterhead.body.line = LineSpacing { rule: LineRule::Exact, value: 18.0 };
    letterhead.page.number.first_page = 1;
    document
}

/// Returns the specimen without anything that a document may do without.
pub fn stripped() -> Document {
    let mut document = specimen();
    document.body.clear();
    document.annexes.clear();
    document.findings.clear();
    document.provenance.clear();
    document.lower_units = None;
    let envelope = &mut document.envelope;
    envelope.draft = false;
    envelope.urgency = None;
    envelope.kind.clear();
    envelope.subject.clear();
    envelope.addressees.clear();
    envelope.parent_lines.clear();
    envelope.recipients.clear();
    envelope.signature = Default::default();
    document
}

/// Returns the first table of a document's body, for those who change it.
///
/// # Panics
/// If there is none.
pub fn first_table_mut(document: &mut Document) -> &mut Table {
    let tables = document.body.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().next().expect("the body has a table")
}

/// Adds rows such as the second to a table; the second cell of each says which it is, `Dòng0hết` and so on.
///
/// # Panics
/// If the table has no second row or cell.
pub fn add_rows(table: &mut Table, count: usize) {
    let mut model = table.rows[1].clone();
    model.cells.iter_mut().for_each(|cell| (cell.address, cell.computation) = (None, None));
    table.rows.extend((0..count).map(|n| {
        let mut row = model.clone();
        row.cells[1].text = format!("Dòng{n}hết");
        row
    }));
}

/// Returns the specimen's envelope with another body and no annex.
pub fn letter(body: Vec<Block>) -> Document {
    Document { body, annexes: Vec::new(), ..specimen() }
}

/// Returns a paragraph of running text.
pub fn paragraph(text: impl Into<String>) -> Block {
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
