//! What was read so far of a tree's files, and where each row of it stands.

use std::path::Path;

use baocao_model::{Organization, Place, Refusal, SuccessionRow, Tree, TreeRow, TreeRows, UnitRow};
use schemars::JsonSchema;
use serde::Deserialize;

use super::csv_header::{self, Columns};
use super::csv_table::{CsvTable, RowStart};
use super::{succession_table, unit_table};
use crate::Source;
use crate::read::{Loaded, open_toml};

/// Units and successions as a TOML file has them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitsFile {
    #[serde(default, rename = "unit")]
    units: Vec<UnitRow>,
    #[serde(default, rename = "succession")]
    successions: Vec<SuccessionRow>,
}

/// The rows of all files, with their places.
#[derive(Default)]
pub struct Reading {
    pub rows: TreeRows,
    /// Set if a file could not be read at all: its units are unknown, so nothing can be said about the others.
    is_incomplete: bool,
    units: Vec<At>,
    successions: Vec<At>,
    tables: Vec<CsvTable>,
    files: Vec<Loaded<UnitsFile>>,
    organizations: Vec<Loaded<Organization>>,
}

/// Where a row stands: the number of its file, and the row in it.
#[derive(Clone, Copy, Debug)]
enum At {
    Table(usize, RowStart),
    File(usize, usize),
    Organization(usize),
}

impl Reading {
    /// Reads a CSV file of units.
    pub fn read_units(&mut self, path: &Path) {
        let Some(table) = self.open_table(path, &unit_table::COLUMNS) else { return };
        let starts = unit_table::read(&table, &mut self.rows);
        self.units.extend(starts.into_iter().map(|start| At::Table(self.tables.len(), start)));
        self.tables.push(table);
    }

    /// Reads a CSV file of successions.
    pub fn read_successions(&mut self, path: &Path) {
        let Some(table) = self.open_table(path, &succession_table::COLUMNS) else { return };
        let starts = succession_table::read(&table, &mut self.rows);
        self.successions.extend(starts.into_iter().map(|start| At::Table(self.tables.len(), start)));
        self.tables.push(table);
    }

    /// Reads a TOML file of both.
    pub fn read_toml(&mut self, path: &Path) {
        let Some(mut file) = self.keep(open_toml::<UnitsFile>(path, "file-missing")) else { return };
        let read = std::mem::take(&mut file.value);
        let at = |number| At::File(self.files.len(), number);
        self.units.extend((0..read.units.len()).map(at));
        self.successions.extend((0..read.successions.len()).map(at));
        self.rows.units.extend(read.units);
        self.rows.successions.extend(read.successions);
        self.files.push(file);
    }

    /// Takes in an organisation; with a row of its own if there is one.
    pub fn add_organization(&mut self, organization: Loaded<Organization>, row: Option<UnitRow>) {
        if let Some(row) = row {
            self.rows.units.push(row);
            self.units.push(At::Organization(self.organizations.len()));
        }
        self.organizations.push(organization);
    }

    /// Makes the tree.
    pub fn finish(mut self) -> Result<Tree, Refusal> {
        if self.is_incomplete {
            return Err(Refusal(self.rows.findings));
        }
        Tree::build(std::mem::take(&mut self.rows), &|row, field| self.place(row, field))
    }

    /// Where a field of a row stands.
    pub fn place(&self, row: TreeRow, field: &str) -> Place {
        let (at, list) = match row {
            TreeRow::Unit(row) => (self.units[row], "unit"),
            TreeRow::Succession(row) => (self.successions[row], "succession"),
        };
        match at {
            At::Table(table, start) => self.tables[table].place(start, field),
            At::File(file, number) => self.files[file].place(&format!("/{list}/{number}/{field}")),
            At::Organization(number) => self.organizations[number].place(&format!("/{field}")),
        }
    }

    fn open_table(&mut self, path: &Path, columns: &Columns) -> Option<CsvTable> {
        self.keep(Source::open(path, "file-missing").and_then(|source| csv_header::read(source, columns)))
    }

    fn keep<T>(&mut self, read: Result<T, Refusal>) -> Option<T> {
        let refused = |refusal: Refusal| {
            self.is_incomplete = true;
            self.rows.findings.extend(refusal.0);
        };
        read.map_err(refused).ok()
    }
}
