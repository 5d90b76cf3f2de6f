use super::{BLANK, OTHER, ShortNumber, Values};
use crate::Value;

/// The values of several submissions, put together figure by figure: as a column of a table comes, one cell after the other.
#[derive(Clone, Debug)]
pub struct ValueRows {
    figures: usize,
    /// Row by row, as in [`Values`].
    kinds: Vec<u8>,
    digits: Vec<i64>,
    /// Words and long numbers of all rows.
    others: Vec<Value>,
}

impl ValueRows {
    /// Room for so many rows of so many figures, all blank.
    pub fn blank(rows: usize, figures: usize) -> Self {
        Self { figures, kinds: vec![BLANK; rows * figures], digits: vec![0; rows * figures], others: Vec::new() }
    }

    /// Makes all rows blank again.
    pub fn clear(&mut self) {
        self.kinds.fill(BLANK);
        self.others.clear();
    }

    /// True if nothing was put in the place of a figure.
    #[inline]
    pub fn is_blank(&self, row: usize, figure: usize) -> bool {
        self.kinds[row * self.figures + figure] == BLANK
    }

    /// Puts a short number in the place of what was there; true if nothing was.
    #[inline]
    pub fn put_short(&mut self, row: usize, figure: usize, number: ShortNumber) -> bool {
        let at = row * self.figures + figure;
        self.digits[at] = number.digits;
        std::mem::replace(&mut self.kinds[at], number.scale as u8) == BLANK
    }

    /// The same for any value.
    pub fn put(&mut self, row: usize, figure: usize, value: Value) {
        let mut one = Values::blank(1);
        one.set(0, value);
        let at = row * self.figures + figure;
        self.kinds[at] = one.kinds[0];
        self.digits[at] = if one.others.is_empty() { one.digits[0] } else { self.others.len() as i64 };
        self.others.append(&mut one.others);
    }

    /// Copies a row in the place of other values of as many figures.
    pub fn copy(&self, row: usize, values: &mut Values) {
        let row = row * self.figures..(row + 1) * self.figures;
        values.kinds.copy_from_slice(&self.kinds[row.clone()]);
        values.digits.copy_from_slice(&self.digits[row]);
        values.others.clear();
        // There are none in nearly all tables.
        if !self.others.is_empty() {
            for figure in 0..self.figures {
                if values.kinds[figure] == OTHER {
                    let value = self.others[values.digits[figure] as usize].clone();
                    values.set_other(figure, value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::value;
    use super::*;

    proptest! {
        #[test]
        fn rows_come_out_as_their_columns_were_put(
            rows in prop::collection::vec(prop::collection::vec(value(), 3), 1..5),
            before in prop::collection::vec(value(), 3),
        ) {
            let mut together = ValueRows::blank(rows.len(), 3);
            together.put(0, 1, Value::Text("gone".to_owned()));
            together.clear();
            for figure in 0..3 {
                for (row, values) in rows.iter().enumerate() {
                    prop_assert!(together.is_blank(row, figure));
                    let value = values[figure].clone();
                    match value.number().and_then(|number| ShortNumber::try_from(number).ok()) {
                        Some(short) if value != Value::Nil => prop_assert!(together.put_short(row, figure, short)),
                        _ => together.put(row, figure, value.clone()),
                    }
                    prop_assert_eq!(together.is_blank(row, figure), value.is_blank());
                }
            }
            let mut values: Values = before.into_iter().collect();
            for (row, expected) in rows.iter().enumerate() {
                together.copy(row, &mut values);
                prop_assert_eq!(&values, &expected.iter().cloned().collect::<Values>());
            }
        }
    }
}
