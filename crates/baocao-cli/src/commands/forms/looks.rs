//! What organisations ask of exporters, templates and colours of their own included, tried before a report depends on it.

use baocao_document::specimen::SPECIMEN_JSON;
use baocao_host::{Installation, Isolation};
use baocao_intake::{Library, Loaded};
use baocao_model::{Finding, Organization, Place, Severity};

use crate::exporters::{Exporters, as_warnings, limits, options};
use crate::refusals::failure_findings;

/// What is wrong with the exporters' options of all organisations. Where no exporters are installed there is nothing to try.
pub fn findings(library: &Library) -> Vec<Finding> {
    let Ok(installation) = Installation::of_this_program() else { return Vec::new() };
    let mut exporters = Exporters::new(installation, Isolation::Worker);
    let organizations = library.organization_ids().into_iter();
    let findings = organizations.flat_map(|id| match library.organization(&id, Place::default()) {
        Ok(organization) => of_organization(&organization, &mut exporters),
        Err(refusal) => refusal.0,
    });
    findings.collect()
}

fn of_organization(organization: &Loaded<Organization>, exporters: &mut Exporters) -> Vec<Finding> {
    let asked: Vec<String> = organization.value.exporter.keys().cloned().collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for id in &asked {
        let place = organization.place(&format!("/exporter/{id}"));
        // It may be installed elsewhere.
        findings.extend(as_warnings(exporters.load_for(&organization.value, id, &place)));
    }
    findings.extend(exporters.check_options(organization, &asked));
    if findings.iter().all(|finding| finding.severity != Severity::Error) {
        findings.extend(asked.iter().flat_map(|id| tried(organization, id, exporters)));
    }
    findings
}

/// Writes the specimen with the organisation's options, for what only the exporter itself can tell.
fn tried(organization: &Loaded<Organization>, id: &str, exporters: &Exporters) -> Vec<Finding> {
    let Ok(folder) = tempfile::tempdir() else { return Vec::new() };
    let options = options(&organization.value, id);
    let tried = exporters.with(id, limits(&organization.value, id), |exporter| {
        exporter.export(&options, SPECIMEN_JSON.as_bytes(), folder.path(), "specimen")
    });
    match tried {
        Some(Err(failure)) => failure_findings(id, &failure, &organization.place(&format!("/exporter/{id}"))),
        Some(Ok(_)) | None => Vec::new(),
    }
}
