//! Tables with a row for each year are rolled up; rows that units name themselves are not.

use std::fs;

use serde_json::Value;

use crate::installation::Desk;

const REPORT: &str = "examples/lai-chau-congress";
const UNITS: [&str; 3] = ["ldld-tam-duong", "ldld-than-uyen", "ldld-sin-ho"];

/// A term whose figures come from three units, each in a form of its own.
fn desk(own: &str) -> Desk {
    let desk = Desk::new();
    let folder = desk.work().join(REPORT);
    fs::create_dir_all(folder.join("submissions")).unwrap();
    let report = fs::read_to_string(desk.work().join("examples/lai-chau-2023-q3/report.toml")).unwrap();
    let report = report.replace("union-quarterly", "union-congress").replace("2023-Q3", "2018..2020");
    fs::write(folder.join("report.toml"), report.replace("as_of = 2023-08-31\n", "")).unwrap();
    fs::write(folder.join("figures.toml"), own).unwrap();
    let write = |name: &str, text: String| fs::write(folder.join("submissions").join(name), text).unwrap();
    let rows = "[figures.retirements.2018]\ncount = 2\n[figures.retirements.2019]\ncount = 3\n";
    let items = "[figures.procedures.d01]\nlabel = \"Cấp phép\"\ncount = 7\n";
    write("tam-duong.toml", format!("unit = \"{}\"\nperiod = \"2018..2020\"\n{rows}{items}", UNITS[0]));
    let flat = r#""values":{"retirements.2018.count":10,"retirements.2020.count":20}"#;
    write("than-uyen.json", format!(r#"{{"unit":"{}","period":"2018..2020",{flat}}}"#, UNITS[1]));
    let nested = r#""figures":{"retirements":{"2019":{"count":100},"total":{"count":100}}}"#;
    write("sin-ho.json", format!(r#"{{"unit":"{}","period":"2018..2020",{nested}}}"#, UNITS[2]));
    desk
}

fn aggregated(desk: &Desk) -> Value {
    let ran = desk.run(&["aggregate", REPORT, "--format", "json", "--lang", "vi", "-o", "up"]);
    assert!(ran.code < 2, "{ran:?}");
    ran.json()
}

fn figure(printed: &Value, address: &str) -> Option<String> {
    printed["figures"][address]["value"].as_str().map(str::to_owned)
}

#[test]
fn years_are_added_by_year_and_their_total_follows() {
    let desk = desk("");
    let printed = aggregated(&desk);
    let years = ["2018", "2019", "2020", "total"].map(|row| figure(&printed, &format!("retirements.{row}.count")));
    assert_eq!(years.map(Option::unwrap_or_default), ["12", "103", "20", "135"]);
    let found = printed["findings"].as_array().unwrap().iter();
    let left_out: Vec<_> = found.filter(|finding| finding["code"] == "rows-not-rolled-up").collect();
    assert_eq!(left_out.len(), 1, "{printed}");
    let message = left_out[0]["message"].as_str().unwrap();
    assert!(message.contains("Quy trình, thủ tục hành chính được ban hành"), "{message}");
    // The level above takes the same in again.
    let above = fs::read_to_string(desk.work().join("up/submission.json")).unwrap();
    let above: Value = serde_json::from_str(&above).unwrap();
    assert_eq!(above["figures"]["retirements"]["2019"]["count"], 103);
}

#[test]
fn the_years_that_units_report_are_rows_of_the_document() {
    let desk = desk("[procedures.d01]\nlabel = \"Thủ tục của tỉnh\"\ncount = 4\n");
    let ran = desk.run(&["bundle", REPORT, "--draft", "--only", "html", "-o", "out"]);
    assert!(ran.code < 2, "{ran:?}");
    let made: Value =
        serde_json::from_str(&fs::read_to_string(desk.work().join("out/submission.json")).unwrap()).unwrap();
    assert_eq!(made["figures"]["retirements"]["2020"]["count"], 20);
    let page = fs::read_to_string(desk.work().join("out/lai-chau-congress.html")).unwrap();
    for address in ["retirements.2018.count", "retirements.2020.count", "procedures.d01.count"] {
        assert!(page.contains(address), "{address}");
    }
    assert!(!page.contains("awards.2019"), "a table that no one fills in has no rows");
}

#[test]
fn a_year_outside_of_the_period_is_told() {
    let desk = desk("");
    desk.edit(&format!("{REPORT}/submissions/than-uyen.json"), "retirements.2020", "retirements.2031");
    let printed = aggregated(&desk);
    let found: Vec<_> = printed["findings"].as_array().unwrap().iter().collect();
    let unknown = found.iter().find(|finding| finding["code"] == "unknown-figure").expect("it is told");
    assert!(unknown["place"]["file"].as_str().unwrap().ends_with("than-uyen.json"), "{unknown}");
    assert_eq!(figure(&printed, "retirements.2018.count").as_deref(), Some("12"), "the rest counts");
}
