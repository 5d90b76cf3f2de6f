//! Options of exporters: what `bundle` refuses, `check` finds, and it needs no exporter for the rest.

use std::fs;

use crate::installation::{Desk, Ran};

const REPORT: &str = "examples/lai-chau-2023-q3";
const ORGANIZATION: &str = "config/organizations/ldld-lai-chau.toml";

/// The findings about the organisation's file: code, severity, line.
fn found(ran: &Ran) -> Vec<(String, String, u64)> {
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap().iter();
    let own =
        findings.filter(|finding| finding["place"]["file"].as_str().is_some_and(|file| file.ends_with(ORGANIZATION)));
    own.map(|found| (word(&found["code"]), word(&found["severity"]), found["place"]["line"].as_u64().unwrap()))
        .collect()
}

fn check(desk: &Desk) -> Ran {
    desk.run(&["check", REPORT, "--format", "json"])
}

fn bundle(desk: &Desk) -> Ran {
    desk.run(&["bundle", REPORT, "-o", "out", "--format", "json"])
}

#[test]
fn check_finds_what_bundle_would_refuse() {
    let desk = Desk::new();
    desk.edit(ORGANIZATION, "[exporter.xlsx]", "[exporter.html]\ntheem = \"dark\"\n\n[exporter.xlsx]\nprotekt = 1");
    let (checked, bundled) = (check(&desk), bundle(&desk));
    assert_eq!((checked.code, bundled.code), (1, 2), "{checked:?}");
    assert_eq!(found(&checked).len(), 2, "{checked:?}");
    assert_eq!(found(&checked), found(&bundled));
    let human = desk.run(&["check", REPORT, "--lang", "en"]);
    assert!(!human.stdout.contains("No errors"), "{human:?}");
}

#[test]
fn check_needs_no_exporter() {
    let desk = Desk::new();
    desk.edit(ORGANIZATION, "[exporter.xlsx]", "[exporter.html]\ntheem = \"dark\"\n\n[exporter.xlsx]");
    fs::remove_dir_all(desk.exporters()).unwrap();
    let ran = check(&desk);
    assert_eq!((ran.code, found(&ran)), (0, vec![]), "{ran:?}");
}

#[test]
fn options_that_nothing_uses_are_a_note() {
    let desk = Desk::new();
    for exporter in ["markdown", "nobody"] {
        let text = fs::read_to_string(desk.work().join(ORGANIZATION)).unwrap();
        desk.edit(ORGANIZATION, "[exporter.xlsx]", &format!("[exporter.{exporter}]\nany = 1\n\n[exporter.xlsx]"));
        for ran in [check(&desk), bundle(&desk)] {
            let codes: Vec<_> = found(&ran).into_iter().map(|(code, severity, _)| (code, severity)).collect();
            assert_eq!((ran.code, codes), (0, vec![("options-not-used".to_owned(), "note".to_owned())]), "{ran:?}");
        }
        fs::write(desk.work().join(ORGANIZATION), text).unwrap();
    }
    desk.edit(ORGANIZATION, "[exporter.xlsx]", "[exporter.htlm]\nany = 1\n\n[exporter.xlsx]");
    for (ran, code) in [(check(&desk), 1), (bundle(&desk), 2)] {
        let codes: Vec<_> = found(&ran).into_iter().map(|(code, severity, _)| (code, severity)).collect();
        assert_eq!(
            (ran.code, codes),
            (code, vec![("options-of-no-exporter".to_owned(), "error".to_owned())]),
            "{ran:?}"
        );
    }
}
