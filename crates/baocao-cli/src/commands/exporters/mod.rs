//! `baocao exporters …`: one file per command, the list here.

mod new;
mod options_toml;
mod show;
mod test;
mod trust;

use baocao_host::{Exporter, Installation, Isolation, Limits, LoadError};
use baocao_model::{Finding, Place};

use crate::arguments::{Arguments, Exporters};
use crate::outcome::{Listed, Outcome};
use crate::refusals::{load_finding, unknown_features};

/// Runs the command that was asked for.
pub fn run(command: &Exporters, arguments: &Arguments) -> Outcome {
    match command {
        Exporters::List => list(),
        Exporters::New(new) => new::run(new),
        Exporters::Show { id, schema } => show::run(id, *schema),
        Exporters::Test { exporter } => test::run(exporter, arguments.language()),
        Exporters::Trust(trust) => trust::run(trust, arguments.language()),
    }
}

/// Lists what is installed. A library that cannot be used is a finding beside the others.
fn list() -> Outcome {
    let mut outcome = Outcome::default();
    let installation = match Installation::of_this_program() {
        Ok(installation) => installation,
        Err(error) => return no_installation(&error),
    };
    for installed in installation.exporters() {
        match Exporter::load(&installed, Isolation::default(), Limits::default()) {
            Ok(exporter) => {
                let place = Place::file(exporter.path.display().to_string());
                outcome.findings.extend(unknown_features(&exporter.description, &place));
                outcome.exporters.push(Listed { description: exporter.description, path: exporter.path });
            }
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
    let finding = Finding::error("file-unreadable", Place::default()).with("file", "baocao").because(error);
    Outcome::could_not_run(vec![finding])
}

/// The outcome when the exporter that was named cannot be used.
fn refused(name: &str, error: &LoadError, installation: &Installation) -> Outcome {
    Outcome::could_not_run(vec![load_finding(name, error, Place::default(), installation)])
}
