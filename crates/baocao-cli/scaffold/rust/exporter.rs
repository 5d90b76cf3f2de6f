//! Writes a report as plain lines. Put your format in its place.

use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, document_text, export_exporter};

/// The options of `[exporter.{id}]`. These comments are what users read.
#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// How many empty lines stand between paragraphs.
    pub spacing: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self { spacing: 0 }
    }
}

/// The exporter; it keeps its options.
#[derive(Debug)]
pub struct {Type}(Options);

impl Exporter for {Type} {
    const ID: &'static str = "{id}";
    const NAME: &'static str = "{id}";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "text/plain";
    const EXTENSION: &'static str = "txt";
    /// What your format can show; a report that uses more gets a warning. All there is: `Feature::ALL`.
    const FEATURES: &'static [Feature] =
        &[Feature::Envelope, Feature::Headings, Feature::Lists, Feature::Tables, Feature::Annexes, Feature::Draft];
    type Options = Options;

    /// Refuses what a schema cannot say with `ExportError::Options`.
    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self(options))
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let mut text = String::new();
        let lines = document_text(document);
        for (at, line) in lines.iter().enumerate() {
            job.progress(at as u64, lines.len() as u64, "lines")?;
            text.push_str(line);
            text.push('\n');
            text.extend(std::iter::repeat_n('\n', self.0.spacing.into()));
        }
        job.write_main(text.as_bytes())
    }
}

export_exporter!({Type});
