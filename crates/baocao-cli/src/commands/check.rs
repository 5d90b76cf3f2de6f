use std::time::Duration;

use serde_json::{Value, json};

use crate::arguments::{Arguments, Check, Format};
use crate::outcome::{Outcome, Page};
use crate::prepare::{Prepared, prepare};

/// Reads and checks reports; one that cannot be read does not keep the others from being checked.
pub fn run(asked: &Check, arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::default();
    let mut timings = Vec::new();
    for report in &asked.reports {
        match prepare(report, arguments.config.as_deref(), false) {
            Ok(prepared) => {
                timings.extend(timings_of(&prepared));
                let refused = prepared.has_errors();
                let clean = if refused { Vec::new() } else { vec![prepared.folder.name.clone()] };
                outcome.merge(Outcome { refused, clean, findings: prepared.findings, ..Outcome::default() });
            }
            Err(refusal) => outcome.merge(Outcome::could_not_run(refusal.0)),
        }
    }
    if asked.timings && arguments.format == Format::Human {
        timings.iter().for_each(print);
    }
    if asked.timings {
        outcome.page = Some(Page { text: String::new(), json: json!({ "timings": timings }) });
    }
    outcome
}

/// The rules by name with the time each took, slowest first.
fn timings_of(prepared: &Prepared) -> Vec<Value> {
    let mut timings = prepared.timings.clone();
    timings.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    let report = &prepared.folder.name;
    let timing = |(rule, time): (String, Duration)| json!({ "report": report, "rule": rule, "us": u64::try_from(time.as_micros()).unwrap_or(u64::MAX) });
    timings.into_iter().map(timing).collect()
}

/// A line for people, beside the findings on the other stream.
fn print(timing: &Value) {
    let word = |name: &str| timing[name].as_str().unwrap_or_default();
    eprintln!("{:>9} µs  {:<32} {}", timing["us"].as_u64().unwrap_or_default(), word("rule"), word("report"));
}
