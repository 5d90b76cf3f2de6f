//! Rows of values in few bytes, with their places.

use baocao_model::Values;

/// Where a value stands in its file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Spot {
    /// The reader does not know.
    #[default]
    Unknown,
    /// Line and column from 1, in a text file.
    Text {
        /// The line.
        line: u32,
        /// The column in characters.
        column: u32,
    },
    /// Sheet and cell, in a workbook.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell, `D14`.
        cell: String,
    },
}

/// Appends a row: the values, then the places of those that were reported if there are any.
pub fn pack(bytes: &mut Vec<u8>, values: &Values, spots: Option<&[Spot]>) {
    values.pack(bytes);
    bytes.push(u8::from(spots.is_some()));
    let Some(spots) = spots else { return };
    for figure in (0..values.len()).filter(|figure| !values.is_blank(*figure)) {
        match &spots[figure] {
            Spot::Unknown => bytes.push(0),
            Spot::Text { line, column } => {
                bytes.push(1);
                varint(bytes, (*line).into());
                varint(bytes, (*column).into());
            }
            Spot::Cell { sheet, cell } => {
                bytes.push(2);
                text(bytes, sheet);
                text(bytes, cell);
            }
        }
    }
}

/// Reads the places of the figures of a row of `figures` figures.
pub fn spots(row: &[u8], figures: usize) -> Vec<Spot> {
    let mut values = Values::blank(figures);
    let mut reader = Reader { rest: values.unpack(row) };
    let placed = reader.byte() != 0;
    let spot = |figure| if placed && !values.is_blank(figure) { reader.spot() } else { Spot::Unknown };
    (0..figures).map(spot).collect()
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn spot(&mut self) -> Spot {
        match self.byte() {
            1 => Spot::Text { line: self.varint() as u32, column: self.varint() as u32 },
            2 => Spot::Cell { sheet: self.text(), cell: self.text() },
            _ => Spot::Unknown,
        }
    }

    fn byte(&mut self) -> u8 {
        self.bytes(1)[0]
    }

    fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    fn text(&mut self) -> String {
        let length = self.varint() as usize;
        String::from_utf8_lossy(self.bytes(length)).into_owned()
    }

    fn varint(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }
}

fn varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    varint(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use baocao_model::Value;
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![Just(Value::Blank), Just(Value::Nil), (0..9_i64).prop_map(|digits| Value::Number(digits.into()))]
    }

    fn spot_of() -> impl Strategy<Value = Spot> {
        let cell = ("[A-Z]{1,3}[1-9]{1,4}", "\\PC{0,8}").prop_map(|(cell, sheet)| Spot::Cell { sheet, cell });
        let text = any::<(u32, u32)>().prop_map(|(line, column)| Spot::Text { line, column });
        prop_oneof![Just(Spot::Unknown), text, cell]
    }

    proptest! {
        #[test]
        fn a_row_comes_back_as_it_was(row in prop::collection::vec((value(), spot_of()), 1..40), placed: bool) {
            let (values, spots): (Vec<_>, Vec<_>) = row.into_iter().unzip();
            let values: Values = values.into_iter().collect();
            let mut bytes = vec![7];
            pack(&mut bytes, &values, placed.then_some(&spots));
            let mut read = Values::blank(values.len());
            read.unpack(&bytes[1..]);
            prop_assert_eq!(&read, &values);
            let known = |(value, spot): (Value, &Spot)| if placed && !value.is_blank() { spot.clone() } else { Spot::Unknown };
            let expected: Vec<Spot> = values.iter().zip(&spots).map(known).collect();
            prop_assert_eq!(super::spots(&bytes[1..], values.len()), expected);
        }
    }
}
