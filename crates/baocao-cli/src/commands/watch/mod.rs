//! A report that is composed again whenever one of its files is saved, shown in a browser.

mod saved;
mod server;

use std::sync::{Arc, Mutex, PoisonError};

use baocao_intake::Library;
use baocao_model::{Finding, Place, Refusal, Severity};
use tempfile::TempDir;

use super::bundle;
use crate::arguments::{Arguments, Bundle, Format, Watch};
use crate::bundle_folder::not_writable;
use crate::outcome::Outcome;
use crate::print;

/// The exporter whose output a browser shows.
const EXPORTER: &str = "html";

/// What the browser shows now.
#[derive(Debug, Default)]
pub struct Shown {
    /// Grows with every time that the report is composed.
    pub version: u64,
    /// The page; the last that could be made.
    pub page: Vec<u8>,
    /// What is wrong: severity, place, sentence.
    pub findings: Vec<(Severity, String, String)>,
    /// True if the page is older than what is wrong.
    pub is_stale: bool,
}

/// Serves a report until the program is stopped.
pub fn run(asked: &Watch, arguments: &Arguments) -> Outcome {
    match watch(asked, arguments) {
        Ok(never) => match never {},
        Err(refusal) => Outcome::could_not_run(refusal.0),
    }
}

fn watch(asked: &Watch, arguments: &Arguments) -> Result<std::convert::Infallible, Refusal> {
    let library = Library::discover(arguments.config.as_deref(), &asked.report)?;
    // Before the first composition, so that nothing that is saved meanwhile is missed.
    let saves = saved::Saves::of(&[&asked.report, &library.config, &library.templates]).map_err(|reason| {
        let place = Place::file(asked.report.display().to_string());
        Finding::error("cannot-watch", place).with("reason", reason)
    })?;
    let shown = Arc::new(Mutex::new(Shown::default()));
    compose(asked, arguments, &shown)?;
    let address = server::start(asked.port, Arc::clone(&shown)).map_err(|error| {
        Finding::error("cannot-serve", Place::file("--port")).with("port", asked.port).because(&error)
    })?;
    if arguments.format == Format::Human {
        println!("http://{address}/");
    }
    loop {
        saves.wait();
        compose(asked, arguments, &shown)?;
    }
}

/// Composes the report and tells what was found. What cannot be composed leaves the page as it was.
fn compose(asked: &Watch, arguments: &Arguments, shown: &Mutex<Shown>) -> Result<(), Refusal> {
    // Of its own each time: a program that is stopped leaves nothing behind.
    let folder = TempDir::new().map_err(|error| not_writable(&std::env::temp_dir(), &error))?;
    let bundle = Bundle {
        reports: vec![asked.report.clone()],
        output: Some(folder.path().join("bundle")),
        draft: true,
        only: vec![EXPORTER.to_owned()],
        zip: false,
        in_process: false,
        jobs: None,
    };
    let made = bundle::run(&bundle, arguments.config.as_deref());
    let page = made.outputs.first().and_then(|written| std::fs::read(&written.path).ok());
    let outcome = Outcome { outputs: Vec::new(), bundles: Vec::new(), ..made };
    print::outcome(arguments, &outcome);
    let language = arguments.language();
    let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
    let findings = outcome.findings.iter();
    shown.findings =
        findings.map(|finding| (finding.severity, finding.place.to_string(), finding.message(language))).collect();
    shown.is_stale = page.is_none();
    shown.page = page.unwrap_or_else(|| std::mem::take(&mut shown.page));
    shown.version += 1;
    Ok(())
}
