//! Which row and which column of a sheet stands for what, by the ids that the sheet carries.

use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{Column, Finding, Repeat, Table};

use super::book::{Book, CellAt, Sheet};
use super::cell_value::CellReader;
use super::mark::{FREE, HEAD, LABEL, UNIT};
use crate::figures::is_year;

/// Rows and columns of a table's sheet.
#[derive(Debug)]
pub struct SheetMap {
    /// The columns of figures by their ids.
    pub columns: BTreeMap<String, u32>,
    /// The rows in the order of the sheet.
    pub rows: Vec<MappedRow>,
}

/// A row of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedRow {
    /// Its row on the sheet.
    pub at: u32,
    /// Its id in the form.
    pub id: String,
    /// Its label, for a row that the sheet brings to the form.
    pub label: Option<String>,
}

/// Maps a sheet; everything that does not fit is reported.
pub fn map(book: &Book, sheet: &Sheet, corner: CellAt, table: &Table, reader: &mut CellReader) -> SheetMap {
    let mut mapper = Mapper { book, sheet, corner, table, reader, label_column: None, head_end: corner.0 };
    let columns = mapper.columns();
    let rows = mapper.rows(&columns);
    mapper.outside(&columns, &rows);
    SheetMap { columns, rows }
}

struct Mapper<'a> {
    book: &'a Book,
    sheet: &'a Sheet,
    corner: CellAt,
    table: &'a Table,
    reader: &'a mut CellReader,
    label_column: Option<u32>,
    /// The last row of headings.
    head_end: u32,
}

impl Mapper<'_> {
    fn columns(&mut self) -> BTreeMap<String, u32> {
        let mut columns = BTreeMap::new();
        let (row, corner) = self.corner;
        for at in self.sheet.cells.range((row, 0)..(row + 1, 0)).map(|(at, _)| *at).filter(|at| at.1 != corner) {
            match self.sheet.text(at) {
                "" | UNIT => {}
                LABEL => self.label_column = Some(at.1),
                id if self.table.column(id).is_none() => self.report("unknown-column", at, id),
                id if columns.contains_key(id) => self.report("duplicate-id", at, id),
                id => {
                    columns.insert(id.to_owned(), at.1);
                }
            }
        }
        for column in
            self.table.columns.iter().filter(|column| holds_figures(column) && !columns.contains_key(&column.id))
        {
            let finding = Finding::error("workbook-column-missing", self.book.place(self.sheet, self.corner));
            self.reader.findings.push(finding.with("name", &column.label).with("table", &self.table.title));
        }
        columns
    }

    fn rows(&mut self, columns: &BTreeMap<String, u32>) -> Vec<MappedRow> {
        let marks = self.row_marks();
        let used: BTreeSet<u32> = self.sheet.cells.keys().map(|at| at.0).filter(|row| *row > self.head_end).collect();
        let mut new_ids = NewIds { taken: marks.values().cloned().collect(), last: 0 };
        let mut seen = BTreeSet::new();
        let mut rows: Vec<MappedRow> = Vec::new();
        // A row without a mark belongs to the table if it stands among its rows or right below them.
        let last = marks.iter().rfind(|(_, mark)| !mark.is_empty());
        let mut end = last.map_or(0, |(at, _)| *at + 1);
        for at in used {
            let row = match marks.get(&at).map(String::as_str) {
                Some("") => None,
                Some(id) if self.table.row(id).is_some() => Some(MappedRow { at, id: id.to_owned(), label: None }),
                None if at > end => self.stray(at, columns),
                mark => self.brought(at, mark, columns, &mut new_ids),
            };
            let Some(row) = row else { continue };
            end = end.max(at + 1);
            if seen.insert(row.id.clone()) {
                rows.push(row);
            } else {
                self.report("workbook-row-twice", (at, self.corner.1), &row.id);
            }
        }
        for row in self.table.rows.iter().filter(|row| !seen.contains(&row.id)) {
            let finding = Finding::error("workbook-row-missing", self.book.place(self.sheet, self.corner));
            self.reader.findings.push(finding.with("name", &row.label).with("table", &self.table.title));
        }
        rows
    }

    /// The marks in the column of ids; empty for rows that hold no figures. Notes where the headings end.
    fn row_marks(&mut self) -> BTreeMap<u32, String> {
        let mut marks = BTreeMap::new();
        for at in self.sheet.cells.keys().filter(|at| at.1 == self.corner.1 && at.0 != self.corner.0) {
            match self.sheet.text(*at) {
                "" => {}
                HEAD => self.head_end = self.head_end.max(at.0),
                id if id.starts_with('#') => {
                    marks.insert(at.0, String::new());
                }
                id => {
                    marks.insert(at.0, id.to_owned());
                }
            }
        }
        marks
    }

    /// A row with something in it that is none of the table's.
    fn stray(&mut self, at: u32, columns: &BTreeMap<String, u32>) -> Option<MappedRow> {
        let mut places = self.label_column.into_iter().chain(columns.values().copied()).map(|column| (at, column));
        let filled = places.find(|at| !self.sheet.is_blank(*at))?;
        let finding = Finding::warning("workbook-row-unknown", self.book.place(self.sheet, filled));
        self.reader.findings.push(finding.with("table", &self.table.title));
        None
    }

    /// A row that the form does not declare: one of a repeating table, or one that does not belong here.
    fn brought(
        &mut self,
        at: u32,
        mark: Option<&str>,
        columns: &BTreeMap<String, u32>,
        new_ids: &mut NewIds,
    ) -> Option<MappedRow> {
        let label_at = self.label_column.map(|column| (at, column));
        let label = label_at.and_then(|at| self.sheet.cells.get(&at).map(|cell| (at, cell.clone())));
        let label = label.map_or_else(String::new, |(at, cell)| {
            let place = self.book.place(self.sheet, at);
            self.reader.words(&cell, place)
        });
        let filled = columns.values().map(|column| (at, *column)).find(|at| self.is_filled(*at));
        let first = filled.or(label_at.filter(|_| !label.is_empty()))?;
        match (self.table.repeat, mark) {
            // The year of a prefilled row is no reason to take the row for reported.
            (Some(Repeat::Year), Some(id)) if is_year(id) => {
                filled.map(|_| MappedRow { at, id: id.to_owned(), label: Some(id.to_owned()) })
            }
            (Some(Repeat::Year), _) => {
                if is_year(&label) {
                    return Some(MappedRow { at, id: label.clone(), label: Some(label) });
                }
                self.report("row-not-a-year", label_at.unwrap_or(first), &label);
                None
            }
            // Nor is the name of a prefilled unit.
            (Some(Repeat::Unit), Some(id)) if is_id(id) => {
                filled.map(|_| MappedRow { at, id: id.to_owned(), label: Some(label) })
            }
            (Some(Repeat::Item | Repeat::Unit), mark) => {
                let own = mark.filter(|mark| !mark.starts_with(FREE) && is_id(mark));
                let id = own.map_or_else(|| new_ids.next(), str::to_owned);
                if label.is_empty() {
                    let address = format!("{}.{id}", self.table.id);
                    let place = self.book.place(self.sheet, label_at.unwrap_or(first));
                    self.reader.findings.push(Finding::error("row-without-label", place).with("address", address));
                }
                Some(MappedRow { at, id, label: Some(label) })
            }
            (None, Some(id)) => {
                let id = id.to_owned();
                self.report("unknown-row", (at, self.corner.1), &id);
                None
            }
            (None, None) => self.stray(at, columns),
        }
    }

    /// True if someone typed something; a formula that shows nothing is one of ours.
    fn is_filled(&self, at: CellAt) -> bool {
        self.sheet.cells.get(&at).is_some_and(|cell| !cell.is_blank() && !cell.is_formula)
    }

    /// What stands beside the table is not read; say so once.
    fn outside(&mut self, columns: &BTreeMap<String, u32>, rows: &[MappedRow]) {
        let of_table: BTreeSet<u32> =
            columns.values().copied().chain(self.label_column).chain([self.corner.1]).collect();
        let units: BTreeSet<u32> = self.columns_marked(UNIT);
        let beside = rows.iter().flat_map(|row| {
            let cells = self.sheet.cells.range((row.at, 0)..(row.at + 1, 0));
            cells.filter(|(at, cell)| !of_table.contains(&at.1) && !units.contains(&at.1) && !cell.is_blank())
        });
        let first = beside.map(|(at, _)| *at).next();
        if let Some(at) = first {
            let finding = Finding::note("workbook-beside-table", self.book.place(self.sheet, at));
            self.reader.findings.push(finding.with("table", &self.table.title));
        }
    }

    fn columns_marked(&self, mark: &str) -> BTreeSet<u32> {
        let row = self.corner.0;
        let cells = self.sheet.cells.range((row, 0)..(row + 1, 0)).map(|(at, _)| *at);
        cells.filter(|at| self.sheet.text(*at) == mark).map(|at| at.1).collect()
    }

    fn report(&mut self, code: &'static str, at: CellAt, name: &str) {
        let finding = Finding::error(code, self.book.place(self.sheet, at));
        self.reader.findings.push(finding.with("name", name));
    }
}

/// Ids for rows that someone inserted.
struct NewIds {
    taken: BTreeSet<String>,
    last: usize,
}

impl NewIds {
    fn next(&mut self) -> String {
        loop {
            self.last += 1;
            let id = format!("d{:02}", self.last);
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}

fn holds_figures(column: &Column) -> bool {
    column.kind != baocao_model::ColumnKind::Unit
}

/// An address is made of ids, so an id holds no dot and no space.
fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.contains(['.', ' '])
}
