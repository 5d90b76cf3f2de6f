use baocao_host::{Exporter, Installation, Isolation, Limits};
use baocao_model::{Finding, Place};

use crate::outcome::{Listed, Outcome};
use crate::refusals::load_finding;

/// Lists what is installed. A library that cannot be used is a finding beside the others.
pub fn list() -> Outcome {
    let mut outcome = Outcome::default();
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    for installed in installation.exporters() {
        match Exporter::load(&installed, Isolation::default(), Limits::default()) {
            Ok(exporter) => outcome.exporters.push(Listed { description: exporter.description, path: exporter.path }),
            Err(error) => {
                let place = Place::file(installed.path.display().to_string());
                outcome.findings.push(load_finding(&installed.id, &error, place, &installation));
                outcome.could_not_run = true;
            }
        }
    }
    outcome
}

/// The outcome when the program does not know where it is installed.
pub fn no_installation(error: &std::io::Error) -> Outcome {
    let finding = Finding::error("file-unreadable", Place::default()).with("file", "baocao").with("reason", error);
    Outcome::could_not_run(vec![finding])
}
