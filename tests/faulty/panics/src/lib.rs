//! An exporter that panics in the middle of its output.

use std::io::Write as _;

use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, Role, export_exporter};

/// It has no options.
#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Options {}

struct Panics;

impl Exporter for Panics {
    const ID: &'static str = "pdf";
    const NAME: &'static str = "Panics";
    const VERSION: &'static str = "0.0.1";
    const MEDIA_TYPE: &'static str = "text/plain";
    const EXTENSION: &'static str = "pdf";
    const FEATURES: &'static [Feature] = &Feature::ALL;
    type Options = Options;

    fn new(_: Options) -> Result<Self, ExportError> {
        Ok(Self)
    }

    fn export(&mut self, _: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let mut output = job.create(Role::Main, "", "")?;
        output.write_all(b"half a file")?;
        panic!("the paper has run out");
    }
}

export_exporter!(Panics);
