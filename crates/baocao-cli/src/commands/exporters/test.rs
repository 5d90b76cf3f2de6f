use baocao_host::{Candidate, Check, Description, Installation, LoadError};
use baocao_model::{Finding, Language};
use serde_json::{Value, json};

use super::{no_installation, refused};
use crate::outcome::{Outcome, Page};

/// Examines an exporter and prints a line for each thing that it was examined for.
pub fn run(name: &str, language: Language) -> Outcome {
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    match installation.named(name).and_then(Candidate::read).and_then(|candidate| candidate.examine()) {
        Ok(checks) => {
            let refused = checks.iter().any(|check| check.failure.is_some());
            Outcome { refused, page: Some(page(&checks, language)), ..Outcome::default() }
        }
        Err(error) => {
            let mut outcome = refused(name, &error, &installation);
            if matches!(error, LoadError::NoDescription { .. }) {
                // Who tests an exporter is its author.
                let described = |finding: Finding| finding.with("example", Description::example());
                outcome.findings = outcome.findings.into_iter().map(described).collect();
            }
            outcome
        }
    }
}

fn page(checks: &[Check], language: Language) -> Page {
    let failed = checks.iter().filter(|check| check.failure.is_some()).count();
    let mut text: String = checks.iter().map(|check| line(check, language)).collect();
    text.push_str(&match language {
        Language::Vietnamese => format!("{} mục, {failed} mục không đạt\n", checks.len()),
        Language::English => format!("{} checks, {failed} failed\n", checks.len()),
    });
    Page { text, json: json!({ "failed": failed, "checks": checks.iter().map(check_json).collect::<Vec<_>>() }) }
}

fn line(check: &Check, language: Language) -> String {
    let [vi, en] = check.asked;
    let (asked, passed, failed) = match language {
        Language::Vietnamese => (vi, "đạt", "HỎNG"),
        Language::English => (en, "pass", "FAIL"),
    };
    let (word, reason) = match &check.failure {
        Some(reason) => (failed, format!("       {reason}\n")),
        None => (passed, String::new()),
    };
    format!("{word:<6} {:<16} {:>6} ms  {asked}\n{reason}", check.name, check.time.as_millis())
}

fn check_json(check: &Check) -> Value {
    json!({
        "name": check.name,
        "passed": check.failure.is_none(),
        "reason": check.failure,
        "ms": check.time.as_millis(),
    })
}
