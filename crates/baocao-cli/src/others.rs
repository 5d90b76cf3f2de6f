//! The other reports that a report is compared with and held against, each read once.

use std::collections::{BTreeMap, BTreeSet};

use baocao_intake::{Library, ReportFolder};
use baocao_model::{Figures, Finding, Form, Refusal, Report};
use baocao_validation::Context;

use crate::whole::Whole;

/// The other reports that a report names.
#[derive(Debug, Default)]
pub struct Others {
    by_name: BTreeMap<String, Other>,
    /// Why reports of `history` could not be read.
    pub refused: Vec<Finding>,
}

/// Another report with all its figures.
#[derive(Debug)]
pub struct Other {
    /// What it says of itself.
    pub report: Report,
    /// Its form, with the years that it reports of.
    pub form: Form,
    /// Its figures.
    pub figures: Figures,
}

impl Others {
    /// Reads the reports named in `previous`, `same_period_last_year` and `history`. Refused where a narrative could not be
    /// written without one that cannot be read.
    pub fn open(folder: &ReportFolder, library: &Library) -> Result<Self, Refusal> {
        let report = &folder.report.value;
        let compared = [&report.previous, &report.same_period_last_year].into_iter().flatten();
        let mut others = Self::default();
        let (mut is_needed, mut seen) = (false, BTreeSet::new());
        for (name, needed) in compared.map(|name| (name, true)).chain(report.history.iter().map(|name| (name, false))) {
            if !seen.insert(name) {
                continue;
            }
            match Whole::open(&folder.path.join(name), library) {
                Ok(whole) => {
                    let figures = whole.figures();
                    let (report, form) = (whole.folder.report.value, whole.folder.form.value);
                    others.by_name.insert(name.clone(), Other { report, form, figures });
                }
                Err(refusal) => {
                    others.refused.extend(refusal.0);
                    is_needed |= needed;
                }
            }
        }
        if is_needed { Err(Refusal(others.refused)) } else { Ok(others) }
    }

    /// The report that is named so.
    pub fn named(&self, name: &str) -> Option<&Other> {
        self.by_name.get(name)
    }

    /// The period before.
    pub fn previous(&self, report: &Report) -> Option<&Other> {
        self.named(report.previous.as_ref()?)
    }

    /// The same period of the year before.
    pub fn same_period_last_year(&self, report: &Report) -> Option<&Other> {
        self.named(report.same_period_last_year.as_ref()?)
    }

    /// What is known of a report beyond its figures.
    pub fn context<'a>(&'a self, folder: &'a ReportFolder) -> Context<'a> {
        let report = &folder.report.value;
        let figures = |other: &'a Other| (&other.form, &other.figures);
        Context {
            period: Some(report.period),
            tier: &folder.organization.value.tier,
            off: &folder.organization.value.rules.off,
            previous: self.previous(report).map(figures),
            same_period_last_year: self.same_period_last_year(report).map(figures),
            children: None,
        }
    }
}
