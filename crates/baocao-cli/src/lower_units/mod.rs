//! Lower units' submissions: read, held against the form, and rolled up over the tree of the day.

mod arrival;
mod carried;
mod completeness;
mod gather;
mod judge;
mod own_figures;
mod report;
mod write;

use std::path::{Path, PathBuf};

use baocao_aggregation::{Arrived, Entries, Plan, RollUp, Selected, roll_up};
use baocao_intake::submissions::{Expected, Progress, Submissions, find, read_all};
use baocao_intake::{Library, ReportFolder, open_tree};
use baocao_model::{Catalogue, Date, Finding, Form, Place, Refusal, Snapshot, Tree, UnitIndex};
use baocao_validation::{Checks, Context};

pub use completeness::Standings;
pub use own_figures::fill_in;
pub use report::{LowerLevel, open};
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
    /// The form as all units fill it in.
    pub form: Form,
    /// Its figures.
    pub catalogue: Catalogue,
    /// How they are brought together.
    pub plan: Plan,
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
    let tree = open_tree(asked.library)?;
    let day = asked.as_of.unwrap_or(report.period.days().1);
    let form = folder.form.value.clone();
    let catalogue = Catalogue::of(&form);
    let plan = Plan::over_units(&form, &catalogue);
    let submissions = find(&path)?;
    let snapshot = tree.as_of(day);
    let root = root(asked, &snapshot)?;
    let expected = Expected { form: &form, catalogue: &catalogue, period: report.period };
    let sink = |_| gather::Sink::new(&snapshot, root, &submissions, &expected);
    let (sinks, findings) = read_all(&submissions, &expected, asked.jobs, sink, progress);
    let taken = gather::joined(sinks, catalogue.len(), findings);
    let selected = taken.entries.select();
    let findings = [taken.findings, arrival::findings(&taken.entries, &selected, &snapshot, &submissions)].concat();
    let (entries, unreadable) = (taken.entries, taken.unreadable);
    drop(snapshot);
    Ok(Gathered { form, catalogue, plan, tree, day, submissions, entries, selected, findings, unreadable })
}

/// The unit of the tree that the report is of.
pub fn root(asked: &Asked<'_>, snapshot: &Snapshot<'_>) -> Result<UnitIndex, Refusal> {
    let id = &asked.folder.report.value.organization;
    snapshot.index_of(id).ok_or_else(|| {
        let finding = Finding::error("organization-not-in-tree", asked.folder.report.place("/organization"));
        finding.with("name", id).with("date", snapshot.day().in_text()).into()
    })
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
    // What units leave blank is told by how many units are behind each figure, not by a warning for each.
    let checks = Checks::of(&gathered.form, &gathered.catalogue, &context).without("figure-not-reported");
    let judge = judge::Judge::new(gathered, &checks, context, snapshot);
    let arrived = Arrived {
        snapshot,
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
