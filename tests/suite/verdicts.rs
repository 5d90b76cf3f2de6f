//! The relations between the figures of published reports: `verdicts.toml` says which hold, `check` must say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::installation::{Desk, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    verdict: Vec<Verdict>,
}

/// A relation and what must be said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    relation: u32,
    example: String,
    about: String,
    at: Vec<String>,
    holds: bool,
    code: Option<String>,
    says: Option<String>,
    broken: Option<Broken>,
}

/// A change that makes the relation wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broken {
    file: String,
    from: String,
    to: String,
}

fn verdicts() -> Vec<Verdict> {
    let text = fs::read_to_string(root().join("tests/verdicts.toml")).unwrap();
    toml::from_str::<Verdicts>(&text).unwrap().verdict
}

fn findings(desk: &Desk, example: &str) -> Vec<Value> {
    let ran = desk.run(&["check", &format!("examples/{example}"), "--format", "json", "--lang", "vi"]);
    assert!(ran.code < 2, "{example}: {ran:?}");
    ran.json()["findings"].as_array().unwrap().clone()
}

/// True if a finding is about a figure, a part of the envelope or a file.
fn is_about(finding: &Value, at: &str) -> bool {
    let file = finding["place"]["file"].as_str().unwrap_or_default();
    finding["operands"][0]["address"] == at || finding["address"] == at || file.rsplit('/').next() == Some(at)
}

impl Verdict {
    fn name(&self) -> String {
        format!("relation {} of {} ({})", self.relation, self.example, self.about)
    }

    /// True if the finding is what does not hold here.
    fn claims(&self, finding: &Value) -> bool {
        let says = self.says.as_ref().is_none_or(|says| finding["message"].as_str().unwrap().contains(says));
        let code = self.code.as_ref().is_some_and(|code| finding["code"] == **code);
        !self.holds && says && code && self.at.iter().any(|at| is_about(finding, at))
    }

    /// What `check` says otherwise.
    fn differences(&self, findings: &[Value], claimed: impl Fn(&Value) -> bool) -> Vec<String> {
        let at = |at: &String| {
            let found = findings.iter().any(|finding| self.claims(finding) && is_about(finding, at));
            if !self.holds {
                return (!found).then(|| format!("{}: nothing is found at {at}", self.name()));
            }
            let spoken_of =
                |finding: &&Value| is_about(finding, at) && finding["severity"] != "note" && !claimed(finding);
            let finding = findings.iter().find(spoken_of)?;
            Some(format!("{}: {at} holds, but: {finding:#}", self.name()))
        };
        self.at.iter().filter_map(at).collect()
    }
}

#[test]
fn published_reports_get_exactly_these_verdicts() {
    let desk = Desk::new();
    let verdicts = verdicts();
    let mut by_example: BTreeMap<&str, Vec<&Verdict>> = BTreeMap::new();
    for verdict in &verdicts {
        by_example.entry(&verdict.example).or_default().push(verdict);
    }
    let mut wrong = Vec::new();
    for (example, verdicts) in by_example {
        let findings = findings(&desk, example);
        let claimed = |finding: &Value| verdicts.iter().any(|verdict| verdict.claims(finding));
        wrong.extend(verdicts.iter().flat_map(|verdict| verdict.differences(&findings, claimed)));
        let others = findings.iter().filter(|finding| !claimed(finding));
        wrong.extend(others.map(|finding| format!("{example}: no relation speaks of {finding:#}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_holds_is_watched_over() {
    let desk = Desk::new();
    let mut wrong = Vec::new();
    for verdict in verdicts() {
        let Some(Broken { file, from, to }) = &verdict.broken else { continue };
        let path = format!("examples/{}/{file}", verdict.example);
        let as_published = fs::read(desk.work().join(&path)).unwrap();
        desk.edit(&path, from, to);
        let at = &verdict.at[0];
        let found = findings(&desk, &verdict.example);
        if !found.iter().any(|finding| finding["code"] == verdict.code.as_deref().unwrap() && is_about(finding, at)) {
            wrong.push(format!("{}: broken, nothing is found at {at}: {found:#?}", verdict.name()));
        }
        fs::write(desk.work().join(&path), as_published).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verdicts_are_about_what_the_reports_hold() {
    let verdicts = verdicts();
    let numbers: BTreeSet<u32> = verdicts.iter().map(|verdict| verdict.relation).collect();
    assert_eq!(numbers.len(), verdicts.len(), "each relation has one verdict");
    for verdict in &verdicts {
        let folder = root().join("examples").join(&verdict.example);
        let read = |file: &str| toml::from_str::<toml::Value>(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        let (figures, report) = (read("figures.toml"), read("report.toml"));
        for at in &verdict.at {
            let step = |value: &toml::Value, part: &str| match part.parse::<usize>() {
                Ok(index) if value.is_array() => value.get(index).cloned(),
                _ => value.get(part).cloned(),
            };
            let leads = |root: &toml::Value| at.split('.').try_fold(root.clone(), |value, part| step(&value, part));
            // Some figures are left to the computer.
            let row = at.rsplit_once('.').map_or(at.as_str(), |(row, _)| row);
            let has_row = row.split('.').try_fold(figures.clone(), |value, part| step(&value, part)).is_some();
            let there = has_row || leads(&report).is_some() || folder.join(at).is_file();
            assert!(there, "{}: there is no {at}", verdict.name());
        }
        let told = verdict.holds || verdict.code.is_some();
        assert!(told, "{}: what does not hold has a code", verdict.name());
    }
}
