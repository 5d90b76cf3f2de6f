//! Writes the document as a workbook: the letter, a contents sheet, one sheet per table, findings, units and sources.

mod exporter;
mod options;

// What the document becomes before a cell is written.
mod chart_cells;
mod content;
mod figures;
mod plan;
mod sheet_name;
mod table_layout;

// The sheets.
mod contents_sheet;
mod envelope;
mod findings_sheet;
mod letter_sheet;
mod links;
mod list_sheet;
mod marks;
mod signature;
mod sources_sheet;
mod table_sheet;
mod units_sheet;

// What the sheets are written with.
mod formula;
mod grid;
mod looks;
mod metrics;
mod names;
mod native_chart;
mod number_format;
mod page;
mod properties;
mod side;
mod style;
mod text;
mod words;

pub use exporter::XlsxExporter;
pub use options::Options;

baocao_exporter::export_exporter!(XlsxExporter);
