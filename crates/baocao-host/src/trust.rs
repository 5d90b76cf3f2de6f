//! Which exporters may run: those of the installation, unchanged, that nobody else can write to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::source::Source;
use crate::{Installed, LoadError, program};

/// The file that records which exporters of a folder are trusted.
pub const LOCK: &str = "exporters.lock.toml";
/// No library is larger.
const LARGEST: u64 = 256 << 20;

/// What is trusted in a folder of exporters, by exporter and then by target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The exporters by id.
    #[serde(default)]
    pub exporter: BTreeMap<String, BTreeMap<String, Pin>>,
}

/// The one file that is trusted as an exporter's library for a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The SHA-256 of the file, as `sha256sum` prints it.
    pub sha256: String,
    /// The exporter's version when it was trusted.
    pub version: String,
    /// The interpreter that a script is trusted with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
}

impl Lock {
    /// Reads the lock of a folder; none if it has none.
    pub fn of(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read_to_string(folder.join(LOCK)) {
            Ok(text) => toml::from_str(&text).map(Some).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the lock of a folder in one step.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let written = folder.join(format!("{LOCK}.part"));
        fs::write(&written, text)?;
        fs::rename(written, folder.join(LOCK))
    }

    /// The file that is trusted for this system, if there is one.
    pub fn pinned(&self, id: &str) -> Option<&Pin> {
        self.exporter.get(id)?.get(&target())
    }

    /// Records a library as trusted for this system.
    pub fn pin(&mut self, id: &str, pin: Pin) {
        self.exporter.entry(id.to_owned()).or_default().insert(target(), pin);
    }
}

/// The system that a library is built for.
fn target() -> String {
    format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS)
}

/// SHA-256 in hexadecimal digits.
pub fn sha256_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads an exporter that may run. The bytes that were checked are the bytes to run.
///
/// A folder with a lock holds only what the lock names. A folder without one is trusted as a whole; it must be the
/// installation's own.
pub fn read_trusted(installed: &Installed) -> Result<Source, LoadError> {
    let source = read_safe(installed)?;
    let lock = lock_of(installed.folder())?;
    if lock.is_none() && !installed.lock_needed {
        return Ok(source);
    }
    let pin = lock.unwrap_or_default().pinned(&installed.id).cloned();
    let (path, found) = (source.path.clone(), sha256_of(&source.bytes));
    match pin {
        Some(pin) if pin.sha256 != found => Err(LoadError::Untrusted { path, found, expected: Some(pin.sha256) }),
        Some(pin) if pin.interpreter.as_deref() != source.interpreter() => {
            let name = |name: Option<&str>| name.unwrap_or("-").to_owned();
            let (found, expected) = (name(source.interpreter()), name(pin.interpreter.as_deref()));
            Err(LoadError::OtherInterpreter { path, found, expected })
        }
        Some(_) => Ok(source),
        None => Err(LoadError::Untrusted { path, found, expected: None }),
    }
}

/// Reads an exporter that nobody else can change, whether it is trusted or not.
pub fn read_safe(installed: &Installed) -> Result<Source, LoadError> {
    let path = &installed.path;
    if program::exporter_id(path).is_some() {
        return program::read(path, &installed.interpreters);
    }
    Ok(Source::new(path.clone(), read_file(path)?, None))
}

/// Reads a file that nobody else can change.
pub fn read_file(path: &Path) -> Result<Vec<u8>, LoadError> {
    check_rights(path)?;
    if fs::metadata(path).map_err(|error| unreadable(path, &error))?.len() > LARGEST {
        return Err(LoadError::NotALibrary { path: path.to_owned(), reason: "larger than 256 MiB".to_owned() });
    }
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// The lock of a folder. Whoever can change the lock decides what runs, so it is held to the same rights.
fn lock_of(folder: &Path) -> Result<Option<Lock>, LoadError> {
    let lock = Lock::of(folder).map_err(|error| unreadable(&folder.join(LOCK), &error))?;
    if lock.is_some() {
        check_rights(&folder.join(LOCK))?;
    }
    Ok(lock)
}

fn unreadable(path: &Path, error: &io::Error) -> LoadError {
    LoadError::NotALibrary { path: path.to_owned(), reason: error.to_string() }
}

/// The file and every folder above it must not be writable by others, except in folders with the sticky bit.
#[cfg(unix)]
pub fn check_rights(path: &Path) -> Result<(), LoadError> {
    let resolved = path.canonicalize().map_err(|error| unreadable(path, &error))?;
    // A link may be exchanged where it lies, whatever it points at.
    if let Some(folder) = path.parent().and_then(|folder| folder.canonicalize().ok())
        && Some(&*folder) != resolved.parent()
    {
        check_parts(&folder.join("-"))?;
    }
    check_parts(&resolved)
}

/// `resolved` has no links in it.
#[cfg(unix)]
fn check_parts(resolved: &Path) -> Result<(), LoadError> {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::geteuid().as_raw();
    for part in resolved.ancestors() {
        let Ok(metadata) = fs::symlink_metadata(part) else { continue };
        let (mode, owner) = (metadata.mode(), metadata.uid());
        let sticky_folder = metadata.is_dir() && mode & 0o1000 != 0 && part != resolved.parent().unwrap_or(part);
        let by_others = mode & 0o002 != 0 && !sticky_folder;
        if by_others || (owner != 0 && owner != user) {
            return Err(LoadError::Writable { path: PathBuf::from(part) });
        }
    }
    Ok(())
}

/// Rights are the file system's business where there are no modes.
#[cfg(not(unix))]
pub fn check_rights(_: &Path) -> Result<(), LoadError> {
    Ok(())
}
