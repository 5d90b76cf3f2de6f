//! Where everything stands on a table's sheet.

use std::collections::BTreeMap;

use baocao_model::{Address, Catalogue, Column, ColumnKind, Computation, Form, Period, Repeat, Row, Table};

use super::mark::FREE;

/// How many empty rows an item table offers.
const ITEMS: usize = 15;
/// How many rows a table by year offers beside the years of the period.
const MORE_YEARS: usize = 3;

/// The rows above the headings: the ids (hidden), the title, the report, the unit.
pub const ID_ROW: u32 = 0;
pub const TITLE_ROW: u32 = 1;
pub const REPORT_ROW: u32 = 2;
pub const UNIT_ROW: u32 = 3;
const HEAD_ROW: u32 = 4;
/// The column with the rows' ids (hidden).
pub const ID_COLUMN: u16 = 0;
/// The column with the rows' labels.
pub const LABEL_COLUMN: u16 = 1;

/// A form with the rows that its repeating tables offer to fill in.
#[derive(Debug)]
pub struct OfferedForm {
    /// The form with these rows.
    pub form: Form,
    /// What follows from what.
    catalogue: Catalogue,
}

impl OfferedForm {
    /// Offers the years of the period, a number of items, and the units right below the organisation: id and name.
    pub fn new(form: &Form, period: Period, units: &[(String, String)]) -> Self {
        let (first, last) = period.days();
        let rows = |repeat: Repeat| -> Vec<(String, String)> {
            match repeat {
                Repeat::Item => (1..=ITEMS).map(|n| (format!("d{n:02}"), String::new())).collect(),
                Repeat::Year => (first.year()..=last.year())
                    .map(|year| (year.to_string(), year.to_string()))
                    .chain((1..=MORE_YEARS).map(|n| (format!("{FREE}{n}"), String::new())))
                    .collect(),
                Repeat::Unit => units.to_vec(),
            }
        };
        let repeating = form.tables.iter().filter_map(|table| Some((table.id.clone(), rows(table.repeat?))));
        let form = form.expanded(&repeating.collect::<BTreeMap<_, _>>());
        Self { catalogue: Catalogue::of(&form), form }
    }

    /// How a figure follows from others, if it does.
    pub fn computation(&self, address: &Address) -> Option<Computation> {
        self.catalogue.computation_at(address)
    }
}

/// What a column of a sheet holds.
#[derive(Clone, Copy, Debug)]
pub enum Content<'f> {
    /// The rows' units.
    Units,
    /// Figures.
    Figures(&'f Column),
}

/// A table's sheet.
#[derive(Debug)]
pub struct SheetLayout<'f> {
    /// The table, with the rows that it offers.
    pub table: &'f Table,
    /// How many of its first rows are offered to be filled in as needed.
    pub offered: usize,
    /// The columns right of the labels.
    pub columns: Vec<Content<'f>>,
    /// How many rows the headings take.
    pub head_rows: u32,
}

impl<'f> SheetLayout<'f> {
    /// Lays out a table; `declared` is how many rows the form itself has.
    pub fn new(table: &'f Table, declared: &Table) -> Self {
        let offered = table.rows.iter().take_while(|row| declared.row(&row.id).is_none()).count();
        let mut columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| match column.kind {
                ColumnKind::Unit => Content::Units,
                _ => Content::Figures(column),
            })
            .collect();
        if !table.shows_units() && table.rows.iter().any(|row| row.unit.is_some()) {
            columns.insert(0, Content::Units);
        }
        let levels = table.columns.iter().map(|column| column.group.levels().len()).max().unwrap_or(0);
        Self { table, offered, columns, head_rows: levels as u32 + 1 }
    }

    /// The first row of the headings.
    pub fn head_row(&self) -> u32 {
        HEAD_ROW
    }

    /// The first row of figures.
    pub fn first_row(&self) -> u32 {
        HEAD_ROW + self.head_rows
    }

    /// The row after the last row of figures.
    pub fn end_row(&self) -> u32 {
        self.first_row() + self.table.rows.len() as u32
    }

    /// The columns with their places.
    pub fn placed_columns(&self) -> impl Iterator<Item = (u16, Content<'f>)> + '_ {
        self.columns.iter().enumerate().map(|(index, column)| (LABEL_COLUMN + 1 + index as u16, *column))
    }

    /// The rows with their places; true for a row that is offered.
    pub fn placed_rows(&self) -> impl Iterator<Item = (u32, &'f Row, bool)> + '_ {
        let rows = self.table.rows.iter().enumerate();
        rows.map(|(index, row)| (self.first_row() + index as u32, row, index < self.offered))
    }

    /// Where a column of figures stands.
    pub fn column_of(&self, id: &str) -> Option<u16> {
        let mut columns = self.placed_columns();
        columns.find(|(_, content)| matches!(content, Content::Figures(column) if column.id == id)).map(|(at, _)| at)
    }

    /// Where a figure stands.
    pub fn cell_of(&self, address: &Address) -> Option<(u32, u16)> {
        let row = self.table.rows.iter().position(|row| row.id == address.row)?;
        Some((self.first_row() + row as u32, self.column_of(&address.column)?))
    }

    /// True if the row is one of those offered.
    pub fn is_offered(&self, row: &str) -> bool {
        self.table.rows.iter().take(self.offered).any(|offered| offered.id == row)
    }
}
