use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use baocao_document::Document;
use baocao_host::{Installation, Isolation, missing_features};
use baocao_model::{Finding, Place, Refusal};
use rayon::prelude::*;

use super::exporters::no_installation;
use crate::arguments::Bundle;
use crate::bundle_folder::{BundleFolder, MANIFEST, not_writable};
use crate::exporters::{Exporters, limits, options};
use crate::manifest::manifest;
use crate::outcome::{Outcome, Written};
use crate::prepare::{Prepared, prepare};
use crate::refusals::{diagnostic_finding, failure_findings};

/// Writes a bundle for each report. One report's trouble does not keep the others from being written.
pub fn run(arguments: &Bundle, config: Option<&Path>) -> Outcome {
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    let places = match places(arguments) {
        Ok(places) => places,
        Err(refusal) => return Outcome::could_not_run(refusal.0),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.unwrap_or(0)).build();
    let isolation = if arguments.in_process { Isolation::InProcess } else { Isolation::Worker };
    let run = || {
        let mut exporters = Exporters::new(installation, isolation);
        let prepared: Vec<_> =
            arguments.reports.par_iter().map(|report| prepare(report, config, arguments.draft)).collect();
        let ready: Vec<_> = prepared.into_iter().map(|report| ready(report, arguments, &mut exporters)).collect();
        let outcomes: Vec<_> = ready
            .into_par_iter()
            .zip(&places)
            .map(|(report, place)| issue(report, place, arguments, &exporters))
            .collect();
        outcomes
    };
    let outcomes = match pool {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    };
    let mut outcome = Outcome::default();
    outcomes.into_iter().for_each(|other| outcome.merge(other));
    outcome
}

/// Where each report's bundle goes: to the folder asked for, or to one within it for each of several reports.
fn places(arguments: &Bundle) -> Result<Vec<PathBuf>, Refusal> {
    let Some(output) = &arguments.output else {
        return Ok(arguments.reports.iter().map(|report| report.join("bundle")).collect());
    };
    if arguments.reports.len() == 1 {
        return Ok(vec![output.clone()]);
    }
    let mut places: Vec<PathBuf> = Vec::new();
    for report in &arguments.reports {
        let resolved = report.canonicalize().unwrap_or_else(|_| report.clone());
        let name = resolved.file_name().map(Path::new).unwrap_or(Path::new("report")).to_owned();
        let place = output.join(&name);
        if places.contains(&place) {
            let at = Place::file(report.display().to_string());
            return Err(Finding::error("same-report-name", at).with("name", name.display()).into());
        }
        places.push(place);
    }
    Ok(places)
}

/// A report whose exporters are loaded and whose options are in order, or why it is not written.
enum Ready {
    Go(Box<Prepared>),
    Stop(Outcome),
}

fn ready(prepared: Result<Prepared, Refusal>, arguments: &Bundle, exporters: &mut Exporters) -> Ready {
    let mut prepared = match prepared {
        Ok(prepared) => prepared,
        Err(refusal) => return Ready::Stop(Outcome::could_not_run(refusal.0)),
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
            let limits = limits(&prepared.folder.organization.value, id);
            findings.extend(exporters.load(id, limits, place).err().into_iter().flat_map(|refusal| refusal.0));
            ids.push(id.clone());
        }
    }
    if ids.is_empty() {
        let organization = &prepared.folder.organization;
        let finding = Finding::error("no-exporters", organization.place("/exporters"));
        findings.push(finding.with("name", &organization.value.id));
    }
    findings.extend(exporters.check_options(&prepared.folder.organization, &ids));
    if !findings.is_empty() {
        prepared.findings.extend(findings);
        return Ready::Stop(Outcome::could_not_run(prepared.findings));
    }
    if prepared.has_errors() && !arguments.draft {
        return Ready::Stop(Outcome { findings: prepared.findings, refused: true, ..Outcome::default() });
    }
    Ready::Go(Box::new(prepared))
}

fn issue(report: Ready, place: &Path, arguments: &Bundle, exporters: &Exporters) -> Outcome {
    match report {
        Ready::Stop(outcome) => outcome,
        Ready::Go(prepared) => match write(&prepared, place, arguments, exporters) {
            Ok(outcome) => outcome,
            Err(refusal) => Outcome::could_not_run(prepared.findings.into_iter().chain(refusal.0).collect()),
        },
    }
}

fn write(prepared: &Prepared, place: &Path, arguments: &Bundle, exporters: &Exporters) -> Result<Outcome, Refusal> {
    let folder = BundleFolder::start(place)?;
    let tasks = tasks(prepared, exporters);
    let exports: Vec<_> = tasks.par_iter().map(|task| export(task, prepared, folder.path(), exporters)).collect();
    let mut outcome = Outcome { findings: prepared.findings.clone(), ..Outcome::default() };
    exports.into_iter().for_each(|export| outcome.merge(export));
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

/// One export: a document, an exporter and the output's name.
struct Task<'a> {
    document: &'a Document,
    json: std::sync::Arc<Vec<u8>>,
    exporter: &'a str,
    place: &'a Place,
    name: String,
}

/// The exports of a report. Outputs are named after the report; two of one extension are told apart by the exporter.
fn tasks<'a>(prepared: &'a Prepared, exporters: &Exporters) -> Vec<Task<'a>> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut tasks = Vec::new();
    for edition in &prepared.editions {
        let Some(document) = &edition.document else { continue };
        let json = std::sync::Arc::new(serde_json::to_vec(document).expect("a document is always JSON"));
        let base = match &edition.audience {
            Some(audience) => format!("{}-{audience}", prepared.folder.name),
            None => prepared.folder.name.clone(),
        };
        for (exporter, place) in &edition.exporters {
            let Some(extension) =
                exporters.with(exporter, limits(&prepared.folder.organization.value, exporter), |loaded| {
                    loaded.description.extension.clone()
                })
            else {
                continue;
            };
            let plain = format!("{base}.{extension}");
            let uses = taken.entry(plain.clone()).or_default();
            *uses += 1;
            let name = if *uses == 1 { plain } else { format!("{base}-{exporter}.{extension}") };
            tasks.push(Task { document, json: json.clone(), exporter, place, name });
        }
    }
    tasks
}

fn export(task: &Task<'_>, prepared: &Prepared, folder: &Path, exporters: &Exporters) -> Outcome {
    let mut outcome = Outcome::default();
    let options = options(&prepared.folder.organization.value, task.exporter);
    let started = Instant::now();
    let exported =
        exporters.with(task.exporter, limits(&prepared.folder.organization.value, task.exporter), |exporter| {
            let missing = missing_features(task.document, &exporter.description);
            let exported = exporter.export(&options, &task.json, folder, &task.name);
            (exporter.description.version.clone(), missing, exported)
        });
    let Some((version, missing, exported)) = exported else { return outcome };
    for feature in missing {
        let finding = Finding::warning("feature-not-shown", task.place.clone()).with("name", task.exporter);
        let (vi, en) = feature.names();
        outcome.findings.push(finding.with("feature", vi).with("feature_en", en));
    }
    match exported {
        Ok(exported) => {
            let said = exported.diagnostics.iter();
            outcome.findings.extend(said.map(|said| diagnostic_finding(task.exporter, said, task.place)));
            outcome.outputs.extend(exported.outputs.into_iter().map(|output| Written {
                report: prepared.folder.name.clone(),
                exporter: task.exporter.to_owned(),
                version: version.clone(),
                name: output.name,
                path: output.path,
                bytes: output.bytes,
                sha256: output.sha256,
                milliseconds: started.elapsed().as_millis(),
            }));
        }
        Err(failure) => {
            outcome.findings.extend(failure_findings(task.exporter, &failure, task.place));
            outcome.exporter_failed = true;
        }
    }
    outcome
}
