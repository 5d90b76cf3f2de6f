use std::fmt;

use crate::abi;

/// Why an export did not work.
#[derive(Debug)]
pub enum ExportError {
    /// An option is not acceptable.
    Options {
        /// The key as a JSON pointer, `/page/size`.
        pointer: String,
        /// What is wrong with it.
        message: String,
    },
    /// The document cannot be written in this format.
    Document(String),
    /// The host asked to stop.
    Cancelled,
    /// The host did not take the output.
    Output(String),
    /// Anything else.
    Failed(String),
}

impl ExportError {
    /// Makes the error of a library that the exporter uses.
    pub fn failed(error: impl fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }

    pub(crate) fn status(&self) -> abi::Status {
        match self {
            Self::Options { .. } => abi::OPTIONS,
            Self::Document(_) => abi::DOCUMENT,
            Self::Cancelled => abi::CANCELLED,
            Self::Output(_) => abi::IO,
            Self::Failed(_) => abi::FAILED,
        }
    }

    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Options { .. } => "export.options",
            Self::Document(_) => "export.document",
            Self::Cancelled => "export.cancelled",
            Self::Output(_) => "export.output",
            Self::Failed(_) => "export.failed",
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Options { message, .. } | Self::Document(message) => f.write_str(message),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Output(message) | Self::Failed(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error.to_string())
    }
}
