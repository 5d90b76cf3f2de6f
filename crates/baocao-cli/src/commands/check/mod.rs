mod slip;

use std::path::{Path, PathBuf};
use std::time::Duration;

use baocao_host::{Installation, Isolation};
use baocao_model::{Finding, Refusal, Severity};
use baocao_validation::Trials;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::bundle::IN_HAND;
use super::exporters::no_installation;
use crate::arguments::{Arguments, Check, Format};
use crate::bundle_folder::places;
use crate::exporters::Exporters;
use crate::libraries::Libraries;
use crate::outcome::{Outcome, Page};
use crate::prepare::{Prepared, prepare};
use crate::shown::{Shown, limit, printed};

/// Reads and checks reports; one that cannot be read does not keep the others from being checked.
pub fn run(asked: &Check, arguments: &Arguments) -> Outcome {
    let mut slips = match slips(asked) {
        Ok(slips) => slips,
        Err(outcome) => return *outcome,
    };
    let mut outcome = Outcome::default();
    let mut timings = Vec::new();
    let mut options = Installation::of_this_program().ok().map(|found| Exporters::new(found, Isolation::Worker));
    let libraries = Libraries::new(arguments.config.as_deref());
    let check = |report: &PathBuf| Checked::new(report, &libraries, printed(asked.limit, arguments));
    // What is measured has the machine for itself; else memory holds no more than a portion of the reports.
    let in_hand = if asked.timings { 1 } else { IN_HAND * rayon::current_num_threads() };
    let checked = asked.reports.chunks(in_hand).flat_map(|portion| portion.par_iter().map(check).collect::<Vec<_>>());
    for (index, (report, checked)) in asked.reports.iter().zip(checked).enumerate() {
        timings.extend(checked.prepared.as_ref().map(timings_of).unwrap_or_default());
        let slip = slips.as_mut().map(|(places, exporters)| {
            let wanted = slip::Wanted { report, libraries: &libraries, place: &places[index], only: &asked.exporters };
            slip::write(&wanted, &checked, limit(asked.limit), exporters)
        });
        let wrong = options.as_mut().map_or_else(Vec::new, |exporters| checked.options(exporters));
        outcome.merge(checked.outcome(wrong, printed(asked.limit, arguments)));
        slip.into_iter().for_each(|slip| outcome.merge(slip));
    }
    if asked.timings && arguments.format == Format::Human {
        timings.iter().for_each(print);
    }
    let mut page = json!({});
    if asked.timings {
        page["timings"] = timings.into();
    }
    if asked.limit.is_some() {
        let counts = outcome.counts();
        page["total"] = counts.total().into();
        page["shown"] = outcome.findings.len().into();
    }
    outcome.page = Some(Page { text: String::new(), json: page });
    outcome
}

/// A report that was checked, or why it cannot be.
pub struct Checked {
    /// The report, if it could be read.
    pub prepared: Option<Prepared>,
    /// What was found.
    pub shown: Shown,
}

impl Checked {
    fn new(report: &Path, libraries: &Libraries, kept: Option<usize>) -> Self {
        let mut prepared = match prepare(report, libraries, false) {
            Ok(prepared) => prepared,
            Err(Refusal(found)) => {
                return Self { prepared: None, shown: Shown::new(found, kept, None, |_| Vec::new()) };
            }
        };
        let found = std::mem::take(&mut prepared.findings);
        let folder = &prepared.folder;
        let context = prepared.context();
        let (form, file) = (&folder.form.value, &*folder.figures.name);
        let trials = Trials { form, submission: &folder.submission, file, context: &context };
        let shown = Shown::new(found, kept, Some(form), |findings: &[Finding]| trials.run(findings));
        Self { prepared: Some(prepared), shown }
    }

    /// What is wrong with the options of the exporters that the report names. It is no matter of figures: it stands
    /// beside what was found in the report, and not on a slip.
    fn options(&self, exporters: &mut Exporters) -> Vec<Finding> {
        let Some(prepared) = &self.prepared else { return Vec::new() };
        let named = prepared.editions.iter().flat_map(|edition| &edition.exporters);
        let ids: Vec<_> = named.map(|(id, _)| id.clone()).collect();
        exporters.check_installed_options(&prepared.folder.organization, &ids)
    }

    fn outcome(self, options: Vec<Finding>, limit: Option<usize>) -> Outcome {
        let wrong_options = options.iter().any(|finding| finding.severity == Severity::Error);
        let refused = self.prepared.is_some() && (self.shown.counts.errors > 0 || wrong_options);
        let clean = self.prepared.as_ref().filter(|_| !refused).map(|prepared| prepared.folder.name.clone());
        let could_not_run = self.prepared.is_none();
        let shown = self.shown.cut(limit);
        let omitted = shown.omitted();
        Outcome {
            refused,
            could_not_run,
            clean: clean.into_iter().collect(),
            findings: shown.findings.into_iter().chain(options).collect(),
            groups: shown.groups,
            omitted,
            ..Outcome::default()
        }
    }
}

/// Where the slips go and what writes them, if any are asked for.
fn slips(asked: &Check) -> Result<Option<(Vec<PathBuf>, Exporters)>, Box<Outcome>> {
    let Some(output) = &asked.slip else { return Ok(None) };
    let installation = Installation::of_this_program().map_err(|error| Box::new(no_installation(&error)))?;
    let places = places(&asked.reports, Some(output), Path::to_owned);
    let places = places.map_err(|refusal| Box::new(Outcome::could_not_run(refusal.0)))?;
    Ok(Some((places, Exporters::new(installation, Isolation::Worker))))
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
