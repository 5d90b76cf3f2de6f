use std::path::PathBuf;

use baocao_host::Description;
use baocao_model::{Counts, Finding, FindingGroup};
use serde_json::Value;

/// What a command found and did; printing and the exit code follow from it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything found, report by report.
    pub findings: Vec<Finding>,
    /// The findings by what probably makes them; not all need belong to a group.
    pub groups: Vec<FindingGroup>,
    /// The findings that were counted and are not shown.
    pub omitted: Counts,
    /// The files that were written.
    pub outputs: Vec<Written>,
    /// The folders of slips that were written.
    pub slips: Vec<PathBuf>,
    /// The folders that were written.
    pub bundles: Vec<PathBuf>,
    /// The files of a new report.
    pub created: Vec<PathBuf>,
    /// The exporters that were asked for.
    pub exporters: Vec<Listed>,
    /// What a command has to say that is no finding and no file.
    pub page: Option<Page>,
    /// The reports that were found to be in order.
    pub clean: Vec<String>,
    /// Something could not be read or there is no such thing.
    pub could_not_run: bool,
    /// Findings of error severity kept a report from being issued.
    pub refused: bool,
    /// An exporter failed; the other outputs were written.
    pub exporter_failed: bool,
}

/// A file of a bundle.
#[derive(Clone, Debug)]
pub struct Written {
    /// The report's name.
    pub report: String,
    /// The exporter's id.
    pub exporter: String,
    /// The exporter's version.
    pub version: String,
    /// The name within the bundle.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// How long the export took, in milliseconds.
    pub milliseconds: u128,
}

/// What a command has to say, for people and for scripts.
#[derive(Debug)]
pub struct Page {
    /// For people.
    pub text: String,
    /// For scripts; an object.
    pub json: Value,
}

/// An installed exporter.
#[derive(Debug)]
pub struct Listed {
    /// What it says of itself.
    pub description: Description,
    /// The library.
    pub path: PathBuf,
}

impl Outcome {
    /// Takes over what another part of the command found and did.
    pub fn merge(&mut self, other: Self) {
        let before = self.findings.len();
        self.groups.extend(other.groups.into_iter().map(|mut group| {
            group.members.iter_mut().for_each(|index| *index += before);
            group
        }));
        self.omitted = self.omitted.with(other.omitted);
        self.findings.extend(other.findings);
        self.outputs.extend(other.outputs);
        self.bundles.extend(other.bundles);
        self.slips.extend(other.slips);
        self.created.extend(other.created);
        self.exporters.extend(other.exporters);
        self.clean.extend(other.clean);
        self.page = other.page.or(self.page.take());
        self.could_not_run |= other.could_not_run;
        self.refused |= other.refused;
        self.exporter_failed |= other.exporter_failed;
    }

    /// How many findings there are, shown or not.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings).with(self.omitted)
    }

    /// The outcome of a command that could not run.
    pub fn could_not_run(findings: Vec<Finding>) -> Self {
        Self { findings, could_not_run: true, ..Self::default() }
    }
}
