//! Every folder of `cases` is a kind of relation, every file in it a manner of saying it: texts where it holds, texts that
//! must stay silent, texts where it breaks.

use std::collections::BTreeSet;
use std::path::Path;

use baocao_review::{Certainty, Context, Kind, Relation, read_plain, review};

fn reviewed(text: &str) -> Vec<Relation> {
    review(&read_plain("case.txt", text), &Context::default())
}

fn strings(case: &toml::Table, key: &str) -> Vec<String> {
    let list = case.get(key).and_then(toml::Value::as_array);
    list.into_iter().flatten().map(|text| text.as_str().expect("a case is a string").to_owned()).collect()
}

fn show(relations: &[Relation]) -> String {
    let line =
        |r: &Relation| format!("  {} {} {:?} | {} | {}\n", r.kind.name(), r.holds, r.certainty, r.computation, r.quote);
    relations.iter().map(line).collect()
}

fn run(kind: &str, case: &toml::Table, wrong: &mut String) {
    for text in strings(case, "holds") {
        let found = reviewed(&text);
        let listed = found.iter().any(|relation| relation.holds && relation.kind.name() == kind);
        if !listed || found.iter().any(|relation| !relation.holds) {
            wrong.push_str(&format!("{kind} should hold: {text}\n{}", show(&found)));
        }
    }
    for text in strings(case, "silent") {
        let found = reviewed(&text);
        if found.iter().any(|relation| !relation.holds) {
            wrong.push_str(&format!("{kind} should be silent: {text}\n{}", show(&found)));
        }
    }
    for broken in case.get("broken").and_then(toml::Value::as_array).into_iter().flatten() {
        let field = |key: &str| broken.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let certainty = match field("certainty") {
            "possible" => Certainty::Possible,
            "style" => Certainty::Style,
            _ => Certainty::Contradiction,
        };
        let found = reviewed(field("text"));
        let meant = |relation: &&Relation| {
            !relation.holds
                && relation.kind.name() == kind
                && relation.computation == field("computation")
                && relation.certainty == certainty
        };
        let alone = broken.get("others").is_some() || found.iter().filter(|relation| !relation.holds).count() == 1;
        if found.iter().find(meant).is_none_or(|relation| relation.would_be_true.is_none()) || !alone {
            wrong.push_str(&format!("{kind} should break: {}\n{}", field("text"), show(&found)));
        }
    }
}

#[test]
fn every_kind_is_found_and_its_traps_are_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = String::new();
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files: Vec<_> = std::fs::read_dir(&path).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let case = std::fs::read_to_string(&file).unwrap();
            let case = case.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            run(&kind, &case, &mut wrong);
        }
        seen.insert(kind);
    }
    let kinds: BTreeSet<String> = Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    assert_eq!(seen, kinds, "a kind without a case, or a case without a kind");
    assert!(wrong.is_empty(), "\n{wrong}");
}
