//! Names for figures and tables, so that people can build on them: `=inspections.charter.total`.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::figures::Figures;
use crate::formula::cell_name;
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
    let tables = plan.tables.iter().filter_map(|sheet| {
        let (first, last) = (sheet.layout.rows.first()?.at, sheet.layout.rows.last()?.at);
        let area = format!("{}:{}", absolute(first, 0), absolute(last, sheet.layout.width - 1));
        Some((format!("{TABLE}{}", sheet.layout.table.id), format!("={}!{area}", quoted(&sheet.name))))
    });
    let cells = figures.all_first().map(|(address, place)| {
        let sheet = quoted(&plan.tables[place.sheet].name);
        (address.to_owned(), format!("={sheet}!{}", absolute(place.row, place.column)))
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

fn absolute(row: u32, column: u16) -> String {
    let name = cell_name(row, column);
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    format!("${}${}", &name[..digits], &name[digits..])
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
        assert_eq!(absolute(9, 27), "$AB$10");
    }
}
