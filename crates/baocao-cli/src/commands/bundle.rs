use std::collections::BTreeSet;
use std::path::Path;

use baocao_host::{Installation, Isolation, Limits};
use baocao_intake::organization_of;
use baocao_model::{Finding, Organization, Place, Refusal, Severity};
use rayon::prelude::*;

use super::exporters::no_installation;
use crate::arguments::Bundle;
use crate::bundle_folder::{BundleFolder, MANIFEST, not_writable, places};
use crate::export::{Names, Task};
use crate::exporters::{Exporters, limits};
use crate::libraries::Libraries;
use crate::lower_units::SUBMISSION;
use crate::manifest::manifest;
use crate::outcome::Outcome;
use crate::prepare::{Prepared, prepare};

/// How many reports each thread has in hand at once: what they hold in memory does not grow with their number.
pub const IN_HAND: usize = 8;

/// Writes a bundle for each report. One report's trouble does not keep the others from being written.
pub fn run(arguments: &Bundle, config: Option<&Path>) -> Outcome {
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    let output = arguments.output.as_deref();
    let places = match places(&arguments.reports, output, |report| report.join("bundle")) {
        Ok(places) => places,
        Err(refusal) => return Outcome::could_not_run(refusal.0),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.unwrap_or(0)).build();
    let isolation = if arguments.in_process { Isolation::InProcess } else { Isolation::Worker };
    let run = || {
        let mut exporters = Exporters::new(installation, isolation);
        let libraries = Libraries::new(config);
        let mut outcome = Outcome::default();
        let mut first = arguments.reports.first();
        let in_hand = IN_HAND * rayon::current_num_threads();
        for (reports, places) in arguments.reports.chunks(in_hand).zip(places.chunks(in_hand)) {
            let prepare = || reports.par_iter().map(|report| prepare(report, &libraries, arguments.draft)).collect();
            // To start an exporter takes about as long as to prepare a report.
            let load = || first.take().map(|report| exporters.load_ahead(wanted(report, &libraries, arguments)));
            let (prepared, _): (Vec<_>, _) = rayon::join(prepare, load);
            let ready: Vec<_> = prepared.into_iter().map(|report| ready(report, arguments, &mut exporters)).collect();
            let outcomes: Vec<_> = ready
                .into_par_iter()
                .zip(places)
                .map(|(report, place)| issue(report, place, arguments, &exporters))
                .collect();
            outcomes.into_iter().for_each(|other| outcome.merge(other));
        }
        outcome
    };
    match pool {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// The exporters that a report will probably need: those of its organisation, or those asked for.
fn wanted(report: &Path, libraries: &Libraries, arguments: &Bundle) -> BTreeSet<(String, Limits)> {
    let organization = libraries.of(report).ok().and_then(|library| organization_of(report, &library));
    let wanted = |organization: &Organization| {
        let ids = if arguments.only.is_empty() { &organization.exporters } else { &arguments.only };
        ids.iter().map(|id| (id.clone(), limits(organization, id))).collect()
    };
    organization.as_ref().map(wanted).unwrap_or_default()
}

/// A report whose exporters are loaded and whose options are in order, or why it is not written.
type Ready = Result<Box<Prepared>, Box<Outcome>>;

fn ready(prepared: Result<Prepared, Refusal>, arguments: &Bundle, exporters: &mut Exporters) -> Ready {
    let mut prepared = match prepared {
        Ok(prepared) => prepared,
        Err(refusal) => return Err(Box::new(Outcome::could_not_run(refusal.0))),
    };
    if !arguments.only.is_empty() {
        for edition in &mut prepared.editions {
            edition.exporters = arguments.only.iter().map(|id| (id.clone(), Place::default())).collect();
        }
    }
    let mut findings = Vec::new();
    let mut ids = Vec::new();
    for (id, place) in prepared.editions.iter().flat_map(|edition| &edition.exporters) {
        if !ids.contains(id) {
            findings.extend(exporters.load_for(&prepared.folder.organization.value, id, place));
            ids.push(id.clone());
        }
    }
    if ids.is_empty() {
        let organization = &prepared.folder.organization;
        let finding = Finding::error("no-exporters", organization.place("/exporters"));
        findings.push(finding.with("name", &organization.value.id));
    }
    findings.extend(exporters.check_options(&prepared.folder.organization, &ids));
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        prepared.findings.extend(findings);
        return Err(Box::new(Outcome::could_not_run(prepared.findings)));
    }
    if prepared.has_errors() && !arguments.draft {
        return Err(Box::new(Outcome { findings: prepared.findings, refused: true, ..Outcome::default() }));
    }
    prepared.attach_findings();
    // That an optional exporter is missing is no news for the readers of the report.
    prepared.findings.extend(findings);
    Ok(Box::new(prepared))
}

fn issue(report: Ready, place: &Path, arguments: &Bundle, exporters: &Exporters) -> Outcome {
    match report {
        Err(outcome) => *outcome,
        Ok(prepared) => match write(&prepared, place, arguments, exporters) {
            Ok(outcome) => outcome,
            Err(refusal) => Outcome::could_not_run(prepared.findings.into_iter().chain(refusal.0).collect()),
        },
    }
}

fn write(prepared: &Prepared, place: &Path, arguments: &Bundle, exporters: &Exporters) -> Result<Outcome, Refusal> {
    let folder = BundleFolder::start(place)?;
    let tasks = tasks(prepared, exporters);
    let exports: Vec<_> = tasks.par_iter().map(|task| task.run(folder.path(), exporters)).collect();
    let mut outcome = Outcome { findings: prepared.findings.clone(), ..Outcome::default() };
    exports.into_iter().for_each(|export| outcome.merge(export));
    let submission = prepared.submission();
    let written = std::fs::write(folder.path().join(SUBMISSION), &submission);
    written.map_err(|error| not_writable(place, &error))?;
    let manifest = manifest(prepared, &outcome.outputs, &outcome.findings, arguments.draft)?;
    let written = std::fs::write(folder.path().join(MANIFEST), manifest);
    written.map_err(|error| not_writable(place, &error))?;
    if arguments.zip {
        crate::zip_file::write(folder.path(), place).map_err(|error| not_writable(place, &error))?;
    }
    let place = folder.finish()?;
    for written in &mut outcome.outputs {
        written.path = place.join(&written.name);
    }
    outcome.bundles.push(place);
    Ok(outcome)
}

/// The exports of a report, edition by edition.
fn tasks<'a>(prepared: &'a Prepared, exporters: &Exporters) -> Vec<Task<'a>> {
    let mut names = Names::default();
    let mut tasks = Vec::new();
    for edition in &prepared.editions {
        let Some(document) = &edition.document else { continue };
        let base = match &edition.audience {
            Some(audience) => format!("{}-{audience}", prepared.folder.name),
            None => prepared.folder.name.clone(),
        };
        tasks.extend(names.tasks(&prepared.folder, document, &base, &edition.exporters, exporters));
    }
    tasks
}
