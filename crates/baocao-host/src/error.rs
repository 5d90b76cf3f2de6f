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
    /// The file is not named as exporters' libraries are.
    #[error("`{}` is not named after an exporter", path.display())]
    NotNamed {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder can be changed by others than the administrator and the user.
    #[error("`{}` can be changed by others", path.display())]
    Writable {
        /// The file or folder.
        path: PathBuf,
    },
    /// The file is not the one that was trusted, or was never trusted.
    #[error("`{}` is not trusted", path.display())]
    Untrusted {
        /// The file.
        path: PathBuf,
        /// Its SHA-256 now.
        found: String,
        /// The SHA-256 that was recorded, if there is one.
        expected: Option<String>,
    },
    /// The script is trusted with another interpreter.
    #[error("`{}` asks for the interpreter `{found}`, trusted was `{expected}`", path.display())]
    OtherInterpreter {
        /// The script.
        path: PathBuf,
        /// The interpreter's name now.
        found: String,
        /// The interpreter's name that was recorded.
        expected: String,
    },
    /// The installation has no such interpreter.
    #[error("the installation has no interpreter `{name}` for `{}`", path.display())]
    NoInterpreter {
        /// The script.
        path: PathBuf,
        /// The interpreter's name in the manifest.
        name: String,
        /// The names that the installation knows.
        known: Vec<String>,
    },
    /// The manifest of a program does not say what to start.
    #[error("`{}`: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The lock of a folder could not be read or written.
    #[error("`{}` cannot be written: {reason}", path.display())]
    LockNotWritten {
        /// The lock.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
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
        entry: String,
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
    /// The worker that should load it could not be started, or ended.
    #[error("the worker for `{}` failed: {reason}", path.display())]
    Worker {
        /// The file.
        path: PathBuf,
        /// What happened.
        reason: String,
    },
}

/// Why an export gave no output.
#[derive(Debug, Error)]
#[error("{kind}")]
pub struct ExportFailure {
    /// What went wrong.
    pub kind: FailureKind,
    /// What the exporter said before.
    pub diagnostics: Vec<Diagnostic>,
}

/// What went wrong with an export.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FailureKind {
    /// The exporter said so itself.
    #[error("{0}")]
    Said(String),
    /// The exporter panicked.
    #[error("panicked: {0}")]
    Panicked(String),
    /// The exporter failed without saying why.
    #[error("failed without saying why (status {0})")]
    Silent(i32),
    /// The host refused an output.
    #[error("{0}")]
    Output(String),
    /// It reported success and wrote nothing.
    #[error("reported success but wrote no output")]
    NoOutput,
    /// It reported success and left an output open.
    #[error("left the output `{0}` open")]
    OutputOpen(String),
    /// It wrote more than it may.
    #[error("wrote more than {0} bytes")]
    OutputLimit(u64),
    /// It took longer than it may.
    #[error("no result after {0} seconds")]
    TimeLimit(u64),
    /// Its worker was ended by a signal.
    #[error("crashed with signal {0}")]
    Crashed(i32),
    /// Its worker ran out of the memory it may use.
    #[error("ran out of memory (limit {0} bytes)")]
    MemoryLimit(u64),
    /// Its worker ended without a result.
    #[error("ended without a result (exit code {code}){printed}")]
    Ended {
        /// The exit code.
        code: i32,
        /// The last that it printed, with `: ` in front; empty if it printed nothing.
        printed: String,
    },
    /// Its worker could not be reached or broke the protocol.
    #[error("worker: {0}")]
    Worker(String),
}
