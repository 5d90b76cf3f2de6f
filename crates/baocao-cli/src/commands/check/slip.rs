//! The slip that goes back to a unit: composed like a letter and written through exporters like a bundle.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use baocao_composition::{FiguresFile, Slip, compose_slip};
use baocao_document::{Document, Letterhead, href_of_file};
use baocao_intake::{Library, ReportFolder, open_report};
use baocao_model::{Change, Finding, Place, Refusal, Severity};
use rayon::prelude::*;

use super::Checked;
use crate::bundle_folder::{BundleFolder, not_writable};
use crate::export::Names;
use crate::exporters::Exporters;
use crate::libraries::Libraries;
use crate::manifest::slip_manifest;
use crate::outcome::Outcome;
use crate::prepare::{GENERATOR, choose_letterhead};
use crate::relative_path::way_up;
use crate::shown::Shown;

/// The file that makes a folder one of a slip.
const MARKER: &str = "slip.json";

/// What slip is asked for.
pub struct Wanted<'a> {
    /// The report's folder.
    pub report: &'a Path,
    /// The libraries of the run.
    pub libraries: &'a Libraries,
    /// Where the slip goes.
    pub place: &'a Path,
    /// The exporters that were named; none for the organisation's.
    pub only: &'a [String],
}

/// Writes the slip of a report with at most `limit` findings on it.
pub fn write(wanted: &Wanted<'_>, checked: &Checked, limit: Option<usize>, exporters: &mut Exporters) -> Outcome {
    match issue(wanted, checked, limit, exporters) {
        Ok(outcome) => outcome,
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

fn issue(
    wanted: &Wanted<'_>,
    checked: &Checked,
    limit: Option<usize>,
    exporters: &mut Exporters,
) -> Result<Outcome, Refusal> {
    let library = wanted.libraries.of(wanted.report)?;
    let opened = match &checked.prepared {
        Some(_) => None,
        // The report is refused, but perhaps for its narrative alone: then it is known whose it is.
        None => match open_report(wanted.report, &library) {
            Ok(folder) => Some(folder),
            Err(_) => return Ok(not_made(wanted.report)),
        },
    };
    let own = checked.prepared.as_ref().map(|prepared| &prepared.folder);
    let folder = own.or(opened.as_ref()).expect("one of them was read");
    let ids = exporter_ids(folder, wanted.only);
    let warned = load(folder, &ids, exporters)?;
    let letterhead = letterhead(folder, &library)?;
    let target = BundleFolder::start_marked(wanted.place, MARKER, "slip-in-the-way")?;
    let shown = checked.shown.clone().cut(limit);
    let figures = Figures::of(folder, wanted.place, &shown);
    if figures.enclosed {
        let copied = std::fs::copy(&folder.figures.path, target.path().join(&figures.name));
        copied.map_err(|error| not_writable(wanted.place, &error))?;
    }
    let document = compose(folder, &letterhead, shown, &figures);
    let tasks = Names::default().tasks(folder, &document, &format!("phieu-{}", folder.name), &ids, exporters);
    let exports: Vec<_> = tasks.par_iter().map(|task| task.run(target.path(), exporters)).collect();
    let mut outcome = Outcome { findings: warned, ..Outcome::default() };
    exports.into_iter().for_each(|export| outcome.merge(export));
    let manifest = slip_manifest(folder, &outcome.outputs, checked.shown.counts)?;
    std::fs::write(target.path().join(MARKER), manifest).map_err(|error| not_writable(wanted.place, &error))?;
    let place = target.finish()?;
    for written in &mut outcome.outputs {
        written.path = place.join(&written.name);
    }
    outcome.slips.push(place);
    Ok(outcome)
}

fn not_made(report: &Path) -> Outcome {
    let name = report.display().to_string();
    let finding = Finding::warning("slip-not-made", Place::file(&*name)).with("file", name);
    Outcome { findings: vec![finding], ..Outcome::default() }
}

/// The exporters that were named, else those of the organisation's slips, else those of its bundles: people who read
/// its reports can read what is said about them.
fn exporter_ids(folder: &ReportFolder, only: &[String]) -> Vec<(String, Place)> {
    if !only.is_empty() {
        return only.iter().map(|id| (id.clone(), Place::default())).collect();
    }
    let organization = &folder.organization;
    let (ids, pointer) = match &organization.value.slip.exporters {
        Some(ids) => (ids, "/slip/exporters"),
        None => (&organization.value.exporters, "/exporters"),
    };
    ids.iter().enumerate().map(|(at, id)| (id.clone(), organization.place(&format!("{pointer}/{at}")))).collect()
}

fn load(folder: &ReportFolder, ids: &[(String, Place)], exporters: &mut Exporters) -> Result<Vec<Finding>, Refusal> {
    let organization = &folder.organization;
    let mut findings = Vec::new();
    for (id, place) in ids {
        findings.extend(exporters.load_for(&organization.value, id, place));
    }
    if ids.is_empty() {
        let finding = Finding::error("no-exporters", organization.place("/exporters"));
        findings.push(finding.with("name", &organization.value.id));
    }
    let names: Vec<String> = ids.iter().map(|(id, _)| id.clone()).collect();
    findings.extend(exporters.check_options(organization, &names));
    let (refused, warned): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.severity == Severity::Error);
    if refused.is_empty() { Ok(warned) } else { Err(Refusal(refused)) }
}

/// The letterhead of the body that asks: the superior's, else the organisation's own.
fn letterhead(folder: &ReportFolder, library: &Library) -> Result<Letterhead, Refusal> {
    let asking = folder.parent.as_ref().filter(|parent| !parent.value.letterhead.ids().is_empty());
    let asking = asking.unwrap_or(&folder.organization);
    let (ids, place) = (asking.value.letterhead.ids(), asking.place("/letterhead"));
    Ok(choose_letterhead(library, ids, &place, folder.report.value.letter.date)?.value.clone())
}

/// The figures file as the slip names it.
struct Figures {
    /// Its name.
    name: String,
    /// The way to it from the slip, if there is one.
    path: Option<String>,
    /// Whether a copy of it goes with the slip.
    enclosed: bool,
}

impl Figures {
    /// A slip within the report's folder leads to the file itself. One that lies elsewhere will be sent: a workbook goes
    /// with it as a copy, so that its cells can be opened there too and nothing is told of the folders here.
    fn of(folder: &ReportFolder, place: &Path, shown: &Shown) -> Self {
        let name = local_name(&folder.figures.name, folder);
        let near = way_up(place, &folder.figures.path);
        let enclosed = near.is_none() && shown.findings.iter().any(|finding| cell(&finding.place).is_some());
        let path = near.or_else(|| enclosed.then(|| name.clone()));
        Self { name, path, enclosed }
    }
}

fn compose(folder: &ReportFolder, letterhead: &Letterhead, shown: Shown, figures: &Figures) -> Document {
    let organization = &folder.organization.value;
    let omitted = shown.omitted();
    let mut links = BTreeMap::new();
    let mut local = |place: &Place| {
        let local = Place { file: local_name(&place.file, folder), ..place.clone() };
        if let (Some(path), Some(cell)) = (&figures.path, cell(place)) {
            links.insert(local.clone(), href_of_file(path, Some(&cell)));
        }
        local
    };
    let findings: Vec<_> =
        shown.findings.into_iter().map(|finding| Finding { place: local(&finding.place), ..finding }).collect();
    let mut groups = shown.groups;
    for group in &mut groups {
        if let baocao_model::Cause::Figure(changes) = &mut group.cause {
            changes.iter_mut().for_each(|change: &mut Change| change.place = local(&change.place));
        }
    }
    let href = figures.path.as_ref().map(|path| href_of_file(path, None));
    compose_slip(&Slip {
        report: &folder.report.value,
        organization,
        issuer: folder.parent.as_ref().map_or(organization, |parent| &parent.value),
        form: &folder.form.value,
        letterhead,
        findings: &findings,
        groups: &groups,
        counts: shown.counts,
        omitted,
        figures: FiguresFile { name: &figures.name, href: href.as_deref(), enclosed: figures.enclosed },
        links: &links,
        generator: GENERATOR,
    })
}

/// A cell as spreadsheets name it from outside: `'Biểu 1'!C5`.
fn cell(place: &Place) -> Option<String> {
    let (sheet, cell) = (place.sheet.as_ref()?, place.cell.as_ref()?);
    Some(format!("'{}'!{cell}", sheet.replace('\'', "''")))
}

/// A file's name within the report's folder: a slip does not tell where on someone's machine the report lay.
fn local_name(file: &str, folder: &ReportFolder) -> String {
    let file = Path::new(file);
    let within = file.strip_prefix(&folder.path).ok().map(Path::to_owned);
    let name = within.or_else(|| file.file_name().map(PathBuf::from)).unwrap_or_default();
    name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
