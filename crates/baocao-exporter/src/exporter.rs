use baocao_document::Document;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::{ExportError, Feature, Job};

/// Writes documents in one format.
///
/// An exporter gets a finished document, its own options and a place to write, and asks for nothing else.
/// The same document and options give the same bytes: no clock, no random numbers, no environment.
pub trait Exporter: Sized + Send {
    /// The id, as organisations write it in `exporters = […]`: lower case letters, digits and `-`.
    const ID: &'static str;
    /// The name for people.
    const NAME: &'static str;
    /// The exporter's own version, usually `env!("CARGO_PKG_VERSION")`.
    const VERSION: &'static str;
    /// The media type of the main output.
    const MEDIA_TYPE: &'static str;
    /// The file extension of the main output, without a dot.
    const EXTENSION: &'static str;
    /// What the format can show.
    const FEATURES: &'static [Feature];

    /// The options of `[exporter.<id>]`. Their JSON Schema is what the host checks them against; doc comments
    /// become descriptions. Every option has a default.
    type Options: DeserializeOwned + JsonSchema;

    /// Takes options that fit the schema; refuses what a schema cannot say.
    fn new(options: Self::Options) -> Result<Self, ExportError>;

    /// Writes one document. May be called again with another.
    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError>;
}
