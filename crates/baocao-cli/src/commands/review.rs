//! Contradictions in finished documents, and what of their form a letterhead forbids.

mod profile;

use std::path::Path;

use baocao_model::{Finding, Language, Place, Refusal, Severity};
use baocao_review::{
    Check, Context, Profile, Relation, Text, check_form, checked_form_json, checked_json, finding, finding_json,
    form_finding_json, html_page, marked_copy, read,
};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Format, Review};
use crate::outcome::{Outcome, Page};

/// A document that was read and reviewed.
struct Reviewed {
    bytes: Vec<u8>,
    text: Text,
    relations: Vec<Relation>,
    checks: Vec<Check>,
}

impl Reviewed {
    fn all(&self) -> baocao_review::Reviewed<'_> {
        baocao_review::Reviewed { text: &self.text, relations: &self.relations, checks: &self.checks }
    }
}

/// Reviews every file; one that cannot be read does not keep the others from being reviewed.
pub fn run(asked: &Review, arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::default();
    let mut reviewed = Vec::new();
    let profile = match open_profile(asked, arguments) {
        Ok(profile) => profile,
        Err(refusal) => return Outcome::could_not_run(refusal.0),
    };
    for file in &asked.files {
        match review(file, profile.as_ref()) {
            Ok((found, refusal)) => {
                reviewed.push(found);
                refusal.into_iter().for_each(|refusal| outcome.merge(Outcome::could_not_run(refusal.0)));
            }
            Err(refusal) => outcome.merge(Outcome::could_not_run(refusal.0)),
        }
    }
    for found in &reviewed {
        let broken = found.relations.iter().filter(|relation| !relation.holds);
        outcome.findings.extend(broken.map(|relation| finding(&found.text, relation)));
        outcome.findings.extend(found.checks.iter().filter_map(|check| check.finding(&found.text.file)));
    }
    outcome.refused = outcome.findings.iter().any(|finding| finding.severity == Severity::Error);
    if let Err(refusal) = write(asked, &reviewed, arguments.language(), &mut outcome) {
        outcome.merge(Outcome::could_not_run(refusal.0));
    }
    outcome.page = Some(page(&reviewed, arguments));
    outcome
}

fn open_profile(asked: &Review, arguments: &Arguments) -> Result<Option<Profile>, Refusal> {
    let Some(named) = &asked.letterhead else { return Ok(None) };
    let file = asked.files.first().expect("at least one file is required");
    profile::open(named, file, arguments.config.as_deref()).map(Some)
}

/// Reviews a file. What keeps its form from being looked at does not keep its words from being reviewed.
fn review(file: &Path, profile: Option<&Profile>) -> Result<(Reviewed, Option<Refusal>), Refusal> {
    let name = file.display().to_string();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Finding::error("file-missing", Place::file(&name)).with("file", &name),
        _ => Finding::unreadable(&name, &error),
    };
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let text = read(&name, &bytes)?;
    let relations = baocao_review::review(&text, &Context::default());
    let (checks, refusal) = match profile.map(|profile| form(&name, &bytes, profile)) {
        Some(Ok(checks)) => (checks, None),
        Some(Err(refusal)) => (Vec::new(), Some(refusal)),
        None => (Vec::new(), None),
    };
    Ok((Reviewed { bytes, text, relations, checks }, refusal))
}

fn form(name: &str, bytes: &[u8], profile: &Profile) -> Result<Vec<Check>, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Err(Finding::error("form-needs-office", Place::file(name)).into());
    }
    check_form(name, bytes, profile)
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
        put(to, &marked_copy(&one.bytes, &one.all(), language)?, asked)?;
        outcome.created.push(to.clone());
    }
    if let Some(to) = &asked.html {
        let documents: Vec<_> = reviewed.iter().map(Reviewed::all).collect();
        put(to, html_page(&documents, language).as_bytes(), asked)?;
        outcome.created.push(to.clone());
    }
    Ok(())
}

/// Writes a file, but never over a document that is reviewed.
fn put(to: &Path, bytes: &[u8], asked: &Review) -> Result<(), Refusal> {
    let same = |file: &Path| matches!((file.canonicalize(), to.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if asked.files.iter().any(|file| same(file)) {
        return Err(Finding::error("review-over-source", Place::default()).with("file", to.display()).into());
    }
    std::fs::write(to, bytes).map_err(|error| {
        Finding::error("output-not-writable", Place::default()).with("file", to.display()).because(&error).into()
    })
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
    let mut text = match language {
        Language::Vietnamese => format!("Đã kiểm tra và đúng: {right} quan hệ\n"),
        Language::English => format!("Checked and right: {right} relations\n"),
    };
    let kept = reviewed.iter().flat_map(|found| &found.checks).filter(|check| check.is_right()).count();
    if kept > 0 {
        text.push_str(&match language {
            Language::Vietnamese => format!("Thể thức đã kiểm tra và đúng: {kept} điều\n"),
            Language::English => format!("Form checked and right: {kept} rules\n"),
        });
    }
    if arguments.format == Format::Human {
        return Page { text, json: Value::Null };
    }
    let mut findings = all(false, &|text, relation| finding_json(text, relation, language));
    let mut checked = all(true, &|text, relation| checked_json(text, relation));
    for found in reviewed {
        let file = &found.text.file;
        findings.extend(found.checks.iter().filter_map(|check| form_finding_json(check, file, language)));
        let kept = found.checks.iter().filter(|check| check.is_right());
        checked.extend(kept.map(|check| checked_form_json(check, file, language)));
    }
    Page { text, json: json!({ "relations": findings, "checked": checked }) }
}
