//! Errors that someone answers for: `waivers.toml` in a report's folder.

use std::path::Path;

use baocao_intake::{Loaded, Source, read_toml};
use baocao_model::{Finding, Language, Place, Refusal, Severity, Waiver, Waivers};
use serde_json::{Value, json};

/// The name of the file.
const FILE: &str = "waivers.toml";

/// Reads the waivers of a report; none if it has no such file.
pub fn open(folder: &Path) -> Result<Option<Loaded<Waivers>>, Refusal> {
    let path = folder.join(FILE);
    if !path.exists() {
        return Ok(None);
    }
    read_toml(Source::open(&path, "file-missing")?).map(Some)
}

/// A waiver that was made use of, as the manifest tells it.
pub fn waived_json(finding: &Finding) -> Option<Value> {
    let argument = |name| finding.arguments.get(name);
    (finding.code == "waived").then(|| {
        json!({
            "code": argument("code"), "place": argument("place"), "message": argument("text"),
            "reason": argument("reason"), "name": argument("name"),
        })
    })
}

/// Makes notes of the errors that are waived. A waiver without reason or name waives nothing.
pub fn apply(waivers: &Loaded<Waivers>, findings: &mut Vec<Finding>) {
    let mut said = Vec::new();
    for (index, waiver) in waivers.value.waivers.iter().enumerate() {
        let place = waivers.place(&format!("/waiver/{index}"));
        let lacking = lacking(waiver, &place);
        if !lacking.is_empty() {
            said.extend(lacking);
            continue;
        }
        let mut used = false;
        for finding in findings.iter_mut().filter(|finding| covers(waiver, finding)) {
            *finding = waived(waiver, finding);
            used = true;
        }
        if !used {
            let place = waivers.place(&format!("/waiver/{index}/place"));
            let finding = Finding::warning("waiver-unused", place).with("code", &waiver.code);
            said.push(finding.with("place", &waiver.place));
        }
    }
    findings.extend(said);
}

fn covers(waiver: &Waiver, finding: &Finding) -> bool {
    let rule = finding.arguments.get("rule").map(String::as_str);
    let stated = finding.arguments.get("address").map(String::as_str);
    let first = finding.operands.first().map(|operand| &*operand.address);
    let is_there = [rule, stated, first].into_iter().flatten().any(|place| place == waiver.place);
    finding.severity == Severity::Error && finding.code == waiver.code && is_there
}

fn waived(waiver: &Waiver, finding: &Finding) -> Finding {
    let mut waived = Finding::note("waived", finding.place.clone())
        .with("text", finding.message(Language::Vietnamese))
        .with("text_en", finding.message(Language::English))
        .with("code", finding.code)
        .with("place", &waiver.place)
        .with("reason", &waiver.reason)
        .with("name", &waiver.name);
    if let Some(rule) = finding.arguments.get("rule") {
        waived = waived.with("rule", rule);
    }
    Finding {
        operands: finding.operands.clone(),
        expected: finding.expected.clone(),
        found: finding.found.clone(),
        difference: finding.difference.clone(),
        tolerance: finding.tolerance.clone(),
        ..waived
    }
}

fn lacking(waiver: &Waiver, place: &Place) -> Vec<Finding> {
    let parts =
        [(&waiver.reason, "lý do (reason)", "a reason"), (&waiver.name, "người chịu trách nhiệm (name)", "a name")];
    let empty = parts.into_iter().filter(|(text, ..)| text.trim().is_empty());
    let finding = |vi, en| {
        let finding = Finding::error("waiver-without-reason", place.clone());
        finding.with("what", vi).with("what_en", en)
    };
    empty.map(|(_, vi, en)| finding(vi, en)).collect()
}
