//! Writes the document as a PDF file that archives keep: PDF/A and PDF/UA, tagged, with the faces in it.
//!
//! The pages are those of `exporter-pdf`: both draw what `baocao-layout` places. krilla writes the file and holds it
//! against the standards; what it objects to is told to the author.

mod attachment;
mod faces;
mod glyph_run;
mod links;
mod objections;
mod options;
mod outline;
mod page;
mod properties;
mod signature;
mod tags;

use baocao_exporter::{DiagnosticSeverity, Document, ExportError, Exporter, Feature, Job, export_exporter};
use baocao_layout::{FontShelf, Remark, lay_out};

use crate::faces::Faces;
use crate::tags::Tags;

pub use options::Options;

/// The exporter `pdf-archive`.
#[derive(Debug)]
pub struct PdfArchiveExporter {
    options: Options,
    shelf: FontShelf,
}

export_exporter!(PdfArchiveExporter);

/// How many pages are drawn between two looks at whether the host wants to stop.
const PAGES_BETWEEN_LOOKS: usize = 50;

impl Exporter for PdfArchiveExporter {
    const ID: &'static str = "pdf-archive";
    const NAME: &'static str = "PDF lưu trữ (PDF/A)";
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
        Feature::Tags,
        Feature::Archival,
        Feature::SignatureField,
    ];

    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self { options, shelf: FontShelf::default() })
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let fonts = self.shelf.fonts(self.options.font, &document.envelope.letterhead.font);
        let layout = lay_out(document, fonts);
        report(&layout.remarks, job);
        let faces = Faces::new(fonts).ok_or_else(|| ExportError::failed("a face cannot be read"))?;
        let mut pdf = krilla::Document::new_with(properties::settings(&self.options));
        let mut tags = Tags::new(&layout.structure, self.options.signature_field);
        let steps = layout.pages.len() as u64 + 1;
        for (index, laid_out) in layout.pages.iter().enumerate() {
            if index % PAGES_BETWEEN_LOOKS == 0 {
                job.progress(index as u64, steps, "drawing")?;
            }
            page::draw(&mut pdf, (index, laid_out), &layout.links, &faces, &mut tags);
        }
        pdf.set_tag_tree(tags.tree(&document.language));
        pdf.set_outline(outline::outline(&layout.outline));
        pdf.set_metadata(properties::metadata(document));
        if self.options.attach_data {
            pdf.embed_file(attachment::attachment(document)?);
        }
        let written = pdf.finish().map_err(|error| objections::report(&error, &layout.structure, job))?;
        job.progress(steps, steps, "writing")?;
        job.write_main(&match self.options.signature_field {
            true => signature::with_field(written, &layout, document)?,
            false => written,
        })
    }
}

fn report(remarks: &[Remark], job: &mut Job<'_>) {
    for remark in remarks {
        job.diagnostic(DiagnosticSeverity::Warning, remark.code, &remark.message, &remark.help, &remark.at);
    }
}
