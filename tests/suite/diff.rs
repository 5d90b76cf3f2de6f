//! What changed between two of a kind.

use std::fs;

use crate::installation::Desk;

const REPORT: &str = "examples/lai-chau-2023-q3";

#[test]
fn two_bundles_differ_in_what_was_changed_and_in_nothing_else() {
    let desk = Desk::alone();
    let bundle = |out: &str| {
        let ran = desk.run(&["bundle", REPORT, "-o", out, "--only", "official-letter"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    bundle("before");
    let same = desk.run(&["diff", "before", "before", "--lang", "vi"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "Không có gì thay đổi\n"), "{same:?}");
    desk.edit(&format!("{REPORT}/figures.toml"), "active_projects]\namount = 17", "active_projects]\namount = 19");
    bundle("after");
    let ran = desk.run(&["diff", "before", "after", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = ran.json();
    let figures = json["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 1, "{json:#}");
    assert_eq!(figures[0]["address"], "loans.active_projects.amount");
    assert_eq!((&figures[0]["before"], &figures[0]["after"]), (&"17".into(), &"19".into()));
    assert_eq!(figures[0]["difference"], "2");
    let lines = json["text"].as_array().unwrap();
    assert!(!lines.is_empty() && lines.iter().all(|line| line["text"].as_str().unwrap().contains("1")), "{json:#}");
    let added = lines.iter().filter(|line| line["change"] == "added");
    assert!(added.clone().all(|line| line["text"].as_str().unwrap().contains("19")), "{json:#}");
    // The folders that they were made of are compared in the same way.
    let ran = desk.run(&["diff", "before/submission.json", REPORT, "--lang", "vi"]);
    assert!(ran.stdout.contains("17 → 19 (+2)"), "{ran:?}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let desk = Desk::alone();
    let ran = desk.run(&["diff", REPORT, "examples/yen-bai-emulation-2023-h1", "--format", "json"]);
    assert_eq!((ran.code, &ran.json()["findings"][0]["code"]), (2, &"diff-of-two-forms".into()));
    fs::write(desk.work().join("nothing.json"), "{}").unwrap();
    let ran = desk.run(&["diff", "nothing.json", REPORT, "--format", "json"]);
    assert_eq!((ran.code, &ran.json()["findings"][0]["code"]), (2, &"diff-form-unknown".into()));
}
