//! `baocao new`, and a report whose figures come from the workbook that it makes.

use std::collections::BTreeMap;
use std::fs;

use crate::fill::{At, Parts, Put, addresses};
use crate::installation::{Desk, Ran};
use crate::outputs::docx_text;

const EXAMPLE: &str = "examples/lai-chau-2023-q3";

/// Makes a new report of the example's organisation, form and period.
pub fn new(desk: &Desk, folder: &str) -> Ran {
    let arguments = ["new", folder, "--form", "union-quarterly", "--org", "ldld-lai-chau", "--period", "2023-Q3"];
    desk.run(&[&arguments[..], &["--format", "json"]].concat())
}

pub fn workbook(desk: &Desk, folder: &str) -> (Parts, BTreeMap<String, At>) {
    let bytes = fs::read(desk.work().join(folder).join("figures.xlsx")).unwrap();
    (Parts::new(&bytes), addresses(&bytes))
}

/// The example's figures, in the cells of a new report's workbook. Computed figures are left to the workbook.
pub fn fill_in_example(desk: &Desk, folder: &str) -> BTreeMap<String, At> {
    let (mut parts, at) = workbook(desk, folder);
    let text = fs::read_to_string(desk.work().join(EXAMPLE).join("figures.toml")).unwrap();
    let tables: BTreeMap<String, BTreeMap<String, BTreeMap<String, toml::Value>>> = toml::from_str(&text).unwrap();
    for (address, value) in tables.into_iter().flat_map(|(table, rows)| {
        let figures = rows.into_iter().flat_map(|(row, values)| {
            values.into_iter().map(move |(column, value)| (format!("{row}.{column}"), value))
        });
        figures.map(move |(address, value)| (format!("{table}.{address}"), value)).collect::<Vec<_>>()
    }) {
        let cell = &at[&address];
        let put = match value {
            toml::Value::Integer(number) => Put::Number(number.to_string()),
            toml::Value::Float(number) => Put::Number(number.to_string()),
            toml::Value::String(text) => Put::Text(text),
            other => panic!("{other}"),
        };
        if !parts.is_formula(cell) {
            parts.put(cell, &put);
        }
    }
    fs::write(desk.work().join(folder).join("figures.xlsx"), parts.bytes()).unwrap();
    at
}

fn codes(ran: &Ran) -> Vec<String> {
    let findings = ran.json()["findings"].clone();
    findings.as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_new_report_is_complete_and_the_same_every_time() {
    let desk = Desk::new();
    let ran = new(&desk, "a/b/q3");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(desk.names("a/b/q3"), ["figures.xlsx", "narrative.md", "report.toml"]);
    assert_eq!(ran.json()["created"].as_array().unwrap().len(), 3);
    fs::create_dir(desk.work().join("empty")).unwrap();
    assert_eq!(new(&desk, "empty").code, 0, "an empty folder is filled");
    for name in desk.names("a/b/q3") {
        let read = |folder: &str| fs::read(desk.work().join(folder).join(&name)).unwrap();
        assert_eq!(read("a/b/q3"), read("empty"), "{name}");
    }
    // Nothing is wrong with it but that nothing is filled in.
    let ran = desk.run(&["check", "a/b/q3", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let codes = codes(&ran);
    let blank = ["missing-figure", "figure-not-reported", "chart-left-out"];
    assert!(codes.iter().all(|code| blank.contains(&code.as_str())), "{codes:?}");
}

#[test]
fn a_blank_is_asked_for_in_its_cell() {
    let desk = Desk::new();
    new(&desk, "q3");
    let (_, at) = workbook(&desk, "q3");
    let ran = desk.run(&["check", "q3", "--format", "json"]);
    let json = ran.json();
    let findings = json["findings"].as_array().unwrap();
    let asked = findings.iter().filter(|finding| finding["code"] == "figure-not-reported");
    let places: Vec<_> = asked.filter_map(|finding| finding["place"]["cell"].as_str()).collect();
    assert!(places.len() > 5, "{places:?}");
    let cell = &at["supervision.sessions.individuals"].cell;
    assert!(places.contains(&cell.as_str()), "{places:?} lack {cell}");
}

#[test]
fn nothing_is_overwritten_and_nothing_is_left_half_made() {
    let desk = Desk::new();
    let before = desk.names(EXAMPLE);
    let ran = new(&desk, EXAMPLE);
    assert_eq!((ran.code, codes(&ran)), (2, vec!["folder-not-empty".to_owned()]));
    assert_eq!(desk.names(EXAMPLE), before);
    let ran = desk.run(&["new", "q", "--form", "x", "--org", "y", "--period", "z", "--format", "json"]);
    assert_eq!((ran.code, codes(&ran).len()), (2, 3), "everything wrong comes at once: {ran:?}");
    fs::write(desk.work().join("file"), "x").unwrap();
    assert_eq!(new(&desk, "file/q").code, 2);
    assert_eq!(desk.names(".").iter().filter(|name| name.starts_with('q') || name.starts_with(".baocao")).count(), 0);
}

#[test]
fn a_workbook_gives_the_same_letter_as_the_example() {
    let desk = Desk::alone();
    new(&desk, "q3");
    fill_in_example(&desk, "q3");
    for name in ["report.toml", "narrative.md"] {
        fs::copy(desk.work().join(EXAMPLE).join(name), desk.work().join("q3").join(name)).unwrap();
    }
    let letter = |report: &str, name: &str| {
        let ran = desk.run(&["bundle", report, "-o", name, "--format", "json"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let file = desk.names(name).into_iter().find(|name| name.ends_with(".docx")).unwrap();
        (docx_text(&desk.work().join(name).join(file)), codes(&ran))
    };
    let (expected, findings) = letter(EXAMPLE, "out-toml");
    assert_eq!(letter("q3", "out-xlsx"), (expected, findings));
    let manifest = fs::read_to_string(desk.work().join("out-xlsx/manifest.json")).unwrap();
    assert!(manifest.contains("report/figures.xlsx"), "the workbook is one of the inputs");
}

#[test]
fn a_contradiction_names_sheet_and_cell() {
    let desk = Desk::new();
    new(&desk, "q3");
    let at = fill_in_example(&desk, "q3");
    let (mut parts, _) = workbook(&desk, "q3");
    parts.put(&at["inspections.charter.total"], &Put::Number("630".into()));
    parts.put(&at["software.unions.total"], &Put::Text("1,234.5".into()));
    fs::write(desk.work().join("q3/figures.xlsx"), parts.bytes()).unwrap();
    let ran = desk.run(&["check", "q3", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let json = ran.json();
    for (code, address) in
        [("total-differs-from-parts", "inspections.charter.total"), ("number-ambiguous", "software.unions.total")]
    {
        let finding = json["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == code);
        let place = &finding.unwrap_or_else(|| panic!("{code} is not found: {json:#}"))["place"];
        assert_eq!(
            (place["sheet"].as_str(), place["cell"].as_str()),
            (Some(&*at[address].name), Some(&*at[address].cell))
        );
    }
    let human = desk.run(&["check", "q3", "--lang", "vi"]).stdout;
    let place =
        format!("q3/figures.xlsx [{}]{}", at["inspections.charter.total"].name, at["inspections.charter.total"].cell);
    assert!(human.contains(&place), "{human}");
}
