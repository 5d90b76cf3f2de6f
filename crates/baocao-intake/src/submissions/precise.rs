//! Reads one submission with the place of every value, and says everything that is wrong with it.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use baocao_model::{Finding, Form, Place, Refusal, Scope, Submission};

use super::{Expected, Kind, Located, Submissions, header, parquet, sources};
use crate::source::display_name;
use crate::{Source, json, toml_file};

/// A submission that was read precisely.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// The unit's id.
    pub unit: String,
    /// The unit above, if it is stated.
    pub parent: Option<String>,
    /// When it was submitted, in seconds since 1970 UTC, if it is stated.
    pub submitted_at: Option<i64>,
    /// Whose figures they are.
    pub scope: Scope,
    /// The form with the rows that the submission brings to its repeating tables.
    pub form: Form,
    /// The figures as reported, each with its place.
    pub submission: Submission,
    /// What the figures were made of, if they were themselves rolled up, as the roll-up wrote it.
    pub rolled_up: Option<serde_json::Value>,
}

/// Reads one submission again, with the place of every value. None if it cannot be read, does not say whose it is, or is
/// for another form or period.
pub fn reread(submissions: &Submissions, located: &Located, expected: &Expected<'_>) -> (Option<Reread>, Vec<Finding>) {
    let path = submissions.path(located.file);
    let read = match submissions.kind(located.file) {
        Kind::Json => open(&path).and_then(|source| from_json(&source, expected)),
        Kind::JsonLines => open_line(&path, located).and_then(|source| from_json(&source, expected)),
        Kind::Toml => open(&path).and_then(|source| from_toml(&source, expected)),
        Kind::Workbook => sources::workbook(&path, expected),
        Kind::ReportFolder => sources::report_folder(&path, expected),
        Kind::Parquet => from_row(&path, located.record, expected),
    };
    let (mut read, mut findings) = match read {
        Ok((read, findings)) => (read, findings),
        Err(refusal) => (None, refusal.0),
    };
    if submissions.kind(located.file).holds_many() {
        move_to_line(&mut read, &mut findings, located.record);
    }
    (read, findings)
}

/// What a source gives: the submission if it can count, and what is wrong.
pub(super) type Precise = (Option<Reread>, Vec<Finding>);

fn from_json(source: &Source, expected: &Expected<'_>) -> Result<Precise, Refusal> {
    if source.text.trim().is_empty() {
        return Err(Finding::error("submission-empty", Place::file(&*source.name)).into());
    }
    Ok(header::read(source, &json::parse(source)?, expected))
}

/// A row says the same as a line of JSON, so one reader serves both; its columns have names, not places.
fn from_row(path: &Path, record: u64, expected: &Expected<'_>) -> Result<Precise, Refusal> {
    let bytes = parquet::row_as_json(path, record, expected.names)?.into_bytes();
    let source = Source::from_bytes(path, display_name(path), bytes)?;
    let (read, mut findings) = header::read(&source, &json::parse(&source)?, expected);
    for finding in &mut findings {
        (finding.place.column, finding.place.length) = (None, None);
    }
    Ok((read, findings))
}

fn from_toml(source: &Source, expected: &Expected<'_>) -> Result<Precise, Refusal> {
    if source.text.trim().is_empty() {
        return Err(Finding::error("submission-empty", Place::file(&*source.name)).into());
    }
    Ok(header::read(source, &toml_file::parse(source)?, expected))
}

pub(super) fn open(path: &Path) -> Result<Source, Refusal> {
    Source::open_limited(path, "file-missing", "submission-too-large")
}

/// A line of a file of many, as if it were a file of its own.
pub(super) fn open_line(path: &Path, located: &Located) -> Result<Source, Refusal> {
    let name = display_name(path);
    let bytes = read_range(path, located).map_err(|error| Finding::unreadable(&name, &error))?;
    Source::from_bytes(path, name, bytes)
}

fn read_range(path: &Path, located: &Located) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(located.start))?;
    let length = located.end.saturating_sub(located.start);
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Places in a line of a file of many are places in that file.
fn move_to_line(read: &mut Option<Reread>, findings: &mut [Finding], record: u64) {
    let before = u32::try_from(record.saturating_sub(1)).unwrap_or(u32::MAX);
    let moved = |line: &mut Option<u32>| *line = Some(before.saturating_add(line.unwrap_or(1)));
    findings.iter_mut().for_each(|finding| moved(&mut finding.place.line));
    let Some(submission) = read.as_mut().map(|read| &mut read.submission) else { return };
    submission.figures.values_mut().for_each(|figure| moved(&mut figure.origin.line));
    submission.units.values_mut().for_each(|unit| moved(&mut unit.origin.line));
}
