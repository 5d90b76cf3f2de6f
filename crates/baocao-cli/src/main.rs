//! The `baocao` command: arguments, printing and exit codes.

mod arguments;
mod bundle_folder;
mod commands;
mod edition;
mod envelope;
mod export;
mod exporters;
mod finding_json;
mod finding_print;
mod history;
mod libraries;
mod lower_units;
mod manifest;
mod others;
mod outcome;
mod parts;
mod prepare;
mod print;
mod progress;
mod refusals;
mod relative_path;
mod shown;
mod waivers;
mod whole;
mod wording;
mod zip_file;

use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use crate::arguments::{Arguments, LogFormat};
use crate::outcome::Outcome;

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1);
    if given.next().as_deref() == Some(baocao_host::WORKER_ARGUMENT) {
        baocao_host::run_worker(&given.collect::<Vec<_>>());
    }
    let arguments = Arguments::parse();
    start_logging(&arguments);
    let outcome = commands::run(&arguments);
    print::outcome(&arguments, &outcome);
    let code = ExitCode::from(exit_code(&outcome));
    // Findings may be many; nobody needs their memory any more.
    std::mem::forget(outcome);
    code
}

/// 0 clean, 1 findings of error severity, 2 could not run, 3 written but an exporter failed.
fn exit_code(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome { could_not_run: true, .. } => 2,
        Outcome { refused: true, .. } => 1,
        Outcome { exporter_failed: true, .. } => 3,
        _ => 0,
    }
}

fn start_logging(arguments: &Arguments) {
    let default = match (arguments.quiet, arguments.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "info",
        (false, 2) => "debug",
        (false, _) => "trace",
    };
    let filter = EnvFilter::try_from_env("BAOCAO_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let logging = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match arguments.log_format {
        LogFormat::Text => logging.with_ansi(print::color_on_stderr(arguments)).init(),
        LogFormat::Json => logging.json().init(),
    }
}
