//! Lower units' submissions: read, held against the form, and rolled up over the tree of the day.

mod admission;
mod arrival;
mod before;
mod below;
mod by_unit;
mod carried;
mod completeness;
mod gather;
mod judge;
mod own_figures;
mod report;
mod write;
mod years;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use baocao_aggregation::{Arrived, Entries, Plan, RollUp, Selected, roll_up};
use baocao_intake::submissions::{Expected, FigureNames, Progress, Submissions, find, read_all};
use baocao_intake::{Library, ReportFolder, open_tree};
use baocao_model::{Catalogue, Date, Finding, Form, MissingUnits, Period, Place, Refusal, Snapshot, Tree, UnitIndex};
use baocao_validation::Context;

use admission::Admission;
use gather::Collector;
use rayon::prelude::*;

pub use below::Below;
pub use by_unit::ByUnit;
pub use completeness::Standings;
pub use own_figures::fill_in;
pub use report::{FromUnits, LowerLevel, figures, open};
pub use write::{SUBMISSION, own_submission, write};

/// The folder of lower units' submissions in a report's folder.
pub const FOLDER: &str = "submissions";

/// What is asked of a roll-up.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The report.
    pub folder: &'a ReportFolder,
    /// Where forms and the tree lie.
    pub library: &'a Library,
    /// The day whose tree holds; the period's last day if none is named.
    pub as_of: Option<Date>,
    /// Where the submissions are; the report's own folder for them if it is not said.
    pub submissions: Option<&'a Path>,
    /// How many threads read and check.
    pub jobs: usize,
}

/// Everything that a roll-up is made of, for as long as it is looked at.
#[derive(Debug)]
pub struct Gathered {
    /// The form as all units fill it in, with a row for each year in tables by year.
    pub form: Form,
    /// The form as it is written.
    pub written: Form,
    /// Its figures.
    pub catalogue: Arc<Catalogue>,
    /// What they are called.
    pub names: FigureNames,
    /// How they are brought together.
    pub plan: Plan,
    /// The period.
    pub period: Period,
    /// The tree.
    pub tree: Tree,
    /// The day whose tree holds.
    pub day: Date,
    /// The files.
    pub submissions: Submissions,
    /// What they hold.
    pub entries: Entries,
    /// What of it counts.
    pub selected: Selected,
    /// What was found in reading.
    pub findings: Vec<Finding>,
    /// Units with a submission that could not be taken in.
    pub unreadable: Vec<UnitIndex>,
}

impl Gathered {
    /// What the submissions are read for.
    pub fn expected(&self) -> Expected<'_> {
        let Self { form, written, catalogue, names, period, .. } = self;
        Expected { form, written, catalogue, names, period: *period }
    }
}

/// The path of a report's submissions, if it has any.
pub fn submissions_of(folder: &Path) -> Option<PathBuf> {
    ["", ".ndjson", ".parquet"].iter().map(|ending| folder.join(format!("{FOLDER}{ending}"))).find(|path| path.exists())
}

/// Reads all submissions. What is wrong with one of them is a finding; all others count.
pub fn gather(asked: &Asked<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Result<Gathered, Refusal> {
    let folder = asked.folder;
    let report = &folder.report.value;
    let path = asked.submissions.map(Path::to_owned).or_else(|| submissions_of(&folder.path));
    let Some(path) = path else {
        let place = Place::file(folder.path.join(FOLDER).display().to_string());
        return Err(Finding::error("submissions-missing", place).with("folder", folder.path.display()).into());
    };
    let written = asked.library.form(&report.form, folder.report.place("/form"))?.value;
    let form = years::for_units(&written, &folder.form.value, report.period);
    let catalogue = Arc::new(Catalogue::of(&form));
    let plan = Plan::over_units(&form, &catalogue);
    let names = FigureNames::of(&form, &catalogue);
    let period = report.period;
    let expected = Expected { form: &form, written: &written, catalogue: &catalogue, names: &names, period };
    let read = || {
        let submissions = find(&path)?;
        let read = read_all(&submissions, &expected, asked.jobs, |_| Collector::new(&expected), progress);
        Ok::<_, Refusal>((submissions, read))
    };
    // A tree of the whole country takes about as long as the submissions.
    let (tree, read) = rayon::join(|| open_tree(asked.library), read);
    let (tree, (mut submissions, (collected, findings))) = (tree?, read?);
    let day = asked.as_of.unwrap_or(period.days().1);
    let snapshot = tree.as_of(day);
    let end = period.days().1;
    let earlier = (end < day).then(|| tree.as_of(end));
    let before = earlier.as_ref().unwrap_or(&snapshot);
    let root = root(asked, &snapshot)?;
    let admission = Admission { snapshot: &snapshot, before, root, submissions: &submissions, expected: &expected };
    let admitted = collected.into_par_iter().map(|collected| admission.admit(collected)).collect();
    let mut taken = gather::joined(admitted, catalogue.len(), findings);
    if form.lower_units.missing == MissingUnits::CarryForward {
        let period_before = before::Before { asked, snapshot: &snapshot, root, expected: &expected };
        period_before.bring_forward(&mut submissions, &mut taken)?;
    }
    let selected = taken.entries.select();
    let mut findings = [taken.findings, arrival::findings(&taken.entries, &selected, &snapshot, &submissions)].concat();
    findings.extend(arrival::left_out(&taken.left_out, &written, &path));
    findings.extend(arrival::empty(&taken.entries, &submissions));
    let (entries, unreadable) = (taken.entries, taken.unreadable);
    Ok(Gathered {
        form,
        written,
        catalogue,
        names,
        plan,
        period,
        tree,
        day,
        submissions,
        entries,
        selected,
        findings,
        unreadable,
    })
}

/// The unit of the tree that the report is of.
pub fn root(asked: &Asked<'_>, snapshot: &Snapshot<'_>) -> Result<UnitIndex, Refusal> {
    let id = &asked.folder.report.value.organization;
    snapshot.index_of(id).ok_or_else(|| {
        let finding = Finding::error("organization-not-in-tree", asked.folder.report.place("/organization"));
        finding.with("name", id).with("date", snapshot.day().in_text()).into()
    })
}

/// What a unit is called on the day, or was called in the end.
pub fn name_of(snapshot: &Snapshot<'_>, unit: UnitIndex) -> String {
    snapshot.last_known(unit).map_or_else(String::new, |known| known.name.to_string())
}

/// A roll-up with all that was found on the way.
#[derive(Debug)]
pub struct RolledUp<'a> {
    /// The figures of every unit between.
    pub figures: RollUp<'a>,
    /// Who reported and who did not.
    pub standings: Standings,
    /// What was found, submissions' own contradictions included.
    pub findings: Vec<Finding>,
}

/// Holds each submission against the form and rolls all of them up.
pub fn rolled_up<'a>(
    asked: &Asked<'_>,
    gathered: &'a Gathered,
    snapshot: &'a Snapshot<'a>,
) -> Result<RolledUp<'a>, Refusal> {
    let root = root(asked, snapshot)?;
    let folder = asked.folder;
    let context = Context {
        period: Some(folder.report.value.period),
        off: &folder.organization.value.rules.off,
        ..Context::default()
    };
    let checks = judge::checks_by_tier(gathered, &context, snapshot, root);
    let judge = judge::Judge::new(gathered, &checks, context, snapshot);
    let arrived = Arrived {
        snapshot,
        reported_on: gathered.period.days().1,
        root,
        tiers: &gathered.form.lower_units.tiers,
        catalogue: &gathered.catalogue,
        plan: &gathered.plan,
        entries: &gathered.entries,
        selected: &gathered.selected,
    };
    let figures = roll_up(arrived, &|id, values, reported| judge.may_count(id, values, reported));
    let (mut findings, invalid) = judge.findings();
    findings.extend(judge::statements(gathered, snapshot, &figures));
    let standings = Standings::of(asked, gathered, snapshot, root, &figures, &invalid);
    findings.extend(standings.findings(asked));
    Ok(RolledUp { figures, standings, findings })
}
