use std::io;
use std::path::{Path, PathBuf};

use baocao_exporter::Description;

use crate::exporter::check_name;
use crate::supervisor::Worker;
use crate::{Installed, Limits, LoadError, Lock, Pin, sha256_of, trust};

/// A library that somebody may come to trust. It has been read and not opened.
#[derive(Debug)]
pub struct Candidate {
    /// The library.
    pub installed: Installed,
    /// The SHA-256 of the bytes that were read.
    pub sha256: String,
    bytes: Vec<u8>,
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
    /// Reads a library that nobody else can change.
    pub fn read(installed: Installed) -> Result<Self, LoadError> {
        let bytes = trust::read_safe(&installed.path)?;
        Ok(Self { sha256: sha256_of(&bytes), installed, bytes })
    }

    /// The library as it was read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Records the library in the lock of its folder. It is opened for its version, in a worker.
    pub fn trust(self) -> Result<Trusted, LoadError> {
        let Self { installed, sha256, bytes } = self;
        let path = &installed.path;
        let (_, description) = Worker::start(path, &bytes, Limits::default())?;
        check_name(&description, &installed)?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        let file = folder.join(trust::LOCK);
        let failed = |error: io::Error| LoadError::LockNotWritten { path: file.clone(), reason: error.to_string() };
        let mut lock = Lock::of(folder).map_err(failed)?.unwrap_or_default();
        lock.pin(&installed.id, Pin { sha256, version: description.version.clone() });
        lock.save(folder).map_err(failed)?;
        let left_out = others(folder).into_iter().filter(|id| lock.pinned(id).is_none()).collect();
        Ok(Trusted { description, lock: file, left_out })
    }
}

/// The exporters whose libraries lie in a folder.
fn others(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut ids: Vec<_> = entries.filter_map(|entry| crate::discovery::exporter_id(&entry.path())).collect();
    ids.sort();
    ids
}
