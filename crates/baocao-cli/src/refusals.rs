//! What the host says, as findings.

use std::path::Path;

use baocao_host::{Diagnostic, ExportFailure, Installation, LoadError, Severity};
use baocao_model::{Finding, Place, nearest};

/// The finding of an exporter that cannot be used; `place` is where it was named.
pub fn load_finding(id: &str, error: &LoadError, place: Place, installation: &Installation) -> Finding {
    let finding = |code: &'static str, path: &Path| {
        Finding::error(code, place.clone()).with("name", id).with("file", path.display())
    };
    match error {
        LoadError::Unknown { .. } => {
            let installed = installation.exporters();
            let known: Vec<_> = installed.iter().map(|exporter| exporter.id.as_str()).collect();
            let folders: Vec<_> = installation.folders().iter().map(|folder| folder.display().to_string()).collect();
            let list = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
            let finding = Finding::error("unknown-exporter", place).with("name", id);
            let finding = finding.with("known", list).with("folders", folders.join(", "));
            finding.with_nearest(nearest(id, known))
        }
        LoadError::NotALibrary { path, reason } => finding("exporter-not-a-library", path).with("reason", reason),
        LoadError::NoEntryPoint { path, entry } => finding("exporter-without-entry", path).with("entry", entry),
        LoadError::OtherVersion { path, theirs, ours, exporter_is_newer } => {
            let code = if *exporter_is_newer { "exporter-too-new" } else { "exporter-too-old" };
            finding(code, path).with("theirs", theirs).with("ours", ours)
        }
        LoadError::NoDescription { path, reason } => finding("exporter-not-described", path).with("reason", reason),
    }
}

/// The findings of an export that failed: why, and what the exporter said before.
pub fn failure_findings(id: &str, failure: &ExportFailure, place: &Place) -> Vec<Finding> {
    let failed = Finding::error("exporter-failed", place.clone()).with("name", id).with("reason", &failure.reason);
    let said = failure.diagnostics.iter().filter(|diagnostic| diagnostic.message != failure.reason);
    std::iter::once(failed).chain(said.map(|diagnostic| diagnostic_finding(id, diagnostic, place))).collect()
}

/// What an exporter says, as a finding. An exporter that succeeded reports no errors, only warnings.
pub fn diagnostic_finding(id: &str, diagnostic: &Diagnostic, place: &Place) -> Finding {
    let make = match diagnostic.severity {
        Severity::Error | Severity::Warning => Finding::warning,
        Severity::Info => Finding::note,
    };
    let finding = make("exporter-says", place.clone()).with("name", id).with("message", &diagnostic.message);
    if diagnostic.help.is_empty() { finding } else { finding.with("advice", &diagnostic.help) }
}
