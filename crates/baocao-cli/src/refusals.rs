//! What the host says, as findings.

use std::path::Path;

use baocao_host::{Description, Diagnostic, ExportFailure, FailureKind, Installation, LoadError, Severity};
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
            let folders: Vec<_> = installation.folders().map(|folder| folder.display().to_string()).collect();
            let list = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
            let finding = Finding::error("unknown-exporter", place).with("name", id);
            let finding = finding.with("known", list).with("folders", folders.join(", "));
            finding.with_nearest(nearest(id, known))
        }
        LoadError::NotNamed { path } => {
            finding("exporter-file-name", path).with("expected", baocao_host::library_name("NAME"))
        }
        LoadError::LockNotWritten { path, reason } => {
            Finding::error("output-not-writable", place.clone()).with("file", path.display()).because(reason)
        }
        LoadError::NotALibrary { path, reason } => finding("exporter-not-a-library", path).with("reason", reason),
        LoadError::NoEntryPoint { path, entry } => finding("exporter-without-entry", path).with("entry", entry),
        LoadError::OtherVersion { path, theirs, ours, exporter_is_newer } => {
            let code = if *exporter_is_newer { "exporter-too-new" } else { "exporter-too-old" };
            finding(code, path).with("theirs", theirs).with("ours", ours)
        }
        LoadError::NoDescription { path, reason } => finding("exporter-not-described", path).with("reason", reason),
        LoadError::Worker { path, reason } => finding("exporter-not-loaded", path).with("reason", reason),
        LoadError::Manifest { path, reason } => finding("exporter-manifest", path).with("reason", reason),
        LoadError::NoInterpreter { path, name, known } => {
            let finding = finding("exporter-without-interpreter", path).with("interpreter", name);
            finding.with("known", known.join(", ")).with_nearest(nearest(name, known.iter().map(String::as_str)))
        }
        LoadError::OtherInterpreter { path, found, expected } => {
            finding("exporter-other-interpreter", path).with("found", found).with("expected", expected)
        }
        LoadError::Writable { path } => finding("exporter-writable", path),
        LoadError::Untrusted { path, found, expected } => match expected {
            Some(expected) => finding("exporter-changed", path).with("found", found).with("expected", expected),
            None => finding("exporter-not-trusted", path).with("found", found),
        },
    }
}

/// A warning of words among an exporter's features that this version does not know.
pub fn unknown_features(description: &Description, place: &Place) -> Option<Finding> {
    let words = &description.unknown_features;
    let finding = || Finding::warning("exporter-features-unknown", place.clone()).with("name", &description.id);
    (!words.is_empty()).then(|| finding().with("found", words.join(", ")))
}

/// The findings of an export that failed: why, and what the exporter said before.
pub fn failure_findings(id: &str, failure: &ExportFailure, place: &Place) -> Vec<Finding> {
    let finding = |code: &'static str| Finding::error(code, place.clone()).with("name", id);
    let mebibytes = |bytes: u64| format!("{} MiB", bytes >> 20);
    let failed = match &failure.kind {
        FailureKind::Said(reason) | FailureKind::Output(reason) => finding("exporter-failed").with("reason", reason),
        FailureKind::Panicked(reason) => finding("exporter-panicked").with("reason", reason),
        FailureKind::Silent(status) => finding("exporter-silent").with("status", status),
        FailureKind::NoOutput => finding("exporter-wrote-nothing"),
        FailureKind::OutputOpen(file) => finding("exporter-left-output-open").with("file", file),
        FailureKind::OutputLimit(limit) => finding("exporter-output-limit").with("limit", mebibytes(*limit)),
        FailureKind::MemoryLimit(limit) => finding("exporter-memory-limit").with("limit", mebibytes(*limit)),
        FailureKind::TimeLimit(seconds) => finding("exporter-time-limit").with("limit", seconds),
        FailureKind::Crashed(signal) => finding("exporter-crashed").with("signal", signal),
        FailureKind::Ended { code, printed } => finding("exporter-ended").with("status", code).with("printed", printed),
        FailureKind::Worker(reason) => finding("exporter-worker").with("reason", reason),
    };
    let reason = failure.kind.to_string();
    let said = failure.diagnostics.iter().filter(|diagnostic| !reason.ends_with(&diagnostic.message));
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
