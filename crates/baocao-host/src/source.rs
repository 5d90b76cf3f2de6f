//! What runs of an exporter: the bytes of a library or of a program, as they were read and checked.

use std::io;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::sealed::Sealed;

/// What is handed to a worker. The bytes that were checked are the bytes that run.
#[derive(Debug)]
pub struct Source {
    /// The file that was read.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How a program is started; none for a library.
    pub launch: Option<Launch>,
    /// The copy that workers open, once there is one.
    sealed: OnceLock<Sealed>,
}

/// How a program is started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    /// The name of the interpreter in the exporter's manifest.
    pub name: Option<String>,
    /// The interpreter with its arguments, as the installation has it; empty if the program runs by itself.
    pub interpreter: Vec<String>,
}

impl Source {
    /// What was read from `path`.
    pub fn new(path: PathBuf, bytes: Vec<u8>, launch: Option<Launch>) -> Self {
        Self { path, bytes, launch, sealed: OnceLock::new() }
    }

    /// Where workers find the bytes.
    pub fn sealed(&self) -> io::Result<&Sealed> {
        if let Some(sealed) = self.sealed.get() {
            return Ok(sealed);
        }
        let made = Sealed::new(&self.bytes)?;
        Ok(self.sealed.get_or_init(|| made))
    }

    /// The name of the interpreter that a script asks for.
    pub fn interpreter(&self) -> Option<&str> {
        self.launch.as_ref()?.name.as_deref()
    }
}
