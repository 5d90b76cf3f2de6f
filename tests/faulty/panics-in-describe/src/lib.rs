//! An exporter that panics while it describes itself.

use std::borrow::Cow;

use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, export_exporter};
use schemars::{JsonSchema, Schema, SchemaGenerator};

#[derive(serde::Deserialize)]
struct Options {}

impl JsonSchema for Options {
    fn schema_name() -> Cow<'static, str> {
        "Options".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        panic!("it does not know itself")
    }
}

struct Panics;

impl Exporter for Panics {
    const ID: &'static str = "pdf";
    const NAME: &'static str = "Panics";
    const VERSION: &'static str = "0.0.1";
    const MEDIA_TYPE: &'static str = "text/plain";
    const EXTENSION: &'static str = "pdf";
    const FEATURES: &'static [Feature] = &[];
    type Options = Options;

    fn new(_: Options) -> Result<Self, ExportError> {
        Ok(Self)
    }

    fn export(&mut self, _: &Document, _: &mut Job<'_>) -> Result<(), ExportError> {
        Ok(())
    }
}

export_exporter!(Panics);
