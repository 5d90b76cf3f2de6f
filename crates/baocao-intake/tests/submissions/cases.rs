//! Every folder of `cases` is one submission that is wrong in some way, or right in an uncommon one: `submission.*` is
//! read, `expected.txt` says what came out. `BAOCAO_BLESS=1` writes `expected.txt`; read it before you commit it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use baocao_intake::submissions::reread;
use baocao_model::{Language, Severity, Value};

use crate::desk::{Desk, Taken};

#[test]
fn every_case_gives_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/submissions/cases");
    let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 20, "the cases are there");
    let mut different = Vec::new();
    for case in cases {
        let found = outcome(&case);
        let file = case.join("expected.txt");
        if std::env::var_os("BAOCAO_BLESS").is_some() {
            fs::write(&file, &found).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            different.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", case.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

fn outcome(case: &Path) -> String {
    let desk = Desk::new();
    let mut entries = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let path = entries.find(|path| path.file_stem().is_some_and(|stem| stem == "submission")).unwrap();
    let (submissions, taken, findings) = desk.read(&path, 1);
    assert!(findings.is_empty(), "{findings:?}");
    let mut text = String::new();
    for taken in &taken {
        shown(&desk, taken, &mut text);
        let (read, findings) = reread(&submissions, &taken.source, &desk.expected());
        if !taken.faulty {
            assert!(findings.is_empty(), "{}: the fast reader vouched for it: {findings:?}", case.display());
        }
        let _ = writeln!(text, "{}", if read.is_some() { "can count" } else { "cannot count" });
        for finding in findings {
            let place = (finding.place.line.unwrap_or(0), finding.place.column.unwrap_or(0));
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let _ = writeln!(text, "{severity} {}:{} {}", place.0, place.1, finding.code);
            let _ = writeln!(text, "  {}", finding.message(Language::Vietnamese));
            if let Some(hint) = finding.hint(Language::Vietnamese) {
                let _ = writeln!(text, "  {hint}");
            }
        }
    }
    text
}

fn shown(desk: &Desk, taken: &Taken, text: &mut String) {
    let _ = write!(text, "{}", if taken.unit.is_empty() { "?" } else { &taken.unit });
    if let Some(parent) = &taken.parent {
        let _ = write!(text, " < {parent}");
    }
    if let Some(at) = taken.submitted_at {
        let _ = write!(text, " @ {at}");
    }
    let _ = writeln!(text, " {}{}", taken.scope.word(), if taken.faulty { ", faulty" } else { "" });
    for (number, value) in taken.values.iter().enumerate().filter(|(_, value)| !value.is_blank()) {
        let value = match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => format!("“{text}”"),
            Value::Nil => "nil".to_owned(),
            Value::NotApplicable => "not applicable".to_owned(),
            Value::Blank => continue,
        };
        let _ = writeln!(text, "  {} = {value}", desk.catalogue.address(number));
    }
}
