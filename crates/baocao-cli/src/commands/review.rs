//! Contradictions in finished documents.

use std::path::Path;

use baocao_model::{Finding, Language, Place, Refusal, Severity};
use baocao_review::{Context, Relation, Text, checked_json, finding, finding_json, html_page, marked_copy, read};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Format, Review};
use crate::outcome::{Outcome, Page};

/// A document that was read and reviewed.
struct Reviewed {
    bytes: Vec<u8>,
    text: Text,
    relations: Vec<Relation>,
}

/// Reviews every file; one that cannot be read does not keep the others from being reviewed.
pub fn run(asked: &Review, arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::default();
    let mut reviewed = Vec::new();
    for file in &asked.files {
        match review(file) {
            Ok(found) => reviewed.push(found),
            Err(refusal) => outcome.merge(Outcome::could_not_run(refusal.0)),
        }
    }
    for found in &reviewed {
        let broken = found.relations.iter().filter(|relation| !relation.holds);
        outcome.findings.extend(broken.map(|relation| finding(&found.text, relation)));
    }
    outcome.refused = outcome.findings.iter().any(|finding| finding.severity == Severity::Error);
    if let Err(refusal) = write(asked, &reviewed, arguments.language(), &mut outcome) {
        outcome.merge(Outcome::could_not_run(refusal.0));
    }
    outcome.page = Some(page(&reviewed, arguments));
    outcome
}

fn review(file: &Path) -> Result<Reviewed, Refusal> {
    let name = file.display().to_string();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Finding::error("file-missing", Place::file(&name)).with("file", &name),
        _ => Finding::error("file-unreadable", Place::file(&name)).with("file", &name).with("reason", error),
    };
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let text = read(&name, &bytes)?;
    let relations = baocao_review::review(&text, &Context::default());
    Ok(Reviewed { bytes, text, relations })
}

/// Writes the marked copy and the page.
fn write(asked: &Review, reviewed: &[Reviewed], language: Language, outcome: &mut Outcome) -> Result<(), Refusal> {
    if let Some(to) = &asked.annotate {
        let [one] = reviewed else {
            return Err(Finding::error("review-annotates-one", Place::default()).into());
        };
        if !one.bytes.starts_with(b"PK") {
            return Err(Finding::error("review-annotates-office", Place::file(&one.text.file)).into());
        }
        put(to, &marked_copy(&one.bytes, &one.text, &one.relations, language)?, asked)?;
        outcome.created.push(to.clone());
    }
    if let Some(to) = &asked.html {
        let documents: Vec<_> = reviewed.iter().map(|found| (&found.text, found.relations.as_slice())).collect();
        put(to, html_page(&documents, language).as_bytes(), asked)?;
        outcome.created.push(to.clone());
    }
    Ok(())
}

/// Writes a file, but never over a document that is reviewed.
fn put(to: &Path, bytes: &[u8], asked: &Review) -> Result<(), Refusal> {
    let refuse = |reason: String| {
        Refusal::from(
            Finding::error("output-not-writable", Place::default()).with("file", to.display()).with("reason", reason),
        )
    };
    let same = |file: &Path| matches!((file.canonicalize(), to.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if asked.files.iter().any(|file| same(file)) {
        return Err(Finding::error("review-over-source", Place::default()).with("file", to.display()).into());
    }
    std::fs::write(to, bytes).map_err(|error| refuse(error.to_string()))
}

fn page(reviewed: &[Reviewed], arguments: &Arguments) -> Page {
    let language = arguments.language();
    let relations = |found: &Reviewed, holds: bool, show: &dyn Fn(&Text, &Relation) -> Value| {
        found
            .relations
            .iter()
            .filter(|relation| relation.holds == holds)
            .map(|relation| show(&found.text, relation))
            .collect::<Vec<_>>()
    };
    let all = |holds: bool, show: &dyn Fn(&Text, &Relation) -> Value| {
        reviewed.iter().flat_map(|found| relations(found, holds, show)).collect::<Vec<_>>()
    };
    let right = reviewed.iter().flat_map(|found| &found.relations).filter(|relation| relation.holds).count();
    let text = match language {
        Language::Vietnamese => format!("Đã kiểm tra và đúng: {right} quan hệ\n"),
        Language::English => format!("Checked and right: {right} relations\n"),
    };
    if arguments.format == Format::Human {
        return Page { text, json: Value::Null };
    }
    let findings = all(false, &|text, relation| finding_json(text, relation, language));
    let checked = all(true, &|text, relation| checked_json(text, relation));
    Page { text, json: json!({ "relations": findings, "checked": checked }) }
}
