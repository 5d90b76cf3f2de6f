use std::path::PathBuf;

use thiserror::Error;

use crate::Diagnostic;

/// Why an exporter cannot be used.
#[derive(Debug, Error)]
pub enum LoadError {
    /// No installed library has this id.
    #[error("no exporter `{id}` is installed")]
    Unknown {
        /// The id.
        id: String,
    },
    /// The file is no library, or one that this system cannot load.
    #[error("`{}` cannot be opened as a library: {reason}", path.display())]
    NotALibrary {
        /// The file.
        path: PathBuf,
        /// What the system's loader says.
        reason: String,
    },
    /// The library is no exporter.
    #[error("`{}` has no entry point `{entry}`", path.display())]
    NoEntryPoint {
        /// The file.
        path: PathBuf,
        /// The entry point's name.
        entry: &'static str,
    },
    /// The exporter was built for another version of the boundary.
    #[error("`{}` was built for boundary {theirs}, this program speaks {ours}", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The exporter's version, `major.minor`.
        theirs: String,
        /// This program's version, `major.minor`.
        ours: String,
        /// Whether the exporter is the newer of the two.
        exporter_is_newer: bool,
    },
    /// The exporter does not describe itself as the boundary asks.
    #[error("`{}` does not describe itself: {reason}", path.display())]
    NoDescription {
        /// The file.
        path: PathBuf,
        /// What is wrong with the answer.
        reason: String,
    },
}

/// Why an export gave no output.
#[derive(Debug, Error)]
#[error("{reason}")]
pub struct ExportFailure {
    /// What went wrong.
    pub reason: String,
    /// What the exporter said before.
    pub diagnostics: Vec<Diagnostic>,
}
