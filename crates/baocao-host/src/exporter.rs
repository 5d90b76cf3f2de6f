use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use baocao_exporter::{Description, abi};
use tracing::{debug, info_span};

use crate::callbacks::Sink;
use crate::frame::{LogRecord, Refused};
use crate::library::Library;
use crate::noise::forward_log;
use crate::source::Source;
use crate::staging::Staging;
use crate::supervisor::Worker;
use crate::{Diagnostic, ExportFailure, Exported, FailureKind, Installed, Limits, LoadError, Severity, trust};

/// Where an exporter's library is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In a worker process that is locked away.
    #[default]
    Worker,
    /// In this process, for debugging. A crash takes everything with it.
    InProcess,
}

/// An exporter that is ready to write documents, several at a time.
#[derive(Debug)]
pub struct Exporter {
    /// What it says of itself.
    pub description: Description,
    /// The library or the program.
    pub path: PathBuf,
    runs: Runs,
    limits: Limits,
}

#[derive(Debug)]
enum Runs {
    /// The library or program, checked, and workers that wait for work.
    Workers { source: Source, idle: Mutex<Vec<Worker>> },
    /// One call at a time.
    Here(Mutex<Library>),
}

impl Exporter {
    /// Loads a trusted exporter: entry point, version, description, in this order. A program is a process of its own and
    /// keeps its worker in any case.
    pub fn load(installed: &Installed, isolation: Isolation, limits: Limits) -> Result<Self, LoadError> {
        let source = trust::read_trusted(installed)?;
        let path = source.path.clone();
        let refused = |refused: Refused| load_error(&path, refused);
        let (description, runs) = if isolation == Isolation::InProcess && source.launch.is_none() {
            let library = Library::open(&path).map_err(refused)?;
            (library.describe().map_err(refused)?, Runs::Here(Mutex::new(library)))
        } else {
            let (worker, description) = Worker::start(&source, limits)?;
            (description, Runs::Workers { source, idle: Mutex::new(vec![worker]) })
        };
        check_name(&description, installed)?;
        debug!(id = description.id, version = description.version, path = %path.display(), "exporter loaded");
        Ok(Self { description, path, runs, limits })
    }

    /// True if it is a program, which is a process of its own in any case.
    pub fn is_program(&self) -> bool {
        matches!(&self.runs, Runs::Workers { source, .. } if source.launch.is_some())
    }

    /// Writes one document below `folder`; the main output is called `main_name`. What a failed export wrote is removed.
    pub fn export(
        &self,
        options: &serde_json::Value,
        document: &[u8],
        folder: &Path,
        main_name: &str,
    ) -> Result<Exported, ExportFailure> {
        let _span = info_span!("export", exporter = self.description.id, output = main_name).entered();
        let options = options.to_string();
        let mut desk = Desk::new(Staging::new(folder, main_name, self.limits.output));
        let ended = match &self.runs {
            Runs::Here(library) => {
                let library = library.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(library.export(options.as_bytes(), document, &mut desk))
            }
            Runs::Workers { source, idle } => self.in_worker(source, idle, options.as_bytes(), document, &mut desk),
        };
        desk.finish(ended)
    }

    /// A worker that did its work waits for more; one that failed is ended.
    fn in_worker(
        &self,
        source: &Source,
        idle: &Mutex<Vec<Worker>>,
        options: &[u8],
        document: &[u8],
        desk: &mut Desk,
    ) -> Result<abi::Status, FailureKind> {
        let waiting = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match waiting {
            Some(worker) => worker,
            None => {
                let started = Worker::start(source, self.limits);
                started.map_err(|error| FailureKind::Worker(error.to_string()))?.0
            }
        };
        let status = worker.export(options, document, desk)?;
        idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        Ok(status)
    }
}

/// A library is found by its file's name, so the name must tell the truth.
pub fn check_name(description: &Description, installed: &Installed) -> Result<(), LoadError> {
    if description.id == installed.id {
        return Ok(());
    }
    let reason = format!("it says it is `{}`, but its file is named after `{}`", description.id, installed.id);
    Err(LoadError::NoDescription { path: installed.path.clone(), reason })
}

/// A library's refusal with the file it is about.
pub fn load_error(path: &Path, refused: Refused) -> LoadError {
    let path = path.to_owned();
    match refused {
        Refused::NotALibrary { reason } => LoadError::NotALibrary { path, reason },
        Refused::NotStarted { reason } => LoadError::Worker { path, reason },
        Refused::NoEntryPoint { entry } => LoadError::NoEntryPoint { path, entry },
        Refused::OtherVersion { theirs, ours, exporter_is_newer } => {
            LoadError::OtherVersion { path, theirs, ours, exporter_is_newer }
        }
        Refused::NoDescription { reason } => LoadError::NoDescription { path, reason },
    }
}

/// Takes what an exporter does and keeps it until the export has succeeded.
pub struct Desk {
    staging: Staging,
    diagnostics: Vec<Diagnostic>,
    refusal: Option<FailureKind>,
}

impl Desk {
    pub fn new(staging: Staging) -> Self {
        Self { staging, diagnostics: Vec::new(), refusal: None }
    }

    /// True if the host refused something, so that the export has failed whatever the exporter says.
    pub fn has_refused(&self) -> bool {
        self.refusal.is_some()
    }

    fn refused<T>(&mut self, result: Result<T, FailureKind>) -> Result<T, String> {
        result.map_err(|failure| {
            let reason = failure.to_string();
            self.refusal.get_or_insert(failure);
            reason
        })
    }

    /// Only a good status, nothing refused, nothing open and a committed main output make a success.
    pub fn finish(mut self, ended: Result<abi::Status, FailureKind>) -> Result<Exported, ExportFailure> {
        let failure = match (self.refusal.take(), ended) {
            (Some(refusal), _) => refusal,
            (None, Err(failure)) => failure,
            (None, Ok(abi::OK)) => {
                let diagnostics = self.diagnostics;
                return match self.staging.finish() {
                    Ok(outputs) => Ok(Exported { outputs, diagnostics }),
                    Err(kind) => Err(ExportFailure { kind, diagnostics }),
                };
            }
            (None, Ok(status)) => self.said(status),
        };
        self.staging.discard();
        Err(ExportFailure { kind: failure, diagnostics: self.diagnostics })
    }

    fn said(&self, status: abi::Status) -> FailureKind {
        let said = self.diagnostics.iter().rev().find(|diagnostic| diagnostic.severity == Severity::Error);
        match said {
            Some(said) if status == abi::PANIC => FailureKind::Panicked(said.message.clone()),
            Some(said) => FailureKind::Said(said.message.clone()),
            None => FailureKind::Silent(status),
        }
    }
}

impl Sink for Desk {
    fn log(&mut self, record: LogRecord) {
        forward_log(&record);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn progress(&mut self, done: u64, total: u64, what: &str) -> bool {
        tracing::trace!(done, total, what, "progress");
        self.has_refused()
    }

    fn reply(&mut self, _: &[u8]) {}

    fn open(&mut self, name: &str) -> Result<u64, String> {
        let opened = self.staging.open(name);
        self.refused(opened)
    }

    fn write(&mut self, handle: u64, data: &[u8]) -> Result<(), String> {
        let written = self.staging.write(handle, data);
        self.refused(written)
    }

    fn close(&mut self, handle: u64, commit: bool) -> Result<(), String> {
        let closed = self.staging.close(handle, commit);
        self.refused(closed)
    }
}
