use std::ops::Range;

use baocao_model::{Catalogue, Form, Origin, Period, Scope, Values};

use super::FigureNames;

/// What submissions are read for.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The form, with the rows of its repeating tables that all units share.
    pub form: &'a Form,
    /// The form as it is written: a file may bring rows of its own to its repeating tables.
    pub written: &'a Form,
    /// The figures of `form`, numbered.
    pub catalogue: &'a Catalogue,
    /// What the figures are called.
    pub names: &'a FigureNames,
    /// The period.
    pub period: Period,
}

/// One submission as it was read. Nothing in it has been completed or checked beyond its own form.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The unit's id; empty only in a faulty one.
    pub unit: &'a str,
    /// The unit above, if it is stated.
    pub parent: Option<&'a str>,
    /// When it was submitted, in seconds since 1970 UTC, if it is stated.
    pub submitted_at: Option<i64>,
    /// Whose figures they are.
    pub scope: Scope,
    /// The figures in the catalogue's order; blank where nothing was reported.
    pub values: &'a Values,
    /// Where each figure stands, in the same order, if the reader knows it.
    pub spots: Option<&'a [Origin]>,
    /// Where the submission stands.
    pub source: &'a Located,
    /// Something in it needs [`reread`](super::reread) before it may count.
    pub faulty: bool,
}

/// Where a submission stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located {
    /// The file's number in the list of submissions.
    pub file: u32,
    /// The line or row from 1 in a file of many; 0 for a file that is one submission.
    pub record: u64,
    /// The bytes of the record in a text file of many; their start comes first in the order of records.
    pub start: u64,
    /// The end of these bytes.
    pub end: u64,
}

impl Located {
    /// A file that is one submission.
    pub fn file(file: u32) -> Self {
        Self { file, ..Self::default() }
    }

    /// The bytes of the record.
    pub fn bytes(&self) -> Range<u64> {
        self.start..self.end
    }
}

/// What takes submissions as they are read, in no fixed order. Each thread has its own.
pub trait Sink: Send {
    /// Takes one submission.
    fn take(&mut self, incoming: Incoming<'_>);
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The bytes read so far.
    pub bytes: u64,
    /// The submissions read so far.
    pub submissions: u64,
    /// The part of the work that is done, from 0 to 1.
    pub share: f64,
}
