//! The sheet of what validation found and did not refuse.

use std::collections::BTreeMap;

use baocao_exporter::{Document, Finding, Orientation, Severity};
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
    let units = document.lower_units.iter().flat_map(|units| &units.units);
    let names: BTreeMap<&str, &str> = units.map(|unit| (&*unit.id, &*unit.name)).collect();
    let mut list = ListSheet::start(sheet, document, name, &COLUMNS, Orientation::Landscape)?;
    let mut row = FIRST_ENTRY_ROW;
    for finding in &document.findings {
        let waiver = finding.waiver.as_ref();
        list.text(row, 0, if waiver.is_some() { words::WAIVED } else { severity(finding.severity) })?;
        list.text(row, 1, &message(finding, &names))?;
        list.text(row, 2, &finding.place)?;
        list.text(row, 4, waiver.map_or(&finding.code, |waiver| &waiver.code))?;
        // The figures of a lower unit's submission are others than those of the report.
        let figures = Some(figures).filter(|_| finding.unit.is_none());
        row = addresses(&mut list, row, &finding.addresses, plan, figures)?;
    }
    list.finish()
}

/// A cell holds one link, so each figure takes a row; returns the row after the last.
fn addresses(
    list: &mut ListSheet<'_, '_>,
    first: u32,
    addresses: &[String],
    plan: &Plan<'_>,
    figures: Option<&Figures<'_>>,
) -> Result<u32, XlsxError> {
    for (row, address) in (first..).zip(addresses) {
        if row > first {
            for column in [0, 1, 2, 4] {
                list.text(row, column, "")?;
            }
        }
        match figures.and_then(|figures| figures.first(address)) {
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

/// The sentence, with the unit that it is about and who answers for it.
fn message(finding: &Finding, names: &BTreeMap<&str, &str>) -> String {
    let sentence = match &finding.waiver {
        Some(waiver) => format!("{} ({} {}; {})", waiver.message, words::REASON, waiver.reason, waiver.name),
        None => finding.message.clone(),
    };
    match finding.unit.as_deref() {
        Some(unit) => format!("{}: {sentence}", names.get(unit).copied().unwrap_or(unit)),
        None => sentence,
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => words::ERROR,
        Severity::Warning => words::WARNING,
        Severity::Note => words::REMARK,
    }
}
