//! What a roll-up writes for others to go on from: the next level's input, and every level for those who calculate.

use std::fs;
use std::path::{Path, PathBuf};

use baocao_aggregation::Carried;
use baocao_intake::ReportFolder;
use baocao_model::{Refusal, Snapshot, UnitIndex, Value};
use serde_json::{Map, json};

use super::{Asked, Gathered, RolledUp, carried};
use crate::bundle_folder::not_writable;

/// The file that the next level takes in.
pub const SUBMISSION: &str = "submission.json";
/// The file with the figures of every unit between.
const LEVELS: &str = "levels.csv";

/// Writes the results into a folder. Files that are there are replaced, each in one step.
pub fn write(
    out: &Path,
    asked: &Asked<'_>,
    gathered: &Gathered,
    snapshot: &Snapshot<'_>,
    rolled: &RolledUp<'_>,
    root: UnitIndex,
) -> Result<Vec<PathBuf>, Refusal> {
    fs::create_dir_all(out).map_err(|error| not_writable(out, &error))?;
    let mut written = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), Refusal> {
        let path = out.join(name);
        let beside = out.join(format!(".{name}.part"));
        fs::write(&beside, bytes)
            .and_then(|()| fs::rename(&beside, &path))
            .map_err(|error| not_writable(&path, &error))?;
        written.push(path);
        Ok(())
    };
    put(SUBMISSION, submission(asked, gathered, snapshot, rolled, root).as_bytes())?;
    put(LEVELS, levels(gathered, snapshot, rolled, root).as_bytes())?;
    Ok(written)
}

/// The figures of a unit as the level above takes them in, with what they were made of.
pub fn submission(
    asked: &Asked<'_>,
    gathered: &Gathered,
    snapshot: &Snapshot<'_>,
    rolled: &RolledUp<'_>,
    root: UnitIndex,
) -> String {
    let report = &asked.folder.report.value;
    let Some((values, carried)) = rolled.figures.carried(root) else { return String::new() };
    let carried = Carried { completeness: rolled.standings.all, ..carried };
    let addresses = gathered.catalogue.addresses();
    let figures: Map<String, serde_json::Value> = addresses
        .iter()
        .zip(&values)
        .filter_map(|(address, value)| Some((address.to_string(), shown(value)?)))
        .collect();
    let submission = json!({
        "unit": snapshot.id(root),
        "parent": snapshot.parent(root).map(|parent| snapshot.id(parent)),
        "form": gathered.form.id,
        "form_version": gathered.form.version,
        "period": report.period,
        "values": figures,
        "rolled_up": carried::write(&carried, &gathered.catalogue),
    });
    format!("{submission:#}\n")
}

/// The figures of a report without submissions, for the level above. Rows that only this report brings stay here.
pub fn own_submission(folder: &ReportFolder) -> String {
    let (report, form) = (&folder.report.value, &folder.form.value);
    let repeats = |table: &str| form.table(table).is_some_and(|table| table.repeat.is_some());
    let reported = folder.submission.figures.iter().filter(|(address, _)| !repeats(&address.table));
    let figures: Map<String, serde_json::Value> =
        reported.filter_map(|(address, figure)| Some((address.to_string(), shown(&figure.value)?))).collect();
    let units: Map<String, serde_json::Value> = folder
        .submission
        .units
        .iter()
        .filter(|(table, _)| !repeats(table))
        .map(|(table, unit)| (table.clone(), unit.words.as_str().into()))
        .collect();
    let mut submission = json!({
        "unit": report.organization,
        "parent": folder.organization.value.parent,
        "form": form.id,
        "form_version": form.version,
        "period": report.period,
        "values": figures,
    });
    if !units.is_empty() {
        submission["units"] = units.into();
    }
    format!("{submission:#}\n")
}

/// A value as files of figures write it; none for a blank. Numbers keep all their digits.
fn shown(value: &Value) -> Option<serde_json::Value> {
    match value {
        Value::Number(number) => number.normalize().to_string().parse().ok().map(serde_json::Value::Number),
        Value::Text(text) => Some(text.as_str().into()),
        Value::Nil => Some("không phát sinh".into()),
        Value::NotApplicable => Some("không áp dụng".into()),
        Value::Blank => None,
    }
}

/// A line for every figure of every unit between: what it is, how many units reported it, how many were to.
fn levels(gathered: &Gathered, snapshot: &Snapshot<'_>, rolled: &RolledUp<'_>, root: UnitIndex) -> String {
    let mut lines = csv::Writer::from_writer(Vec::new());
    let heading = ["unit", "name", "figure", "code", "value", "reported", "received", "expected"];
    lines.write_record(heading).expect("memory does not fail");
    let codes: Vec<String> = gathered.catalogue.addresses().iter().map(|address| code(gathered, address)).collect();
    let units = std::iter::once(root).chain(snapshot.descendants(root).iter().copied());
    for unit in units {
        let Some(of_unit) = rolled.figures.of(unit) else { continue };
        let name = snapshot.unit(unit).map_or("", |known| &known.name);
        let (received, expected) = (of_unit.received.to_string(), of_unit.expected.to_string());
        for (figure, address) in gathered.catalogue.addresses().iter().enumerate() {
            let value = match &of_unit.values[figure] {
                Value::Number(number) => number.normalize().to_string(),
                other => shown(other).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default(),
            };
            let (address, reported) = (address.to_string(), of_unit.partials[figure].reported.to_string());
            let line = [snapshot.id(unit), name, &address, &codes[figure], &value, &reported, &received, &expected];
            lines.write_record(line).expect("memory does not fail");
        }
    }
    String::from_utf8(lines.into_inner().expect("memory does not fail")).expect("made of text")
}

/// The printed code of a figure: its row's and its column's; empty if the form gives none.
fn code(gathered: &Gathered, address: &baocao_model::Address) -> String {
    let Some((_, row, column)) = gathered.form.locate(address) else { return String::new() };
    match (&row.code, &column.code) {
        (Some(row), Some(column)) => format!("{row}{column}"),
        (Some(row), None) => row.clone(),
        (None, _) => String::new(),
    }
}
