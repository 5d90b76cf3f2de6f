use std::io;
use std::path::PathBuf;

use baocao_exporter::Description;

use crate::discovery::exporters_in;
use crate::exporter::check_name;
use crate::source::Source;
use crate::supervisor::Worker;
use crate::{Installed, Limits, LoadError, Lock, Pin, sha256_of, trust};

/// An exporter that somebody may come to trust. It has been read and does not run.
#[derive(Debug)]
pub struct Candidate {
    /// Where it lies.
    pub installed: Installed,
    /// The SHA-256 of the bytes that were read.
    pub sha256: String,
    source: Source,
}

/// What was recorded.
#[derive(Debug)]
pub struct Trusted {
    /// What the exporter says of itself.
    pub description: Description,
    /// The lock that names it now.
    pub lock: PathBuf,
    /// Exporters in the same folder that the lock does not name and that are refused from now on.
    pub left_out: Vec<String>,
}

impl Candidate {
    /// Reads an exporter that nobody else can change.
    pub fn read(installed: Installed) -> Result<Self, LoadError> {
        let source = trust::read_safe(&installed)?;
        Ok(Self { sha256: sha256_of(&source.bytes), installed, source })
    }

    /// The exporter as it was read.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Records the exporter in the lock of its folder. It is started for its version, in a worker.
    pub fn trust(self) -> Result<Trusted, LoadError> {
        let Self { installed, sha256, source } = self;
        let (_, description) = Worker::start(&source, Limits::default())?;
        check_name(&description, &installed)?;
        let folder = installed.folder();
        let file = folder.join(trust::LOCK);
        let failed = |error: io::Error| LoadError::LockNotWritten { path: file.clone(), reason: error };
        let mut lock = Lock::of(folder).map_err(failed)?.unwrap_or_default();
        let interpreter = source.interpreter().map(str::to_owned);
        lock.pin(&installed.id, Pin { sha256, version: description.version.clone(), interpreter });
        lock.save(folder).map_err(failed)?;
        let mut left_out: Vec<_> = exporters_in(folder).into_iter().map(|(id, _)| id).collect();
        left_out.retain(|id| lock.pinned(id).is_none());
        left_out.sort();
        Ok(Trusted { description, lock: file, left_out })
    }
}
