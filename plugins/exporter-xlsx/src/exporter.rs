use baocao_exporter::{DiagnosticSeverity, Document, ExportError, Exporter, Feature, Job};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::chart_cells::Charts;
use crate::figures::Figures;
use crate::letter_sheet::LetterText;
use crate::marks::Marks;
use crate::plan::Plan;
use crate::style::Styles;
use crate::{
    Options, contents_sheet, findings_sheet, letter_sheet, names, properties, sources_sheet, table_sheet, units_sheet,
};

/// How hard the workbook is packed: a third of the time of the usual 6 for a file a fifth larger.
const PACKING: u8 = 2;
/// The height of a row that nobody set, in pixels.
pub const ROW_PIXELS: u32 = 20;

/// Writes workbooks.
#[derive(Debug)]
pub struct XlsxExporter {
    options: Options,
}

impl Exporter for XlsxExporter {
    const ID: &'static str = "xlsx";
    const NAME: &'static str = "Sổ tính Excel (XLSX)";
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    const MEDIA_TYPE: &'static str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const EXTENSION: &'static str = "xlsx";
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
        Feature::TypedNumbers,
        Feature::Formulas,
        Feature::Findings,
        Feature::Provenance,
        Feature::Charts,
        Feature::Links,
        Feature::Tags,
    ];

    type Options = Options;

    fn new(options: Options) -> Result<Self, ExportError> {
        Ok(Self { options })
    }

    fn export(&mut self, document: &Document, job: &mut Job<'_>) -> Result<(), ExportError> {
        let (bytes, letter) = workbook(document, &self.options).map_err(ExportError::failed)?;
        for (at, kind) in &letter.unknown {
            let message = format!("`{kind}` is not known to this exporter; its text is shown");
            let at = if at.is_empty() { String::new() } else { format!("document:{at}") };
            job.diagnostic(DiagnosticSeverity::Warning, "xlsx.unknown", &message, "", &at);
        }
        if letter.levels_left_out {
            let message =
                "the sheet of sources has no room for what units further down gave; it stops at the first level";
            job.diagnostic(DiagnosticSeverity::Warning, "xlsx.levels", message, "the web page has all levels", "");
        }
        for name in &letter.cut {
            let message = format!("the sheet `{name}` has text longer than a cell can hold; it is cut off");
            job.diagnostic(DiagnosticSeverity::Warning, "xlsx.cut", &message, "split the text in the report", "");
        }
        job.write_main(&bytes)
    }
}

fn workbook(document: &Document, options: &Options) -> Result<(Vec<u8>, LetterText), XlsxError> {
    let charts = Charts::of(document);
    let plan = Plan::new(document, &charts, options);
    let figures = Figures::new(&plan);
    let marks = Marks::of(document, options.findings);
    let mut workbook = start(document)?;
    let mut letter = letter_sheet::write(workbook.add_worksheet(), document, &plan)?;
    contents_sheet::write(workbook.add_worksheet(), document, &plan, &letter)?;
    for index in 0..plan.tables.len() {
        let sheet = workbook.add_worksheet();
        let cut = table_sheet::write(sheet, index, document, &plan, &figures)?;
        marks.put(sheet, index, &figures)?;
        letter.cut.extend(cut.then(|| plan.tables[index].name.clone()));
    }
    if let Some(name) = &plan.findings {
        findings_sheet::write(workbook.add_worksheet(), name, document, &plan, &figures)?;
    }
    if let (Some(name), Some(units)) = (&plan.units, &document.lower_units) {
        units_sheet::write(workbook.add_worksheet(), name, document, units)?;
    }
    if let Some(sources) = &plan.sources {
        sources_sheet::write(workbook.add_worksheet(), sources, document, &plan, &figures)?;
    }
    names::define(&mut workbook, &plan, &figures)?;
    letter.levels_left_out = plan.sources.as_ref().is_some_and(|sources| !sources.deep);
    if options.protect {
        for sheet in workbook.worksheets_mut() {
            sheet.protect();
        }
    }
    Ok((workbook.save_to_buffer()?, letter))
}

/// Cells that nobody wrote are in the letter's font too. The pixel sizes are those of its 11 points.
fn start(document: &Document) -> Result<Workbook, XlsxError> {
    const COLUMN_PIXELS: u32 = 64;
    let font = Styles { letterhead: &document.envelope.letterhead }.font_name();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&Format::new().set_font_name(font).set_font_size(11), ROW_PIXELS, COLUMN_PIXELS)?;
    workbook.set_properties(&properties::properties(document)?);
    workbook.set_zip_compression_level(PACKING);
    Ok(workbook)
}
