use std::path::Path;

use baocao_model::{Finding, Language, Refusal};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::outcome::Written;
use crate::prepare::Prepared;
use crate::print::finding_json;
use crate::waivers::waived_json;

/// What a bundle says of itself: versions, hashes of everything that went in and came out, findings.
pub fn manifest(
    prepared: &Prepared,
    outputs: &[Written],
    findings: &[Finding],
    draft: bool,
) -> Result<String, Refusal> {
    let report = &prepared.folder.report.value;
    let mut inputs = Vec::new();
    for (name, path) in &prepared.inputs {
        let bytes = std::fs::read(path).map_err(|error| crate::bundle_folder::not_writable(path, &error))?;
        inputs.push(FileHash { path: name, bytes: bytes.len() as u64, sha256: sha256(&bytes) });
    }
    let outputs: Vec<Value> = outputs
        .iter()
        .map(|output| {
            json!({
                "exporter": output.exporter, "version": output.version,
                "path": output.name, "bytes": output.bytes, "sha256": output.sha256,
            })
        })
        .collect();
    let manifest = json!({
        "manifest": 1,
        "tool": { "name": "baocao", "version": env!("CARGO_PKG_VERSION") },
        "report": {
            "name": prepared.folder.name,
            "organization": report.organization,
            "form": report.form,
            "form_version": prepared.folder.form.value.version,
            "period": report.period,
            "as_of": report.as_of,
        },
        "draft": draft,
        "inputs": inputs,
        "outputs": outputs,
        "waivers": findings.iter().filter_map(waived_json).collect::<Vec<_>>(),
        "findings": findings.iter().map(|finding| local(finding, &prepared.folder.path)).collect::<Vec<_>>(),
    });
    Ok(format!("{manifest:#}\n"))
}

#[derive(Serialize)]
struct FileHash<'a> {
    path: &'a str,
    bytes: u64,
    sha256: String,
}

/// A finding that does not tell where on someone's machine the report lay.
fn local(finding: &Finding, folder: &Path) -> Value {
    let mut value = finding_json(finding, Language::Vietnamese);
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
