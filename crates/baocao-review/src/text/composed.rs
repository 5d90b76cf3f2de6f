use std::ops::Range;

use crate::passage::{Passage, PassageKind, RowKind, Table, Text};

/// Puts a text together from blocks that a caller holds, such as those of a report before it is issued.
///
/// ```
/// use baocao_review::{Composer, Context, RowKind, review};
///
/// let mut composer = Composer::new("narrative.md");
/// composer.heading(1, "I.", "Kết quả", 3);
/// let words = "Đã kiểm tra 40 cuộc, gồm: cùng cấp 28 cuộc, cấp dưới 12 cuộc.";
/// composer.paragraph(words, &[], 5);
/// composer.table("Biểu 1. Kiểm tra", "cuộc", 9, |table| {
///     table.row(RowKind::Heading, &[("Nội dung", 1), ("Số cuộc", 1)]);
///     table.row(RowKind::Data, &[("Cùng cấp", 1), ("28", 1)]);
///     table.row(RowKind::Data, &[("Cấp dưới", 1), ("12", 1)]);
///     table.row(RowKind::Total, &[("Cộng", 1), ("40", 1)]);
/// });
/// let found = review(&composer.finish(), &Context::default());
/// assert!(found.iter().all(|relation| relation.holds) && found.len() >= 2);
/// ```
#[derive(Debug)]
pub struct Composer {
    text: Text,
}

impl Composer {
    /// Begins a text; the file is what places will name.
    pub fn new(file: impl Into<String>) -> Self {
        Self { text: Text { file: file.into(), ..Text::default() } }
    }

    /// A heading with its level from 1 and its printed number, which may be empty. Returns its passage.
    pub fn heading(&mut self, level: u8, number: &str, words: &str, line: u32) -> usize {
        self.push(Passage::new(PassageKind::Heading(level), format!("{number} {words}").trim(), line))
    }

    /// A paragraph; `known` are bytes whose figures come from the report's own figures. Returns its passage.
    pub fn paragraph(&mut self, words: &str, known: &[Range<usize>], line: u32) -> usize {
        self.push(Passage { known: known.to_vec(), ..Passage::new(PassageKind::Body, words, line) })
    }

    /// An item of a list with its printed mark. Returns its passage.
    pub fn item(&mut self, mark: &str, words: &str, known: &[Range<usize>], line: u32) -> usize {
        let shift = if mark.is_empty() { 0 } else { mark.len() + 1 };
        let known = known.iter().map(|span| span.start + shift..span.end + shift).collect();
        let words = if mark.is_empty() { words.to_owned() } else { format!("{mark} {words}") };
        self.push(Passage { known, ..Passage::new(PassageKind::Item, words, line) })
    }

    /// A footnote. Returns its passage.
    pub fn footnote(&mut self, words: &str, known: &[Range<usize>], line: u32) -> usize {
        self.push(Passage { known: known.to_vec(), ..Passage::new(PassageKind::Footnote, words, line) })
    }

    /// A table with its caption and its unit line, either of which may be empty.
    pub fn table(&mut self, caption: &str, unit: &str, line: u32, fill: impl FnOnce(&mut Rows<'_>)) {
        let unit = if unit.is_empty() { String::new() } else { format!("Đơn vị tính: {unit}") };
        let words = [caption, &unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" - ");
        let caption = (!words.is_empty()).then(|| self.push(Passage::new(PassageKind::Body, words, line)));
        let mut rows = Rows { text: &mut self.text, table: Table { caption, ..Table::default() }, line };
        fill(&mut rows);
        let table = rows.table;
        self.text.tables.push(table);
    }

    /// The text.
    pub fn finish(self) -> Text {
        self.text
    }

    fn push(&mut self, passage: Passage) -> usize {
        self.text.passages.push(passage);
        self.text.passages.len() - 1
    }
}

/// The rows of a table that is being put together.
#[derive(Debug)]
pub struct Rows<'a> {
    text: &'a mut Text,
    table: Table,
    line: u32,
}

impl Rows<'_> {
    /// Adds a row: the words of each cell, and how many columns it covers; a cell that covers rows comes again in each.
    /// Returns the cells' passages.
    pub fn row(&mut self, kind: RowKind, cells: &[(&str, usize)]) -> Vec<usize> {
        let (index, row) = (self.text.tables.len(), self.table.rows.len());
        let mut fields = Vec::new();
        let mut passages = Vec::new();
        for (words, columns) in cells {
            let place = PassageKind::Cell { table: index, row, column: fields.len() };
            passages.push(self.text.passages.len());
            fields.extend(std::iter::repeat_n(self.text.passages.len(), *columns));
            self.text.passages.push(Passage::new(place, *words, self.line));
        }
        self.table.rows.push(fields);
        self.table.kinds.push(kind);
        passages
    }
}
