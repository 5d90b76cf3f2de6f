//! Totals and ratios as live formulas.

use baocao_exporter::{Computation, Operator};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::figures::{Figures, Place, exact_number};
use crate::plan::Plan;
use crate::sheet_name::quoted;

/// Excel's limits for one function and one formula, with some room left.
const MOST_ARGUMENTS: usize = 250;
const LONGEST: usize = 8000;

/// Returns the formula of a computed cell, if it gives exactly the value that the document states.
///
/// A formula that would show another number than the letter is worse than none.
pub fn formula(here: &Place<'_>, figures: &Figures<'_>, plan: &Plan<'_>, decimals: u8) -> Option<String> {
    let computation = here.cell.computation.as_ref()?;
    let value = exact_number(here.cell)?;
    if here.cell.address.as_deref().is_some_and(|address| figures.depends_on_itself(address)) {
        return None;
    }
    let operands = operand_places(computation, here, figures)?;
    let text = match computation.operator {
        Operator::Sum => sum(value, &operands, here, plan)?,
        Operator::Percent => percent(value, &operands, here, plan, decimals)?,
        _ => return None,
    };
    (text.len() <= LONGEST).then_some(text)
}

fn operand_places<'f, 'a>(
    computation: &Computation,
    here: &Place<'_>,
    figures: &'f Figures<'a>,
) -> Option<Vec<&'f Place<'a>>> {
    computation.operands.iter().map(|address| figures.near(address, here.sheet)).collect()
}

/// Cells without a number count for nothing, as in Excel's own `SUM`.
fn sum(value: Decimal, operands: &[&Place<'_>], here: &Place<'_>, plan: &Plan<'_>) -> Option<String> {
    let mut total = Decimal::ZERO;
    for operand in operands {
        total = total.checked_add(exact_number(operand.cell).unwrap_or_default())?;
    }
    let arguments = ranges(operands, here, plan);
    let fits = !arguments.is_empty() && arguments.len() <= MOST_ARGUMENTS && total == value;
    fits.then(|| format!("=SUM({})", arguments.join(",")))
}

fn percent(value: Decimal, operands: &[&Place<'_>], here: &Place<'_>, plan: &Plan<'_>, decimals: u8) -> Option<String> {
    let [part, whole] = operands else {
        return None;
    };
    let digits = value.scale().max(u32::from(decimals));
    // Multiplied first: whole numbers stay whole, so that a half is a half when it is rounded.
    let scaled = exact_number(part.cell)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let ratio = scaled.checked_div(exact_number(whole.cell)?)?;
    let rounded = ratio.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    let [part, whole] = [part, whole].map(|place| reference(place, place, here, plan));
    (rounded == value).then(|| format!("=ROUND({part}*100/{whole},{digits})"))
}

/// Joins operands that follow each other down a column or along a row.
fn ranges(operands: &[&Place<'_>], here: &Place<'_>, plan: &Plan<'_>) -> Vec<String> {
    let mut runs: Vec<(&Place<'_>, &Place<'_>)> = Vec::new();
    for place in operands {
        match runs.last_mut() {
            Some((first, last)) if continues(first, last, place) => *last = place,
            _ => runs.push((place, place)),
        }
    }
    runs.into_iter().map(|(first, last)| reference(first, last, here, plan)).collect()
}

fn continues(first: &Place<'_>, last: &Place<'_>, next: &Place<'_>) -> bool {
    let down = first.column == last.column && next.column == last.column && next.row == last.row + 1;
    let along = first.row == last.row && next.row == last.row && next.column == last.column + 1;
    first.sheet == next.sheet && (down || along)
}

fn reference(first: &Place<'_>, last: &Place<'_>, here: &Place<'_>, plan: &Plan<'_>) -> String {
    let mut text = String::new();
    if first.sheet != here.sheet {
        text.push_str(&quoted(&plan.tables[first.sheet].name));
        text.push('!');
    }
    text.push_str(&cell_name(first.row, first.column));
    if (first.row, first.column) != (last.row, last.column) {
        text.push(':');
        text.push_str(&cell_name(last.row, last.column));
    }
    text
}

/// Names a cell: row 0, column 0 is `A1`.
pub fn cell_name(row: u32, column: u16) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// Names a cell so that it stays the same wherever the name is copied to: `$A$1`.
pub fn fixed_cell_name(row: u32, column: u16) -> String {
    format!("${}${}", column_letters(column), row + 1)
}

fn column_letters(column: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = b'A' + ((rest - 1) % 26) as u8;
        letters.insert(0, char::from(letter));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_excels_names() {
        let names = [(0, 0, "A1"), (4, 25, "Z5"), (9, 26, "AA10"), (0, 701, "ZZ1"), (0, 702, "AAA1")];
        for (row, column, expected) in names {
            assert_eq!(cell_name(row, column), expected);
        }
        assert_eq!(fixed_cell_name(9, 27), "$AB$10");
    }
}
