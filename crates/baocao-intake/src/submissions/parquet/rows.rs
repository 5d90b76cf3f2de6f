use baocao_model::{ShortNumber, Value, ValueRows};

/// Rows that are put together column by column: a column's cells lie beside each other in the file and in memory, a row's
/// lie far apart.
#[derive(Debug)]
pub struct Rows {
    pub values: ValueRows,
    doubtful: Vec<bool>,
}

impl Rows {
    /// Room for so many rows of so many figures, all blank.
    pub fn new(rows: usize, figures: usize) -> Self {
        Self { values: ValueRows::blank(rows, figures), doubtful: vec![false; rows] }
    }

    /// Makes all rows blank again.
    pub fn clear(&mut self) {
        self.values.clear();
        self.doubtful.fill(false);
    }

    /// Puts a figure into a row; none is what the precise reader has to look at.
    pub fn put(&mut self, row: usize, figure: usize, value: Option<Value>) {
        match value {
            Some(value) if self.values.is_blank(row, figure) => self.values.put(row, figure, value),
            _ => self.doubtful[row] = true,
        }
    }

    /// The same for a short number, as nearly all figures are.
    #[inline]
    pub fn put_short(&mut self, row: usize, figure: usize, number: ShortNumber) {
        // The figure may have had words in another column.
        self.doubtful[row] |= !self.values.put_short(row, figure, number);
    }

    /// True if the precise reader has to look at a row.
    pub fn is_doubtful(&self, row: usize) -> bool {
        self.doubtful[row]
    }
}
