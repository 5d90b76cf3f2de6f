//! The checks of the envelope: each case changes a letter that is in order and says what is found then.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use baocao_intake::{Library, Source, read_toml};
use baocao_model::{Form, Language, Organization, Report, Severity};
use baocao_validation::{Letter, check_envelope};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// A letter, changed, and what is found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    /// The letterhead profile.
    #[serde(default = "decree")]
    letterhead: String,
    /// Words replaced in the report.
    #[serde(default)]
    report: Vec<[String; 2]>,
    /// Words replaced in the organisation.
    #[serde(default)]
    organization: Vec<[String; 2]>,
    /// Words replaced in the form.
    #[serde(default)]
    form: Vec<[String; 2]>,
    /// Severity, code and address of what is found.
    found: Vec<[String; 3]>,
}

fn decree() -> String {
    "nd30".to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/envelope")
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(&fs::read_to_string(folder().join("cases.toml")).expect("the cases")).expect("cases").case
}

fn changed(file: &str, changes: &[[String; 2]]) -> Source {
    let path = folder().join(file);
    let mut text = fs::read_to_string(&path).expect("a file of the letter");
    for [from, to] in changes {
        assert!(text.contains(from), "{file} has no `{from}`");
        text = text.replacen(from, to, 1);
    }
    Source::new(file, path, text)
}

fn library() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Library::new(root.join("config"), root.join("templates"))
}

#[test]
fn each_case_is_answered() {
    for case in cases() {
        let report = read_toml::<Report>(changed("report.toml", &case.report)).expect("a report");
        let organization = read_toml::<Organization>(changed("organization.toml", &case.organization));
        let form = read_toml::<Form>(changed("form.toml", &case.form)).expect("a form");
        let conventions = library().conventions(&case.letterhead).expect("the conventions can be read");
        let found = check_envelope(&Letter {
            report: &report.value,
            organization: &organization.expect("an organisation").value,
            form: &form.value,
            conventions: conventions.as_ref().map(|loaded| &loaded.value),
        });
        let told = found.iter().map(|found| {
            let severity = match found.finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            [severity, found.finding.code, &found.finding.arguments["address"]].map(str::to_owned)
        });
        assert_eq!(told.collect::<Vec<_>>(), case.found, "{}", case.about);
        for found in found {
            for language in [Language::Vietnamese, Language::English] {
                let message = found.finding.message(language);
                let whole = !message.contains(['{', '}']) && !message.contains("  ");
                assert!(whole, "{}: {message}", case.about);
            }
        }
    }
}

#[test]
fn every_code_of_the_envelope_has_a_case() {
    let told: BTreeSet<_> = cases().into_iter().flat_map(|case| case.found).map(|[_, code, _]| code).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/envelope");
    let mut codes = BTreeSet::new();
    for file in fs::read_dir(source).expect("the rules").flatten() {
        let text = fs::read_to_string(file.path()).expect("a rule");
        let quoted = text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| line.split('"'));
        let known = quoted.filter(|word| baocao_model::MESSAGES.contains_key(*word)).map(str::to_owned);
        codes.extend(known);
    }
    assert!(codes.len() > 15, "{codes:?}");
    assert_eq!(codes.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_letterhead_has_its_conventions() {
    let names = fs::read_dir(library().config.join("letterheads")).expect("the letterheads").flatten();
    for name in names.map(|entry| entry.path()) {
        let id = name.file_stem().expect("a name").to_string_lossy().into_owned();
        let conventions = library().conventions(&id).expect("the conventions can be read");
        assert!(conventions.is_some(), "no conventions for {id}");
    }
}
