use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Address, Value};

/// One organisation's figures for one form and period, each with where it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submission {
    /// The reported figures. What is absent is blank.
    pub figures: BTreeMap<Address, Figure>,
    /// The unit that a table says it was filled in with, by the table's id.
    pub units: BTreeMap<String, StatedUnit>,
}

/// Whose figures a submission holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Those of the unit with all units below it.
    #[default]
    Whole,
    /// Those of the unit's own office alone.
    Own,
}

impl Scope {
    /// The words that files use, each with what it stands for.
    pub const WORDS: [(&'static str, Self); 2] = [("whole", Self::Whole), ("own", Self::Own)];

    /// Reads `whole` or `own`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|(_, scope)| *scope)
    }

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Own => "own",
        }
    }
}

/// The unit that a table says it was filled in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedUnit {
    /// The unit in the words of the file.
    pub words: String,
    /// How many of the form's units it is.
    pub factor: u64,
    /// Where it was read from.
    pub origin: Origin,
}

/// A reported figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The value as reported.
    pub value: Value,
    /// Where it was read from, so that a finding can point at it.
    pub origin: Origin,
}

/// A place in an input file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The line from 1, in a text file.
    pub line: Option<u32>,
    /// The column in characters from 1, in a text file.
    pub column: Option<u32>,
    /// How many characters the value takes, in a text file.
    pub length: Option<u32>,
    /// The sheet, in a workbook.
    pub sheet: Option<String>,
    /// The cell, in a workbook.
    pub cell: Option<String>,
}

impl Submission {
    /// The value at an address; blank if nothing was reported.
    pub fn value(&self, address: &Address) -> &Value {
        self.figures.get(address).map_or(&Value::Blank, |figure| &figure.value)
    }

    /// Takes over a figure that was made of others, unless it is stated here. Returns what is stated if that is another.
    pub fn fill_in(&mut self, address: &Address, made: &Value, origin: impl FnOnce() -> Origin) -> Option<&Figure> {
        if self.value(address).is_blank() {
            self.figures.insert(address.clone(), Figure { value: made.clone(), origin: origin() });
            return None;
        }
        self.figures.get(address).filter(|stated| stated.value.number() != made.number())
    }
}
