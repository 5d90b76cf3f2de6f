//! Finds, loads and calls exporters. The only crate that opens libraries.

mod callbacks;
mod discovery;
mod error;
mod export;
mod features;
mod library;
mod staging;

pub use baocao_exporter::{Description, Feature};
pub use discovery::{Installation, Installed};
pub use error::{ExportFailure, LoadError};
pub use export::{Diagnostic, Exported, OutputFile, Severity};
pub use features::missing as missing_features;
pub use library::Exporter;
