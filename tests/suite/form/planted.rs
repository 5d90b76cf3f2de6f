//! Every edit of `planted.toml` is found with its code and its place, and nothing else is.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{OfficeFile, RICHEST, desk, deviations, letter, review, shown};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    name: String,
    edits: Vec<Vec<String>>,
    code: String,
    part: String,
    line: Option<u64>,
    found: Option<String>,
}

#[test]
fn planted_deviations_are_each_found_and_nothing_else() {
    let cases: BTreeMap<String, Vec<Planted>> = toml::from_str(include_str!("planted.toml")).unwrap();
    let desk = desk();
    let mut wrong = String::new();
    for (letterhead, cases) in &cases {
        let original = OfficeFile::open(&desk.work().join(letter(&desk, RICHEST, letterhead)));
        for case in cases {
            let mut office = original.clone();
            for edit in &case.edits {
                match edit.as_slice() {
                    [from, to] => office.replace("word/document.xml", from, to),
                    [part, from, to] => office.replace(part, from, to),
                    other => panic!("{}: {other:?}", case.name),
                }
            }
            office.write(&desk.work().join("planted.docx"));
            let ran = review(&desk, "planted.docx", letterhead, &["--format", "json", "--lang", "vi"]);
            let found = deviations(&ran);
            let fits = |one: &serde_json::Value| {
                one["code"] == *case.code
                    && one["part"] == *case.part
                    && case.line.is_none_or(|line| one["place"]["line"] == line)
                    && case.found.as_ref().is_none_or(|found| one["found"] == **found)
                    && one["source"].as_str().is_some_and(|source| !source.is_empty())
                    && one["hint"].is_string()
            };
            if found.len() != 1 || !fits(&found[0]) {
                let asked = format!("{} in {} at {:?}", case.code, case.part, case.line);
                wrong.push_str(&format!("{letterhead}, {}: {asked}, but\n{}", case.name, shown(&found)));
            }
            let error = found.iter().any(|one| one["severity"] == "error");
            assert!(!error || ran.code == 1, "{}: {ran:?}", case.name);
        }
    }
    let count: usize = cases.values().map(Vec::len).sum();
    assert!(count >= 80 && wrong.is_empty(), "{count} cases\n{wrong}");
}
