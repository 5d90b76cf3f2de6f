use super::cell::Cell;
use super::units::Header;

/// The figures of a unit.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The first of its rows, from 1; 0 if it has none.
    pub row: u64,
    /// Whole numbers, or the bits of doubles.
    cells: Box<[i64]>,
    /// The decimals that whole numbers have; none for doubles.
    scale: Option<u8>,
    /// Whether a figure came twice or cannot be told.
    pub doubtful: bool,
    /// What the list of units beside the file says of it.
    pub header: Header,
}

/// A cell without anything in it: no whole number that is taken, and no double but the negative zero.
const BLANK: i64 = i64::MIN;

impl Gathered {
    /// The figures of a unit whose first row this is.
    pub fn new(row: u64, figures: usize) -> Self {
        Self { row, cells: vec![BLANK; figures].into(), ..Self::default() }
    }

    /// The figures that are there, each with its number.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Cell<'_>)> {
        let there = self.cells.iter().enumerate().filter(|(_, cell)| **cell != BLANK);
        there.map(|(number, cell)| match self.scale {
            Some(scale) => (number, Cell::Whole(i128::from(*cell), u32::from(scale))),
            None => (number, Cell::Double(f64::from_bits(cell.cast_unsigned()))),
        })
    }

    /// Takes a figure. One that came before makes all of them doubtful.
    pub fn put(&mut self, number: usize, cell: Cell<'_>) {
        let packed = match cell {
            Cell::Blank => return,
            // The negative zero becomes the other one, which is not the sign of a blank.
            Cell::Double(value) => (value + 0.0).to_bits().cast_signed(),
            Cell::Whole(value, scale) => {
                self.scale = u8::try_from(scale).ok();
                i64::try_from(value).unwrap_or(BLANK)
            }
            Cell::Text(_) | Cell::Other => BLANK,
        };
        let before = std::mem::replace(&mut self.cells[number], packed);
        self.doubtful |= before != BLANK || packed == BLANK;
    }

    /// Takes what others have gathered of the same unit.
    pub fn join(&mut self, other: Self) {
        self.row = self.row.min(other.row);
        self.doubtful |= other.doubtful;
        self.scale = self.scale.or(other.scale);
        for (own, other) in self.cells.iter_mut().zip(other.cells).filter(|(_, other)| *other != BLANK) {
            self.doubtful |= *own != BLANK;
            *own = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(row: u64, figures: &[(usize, f64)]) -> Gathered {
        let mut gathered = Gathered::new(row, 3);
        figures.iter().for_each(|(number, value)| gathered.put(*number, Cell::Double(*value)));
        gathered
    }

    #[test]
    fn parts_of_a_unit_come_together() {
        let mut one = gathered(7, &[(0, 1.0)]);
        one.join(gathered(3, &[(2, 5.0)]));
        let numbers: Vec<usize> = one.cells().map(|(number, _)| number).collect();
        assert_eq!((one.row, one.doubtful, numbers), (3, false, vec![0, 2]));
        one.join(gathered(9, &[(2, 5.0)]));
        assert!(one.doubtful, "a figure came twice");
        assert!(gathered(1, &[(0, 1.0), (0, 1.0)]).doubtful);
        assert!(matches!(gathered(1, &[(0, -0.0)]).cells().next(), Some((0, Cell::Double(0.0)))));
    }
}
