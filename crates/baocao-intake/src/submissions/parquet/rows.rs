use baocao_model::{ShortNumber, Value, Values};

/// Rows that are put together column by column: a column's cells lie beside each other in the file and in memory, a row's
/// lie far apart.
#[derive(Debug)]
pub struct Rows {
    values: Vec<Values>,
    doubtful: Vec<bool>,
}

impl Rows {
    /// Room for so many rows of so many figures, all blank.
    pub fn new(rows: usize, figures: usize) -> Self {
        Self { values: vec![Values::blank(figures); rows], doubtful: vec![false; rows] }
    }

    /// Puts a figure into a row; none is what the precise reader has to look at.
    pub fn put(&mut self, row: usize, figure: usize, value: Option<Value>) {
        match value {
            Some(value) if self.values[row].is_blank(figure) => self.values[row].set(figure, value),
            _ => self.doubtful[row] = true,
        }
    }

    /// The same for a short number, as nearly all figures are.
    #[inline]
    pub fn put_short(&mut self, row: usize, figure: usize, number: ShortNumber) {
        let values = &mut self.values[row];
        // The figure may have had words in another column.
        self.doubtful[row] |= !values.is_blank(figure);
        values.set_short(figure, number);
    }

    /// The values of a row, and whether the precise reader has to look at it. Whoever takes them leaves blank ones for the
    /// rows to come.
    pub fn row(&mut self, row: usize) -> (&mut Values, bool) {
        (&mut self.values[row], std::mem::take(&mut self.doubtful[row]))
    }
}
