//! Submissions of lower units become the report of the unit above.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::installation::{Desk, build, root};

const REPORT: &str = "examples/lai-chau-2023-q3";
const TAM_DUONG: &str = "examples/lai-chau-2023-q3/submissions/ldld-tam-duong.toml";

fn aggregate(desk: &Desk, arguments: &[&str]) -> (i32, Value) {
    let ran = desk.run(&[&["aggregate", REPORT, "--format", "json", "--lang", "vi"], arguments].concat());
    (ran.code, ran.json())
}

fn codes(printed: &Value) -> Vec<&str> {
    printed["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn the_upper_unions_make_the_published_figures() {
    let desk = Desk::new();
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, codes(&printed)), (0, vec![]));
    let completeness = &printed["completeness"];
    for (name, count) in [("expected", 11), ("received", 11), ("missing", 0), ("late", 0), ("invalid", 0)] {
        assert_eq!(completeness[name], count, "{name}");
    }
    let published = [
        ("congress.grassroots.held", "778", 11),
        ("software.members.updated", "20841", 11),
        ("inspections.charter.same_level", "621", 11),
        ("inspections.charter.lower_level", "5", 11),
        ("inspections.finance.total", "624", 11),
        ("supervision.sessions.organizations", "26", 11),
        ("advice.legal.total", "130", 11),
        ("loans.mutual_money.amount", "4067150000", 11),
        // The province's own office did this.
        ("care.classrooms.money", "650000000", 1),
    ];
    for (address, value, reported) in published {
        let figure = &printed["figures"][address];
        assert_eq!((&figure["value"], &figure["reported"]), (&value.into(), &reported.into()), "{address}");
    }
    // Recomputed, never added: 20,841 of 23,003.
    let percent = printed["figures"]["software.members.percent"]["value"].as_str().unwrap();
    assert!(percent.starts_with("90.60"), "{percent}");
    // Whatever the report states and its units make is the same; targets and the like are the province's own.
    let figures = fs::read_to_string(desk.work().join(REPORT).join("figures.toml")).unwrap();
    let stated: toml::Table = figures.parse().unwrap();
    let rolled = printed["figures"].as_object().unwrap().iter();
    // Percentages are stated rounded; one of them is looked at above.
    let compared = rolled.filter(|(address, _)| !address.ends_with(".percent")).filter(|(address, figure)| {
        let mut own = Some(&toml::Value::Table(stated.clone())).cloned();
        for part in address.split('.') {
            own = own.and_then(|own| own.get(part).cloned());
        }
        let stated = own.filter(|own| own.is_integer()).map(|own| own.to_string());
        stated.is_some_and(|stated| {
            assert!(figure["value"].as_str().unwrap().starts_with(&stated), "{address}: {stated} and {figure}");
            true
        })
    });
    assert!(compared.count() > 30);
}

#[test]
fn a_unit_that_differs_is_found_with_what_each_gave() {
    let desk = Desk::new();
    desk.edit(TAM_DUONG, "direct = 2", "direct = 3");
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!(code, 1);
    let findings = printed["findings"].as_array().unwrap();
    let direct = findings.iter().find(|finding| finding["address"] == "advice.legal.direct").expect("a finding");
    assert_eq!(direct["code"], "statement-differs");
    let numbers = ["found", "expected", "difference"].map(|name| direct[name].as_str().unwrap());
    assert_eq!(numbers, ["30", "31", "-1"]);
    let operands = direct["operands"].as_array().unwrap();
    assert_eq!(operands.len(), 11);
    assert!(operands.iter().any(|o| o["address"] == "ldld-tam-duong:advice.legal.direct" && o["value"] == "3"));
    assert_eq!(direct["place"]["file"], "examples/lai-chau-2023-q3/figures.toml");
    // The letter does not go out with it either.
    let ran = desk.run(&["bundle", REPORT, "--only", "html"]);
    assert_eq!(ran.code, 1, "{ran:?}");
}

#[test]
fn figures_stated_in_another_unit_are_added_in_the_form_s() {
    let desk = Desk::new();
    let own = "examples/lai-chau-2023-q3/figures.toml";
    let money = |printed: &Value| {
        let value = |name: &str| printed["figures"][format!("loans.{name}.amount")]["value"].clone();
        ["mutual_money", "mutual_members", "active_projects"].map(value)
    };
    let (_, before) = aggregate(&desk, &[]);
    // People and projects are counted in units of their own: only the money changes with the table's.
    desk.edit(TAM_DUONG, "[figures.loans]", "[figures.loans]\nunit = \"nghìn đồng\"");
    desk.edit(TAM_DUONG, "amount = 352050000", "amount = 352050");
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, codes(&printed), money(&printed)), (0, vec![], money(&before)));
    // What the report states itself is held against that in the form's unit, and what it leaves blank is filled in so.
    let stated = "[loans]\nunit = \"triệu đồng\"\n\n[loans.mutual_money]\namount = 4067.15";
    desk.edit(own, "[loans.mutual_money]\namount = 4067150000", stated);
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, codes(&printed)), (0, vec![]));
    desk.edit(own, "amount = 4067.15", "");
    desk.run(&["bundle", REPORT, "--only", "html", "-o", "out"]);
    let submission = fs::read_to_string(desk.work().join("out/submission.json")).unwrap();
    assert!(submission.contains("4067150000"), "{submission}");
    let page = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.html")).unwrap();
    assert!(page.contains("4.067.150.000") && !page.contains("4.067.150.000.000"));
}

#[test]
fn a_unit_of_measure_that_cannot_be_is_told_with_the_unit_that_states_it() {
    let desk = Desk::new();
    let plausible =
        "[[table]]\nid = \"loans\"\nplausible = { per = \"congress.grassroots.total\", most = 1000000000 }\n";
    desk.edit("config/forms/union-quarterly.toml", "[[table]]\nid = \"loans\"\n", plausible);
    let (_, before) = aggregate(&desk, &[]);
    desk.edit(TAM_DUONG, "[figures.loans]", "[figures.loans]\nunit = \"tỷ đồng\"");
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, codes(&printed)), (1, vec!["implausible-unit"]));
    let finding = &printed["findings"][0];
    assert!(finding["message"].as_str().unwrap().contains("“tỷ đồng”"), "{finding:#}");
    assert_eq!(finding["unit"], "ldld-tam-duong");
    // The figures are taken as they stand.
    assert_eq!(printed["figures"], before["figures"]);
}

#[test]
fn a_missing_unit_is_not_zero_and_the_report_says_so() {
    let desk = Desk::new();
    fs::remove_file(desk.work().join(TAM_DUONG)).unwrap();
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, &printed["completeness"]["missing"]), (0, &1.into()));
    assert!(codes(&printed).iter().all(|code| ["statement-differs", "units-missing"].contains(code)), "{printed:#}");
    assert_eq!(printed["figures"]["congress.grassroots.held"]["reported"], 10);
    let ran = desk.run(&["bundle", REPORT, "--only", "html", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.html")).unwrap();
    assert!(page.contains("Số liệu của 10/11 đơn vị; chưa có số liệu của Liên đoàn Lao động huyện Tam Đường."));
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(desk.work().join("out/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["completeness"]["missing"], 1);
    // A form may refuse too few.
    desk.edit("config/forms/union-quarterly.toml", "[[table]]", "[lower_units]\nrefuse_below = 95\n\n[[table]]");
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!(code, 1);
    assert!(codes(&printed).contains(&"too-few-submissions"));
}

#[test]
fn a_last_day_tells_who_is_late() {
    let desk = Desk::new();
    desk.edit("examples/lai-chau-2023-q3/report.toml", "[letter]", "submissions_due = 2023-09-04\n\n[letter]");
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!(code, 0);
    assert_eq!(codes(&printed), ["units-late"]);
    let late: Vec<_> = printed["completeness"]["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["standing"] == "late")
        .map(|unit| unit["unit"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(late, ["cd-y-te-lai-chau"], "4 September 15:31 in Vietnam is in time, 5 September is not");
}

#[test]
fn a_later_version_counts_and_an_unordered_one_is_refused() {
    let desk = Desk::new();
    let first = fs::read_to_string(desk.work().join(TAM_DUONG)).unwrap();
    let second = desk.work().join("examples/lai-chau-2023-q3/submissions/second.toml");
    let later = first.replace("2023-09-01T02:40", "2023-09-02T02:40");
    // The first was wrong; the second is right.
    desk.edit(TAM_DUONG, "direct = 2", "direct = 9");
    fs::write(&second, later).unwrap();
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!((code, codes(&printed)), (0, vec!["submission-replaced"]));
    fs::write(&second, first).unwrap();
    let (code, printed) = aggregate(&desk, &[]);
    assert_eq!(code, 1);
    assert!(codes(&printed).contains(&"submission-twice"), "{printed:#}");
}

#[test]
fn contributions_reach_the_page() {
    let desk = Desk::new();
    let ran = desk.run(&["bundle", REPORT, "--only", "html", "-o", "out"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.html")).unwrap();
    assert!(page.contains("Liên đoàn Lao động huyện Tam Đường"));
    assert!(page.contains("submissions/ldld-tam-duong.toml"), "with the file that it stands in");
}

#[test]
fn a_bundle_is_what_the_next_level_takes_in() {
    let desk = Desk::new();
    let ran = desk.run(&["bundle", REPORT, "--only", "html", "-o", "out/lai-chau"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    // A report of the nation, to which only this province has reported yet.
    let nation = desk.work().join("nation");
    fs::create_dir_all(nation.join("submissions")).unwrap();
    let report = fs::read_to_string(desk.work().join(REPORT).join("report.toml")).unwrap();
    fs::write(nation.join("report.toml"), report.replace("ldld-lai-chau", "tong-ldld")).unwrap();
    fs::write(nation.join("figures.toml"), "# Rolled up.\n").unwrap();
    fs::rename(desk.work().join("out/lai-chau"), nation.join("submissions/lai-chau")).unwrap();
    let ran = desk.run(&["aggregate", "nation", "--format", "json"]);
    let printed = ran.json();
    assert_eq!(printed["figures"]["software.members.updated"]["value"], "20841", "{printed:#}");
    assert_eq!(printed["figures"]["software.members.updated"]["reported"], 11, "units, not bundles");
    assert_eq!(printed["completeness"]["received"], 11);
}

/// Made-up submissions with planted faults: each is found, and nothing else.
#[test]
fn planted_faults_are_found_and_no_others() {
    let desk = Desk::new();
    let folder = desk.work().join("many");
    let program = build().join(format!("xtask{}", std::env::consts::EXE_SUFFIX));
    let made = Command::new(program).args(["submissions", "500"]).arg(&folder).current_dir(root()).status().unwrap();
    assert!(made.success());
    let ran = desk.run(&["--config", "many/config", "--format", "json", "aggregate", "many/report"]);
    assert_eq!(ran.code, 1);
    let printed = ran.json();
    let planted = fs::read_to_string(folder.join("faults.tsv")).unwrap();
    let planted: Vec<Vec<&str>> = planted.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let kinds: BTreeSet<&str> = planted.iter().map(|fault| fault[2]).collect();
    assert_eq!(kinds.len(), 11, "every kind is planted");
    let missing = planted.iter().filter(|fault| fault[2] == "units-missing").count();
    let expected: BTreeMap<(String, String), &str> = planted
        .iter()
        .filter(|fault| fault[2] != "units-missing")
        .map(|fault| ((format!("many/report/submissions/{}", fault[1]), fault[2].to_owned()), fault[3]))
        .collect();
    let mut found = BTreeMap::new();
    for finding in printed["findings"].as_array().unwrap() {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        if finding["code"] == "units-missing" {
            continue;
        }
        let address =
            finding["operands"][0]["address"].as_str().map_or_else(|| word(&finding["address"]), str::to_owned);
        found.insert((word(&finding["place"]["file"]), word(&finding["code"])), address);
    }
    for (place, address) in &expected {
        let told = found.remove(place).unwrap_or_else(|| panic!("{place:?} was not found"));
        assert!(address.is_empty() || *address == told, "{place:?}: {address} and {told}");
    }
    assert_eq!(found, BTreeMap::new(), "nothing is invented");
    // What could not be read at all is missing, too.
    let unreadable = planted.iter().filter(|fault| ["json-syntax", "file-not-utf8"].contains(&fault[2])).count();
    let told = printed["completeness"]["missing"].as_u64().unwrap() as usize;
    assert!((missing..=missing + unreadable).contains(&told), "{told} of {missing} + {unreadable}");
    assert_eq!(printed["completeness"]["expected"], 500);
}

/// The confederation's report with a submission of each province that was there on 30 June 2025.
fn nation() -> Desk {
    let desk = Desk::new();
    let organization = fs::read_to_string(desk.work().join("config/organizations/ldld-lai-chau.toml")).unwrap();
    let organization = organization.replace("ldld-lai-chau", "tong-ldld").replace("parent = \"tong-ldld\"\n", "");
    let organization = organization.replace("Liên đoàn Lao động tỉnh Lai Châu", "Tổng Liên đoàn Lao động Việt Nam");
    let organization = organization.replace("tier = \"tỉnh\"", "tier = \"trung ương\"");
    fs::write(desk.work().join("config/organizations/tong-ldld.toml"), organization).unwrap();
    let folder = desk.work().join("examples/nation");
    fs::create_dir_all(&folder).unwrap();
    let report = fs::read_to_string(desk.work().join(REPORT).join("report.toml")).unwrap();
    let report = report.replace("ldld-lai-chau", "tong-ldld").replace("2023-Q3", "2025-Q2").replace("2023-", "2025-");
    fs::write(folder.join("report.toml"), report).unwrap();
    fs::write(folder.join("figures.toml"), "").unwrap();
    let units = fs::read_to_string(root().join("config/units/provinces.csv")).unwrap();
    let rows = units.lines().filter(|line| line.contains(",tỉnh,")).map(|line| line.split(',').collect::<Vec<_>>());
    let there = rows.filter(|row| row[4] <= "2025-06-30" && (row[5].is_empty() || row[5] >= "2025-06-30"));
    let lines = there.enumerate().map(|(at, row)| {
        let values =
            serde_json::json!({ "inspections.charter.same_level": at + 1, "inspections.charter.lower_level": 2 });
        serde_json::json!({ "unit": row[0], "period": "2025-Q2", "values": values }).to_string() + "\n"
    });
    fs::write(folder.join("submissions.ndjson"), lines.collect::<String>()).unwrap();
    desk
}

#[test]
fn the_nation_is_the_same_before_and_after_a_merger() {
    let desk = nation();
    let on = |day: &str| {
        let ran = desk.run(&["aggregate", "examples/nation", "--as-of", day, "--format", "json", "-o", day]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!desk.work().join(day).join("units.parquet").exists(), "only if it is asked for");
        ran.json()
    };
    let (before, after) = (on("2025-06-30"), on("2025-07-01"));
    for printed in [&before, &after] {
        let figures = &printed["figures"];
        assert_eq!(figures["inspections.charter.same_level"]["value"], (63 * 64 / 2).to_string());
        assert_eq!(figures["inspections.charter.lower_level"]["value"], "126");
        assert_eq!(figures["inspections.charter.lower_level"]["reported"], 63);
        assert_eq!(
            (&printed["completeness"]["received"], &printed["completeness"]["missing"]),
            (&63.into(), &0.into())
        );
    }
    assert_eq!(codes(&before), Vec::<&str>::new());
    // 63 became 34: 29 reported that are no longer there.
    assert_eq!(codes(&after), ["submission-restated"; 29]);
}

#[test]
fn what_is_written_for_databases_can_be_rolled_up_again() {
    let desk = nation();
    for day in ["2025-06-30", "2025-07-01"] {
        let on = |more: &[&str]| {
            let ran = desk.run(&[&["aggregate", "examples/nation", "--as-of", day, "--format", "json"], more].concat());
            assert_eq!(ran.code, 0, "{ran:?}");
            ran.json()
        };
        let first = on(&["-o", day, "--parquet"]);
        let again = on(&["--submissions", &format!("{day}/units.parquet")]);
        assert_eq!(first["figures"].as_object().unwrap().len(), 3, "{first}");
        assert_eq!(first["figures"], again["figures"], "{day}");
    }
}

#[test]
fn a_missing_unit_s_figures_of_the_period_before_may_stand_in() {
    let desk = Desk::new();
    let before = desk.work().join("examples/lai-chau-2023-q2");
    crate::installation::copy(&desk.work().join(REPORT), &before);
    for file in fs::read_dir(before.join("submissions")).unwrap().flatten() {
        let text = fs::read_to_string(file.path()).unwrap();
        fs::write(file.path(), text.replace("2023-Q3", "2023-Q2")).unwrap();
    }
    desk.edit("examples/lai-chau-2023-q2/report.toml", "2023-Q3", "2023-Q2");
    desk.edit("examples/lai-chau-2023-q2/submissions/ldld-tam-duong.toml", "held = 78", "held = 70");
    desk.edit(&format!("{REPORT}/report.toml"), "[letter]", "previous = \"../lai-chau-2023-q2\"\n\n[letter]");
    fs::remove_file(desk.work().join(TAM_DUONG)).unwrap();
    let (_, printed) = aggregate(&desk, &[]);
    assert!(codes(&printed).contains(&"units-missing"), "left out unless the form says otherwise");
    desk.edit(
        "config/forms/union-quarterly.toml",
        "[[table]]",
        "[lower_units]\nmissing = \"carry_forward\"\n\n[[table]]",
    );
    let (_, printed) = aggregate(&desk, &[]);
    let codes = codes(&printed);
    assert!(codes.contains(&"units-brought-forward") && !codes.contains(&"units-missing"), "{codes:?}");
    assert_eq!(printed["figures"]["congress.grassroots.held"]["value"], "770");
    let completeness = &printed["completeness"];
    assert_eq!((&completeness["received"], &completeness["missing"]), (&10.into(), &1.into()));
    assert_eq!(completeness["brought_forward"], 1);
    let ran = desk.run(&["bundle", REPORT, "-o", "out", "--only", "html", "--draft"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = fs::read_to_string(desk.work().join("out/lai-chau-2023-q3.html")).unwrap();
    assert!(page.contains("Số liệu của 10/11 đơn vị; lấy số liệu kỳ trước của Liên đoàn Lao động huyện Tam Đường."));
}
