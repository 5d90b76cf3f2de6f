//! The examples: one for each kind of report, and those that were published with contradictions.

use std::fs;

use crate::installation::Desk;

/// The codes that `check` gives for the reports as they were published, no more and no fewer.
const AS_PUBLISHED: [(&str, &[&str]); 4] = [
    (
        "nghe-an-congress-2017-2022-as-published",
        &[
            "partition-differs-from-whole",
            "period-not-covered",
            "rule-not-met",
            "rule-not-met",
            "rule-not-met",
            "rule-not-met",
            "rule-not-met",
            "rule-not-met",
        ],
    ),
    ("ha-giang-congress-2012-2017-as-published", &["below-minimum", "implausible-unit", "period-not-covered"]),
    (
        "yen-bai-emulation-2023-h1-as-published",
        &["bound-not-met", "rule-not-met", "rule-not-met", "total-differs-from-parts", "value-used-twice"],
    ),
    ("lai-chau-2023-q3-as-published", &["archive-line-by-hand", "percent-differs-from-ratio", "symbol-misspelt"]),
];

pub const IN_ORDER: [&str; 7] = [
    "emulation-block-2019",
    "emulation-block-members",
    "emulation-block-scores",
    "ha-giang-congress-2012-2017",
    "lai-chau-2023-q3",
    "nghe-an-congress-2017-2022",
    "yen-bai-emulation-2023-h1",
];

#[test]
fn published_contradictions_are_found_and_nothing_else() {
    let desk = Desk::new();
    for (name, expected) in AS_PUBLISHED {
        let ran = desk.run(&["bundle", &format!("examples/{name}"), "-o", "out", "--format", "json"]);
        assert_eq!(ran.code, 1, "{name}: {ran:?}");
        let json = ran.json();
        let found = json["findings"].as_array().unwrap();
        let mut codes: Vec<_> = found.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        codes.sort_unstable();
        assert_eq!(codes, expected, "{name}: {found:#?}");
        assert_eq!(desk.names("out"), [""; 0], "{name}: nothing is written");
    }
}

#[test]
fn the_published_contradictions_say_their_numbers() {
    let desk = Desk::new();
    let said = |name: &str| desk.run(&["check", &format!("examples/{name}"), "--lang", "vi"]).stdout;
    let nghe_an = said(AS_PUBLISHED[0].0);
    assert!(nghe_an.contains("34") && nghe_an.contains("1 + 14 + 18 + 2 = 35"), "{nghe_an}");
    let ha_giang = said(AS_PUBLISHED[1].0);
    assert!(ha_giang.contains("-10.395.000") && ha_giang.contains("-427.000"), "{ha_giang}");
    let yen_bai = said(AS_PUBLISHED[2].0);
    assert!(yen_bai.contains("185") && yen_bai.contains("= 117"), "{yen_bai}");
    assert!(yen_bai.contains("trên 92%") && yen_bai.contains("91,98%"), "{yen_bai}");
    assert!(yen_bai.contains("195-KH/ĐUK"), "{yen_bai}");
}

#[test]
fn all_examples_are_issued_in_one_command() {
    let desk = Desk::new();
    let folders: Vec<_> = IN_ORDER.iter().map(|name| format!("examples/{name}")).collect();
    let mut arguments = vec!["bundle", "-o", "out", "--format", "json"];
    arguments.extend(folders.iter().map(String::as_str));
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.json()["findings"], serde_json::json!([]), "the examples have no findings at all");
    assert_eq!(desk.names("out"), IN_ORDER);
    for name in IN_ORDER {
        assert!(desk.names(&format!("out/{name}")).len() >= 5, "{name}: {:?}", desk.names(&format!("out/{name}")));
    }
}

#[test]
fn figures_alone_give_a_draft_of_every_kind() {
    let desk = Desk::new();
    for name in IN_ORDER {
        let narrative = desk.work().join(format!("examples/{name}/narrative.md"));
        if narrative.exists() {
            fs::remove_file(narrative).unwrap();
        }
        let ran = desk.run(&["check", &format!("examples/{name}"), "--format", "json"]);
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
    }
}

#[test]
fn every_example_in_the_folder_is_looked_at() {
    let desk = Desk::new();
    let known = IN_ORDER.into_iter().chain(AS_PUBLISHED.map(|(name, _)| name)).chain([
        "broken",
        "exporter-csv-c",
        "exporter-open-data-python",
    ]);
    let known: Vec<_> = known.collect();
    let unknown: Vec<_> = desk.names("examples").into_iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "no test looks at {unknown:?}");
}
