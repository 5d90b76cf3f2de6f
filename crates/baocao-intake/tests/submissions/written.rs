//! Submissions as JSON for the level above.

use std::fs;

use baocao_intake::submissions::{Expected, FigureNames, Stated, reread, write_submission_json};
use baocao_model::{Catalogue, Scope, Value, Values};

use crate::desk::{Desk, number};

const STATED: Stated<'_> = Stated {
    unit: "L1",
    parent: Some("P1"),
    submitted_at: Some(1_693_900_800),
    scope: Scope::Own,
    units: None,
    rolled_up: None,
};

#[test]
fn figures_come_back_as_they_were() {
    let desk = Desk::new();
    let values = desk.values(&[
        ("A01", number("896")),
        ("A03", number("46.50")),
        ("B02", Value::Nil),
        ("X", Value::Text("Khá \"giỏi\"".to_owned())),
        ("remarks.best.word", Value::NotApplicable),
        ("T1", number("1234567890123456789012.125")),
    ]);
    let text = write_submission_json(&STATED, &desk.expected(), &values);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("submission.json"), &text).unwrap();
    let (_, taken, _) = desk.read(folder.path(), 1);
    assert_eq!((taken[0].faulty, &taken[0].values), (false, &values));
    assert_eq!((taken[0].unit.as_str(), taken[0].parent.as_deref()), ("L1", Some("P1")));
    assert_eq!((taken[0].submitted_at, taken[0].scope), (STATED.submitted_at, Scope::Own));
    // Decimals keep the digits that were written.
    assert!(text.contains("\"share\": 46.50"), "{text}");
    let mut keys: Vec<&str> = text.lines().filter(|line| line.starts_with("  \"")).collect();
    let written = keys.clone();
    keys.sort_unstable();
    assert_eq!(written, keys);
}

#[test]
fn rows_of_repeating_tables_come_back_too() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1.json");
    let text = r#"{"unit":"L1","figures":{"yearly":{"2025":{"count":3},"2026":{},"all":{"count":3}}}}"#;
    fs::write(&path, text).unwrap();
    let (submissions, taken, _) = desk.read(&path, 1);
    let (read, findings) = reread(&submissions, &taken[0].source, &desk.expected());
    assert_eq!(findings, []);
    let read = read.unwrap();
    let catalogue = Catalogue::of(&read.form);
    let values: Values = catalogue.addresses().iter().map(|address| read.submission.value(address).clone()).collect();
    let names = FigureNames::of(&read.form, &catalogue);
    let expected =
        Expected { form: &read.form, written: &desk.form, catalogue: &catalogue, names: &names, period: desk.period };
    fs::write(&path, write_submission_json(&STATED, &expected, &values)).unwrap();
    let (again, findings) = reread(&submissions, &taken[0].source, &desk.expected());
    assert_eq!(findings, []);
    let again = again.unwrap();
    assert_eq!(again.form, read.form);
    let shown = |read: &baocao_intake::submissions::Reread| {
        read.submission
            .figures
            .iter()
            .map(|(address, figure)| (address.clone(), figure.value.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&again), shown(&read));
}
