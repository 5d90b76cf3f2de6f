//! What lower units gave to a report, as its document and its bundle need it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use baocao_aggregation::Standing;
use baocao_document::{Contribution, LowerUnits, Source};
use baocao_intake::{Library, ReportFolder};
use baocao_model::{Address, Finding, Form, Refusal, Submission};

use super::below::Below;
use super::by_unit::ByUnit;
use super::{Asked, Standings, fill_in, gather, rolled_up, root, submissions_of, write};

/// The figures of a report with those that its units make.
#[derive(Debug)]
pub struct FromUnits {
    /// The report's form, with the years of which its units reported and a row for each of them in tables by unit.
    pub form: Form,
    /// The report's figures, with what its units make where it says nothing itself.
    pub figures: Submission,
    /// Everything found in the submissions.
    pub findings: Vec<Finding>,
    /// The files, with the names that the manifest shows.
    pub inputs: Vec<(String, PathBuf)>,
}

/// What a report's document and its bundle tell of lower units beyond that.
#[derive(Debug)]
pub struct LowerLevel {
    /// Who gave how much to each figure.
    pub contributions: BTreeMap<Address, Vec<Contribution>>,
    /// Where the cells of tables by unit stand, each in its unit's file.
    pub sources: BTreeMap<Address, Source>,
    /// The units below, for readers who follow a figure down to them.
    pub units: LowerUnits,
    /// What tables of rolled-up figures must say, if units are missing.
    pub note: Option<String>,
    /// The report's figures for the next level up.
    pub submission: String,
    /// Who reported.
    pub standings: Standings,
}

/// How many missing units a note under a table names before it only counts.
const NAMED: usize = 3;

/// Rolls the submissions in a report's folder up, for its figures alone; none if it has none.
pub fn figures(folder: &ReportFolder, library: &Library) -> Result<Option<FromUnits>, Refusal> {
    rolled(folder, library, from_units)
}

/// Rolls the submissions in a report's folder up, for its figures and its document; none if it has none.
pub fn open(folder: &ReportFolder, library: &Library) -> Result<Option<(FromUnits, LowerLevel)>, Refusal> {
    rolled(folder, library, |by_unit| (from_units(by_unit), lower_level(by_unit)))
}

fn rolled<T>(
    folder: &ReportFolder,
    library: &Library,
    look: impl FnOnce(&ByUnit<'_>) -> T,
) -> Result<Option<T>, Refusal> {
    if submissions_of(&folder.path).is_none() {
        return Ok(None);
    }
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let asked = Asked { folder, library, as_of: None, submissions: None, jobs };
    let gathered = gather(&asked, &|_| {})?;
    let snapshot = gathered.tree.as_of(gathered.day);
    let root = root(&asked, &snapshot)?;
    let rolled = rolled_up(&asked, &gathered, &snapshot)?;
    let below = Below::new(folder, &gathered, &snapshot, &rolled, root);
    Ok(Some(look(&ByUnit::new(&below))))
}

fn from_units(by_unit: &ByUnit<'_>) -> FromUnits {
    let Below { folder, gathered, rolled, .. } = *by_unit.below;
    let mut figures = folder.submission.clone();
    let (form, differing) = fill_in(&mut figures, &folder.form.value, by_unit);
    let findings = [gathered.findings.clone(), rolled.findings.clone(), differing].concat();
    let inputs = (0..gathered.submissions.len() as u32).map(|file| {
        let path = gathered.submissions.path(file);
        (format!("report/{}", within(folder, &gathered.submissions.name(file))), path)
    });
    FromUnits { form, figures, findings, inputs: inputs.collect() }
}

fn lower_level(by_unit: &ByUnit<'_>) -> LowerLevel {
    let below = by_unit.below;
    let Below { folder, gathered, snapshot, rolled, root, .. } = *below;
    let mut contributions = below.contributions();
    contributions.append(&mut by_unit.contributions());
    LowerLevel {
        contributions,
        sources: by_unit.sources(&folder.submission),
        units: below.units(),
        note: note(&rolled.standings),
        submission: write::submission(gathered, snapshot, rolled, root),
        standings: rolled.standings.clone(),
    }
}

/// A file's name within the report's folder: a document does not tell where on someone's machine the report lay.
pub fn within(folder: &ReportFolder, name: &str) -> String {
    let path = std::path::Path::new(name);
    let own = path.strip_prefix(&folder.path).ok().or_else(|| {
        let parts = path.iter().position(|part| part == super::FOLDER)?;
        path.iter().nth(parts).map(|_| path)
    });
    let shown = own.map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), PathBuf::from);
    shown.display().to_string()
}

/// What a reader must know of figures that some units are missing from.
fn note(standings: &Standings) -> Option<String> {
    let all = standings.all;
    if all.missing == 0 {
        return None;
    }
    let named = |standing: Standing| {
        let names = standings.names(standing);
        let named = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(NAMED);
        (!names.is_empty()).then(|| if more > 0 { format!("{named} và {more} đơn vị khác") } else { named })
    };
    let mut note = format!("Số liệu của {}/{} đơn vị", all.received, all.expected);
    note.extend(named(Standing::Missing).map(|names| format!("; chưa có số liệu của {names}")));
    note.extend(named(Standing::BroughtForward).map(|names| format!("; lấy số liệu kỳ trước của {names}")));
    Some(note + ".")
}
