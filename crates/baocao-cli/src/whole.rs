//! All figures of a report: its own, what lower units make of those that it leaves blank, and what the parts of its period
//! make of the rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use baocao_document::Contribution;
use baocao_intake::{Library, ReportFolder, open_report};
use baocao_model::{Address, Figures, Finding, Refusal};

use crate::lower_units::{self, LowerLevel};
use crate::parts;

/// A report with all its figures.
#[derive(Debug)]
pub struct Whole {
    /// The report; its blank figures are filled in.
    pub folder: ReportFolder,
    /// What lower units gave, if they were rolled up.
    pub lower_level: Option<LowerLevel>,
    /// Which unit, or which part of the period, gave how much to each figure that was not stated alone.
    pub contributions: BTreeMap<Address, Vec<Contribution>>,
    /// What was found in the submissions and the parts.
    pub findings: Vec<Finding>,
    /// The files of both, with the names that the manifest shows.
    pub inputs: Vec<(String, PathBuf)>,
}

impl Whole {
    /// Reads a report's folder and all that its figures are made of.
    pub fn open(path: &Path, library: &Library) -> Result<Self, Refusal> {
        Self::of(open_report(path, library)?, library)
    }

    /// The same of a folder that was read.
    pub fn of(mut folder: ReportFolder, library: &Library) -> Result<Self, Refusal> {
        let lower_level = lower_units::open(&folder, library)?;
        let (mut findings, mut inputs, mut contributions) = (Vec::new(), Vec::new(), BTreeMap::new());
        if let Some(lower_level) = &lower_level {
            folder.form.value = lower_level.form.clone();
            folder.submission = lower_level.figures.clone();
            findings.extend(lower_level.findings.iter().cloned());
            inputs.extend(lower_level.inputs.iter().cloned());
            contributions.clone_from(&lower_level.contributions);
        }
        let parts = parts::fill_in(&mut folder, library)?;
        findings.extend(parts.findings);
        inputs.extend(parts.inputs);
        for (address, given) in parts.contributions {
            contributions.entry(address).or_insert(given);
        }
        Ok(Self { folder, lower_level, contributions, findings, inputs })
    }

    /// The figures with what follows from them.
    pub fn figures(&self) -> Figures {
        Figures::complete(&self.folder.form.value, &self.folder.submission)
    }
}
