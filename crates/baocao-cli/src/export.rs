//! Exports of documents into a folder that is being written.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use baocao_document::Document;
use baocao_host::{Feature, missing_features};
use baocao_intake::ReportFolder;
use baocao_model::{Finding, Place};

use crate::exporters::{Exporters, as_warnings, is_optional, limits, options};
use crate::outcome::{Outcome, Written};
use crate::refusals::{diagnostic_finding, failure_findings};

/// One export: a document, an exporter and the output's name.
#[derive(Debug)]
pub struct Task<'a> {
    folder: &'a ReportFolder,
    document: &'a Document,
    json: Arc<Vec<u8>>,
    exporter: &'a str,
    place: &'a Place,
    name: String,
}

/// Names outputs; two of one extension are told apart by the exporter.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    /// The exports of one document, each named `base` with the exporter's extension.
    pub fn tasks<'a>(
        &mut self,
        folder: &'a ReportFolder,
        document: &'a Document,
        base: &str,
        ids: &'a [(String, Place)],
        exporters: &Exporters,
    ) -> Vec<Task<'a>> {
        let json = Arc::new(serde_json::to_vec(document).expect("a document is always JSON"));
        let task = |(exporter, place): &'a (String, Place)| {
            let limits = limits(&folder.organization.value, exporter);
            let extension = exporters.with(exporter, limits, |loaded| loaded.description.extension.clone())?;
            let name = self.name(base, exporter, &extension);
            Some(Task { folder, document, json: json.clone(), exporter, place, name })
        };
        ids.iter().filter_map(task).collect()
    }

    fn name(&mut self, base: &str, exporter: &str, extension: &str) -> String {
        let plain = format!("{base}.{extension}");
        let uses = self.taken.entry(plain.clone()).or_default();
        *uses += 1;
        if *uses == 1 { plain } else { format!("{base}-{exporter}.{extension}") }
    }
}

impl Task<'_> {
    /// Writes the output into a folder and tells what the exporter said.
    pub fn run(&self, folder: &Path, exporters: &Exporters) -> Outcome {
        let mut outcome = Outcome::default();
        let organization = &self.folder.organization.value;
        let options = options(organization, self.exporter);
        let started = Instant::now();
        let exported = exporters.with(self.exporter, limits(organization, self.exporter), |exporter| {
            let missing = missing_features(self.document, &exporter.description);
            let exported = exporter.export(&options, &self.json, folder, &self.name);
            (exporter.description.version.clone(), missing, exported)
        });
        let Some((version, missing, exported)) = exported else { return outcome };
        outcome.findings.extend(self.not_shown(&missing));
        match exported {
            Ok(exported) => {
                let said = exported.diagnostics.iter();
                outcome.findings.extend(said.map(|said| diagnostic_finding(self.exporter, said, self.place)));
                outcome.outputs.extend(exported.outputs.into_iter().map(|output| Written {
                    report: self.folder.name.clone(),
                    exporter: self.exporter.to_owned(),
                    version: version.clone(),
                    name: output.name,
                    path: output.path,
                    bytes: output.bytes,
                    sha256: output.sha256,
                    milliseconds: started.elapsed().as_millis(),
                }));
            }
            Err(failure) => {
                let findings = failure_findings(self.exporter, &failure, self.place);
                if is_optional(organization, self.exporter) {
                    outcome.findings.extend(as_warnings(findings));
                } else {
                    outcome.findings.extend(findings);
                    outcome.exporter_failed = true;
                }
            }
        }
        outcome
    }

    /// One warning of everything that the report uses and the exporter cannot show.
    fn not_shown(&self, missing: &[Feature]) -> Option<Finding> {
        let (vi, en): (Vec<_>, Vec<_>) = missing.iter().map(|feature| feature.names()).unzip();
        let finding = || Finding::warning("feature-not-shown", self.place.clone()).with("name", self.exporter);
        (!missing.is_empty()).then(|| finding().with("features", vi.join("; ")).with("features_en", en.join("; ")))
    }
}
