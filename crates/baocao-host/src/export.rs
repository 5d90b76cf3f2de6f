use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What an export gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The outputs, the main one first.
    pub outputs: Vec<OutputFile>,
    /// What the exporter said.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file that an exporter wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The name within the bundle, with `/`.
    pub name: String,
    /// Where it lies now.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// What an exporter says to the report's author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable code, `pdf.font-missing`.
    pub code: String,
    /// One line.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
    /// `options:/key`, `document:/body/12` or empty.
    pub at: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// The output is wrong.
    Error,
    /// The output misses something.
    Warning,
    /// Worth knowing.
    Info,
}
