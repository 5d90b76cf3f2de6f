//! Figures held against those of the unit's own earlier reports.

use serde_json::Value;

use crate::installation::{Desk, copy};

const REPORT: &str = "examples/lai-chau-2023-q3";

/// The example with its own figures as those of earlier quarters.
fn desk(quarters: &[&str]) -> Desk {
    let desk = Desk::new();
    for quarter in quarters {
        let folder = format!("examples/{quarter}");
        copy(&desk.work().join(REPORT), &desk.work().join(&folder));
        desk.edit(&format!("{folder}/report.toml"), "2023-Q3", quarter);
    }
    let names: Vec<_> = quarters.iter().map(|quarter| format!("\"../{quarter}\"")).collect();
    let history = format!("history = [{}]\n\n[letter]", names.join(", "));
    desk.edit(&format!("{REPORT}/report.toml"), "[letter]", &history);
    desk
}

fn found(desk: &Desk) -> Vec<Value> {
    let ran = desk.run(&["check", REPORT, "--format", "json", "--lang", "vi"]);
    assert!(ran.code < 2, "{ran:?}");
    ran.json()["findings"].as_array().unwrap().clone()
}

#[test]
fn the_same_figures_as_before_are_no_news() {
    assert_eq!(found(&desk(&["2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"])), [Value::Null; 0]);
}

#[test]
fn a_digit_too_many_is_noticed_after_one_period() {
    let desk = desk(&["2023-Q2"]);
    desk.edit(&format!("{REPORT}/figures.toml"), "count = 130\n", "count = 1300\n");
    let found = found(&desk);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&"figure-jumps".into(), &"warning".into()));
    assert_eq!(found[0]["operands"][0]["address"], "care.area.count");
    assert_eq!(found[0]["operands"][1]["value"], "130");
    assert!(found[0]["operands"][1]["label"].as_str().unwrap().ends_with("quý II năm 2023"), "{found:#?}");
    assert_eq!(found[0]["place"]["file"], format!("{REPORT}/figures.toml"));
}

#[test]
fn a_figure_far_from_four_periods_is_noticed_with_what_is_usual() {
    let desk = desk(&["2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2"]);
    desk.edit(&format!("{REPORT}/figures.toml"), "count = 130\n", "count = 330\n");
    let found = found(&desk);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "figure-outside-history");
    assert_eq!(found[0]["expected"], "63..197");
    assert_eq!(found[0]["operands"].as_array().unwrap().len(), 5);
}

#[test]
fn only_earlier_reports_of_the_same_kind_are_history() {
    let desk = desk(&["2023-Q2", "2023-Q4"]);
    let report = format!("{REPORT}/report.toml");
    desk.edit(&report, "history = [", "history = [\"../emulation-block-2019\", ");
    let found = found(&desk);
    let told: Vec<_> = found.iter().map(|finding| (&finding["code"], &finding["address"])).collect();
    let code: Value = "history-not-comparable".into();
    assert_eq!(told, [(&code, &"history.0".into()), (&code, &"history.2".into())]);
    desk.edit(&report, "../emulation-block-2019", "../nowhere");
    let ran = desk.run(&["check", REPORT, "--format", "json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
}
