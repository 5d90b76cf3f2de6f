//! What a roll-up writes for others to go on from: the next level's input, and every level for those who calculate.

use std::path::{Path, PathBuf};
use std::{fs, io};

use baocao_aggregation::{Carried, EntryId, Rolled};
use baocao_intake::ReportFolder;
use baocao_intake::submissions::{Expected, FigureNames, Stated, WideRow, write_parquet_wide, write_submission_json};
use baocao_model::{Catalogue, Refusal, Scope, Snapshot, UnitIndex, Value, Values};
use rayon::prelude::*;

use super::{Gathered, RolledUp, carried};
use crate::bundle_folder::not_writable;

/// The file that the next level takes in.
pub const SUBMISSION: &str = "submission.json";
/// The file with the figures of every unit between.
const LEVELS: &str = "levels.csv";
/// The file with a row for each submission that counts.
const UNITS: &str = "units.parquet";

/// Writes the results into a folder, with a row for each submission if `with_units`. Files that are there are replaced,
/// each in one step.
pub fn write(
    out: &Path,
    with_units: bool,
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
    put(SUBMISSION, submission(gathered, snapshot, rolled, root).as_bytes())?;
    put(LEVELS, &levels(gathered, snapshot, rolled, root))?;
    if with_units {
        let units = units(gathered, snapshot, rolled, root);
        put(UNITS, &units.map_err(|error| not_writable(&out.join(UNITS), &error))?)?;
    }
    Ok(written)
}

/// The figures of a unit as the level above takes them in, with what they were made of.
pub fn submission(gathered: &Gathered, snapshot: &Snapshot<'_>, rolled: &RolledUp<'_>, root: UnitIndex) -> String {
    let Some((values, carried)) = rolled.figures.carried(root) else { return String::new() };
    let carried = Carried { completeness: rolled.standings.all, ..carried };
    let rolled_up = carried::write(&carried, &gathered.catalogue);
    let stated = Stated {
        unit: snapshot.id(root),
        parent: snapshot.parent(root).map(|parent| snapshot.id(parent)),
        submitted_at: None,
        scope: Scope::Whole,
        units: None,
        rolled_up: Some(&rolled_up),
    };
    write_submission_json(&stated, &gathered.expected(), &values)
}

/// The figures of a report without submissions, for the level above. The catalogue is that of its form.
pub fn own_submission(folder: &ReportFolder, catalogue: &Catalogue) -> String {
    let (report, form) = (&folder.report.value, &folder.form.value);
    let (values, _) = folder.submission.in_order_of(catalogue);
    let stated = Stated {
        unit: &report.organization,
        parent: folder.organization.value.parent.as_deref(),
        submitted_at: None,
        scope: Scope::Whole,
        units: Some(&folder.submission.units),
        rolled_up: None,
    };
    // What figures may be called only matters to those who read them.
    let names = FigureNames::default();
    let expected = Expected { form, written: form, catalogue, names: &names, period: report.period };
    write_submission_json(&stated, &expected, &values)
}

/// A row for every submission that counts, as reported: databases and other programs go on from it.
fn units(gathered: &Gathered, snapshot: &Snapshot<'_>, rolled: &RolledUp<'_>, root: UnitIndex) -> io::Result<Vec<u8>> {
    let units = std::iter::once(root).chain(snapshot.descendants(root).iter().copied());
    let given = units.flat_map(|unit| {
        let own = [Scope::Own, Scope::Whole].map(|scope| rolled.figures.submission(unit, scope));
        own.into_iter().flatten().chain(rolled.figures.joined(unit).iter().copied())
    });
    let given: Vec<EntryId> = given.collect();
    let row = |at: usize, values: &mut Values| {
        gathered.entries.read(given[at], values);
        let entry = gathered.entries.get(given[at]);
        WideRow {
            unit: snapshot.id(entry.unit),
            parent: snapshot.parent(entry.unit).map(|parent| snapshot.id(parent)),
            submitted_at: entry.at,
            scope: entry.scope,
        }
    };
    let mut bytes = Vec::new();
    write_parquet_wide(&mut bytes, &gathered.names, given.len(), &row)?;
    Ok(bytes)
}

/// A line for every figure of every unit between: what it is, how many units reported it, how many were to.
fn levels(gathered: &Gathered, snapshot: &Snapshot<'_>, rolled: &RolledUp<'_>, root: UnitIndex) -> Vec<u8> {
    let addresses = gathered.catalogue.addresses().iter();
    let figures: Vec<_> = addresses.map(|address| (address.to_string(), code(gathered, address))).collect();
    let of_unit = |unit: UnitIndex, of_unit: &Rolled| {
        let mut lines = csv::Writer::from_writer(Vec::new());
        let name = snapshot.unit(unit).map_or("", |known| &known.name);
        let (received, expected) = (of_unit.received.to_string(), of_unit.expected.to_string());
        for (figure, (address, code)) in figures.iter().enumerate() {
            let value = match of_unit.values.get(figure) {
                Value::Number(number) => number.normalize().to_string(),
                other => other.words().unwrap_or_default().to_owned(),
            };
            let reported = of_unit.partials[figure].reported.to_string();
            let line = [snapshot.id(unit), name, address, code, &value, &reported, &received, &expected];
            lines.write_record(line).expect("memory does not fail");
        }
        lines.into_inner().expect("memory does not fail")
    };
    let units = std::iter::once(root).chain(snapshot.descendants(root).iter().copied());
    let rolled: Vec<_> = units.filter_map(|unit| Some((unit, rolled.figures.of(unit)?))).collect();
    let mut lines = vec![b"unit,name,figure,code,value,reported,received,expected\n".to_vec()];
    lines.par_extend(rolled.into_par_iter().map(|(unit, rolled)| of_unit(unit, rolled)));
    lines.concat()
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
