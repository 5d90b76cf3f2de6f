use std::path::Path;

use baocao_intake::ReportFolder;
use baocao_model::{Counts, Finding, Language, Refusal};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::finding_json::FindingJson;
use crate::outcome::Written;
use crate::prepare::Prepared;
use crate::waivers::waived_json;

/// What a bundle says of itself: versions, hashes of everything that went in and came out, findings.
pub fn manifest(
    prepared: &Prepared,
    outputs: &[Written],
    findings: &[Finding],
    draft: bool,
) -> Result<String, Refusal> {
    let mut inputs = Vec::new();
    for (name, path) in &prepared.inputs {
        inputs.push(hashed(name, path)?);
    }
    let mut manifest = json!({
        "manifest": 1,
        "tool": { "name": "baocao", "version": env!("CARGO_PKG_VERSION") },
        "report": report_json(&prepared.folder),
        "draft": draft,
        "inputs": inputs,
        "outputs": outputs_json(outputs),
        "waivers": findings.iter().filter_map(waived_json).collect::<Vec<_>>(),
        "findings": findings.iter().map(|finding| local(finding, &prepared.folder.path)).collect::<Vec<_>>(),
    });
    if let Some(lower_level) = &prepared.lower_level {
        manifest["completeness"] = lower_level.standings.json();
    }
    Ok(format!("{manifest:#}\n"))
}

/// What a slip says of itself: what was checked, with its hash, and what was written.
pub fn slip_manifest(folder: &ReportFolder, outputs: &[Written], counts: Counts) -> Result<String, Refusal> {
    let figures = &folder.figures.path;
    let name = figures.file_name().unwrap_or_default().to_string_lossy();
    let manifest = json!({
        "slip": 1,
        "tool": { "name": "baocao", "version": env!("CARGO_PKG_VERSION") },
        "report": report_json(folder),
        "inputs": [hashed(&format!("report/{name}"), figures)?],
        "outputs": outputs_json(outputs),
        "counts": { "errors": counts.errors, "warnings": counts.warnings, "notes": counts.notes },
    });
    Ok(format!("{manifest:#}\n"))
}

fn report_json(folder: &ReportFolder) -> Value {
    let report = &folder.report.value;
    json!({
        "name": folder.name,
        "organization": report.organization,
        "form": report.form,
        "form_version": folder.form.value.version,
        "period": report.period,
        "as_of": report.as_of,
    })
}

fn outputs_json(outputs: &[Written]) -> Vec<Value> {
    let output = |output: &Written| {
        json!({
            "exporter": output.exporter, "version": output.version,
            "path": output.name, "bytes": output.bytes, "sha256": output.sha256,
        })
    };
    outputs.iter().map(output).collect()
}

fn hashed<'a>(name: &'a str, path: &Path) -> Result<FileHash<'a>, Refusal> {
    let bytes = std::fs::read(path).map_err(|error| crate::bundle_folder::not_writable(path, &error))?;
    Ok(FileHash { path: name, bytes: bytes.len() as u64, sha256: sha256(&bytes) })
}

#[derive(Serialize)]
struct FileHash<'a> {
    path: &'a str,
    bytes: u64,
    sha256: String,
}

/// A finding that does not tell where on someone's machine the report lay.
fn local(finding: &Finding, folder: &Path) -> Value {
    let mut value =
        serde_json::to_value(FindingJson::of(finding, Language::Vietnamese)).expect("a finding is always JSON");
    let file = Path::new(&finding.place.file);
    let name = file.strip_prefix(folder).ok().map(Path::to_owned).or_else(|| file.file_name().map(Into::into));
    if let Some(name) = name {
        value["place"]["file"] = name.display().to_string().into();
    }
    value
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
