//! The sheet of what validation found and did not refuse.

use baocao_exporter::{Document, Orientation, Severity};
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::figures::Figures;
use crate::formula::cell_name;
use crate::list_sheet::ListSheet;
use crate::plan::{FIRST_ENTRY_ROW, Plan};
use crate::sheet_name::quoted;
use crate::words;

const COLUMNS: [(&str, f64); 5] =
    [(words::SEVERITY, 24.0), (words::CONTENT, 95.0), (words::PLACE, 50.0), (words::FIGURE, 55.0), (words::CODE, 45.0)];
const FIGURE_COLUMN: u16 = 3;

pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    document: &Document,
    plan: &Plan<'_>,
    figures: &Figures<'_>,
) -> Result<(), XlsxError> {
    let mut list = ListSheet::start(sheet, document, name, &COLUMNS, Orientation::Landscape)?;
    let mut row = FIRST_ENTRY_ROW;
    for finding in &document.findings {
        list.text(row, 0, severity(finding.severity))?;
        list.text(row, 1, &finding.message)?;
        list.text(row, 2, &finding.place)?;
        list.text(row, 4, &finding.code)?;
        row = addresses(&mut list, row, &finding.addresses, plan, figures)?;
    }
    Ok(())
}

/// A cell holds one link, so each figure takes a row; returns the row after the last.
fn addresses(
    list: &mut ListSheet<'_, '_>,
    first: u32,
    addresses: &[String],
    plan: &Plan<'_>,
    figures: &Figures<'_>,
) -> Result<u32, XlsxError> {
    for (row, address) in (first..).zip(addresses) {
        if row > first {
            for column in [0, 1, 2, 4] {
                list.text(row, column, "")?;
            }
        }
        match figures.first(address) {
            Some(place) => {
                let sheet = quoted(&plan.tables[place.sheet].name);
                list.link(row, FIGURE_COLUMN, &format!("{sheet}!{}", cell_name(place.row, place.column)), address)?;
            }
            None => list.text(row, FIGURE_COLUMN, address)?,
        }
    }
    if addresses.is_empty() {
        list.text(first, FIGURE_COLUMN, "")?;
    }
    Ok(first + addresses.len().max(1) as u32)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => words::ERROR,
        Severity::Warning => words::WARNING,
        Severity::Note => words::REMARK,
    }
}
