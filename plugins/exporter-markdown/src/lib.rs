//! Writes the document as Markdown (CommonMark with tables and footnotes), for wikis and for reading changes.

mod blocks;
mod inline;
mod letter;

use baocao_exporter::{Document, ExportError, Exporter, Feature, Job, export_exporter};

/// The options of `[exporter.markdown]`.
#[derive(Clone, Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Writes the findings at the end when there are any.
    #[schemars(
        description = "Ghi ở cuối các phát hiện khi kiểm tra, nếu có.\nWrites the findings at the end when there are any."
    )]
    pub findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { findings: true }
    }
}

/// Writes Markdown.
#[derive(Debug)]
pub struct MarkdownExporter(Options);

impl Exporter for MarkdownExporter {
    const ID: &'static str = "markdown";
    const NAME: &'static str = "Markdown";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "text/markdown";
    const EXTENSION: &'static str = "md";
    /// No merged cells, no pages, and a chart is its words.
    const FEATURES: &'static [Feature] = &[
        Feature::Envelope,
        Feature::Headings,
        Feature::Lists,
        Feature::Emphasis,
        Feature::Footnotes,
        Feature::Tables,
        Feature::Annexes,
        Feature::Draft,
        Feature::Findings,
        Feature::Links,
    ];
    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self(options))
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let text = letter::letter(document, &self.0);
        job.progress(1, 1, "text")?;
        job.write_main(text.as_bytes())
    }
}

export_exporter!(MarkdownExporter);
