//! Names for figures and tables, so that people can build on them: `=inspections.charter.total`.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::figures::Figures;
use crate::formula::fixed_cell_name;
use crate::plan::Plan;
use crate::sheet_name::quoted;

/// Programs slow down with more.
const MOST_NAMES: usize = 5_000;
const LONGEST: usize = 255;
/// What tables are called by, so that no table's id is taken for a cell.
const TABLE: &str = "bang.";

/// Names every figure by its address and the rows of every table by the table's id.
pub fn define(workbook: &mut Workbook, plan: &Plan<'_>, figures: &Figures<'_>) -> Result<(), XlsxError> {
    let mut taken = BTreeSet::new();
    let sheets: Vec<String> = plan.tables.iter().map(|sheet| quoted(&sheet.name)).collect();
    let tables = plan.tables.iter().zip(&sheets).filter_map(|(sheet, name)| {
        let (first, last) = (sheet.layout.rows.first()?.at, sheet.layout.rows.last()?.at);
        let area = format!("{}:{}", fixed_cell_name(first, 0), fixed_cell_name(last, sheet.layout.width - 1));
        Some((format!("{TABLE}{}", sheet.layout.table.id), format!("={name}!{area}")))
    });
    let cells = figures.all_first().map(|(address, place)| {
        (address.to_owned(), format!("={}!{}", sheets[place.sheet], fixed_cell_name(place.row, place.column)))
    });
    let wanted = tables.chain(cells).filter(|(name, _)| is_name(name));
    for (name, target) in wanted.take(MOST_NAMES) {
        if taken.insert(name.to_lowercase()) {
            workbook.define_name(name, &target)?;
        }
    }
    Ok(())
}

/// True for what programs take for a name and nothing else: letters, digits and underscores in parts with points between.
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && text.len() <= LONGEST && text.contains('.') && text.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_are_names() {
        assert!(is_name("inspections.charter.total") && is_name("awards.2018.count") && is_name("bang.ab1"));
        for text in ["", "total", "A1", "=a.b", "a b.c", "1.a.b", "a..b", "ắ.b", "a.b!c"] {
            assert!(!is_name(text), "{text}");
        }
    }
}
