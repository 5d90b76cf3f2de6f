use std::path::Path;

use baocao_exporter::{Description, abi};
use serde_json::Value;
use tempfile::TempDir;

use crate::exporter::Desk;
use crate::frame::Trial;
use crate::source::Source;
use crate::staging::Staging;
use crate::supervisor::Worker;
use crate::{Diagnostic, ExportFailure, Exported, Limits, OutputFile, Severity};

/// The exporter that is examined.
pub struct Subject<'a> {
    pub source: &'a Source,
    pub description: Description,
}

/// What one run gave.
pub struct Run {
    /// The exporter's status; none if its worker broke off.
    pub status: Option<abi::Status>,
    /// The outputs, or why there are none.
    pub result: Result<Exported, ExportFailure>,
    /// The files that lie in the bundle afterwards.
    pub left: Vec<String>,
    /// What the exporter printed, if its worker was ended.
    pub printed: String,
    /// Removed with the run.
    _folder: TempDir,
}

impl Subject<'_> {
    /// Starts a worker.
    pub fn worker(&self) -> Result<(Worker, Description), String> {
        Worker::start(self.source, Limits::default()).map_err(|error| error.to_string())
    }

    /// Has a new worker write a document.
    pub fn run(&self, document: Vec<u8>, options: &Value, trial: Trial) -> Result<Run, String> {
        let (mut worker, _) = self.worker()?;
        worker.try_with(trial)?;
        let mut run = self.run_in(&mut worker, &document, options)?;
        run.printed = worker.printed();
        Ok(run)
    }

    /// Has a worker write a document.
    pub fn run_in(&self, worker: &mut Worker, document: &[u8], options: &Value) -> Result<Run, String> {
        let folder = TempDir::new().map_err(|error| error.to_string())?;
        let main = format!("main.{}", self.description.extension);
        let mut desk = Desk::new(Staging::new(folder.path(), &main, Limits::default().output));
        let ended = worker.export(options.to_string().as_bytes(), document, &mut desk);
        let status = ended.as_ref().ok().copied();
        let result = desk.finish(ended);
        Ok(Run { status, result, left: files(folder.path()), printed: String::new(), _folder: folder })
    }
}

impl Run {
    /// The files that count.
    pub fn outputs(&self) -> &[OutputFile] {
        self.result.as_ref().map_or(&[], |exported| &exported.outputs)
    }

    /// What the exporter called an error.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        let diagnostics = match &self.result {
            Ok(exported) => &exported.diagnostics,
            Err(failure) => &failure.diagnostics,
        };
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How it ended, in words.
    pub fn how(&self) -> String {
        match (&self.result, self.status) {
            (Ok(_), _) => "success".to_owned(),
            (Err(failure), Some(status)) => format!("status {status} ({failure})"),
            (Err(failure), None) => failure.to_string(),
        }
    }

    /// A success is a main output that is not empty, and nothing else in the bundle than what was committed.
    pub fn check_success(&self) -> Result<(), String> {
        let exported = self.result.as_ref().map_err(|_| self.how())?;
        let main = exported.outputs.first().ok_or("no output")?;
        if main.bytes == 0 {
            return Err("the main output is empty".to_owned());
        }
        let mut names: Vec<_> = exported.outputs.iter().map(|output| output.name.clone()).collect();
        names.sort();
        if names == self.left { Ok(()) } else { Err(format!("the bundle holds {}", self.left.join(", "))) }
    }
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}
