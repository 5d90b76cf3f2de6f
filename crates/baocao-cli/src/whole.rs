//! All figures of a report: its own, what lower units make of those that it leaves blank, and what the parts of its period
//! make of the rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use baocao_document::Contribution;
use baocao_intake::{Library, ReportFolder, open_report};
use baocao_model::{Address, Figures, Finding, Refusal};

use crate::lower_units::{self, FromUnits, LowerLevel};
use crate::parts::{self, FromParts};

/// A report with all its figures, as far as other reports need it.
#[derive(Debug)]
pub struct Whole {
    /// The report; its blank figures are filled in.
    pub folder: ReportFolder,
    /// What was found in the submissions and the parts.
    pub findings: Vec<Finding>,
    /// The files of both, with the names that the manifest shows.
    pub inputs: Vec<(String, PathBuf)>,
    /// Which part of the period gave how much to each figure.
    pub from_parts: BTreeMap<Address, Vec<Contribution>>,
}

impl Whole {
    /// Reads a report's folder and all that its figures are made of.
    pub fn open(path: &Path, library: &Library) -> Result<Self, Refusal> {
        Self::of(open_report(path, library)?, library)
    }

    /// The same of a folder that was read.
    pub fn of(folder: ReportFolder, library: &Library) -> Result<Self, Refusal> {
        let from_units = lower_units::figures(&folder, library)?;
        Self::made(folder, from_units, library)
    }

    /// Reads a report's folder with all that its document tells of the units below, if they were rolled up.
    pub fn open_with_units(path: &Path, library: &Library) -> Result<(Self, Option<LowerLevel>), Refusal> {
        let folder = open_report(path, library)?;
        let (from_units, lower_level) = lower_units::open(&folder, library)?.unzip();
        Ok((Self::made(folder, from_units, library)?, lower_level))
    }

    fn made(mut folder: ReportFolder, from_units: Option<FromUnits>, library: &Library) -> Result<Self, Refusal> {
        let (mut findings, mut inputs) = (Vec::new(), Vec::new());
        if let Some(from_units) = from_units {
            folder.form.value = from_units.form;
            folder.submission = from_units.figures;
            (findings, inputs) = (from_units.findings, from_units.inputs);
        }
        let FromParts { contributions, findings: found, inputs: of_parts } = parts::fill_in(&mut folder, library)?;
        findings.extend(found);
        inputs.extend(of_parts);
        Ok(Self { folder, findings, inputs, from_parts: contributions })
    }

    /// The figures with what follows from them.
    pub fn figures(&self) -> Figures {
        Figures::complete(&self.folder.form.value, &self.folder.submission)
    }
}
