//! Writes the document as a PDF file: our own layout, drawn with genpdf, finished with lopdf.
//!
//! genpdf draws text and lines and embeds the faces; what it leaves undone in the file (a title that viewers can read,
//! the same bytes every time, exact widths, a way back from glyphs to characters) is done afterwards.

mod drawing;
mod face;
mod finish;
mod links;
mod options;
mod outline;
mod picture;
mod thin;

use baocao_exporter::{DiagnosticSeverity, Document, ExportError, Exporter, Feature, Job, export_exporter};
use baocao_layout::{FontShelf, Layout, lay_out};

use crate::face::UsedCharacters;

pub use options::Options;

/// The exporter `pdf`.
#[derive(Debug)]
pub struct PdfExporter {
    options: Options,
    shelf: FontShelf,
}

export_exporter!(PdfExporter);

impl Exporter for PdfExporter {
    const ID: &'static str = "pdf";
    const NAME: &'static str = "PDF (in giấy)";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "application/pdf";
    const EXTENSION: &'static str = "pdf";
    const FEATURES: &'static [Feature] = &[
        Feature::Envelope,
        Feature::Headings,
        Feature::Lists,
        Feature::Emphasis,
        Feature::Footnotes,
        Feature::Tables,
        Feature::MergedHeaders,
        Feature::RepeatedHeaders,
        Feature::Landscape,
        Feature::Annexes,
        Feature::PageNumbers,
        Feature::Draft,
        Feature::Charts,
        Feature::Links,
    ];

    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self { options, shelf: FontShelf::default() })
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let options = self.options.clone();
        let fonts = self.shelf.fonts(options.font, &document.envelope.letterhead.font);
        let layout = lay_out(document, fonts);
        let used = UsedCharacters::new(&layout, fonts);
        report(&layout, job);
        job.progress(1, 3, "layout")?;
        let drawn = drawing::draw(&layout, fonts, &used).map_err(ExportError::failed)?;
        job.progress(2, 3, "drawing")?;
        let finished = finish::finish(&drawn, &layout, fonts, &used, document, &options)?;
        job.write_main(&finished)
    }
}

fn report(layout: &Layout, job: &mut Job<'_>) {
    for remark in &layout.remarks {
        job.diagnostic(DiagnosticSeverity::Warning, remark.code, &remark.message, &remark.help, &remark.at);
    }
}
