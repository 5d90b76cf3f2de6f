//! What an exporter's author depends on: the [`Exporter`] trait, the export macro and the stable boundary.
//!
//! A plug-in is a shared library with one entry point. In Rust it is a type, this trait and one line:
//!
//! ```no_run
//! use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, document_text, export_exporter};
//!
//! /// The options of `[exporter.lines]`.
//! #[derive(serde::Deserialize, schemars::JsonSchema)]
//! #[serde(deny_unknown_fields, default)]
//! struct Options {
//!     /// What ends each line.
//!     ending: String,
//! }
//!
//! impl Default for Options {
//!     fn default() -> Self {
//!         Self { ending: "\n".to_owned() }
//!     }
//! }
//!
//! struct Lines(Options);
//!
//! impl Exporter for Lines {
//!     const ID: &'static str = "lines";
//!     const NAME: &'static str = "Plain lines";
//!     const VERSION: &'static str = "1.0.0";
//!     const MEDIA_TYPE: &'static str = "text/plain";
//!     const EXTENSION: &'static str = "txt";
//!     const FEATURES: &'static [Feature] = &[Feature::Headings, Feature::Lists];
//!     type Options = Options;
//!
//!     fn new(options: Options) -> Result<Self, ExportError> {
//!         Ok(Self(options))
//!     }
//!
//!     fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
//!         job.write_main(document_text(document).join(&self.0.ending).as_bytes())
//!     }
//! }
//!
//! export_exporter!(Lines);
//! ```

pub mod abi;
mod bridge;
mod description;
mod error;
mod exporter;
mod feature;
mod forward;
mod job;
pub mod testing;

pub use baocao_document::*;
#[doc(hidden)]
pub use bridge::Entry;
pub use description::Description;
pub use error::ExportError;
pub use exporter::Exporter;
pub use feature::Feature;
pub use job::{Job, Output, Role, Severity as DiagnosticSeverity};
