//! A longer period is made of the reports for its parts.

use std::fs;

use crate::installation::{Desk, Ran, copy, root};

const YEAR: &str = "examples/lai-chau-2023";

/// Four quarters, each with the figures of the example but for two, and a year that says nothing itself.
fn desk() -> Desk {
    let desk = Desk::alone();
    let example = root().join("examples/lai-chau-2023-q3");
    let report = fs::read_to_string(example.join("report.toml")).unwrap().replace("as_of = 2023-08-31\n", "");
    for quarter in 1..=4 {
        let folder = desk.work().join(format!("examples/q{quarter}"));
        copy(&example, &folder);
        fs::remove_dir_all(folder.join("submissions")).unwrap();
        fs::write(folder.join("report.toml"), report.replace("2023-Q3", &format!("2023-Q{quarter}"))).unwrap();
        // Told by the quarter: 621 + 5 is 626.
        desk.edit(&format!("examples/q{quarter}/figures.toml"), "same_level = 621", &format!("same_level = {quarter}"));
        desk.edit(&format!("examples/q{quarter}/figures.toml"), "total = 626", &format!("total = {}", quarter + 5));
        desk.edit(&format!("examples/q{quarter}/figures.toml"), "held = 778", &format!("held = 77{quarter}"));
    }
    let year = desk.work().join(YEAR);
    fs::create_dir_all(&year).unwrap();
    let parts = "parts = [\"../q1\", \"../q2\", \"../q3\", \"../q4\"]\n\n[letter]";
    fs::write(year.join("report.toml"), report.replace("2023-Q3", "2023").replace("[letter]", parts)).unwrap();
    fs::write(year.join("figures.toml"), "").unwrap();
    desk
}

fn codes(ran: &Ran) -> Vec<String> {
    let printed = ran.json();
    let findings = printed["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn figures(desk: &Desk) -> serde_json::Value {
    let ran = desk.run(&["bundle", YEAR, "-o", "out", "--only", "html", "--draft"]);
    assert!(ran.code < 2, "{ran:?}");
    serde_json::from_str(&fs::read_to_string(desk.work().join("out/submission.json")).unwrap()).unwrap()
}

#[test]
fn a_year_is_made_of_its_quarters() {
    let desk = desk();
    let made = figures(&desk);
    let figure = |path: &str| made["figures"].pointer(path).cloned().unwrap_or_default().to_string();
    assert_eq!(figure("/inspections/charter/same_level"), "10", "what was done is added: 1 + 2 + 3 + 4");
    assert_eq!(figure("/inspections/charter/lower_level"), "20");
    assert_eq!(figure("/congress/grassroots/held"), "774", "what stands at the end is the last quarter's");
    let page = fs::read_to_string(desk.work().join("out/lai-chau-2023.html")).unwrap();
    for told in ["quý I năm 2023", "quý IV năm 2023", "../q2/figures.toml"] {
        assert!(page.contains(told), "the page says which quarter gave what: {told}");
    }
}

#[test]
fn a_stated_figure_is_held_against_the_quarters() {
    let desk = desk();
    fs::write(desk.work().join(YEAR).join("figures.toml"), "[inspections.charter]\nsame_level = 11\n").unwrap();
    let ran = desk.run(&["check", YEAR, "--format", "json", "--lang", "vi"]);
    let printed = ran.json();
    let found = printed["findings"].as_array().unwrap();
    let finding = found.iter().find(|finding| finding["code"] == "period-differs-from-parts").expect("it is found");
    let shown = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    assert_eq!((shown("found"), shown("expected"), shown("difference")), ("11".into(), "10".into(), "1".into()));
    let operands: Vec<_> = finding["operands"].as_array().unwrap().iter().map(|operand| &operand["value"]).collect();
    assert_eq!(operands, ["1", "2", "3", "4"]);
    assert_eq!((&finding["place"]["line"], ran.code), (&2.into(), 1));
}

#[test]
fn quarters_fill_in_a_table_that_states_another_unit() {
    let desk = desk();
    let quarter = fs::read_to_string(desk.work().join("examples/q1/figures.toml")).unwrap();
    let quarter: toml::Table = quarter.parse().unwrap();
    let money = |row: &str| 4 * quarter["care"][row]["money"].as_integer().unwrap();
    let stated = format!("[care]\nunit = \"nghìn đồng\"\n\n[care.visits]\nmoney = {}\n", money("visits") / 1000);
    fs::write(desk.work().join(YEAR).join("figures.toml"), stated).unwrap();
    let found = codes(&desk.run(&["check", YEAR, "--format", "json", "--lang", "vi"]));
    assert!(!found.iter().any(|code| code == "period-differs-from-parts"), "{found:?}");
    let made = figures(&desk);
    for row in ["visits", "classrooms"] {
        let of_year = made["figures"].pointer(&format!("/care/{row}/money")).cloned().unwrap_or_default();
        assert_eq!(of_year.to_string(), money(row).to_string(), "{row}");
    }
}

#[test]
fn what_is_no_part_is_refused_and_nothing_is_added() {
    let with = |parts: &str| {
        let desk = desk();
        desk.edit(&format!("{YEAR}/report.toml"), "\"../q1\", \"../q2\", \"../q3\", \"../q4\"", parts);
        let ran = desk.run(&["check", YEAR, "--format", "json", "--lang", "vi"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        let stated = ran.stdout.contains("period-differs-from-parts");
        assert!(!stated);
        codes(&ran)
    };
    let has = |found: &[String], code: &str| found.iter().any(|found| found == code);
    assert!(has(&with("\"../q1\", \"../q2\", \"../q4\""), "parts-do-not-make-period"), "a quarter is missing");
    assert!(
        has(&with("\"../q1\", \"../q2\", \"../q3\", \"../q4\", \"../q4\""), "parts-do-not-make-period"),
        "one twice"
    );
    assert!(has(&with("\"../lai-chau-2023\""), "part-not-fitting"), "a year is no part of itself");
    assert!(has(&with("\"../yen-bai-emulation-2023-h1\""), "part-not-fitting"), "another organisation");
}
