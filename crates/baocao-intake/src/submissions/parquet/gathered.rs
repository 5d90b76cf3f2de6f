use std::collections::HashMap;
use std::sync::Arc;

use super::cell::Cell;
use super::units::Header;

/// The figures of a unit.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The first of its rows, from 1; 0 if it has none.
    pub row: u64,
    /// Whether a figure came twice or cannot be told.
    pub doubtful: bool,
    /// What the list of units beside the file says of it.
    pub header: Header,
    /// Where its figures are; mostly in one place, as rows of a unit mostly stand together.
    parts: Vec<Part>,
}

/// The figures that one group of rows has of a unit.
#[derive(Clone, Debug)]
struct Part {
    block: Arc<Block>,
    /// The unit's number in the block.
    unit: usize,
}

/// The figures of the units in one group of rows, so many for each. They lie in one piece of memory, which is given back as
/// soon as all of them were taken.
#[derive(Debug)]
struct Block {
    /// Whole numbers, or the bits of doubles.
    cells: Vec<i64>,
    /// The decimals that whole numbers have; none for doubles.
    scale: Option<u8>,
    /// How many figures there are of each unit.
    figures: usize,
}

/// Figures of one group of rows on their way to their units.
#[derive(Debug)]
pub struct OpenBlock {
    block: Block,
    units: HashMap<Box<str>, usize>,
    /// By unit: its first row, and whether it is doubtful.
    rows: Vec<(u64, bool)>,
}

/// A cell without anything in it: no whole number that is taken, and no double but the negative zero.
const BLANK: i64 = i64::MIN;

impl Gathered {
    /// A unit that stands on the list beside the file.
    pub fn listed(header: Header) -> Self {
        Self { header, ..Self::default() }
    }

    /// The figures that are there, each with its number. One that came in two groups of rows comes twice.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Cell<'_>)> {
        self.parts.iter().flat_map(|part| part.block.cells(part.unit))
    }

    /// Takes what else is known of the same unit.
    pub fn join(&mut self, other: Self) {
        let firsts = [self.row, other.row].into_iter().filter(|row| *row > 0);
        self.row = firsts.min().unwrap_or(0);
        self.doubtful |= other.doubtful;
        if other.header != Header::default() {
            self.header = other.header;
        }
        self.parts.extend(other.parts);
    }
}

impl Block {
    fn cells(&self, unit: usize) -> impl Iterator<Item = (usize, Cell<'_>)> {
        let cells = &self.cells[unit * self.figures..][..self.figures];
        let there = cells.iter().enumerate().filter(|(_, cell)| **cell != BLANK);
        there.map(|(number, cell)| match self.scale {
            Some(scale) => (number, Cell::Whole(i128::from(*cell), u32::from(scale))),
            None => (number, Cell::Double(f64::from_bits(cell.cast_unsigned()))),
        })
    }
}

impl OpenBlock {
    /// A block for so many figures of each unit.
    pub fn new(figures: usize) -> Self {
        let block = Block { cells: Vec::new(), scale: None, figures };
        Self { block, units: HashMap::new(), rows: Vec::new() }
    }

    /// The number of the unit that a row belongs to.
    pub fn unit(&mut self, unit: &str, row: u64) -> usize {
        if let Some(known) = self.units.get(unit) {
            return *known;
        }
        let new = self.rows.len();
        self.units.insert(unit.into(), new);
        self.rows.push((row, false));
        self.block.cells.resize(self.block.cells.len() + self.block.figures, BLANK);
        new
    }

    /// Takes a figure. One that came before makes all of the unit's doubtful.
    pub fn put(&mut self, unit: usize, number: usize, cell: Cell<'_>) {
        let packed = match cell {
            Cell::Blank => return,
            // The negative zero becomes the other one, which is not the sign of a blank.
            Cell::Double(value) => (value + 0.0).to_bits().cast_signed(),
            Cell::Whole(value, scale) => {
                self.block.scale = u8::try_from(scale).ok();
                i64::try_from(value).unwrap_or(BLANK)
            }
            Cell::Text(_) | Cell::Other => BLANK,
        };
        let place = unit * self.block.figures + number;
        let before = std::mem::replace(&mut self.block.cells[place], packed);
        self.rows[unit].1 |= before != BLANK || packed == BLANK;
    }

    /// What the group of rows has of each unit.
    pub fn close(mut self) -> impl Iterator<Item = (Box<str>, Gathered)> {
        self.block.cells.shrink_to_fit();
        let (block, rows) = (Arc::new(self.block), self.rows);
        self.units.into_iter().map(move |(name, unit)| {
            let (row, doubtful) = rows[unit];
            let part = Part { block: Arc::clone(&block), unit };
            (name, Gathered { row, doubtful, header: Header::default(), parts: vec![part] })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(row: u64, figures: &[(usize, f64)]) -> Gathered {
        let mut block = OpenBlock::new(3);
        block.unit("other", 1);
        let unit = block.unit("own", row);
        assert_eq!(block.unit("own", row + 1), unit);
        figures.iter().for_each(|(number, value)| block.put(unit, *number, Cell::Double(*value)));
        block.close().find(|(name, _)| &**name == "own").unwrap().1
    }

    #[test]
    fn parts_of_a_unit_come_together() {
        let mut one = gathered(7, &[(0, 1.0)]);
        one.join(gathered(3, &[(2, 5.0)]));
        let numbers: Vec<usize> = one.cells().map(|(number, _)| number).collect();
        assert_eq!((one.row, one.doubtful, numbers), (3, false, vec![0, 2]));
        one.join(gathered(9, &[(2, 5.0)]));
        assert_eq!(one.cells().filter(|(number, _)| *number == 2).count(), 2, "a figure came twice");
        assert!(gathered(1, &[(0, 1.0), (0, 1.0)]).doubtful);
        assert!(matches!(gathered(1, &[(0, -0.0)]).cells().next(), Some((0, Cell::Double(0.0)))));
        assert_eq!(Gathered::default().cells().count(), 0);
    }
}
