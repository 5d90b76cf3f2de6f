use std::path::{Path, PathBuf};

use crate::outcome::Outcome;
use crate::prepare::prepare;

/// Reads and checks reports; one that cannot be read does not keep the others from being checked.
pub fn run(reports: &[PathBuf], config: Option<&Path>) -> Outcome {
    let mut outcome = Outcome::default();
    for report in reports {
        match prepare(report, config, false) {
            Ok(prepared) => {
                let refused = prepared.has_errors();
                let clean = if refused { Vec::new() } else { vec![prepared.folder.name.clone()] };
                outcome.merge(Outcome { refused, clean, findings: prepared.findings, ..Outcome::default() });
            }
            Err(refusal) => outcome.merge(Outcome::could_not_run(refusal.0)),
        }
    }
    outcome
}
