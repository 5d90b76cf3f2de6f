//! The sheet of the units below the one that reports: who reported, when, from which file.

use std::collections::BTreeMap;

use baocao_exporter::{Align, Document, LowerUnit, LowerUnits, Orientation, Standing};
use rust_xlsxwriter::{ExcelDateTime, FormatAlign, Worksheet, XlsxError};

use crate::list_sheet::ListSheet;
use crate::plan::FIRST_ENTRY_ROW;
use crate::words;

const COLUMNS: [(&str, f64); 8] = [
    (words::UNIT, 80.0),
    (words::ABOVE, 60.0),
    (words::TIER, 30.0),
    (words::STANDING, 34.0),
    (words::RECEIVED, 18.0),
    (words::EXPECTED, 18.0),
    (words::SUBMITTED_AT, 34.0),
    (words::FILE, 60.0),
];
const RECEIVED: u16 = 4;
const SUBMITTED_AT: u16 = 6;
/// How the moment is shown, whatever the reader's settings are.
const MOMENT: &str = "dd/mm/yyyy hh:mm";

pub fn write(sheet: &mut Worksheet, name: &str, document: &Document, units: &LowerUnits) -> Result<(), XlsxError> {
    let names: BTreeMap<&str, &str> = units.units.iter().map(|unit| (&*unit.id, &*unit.name)).collect();
    let mut list = ListSheet::start(sheet, document, name, &COLUMNS, Orientation::Landscape)?;
    let mut row = FIRST_ENTRY_ROW;
    for unit in &units.units {
        let above = unit.parent.as_deref().map(|id| names.get(id).copied().unwrap_or(id));
        line(&mut list, row, unit, above.unwrap_or(&document.properties.author))?;
        row += 1;
    }
    if row > FIRST_ENTRY_ROW {
        list.sheet.autofilter(FIRST_ENTRY_ROW - 1, 0, row - 1, COLUMNS.len() as u16 - 1)?;
    }
    if let Some(elsewhere) = &units.elsewhere {
        list.text(row, 0, &format!("{} {elsewhere}", words::ELSEWHERE))?;
    }
    list.finish()
}

fn line(list: &mut ListSheet<'_, '_>, row: u32, unit: &LowerUnit, above: &str) -> Result<(), XlsxError> {
    list.text(row, 0, if unit.name.is_empty() { &unit.id } else { &unit.name })?;
    list.text(row, 1, above)?;
    list.text(row, 2, &unit.tier)?;
    list.text(row, 3, standing(unit.standing))?;
    for (column, count) in (RECEIVED..).zip([unit.received, unit.expected]) {
        match unit.expected {
            0 => list.text(row, column, "")?,
            _ => {
                let format = list.cell().set_align(FormatAlign::Right).set_num_format("#,##0");
                list.sheet.write_number_with_format(row, column, count, &format)?;
            }
        }
    }
    moment(list, row, unit.submitted_at.as_deref().unwrap_or_default())?;
    list.text(row, SUBMITTED_AT + 1, unit.source.as_ref().map_or("", |source| &source.file))
}

/// A moment is a date that sorts and computes; what cannot be read as one stays words.
fn moment(list: &mut ListSheet<'_, '_>, row: u32, text: &str) -> Result<(), XlsxError> {
    match ExcelDateTime::parse_from_str(text) {
        Ok(moment) if !text.is_empty() => {
            let format = list.styles.cell(false, Align::Center).set_align(FormatAlign::Top).set_num_format(MOMENT);
            list.sheet.write_datetime_with_format(row, SUBMITTED_AT, moment, &format)?;
            Ok(())
        }
        _ => list.text(row, SUBMITTED_AT, text),
    }
}

fn standing(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::OnTime) => words::ON_TIME,
        Some(Standing::Late) => words::LATE,
        Some(Standing::Invalid) => words::INVALID,
        Some(Standing::BroughtForward) => words::BROUGHT_FORWARD,
        Some(Standing::Missing) => words::MISSING,
        Some(Standing::Unknown) => words::OTHER,
        None => words::ROLLED_UP,
    }
}
