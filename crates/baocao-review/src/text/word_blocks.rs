//! Paragraphs, cells and tables of an office document as they end.

use super::passage_builder::PassageBuilder;
use super::word_document::Walk;
use crate::passage::{Mark, Passage, PassageKind, Table};

/// A paragraph that is being read.
#[derive(Default)]
pub struct Paragraph {
    pub builder: PassageBuilder,
    pub level: Option<u8>,
    pub listed: bool,
    pub notes: Vec<String>,
    pub column: u32,
}

/// A table that is being read.
#[derive(Default)]
pub struct OpenTable {
    pub caption: Option<usize>,
    pub rows: Vec<Vec<usize>>,
    pub row: Vec<usize>,
    pub cell: Vec<PassageBuilder>,
    pub notes: Vec<String>,
    pub span: usize,
    pub continues: bool,
}

impl Walk<'_> {
    /// Ends a paragraph: it becomes a passage, a part of a note or of a cell.
    pub fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if let Some(id) = &self.note {
            let note =
                self.notes.entry(id.clone()).or_insert_with(|| PassageBuilder::default().finish(PassageKind::Footnote));
            let more = paragraph.builder.finish(PassageKind::Footnote);
            if note.text.is_empty() {
                *note = more
            } else {
                note.text = format!("{} {}", note.text, more.text)
            }
            return;
        }
        // A text box stands outside of the table whose cell it hangs on only in its looks.
        if let Some(table) = self.tables.last_mut() {
            table.cell.push(paragraph.builder);
            table.notes.extend(paragraph.notes);
            return;
        }
        let kind = match (paragraph.level, paragraph.listed) {
            (Some(level), _) => PassageKind::Heading(level),
            (None, true) => PassageKind::Item,
            (None, false) => PassageKind::Body,
        };
        if !paragraph.builder.is_blank() {
            self.text.passages.push(paragraph.builder.finish(kind));
        }
        self.add_notes(&paragraph.notes);
    }

    fn add_notes(&mut self, ids: &[String]) {
        let Some(known) = &mut self.known else { return };
        let notes: Vec<Passage> =
            ids.iter().filter_map(|id| known.remove(id)).filter(|note| !note.text.trim().is_empty()).collect();
        self.text.passages.extend(notes);
    }

    /// Ends a cell: its paragraphs become one passage.
    pub fn end_cell(&mut self) {
        let index = self.text.tables.len();
        let Some(table) = self.tables.last_mut() else { return };
        let mut joined = PassageBuilder::default();
        for builder in table.cell.drain(..) {
            joined.space();
            joined.append(builder);
        }
        let (row, column) = (table.rows.len(), table.row.len());
        let above = table.rows.last().and_then(|above| above.get(column)).copied();
        let field = match above.filter(|_| table.continues) {
            Some(above) => above,
            None => {
                let mut passage = joined.finish(PassageKind::Cell { table: index, row, column });
                if passage.marks.is_empty() {
                    passage.marks.push(Mark { offset: 0, line: self.number.max(1), column: 1, source: 0 });
                }
                self.text.passages.push(passage);
                self.text.passages.len() - 1
            }
        };
        for _ in 0..table.span {
            table.row.push(field);
        }
    }

    /// Ends a table.
    pub fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        // A table within a cell is read as text of its own; its fields were passages already.
        self.text.tables.push(Table { rows: table.rows, caption: table.caption, ..Table::default() });
        self.add_notes(&table.notes);
    }
}
