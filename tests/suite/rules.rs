//! Written rules from outside: forms are checked, errors are waived, groups are switched off, rules are timed.

use std::fs;

use crate::installation::Desk;

/// The example with two numbers of grassroots unions, which a written rule of its form forbids.
fn contradictory() -> Desk {
    let desk = Desk::alone();
    desk.edit(
        "examples/lai-chau-2023-q3/figures.toml",
        "[software.unions]\ntotal = 778",
        "[software.unions]\ntotal = 770",
    );
    desk
}

const CHECK: [&str; 4] = ["check", "examples/lai-chau-2023-q3", "--format", "json"];

#[test]
fn the_forms_are_right_and_their_rules_have_examples() {
    let desk = Desk::new();
    let ran = desk.run(&["forms", "check", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = ran.json();
    assert_eq!(json["findings"], serde_json::json!([]));
    let listed = desk.run(&["forms", "list", "--format", "json"]).json();
    let count = |value: &serde_json::Value| value["forms"].as_array().unwrap().len();
    assert!(count(&json) >= 4 && count(&json) == count(&listed), "{json:#}");
}

#[test]
fn a_form_is_shown_with_its_rules_in_words() {
    let desk = Desk::new();
    let ran = desk.run(&["forms", "show", "union-quarterly", "--lang", "vi"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("[= same_level + lower_level]"), "{}", ran.stdout);
    let rule = "one-number-of-unions (lỗi): software.unions.total = congress.grassroots.total";
    assert!(ran.stdout.contains(rule), "{}", ran.stdout);
    assert_eq!(desk.run(&["forms", "show", "union-quartely"]).code, 2);
    assert_eq!(desk.run(&["forms", "check", "union-quartely"]).code, 2);
}

#[test]
fn a_wrong_form_is_told_with_its_places() {
    let desk = Desk::new();
    let form = "config/forms/union-quarterly.toml";
    desk.edit(form, "check = \"software.unions.total =", "check = \"software.unions.totl =");
    desk.edit("templates/union-congress.md", "{{so members.now.total}}", "{{so members.now.totl}}");
    desk.edit(
        "config/forms/union-congress.toml",
        "{ money = 120000000, count = 2, pass = true }",
        "{ money = 120000000, count = 2, pass = false }",
    );
    let ran = desk.run(&["forms", "check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let json = ran.json();
    let found = json["findings"].as_array().unwrap();
    let codes: Vec<_> = found.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["example-differs", "unknown-name", "unknown-name-in-rule"], "{json:#}");
    let line = fs::read_to_string(desk.work().join(form)).unwrap();
    let line = line.lines().nth(found[2]["place"]["line"].as_u64().unwrap() as usize - 1).unwrap().to_owned();
    let from = found[2]["place"]["column"].as_u64().unwrap() as usize - 1;
    assert!(line[from..].starts_with("software.unions.totl"), "{line}");
}

#[test]
fn a_rule_names_itself_its_figures_and_the_difference() {
    let desk = contradictory();
    let ran = desk.run(&CHECK);
    assert_eq!(ran.code, 1, "{ran:?}");
    let json = ran.json();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "rule-not-met");
    assert_eq!(finding["rule"], "one-number-of-unions");
    assert_eq!(finding["difference"], "-8");
    assert_eq!(finding["operands"][1]["address"], "congress.grassroots.total");
    assert_eq!(finding["operands"][1]["unit"], "đơn vị");
}

#[test]
fn a_group_of_rules_can_be_switched_off() {
    let desk = contradictory();
    let form = "config/forms/union-quarterly.toml";
    desk.edit(form, "id = \"one-number-of-unions\"", "id = \"one-number-of-unions\"\ngroup = \"software\"");
    assert_eq!(desk.run(&CHECK).code, 1);
    let organization = "config/organizations/ldld-lai-chau.toml";
    let text = fs::read_to_string(desk.work().join(organization)).unwrap();
    fs::write(desk.work().join(organization), format!("{text}\n[rules]\noff = [\"software\"]\n")).unwrap();
    let ran = desk.run(&CHECK);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn an_error_is_waived_with_a_reason_and_a_name() {
    let desk = contradictory();
    let waive = |rest: &str| {
        let waiver = format!("[[waiver]]\ncode = \"rule-not-met\"\n{rest}");
        fs::write(desk.work().join("examples/lai-chau-2023-q3/waivers.toml"), waiver).unwrap();
    };
    let codes = || {
        let ran = desk.run(&CHECK);
        let json = ran.json();
        let found = json["findings"].as_array().unwrap();
        let codes: Vec<_> = found.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
        (ran.code, codes)
    };
    waive("place = \"one-number-of-unions\"\nname = \"Nguyễn Văn A\"\n");
    let found = codes();
    assert_eq!((found.0, found.1.len()), (1, 2), "without a reason nothing is waived: {found:?}");
    assert!(found.1.contains(&"waiver-without-reason".to_owned()));
    waive("place = \"low-before-high\"\nreason = \"Lý do\"\nname = \"Nguyễn Văn A\"\n");
    assert_eq!(codes(), (1, vec!["rule-not-met".to_owned(), "waiver-unused".to_owned()]));
    for place in ["one-number-of-unions", "software.unions.total"] {
        waive(&format!("place = \"{place}\"\nreason = \"Tám công đoàn mới\"\nname = \"Nguyễn Văn A\"\n"));
        assert_eq!(codes(), (0, vec!["waived".to_owned()]));
    }
    let ran = desk.run(&["bundle", "examples/lai-chau-2023-q3", "-o", "out", "--format", "json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let manifest = fs::read_to_string(desk.work().join("out/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["waivers"][0]["code"], "rule-not-met");
    assert_eq!(manifest["waivers"][0]["reason"], "Tám công đoàn mới");
    assert_eq!(manifest["waivers"][0]["name"], "Nguyễn Văn A");
    let inputs = manifest["inputs"].to_string();
    assert!(inputs.contains("report/waivers.toml"), "{inputs}");
}

#[test]
fn every_rule_is_timed() {
    let desk = Desk::new();
    let ran = desk.run(&["check", "examples/lai-chau-2023-q3", "--timings", "--format", "json"]);
    let json = ran.json();
    let rules: Vec<_> =
        json["timings"].as_array().unwrap().iter().map(|timing| timing["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"one-number-of-unions") && rules.contains(&"total-differs-from-parts"), "{rules:?}");
    assert!(desk.run(&CHECK).json().get("timings").is_none());
    let ran = desk.run(&["check", "examples/lai-chau-2023-q3", "--timings"]);
    assert!(ran.stderr.contains("one-number-of-unions"), "{}", ran.stderr);
}
