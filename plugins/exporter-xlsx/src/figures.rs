//! The cells that hold figures, by address.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use baocao_exporter::{Cell, Value};
use rust_decimal::Decimal;

use crate::plan::Plan;

/// Excel keeps 15 digits of a number; what has more stays text, so that no digit changes.
const MOST_DIGITS: usize = 15;

/// A cell that holds a figure.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The table sheet's index in the plan.
    pub sheet: usize,
    pub row: u32,
    pub column: u16,
    pub cell: &'a Cell,
}

/// All cells that hold figures.
#[derive(Debug)]
pub struct Figures<'a> {
    places: BTreeMap<&'a str, Vec<Place<'a>>>,
}

impl<'a> Figures<'a> {
    pub fn new(plan: &Plan<'a>) -> Self {
        let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (sheet, table) in plan.tables.iter().enumerate() {
            for placed in table.layout.rows.iter().flat_map(|row| &row.cells) {
                let cell: &'a Cell = placed.item;
                if let Some(address) = &cell.address {
                    let place = Place { sheet, row: placed.row, column: placed.column, cell };
                    places.entry(address.as_str()).or_default().push(place);
                }
            }
        }
        Self { places }
    }

    /// Returns the first cell that holds a figure.
    pub fn first(&self, address: &str) -> Option<&Place<'a>> {
        self.places.get(address)?.first()
    }

    /// Returns every figure with its first cell.
    pub fn all_first(&self) -> impl Iterator<Item = (&'a str, &Place<'a>)> {
        self.places.iter().filter_map(|(address, places)| Some((*address, places.first()?)))
    }

    /// Returns the cells of one sheet that hold a figure.
    pub fn on_sheet(&self, address: &str, sheet: usize) -> impl Iterator<Item = &Place<'a>> {
        self.places.get(address).into_iter().flatten().filter(move |place| place.sheet == sheet)
    }

    /// Returns the cell that holds a figure, on the given sheet if the figure stands there too.
    pub fn near(&self, address: &str, sheet: usize) -> Option<&Place<'a>> {
        let places = self.places.get(address)?;
        places.iter().find(|place| place.sheet == sheet).or_else(|| places.first())
    }

    /// Tells whether a figure is computed, by whatever way round, from itself.
    pub fn depends_on_itself(&self, address: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = self.operands(address);
        while let Some(operand) = open.pop() {
            if operand == address {
                return true;
            }
            if seen.insert(operand) {
                open.extend(self.operands(operand));
            }
        }
        false
    }

    fn operands(&self, address: &str) -> Vec<&'a str> {
        let computations =
            self.places.get(address).into_iter().flatten().filter_map(|place| place.cell.computation.as_ref());
        computations.flat_map(|computation| computation.operands.iter().map(String::as_str)).collect()
    }
}

/// Returns a cell's number if a workbook can hold it exactly.
pub fn exact_number(cell: &Cell) -> Option<Decimal> {
    match &cell.value {
        Some(Value::Number { number }) => exact(number),
        _ => None,
    }
}

/// Reads decimal digits that a workbook can hold exactly.
pub fn exact(number: &str) -> Option<Decimal> {
    let digits = number.trim_start_matches('-').trim_start_matches(['0', '.']);
    let significant = digits.chars().filter(char::is_ascii_digit).count();
    (significant <= MOST_DIGITS).then(|| Decimal::from_str(number).ok()).flatten()
}
