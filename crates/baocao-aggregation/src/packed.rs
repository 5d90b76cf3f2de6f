//! Rows of values in few bytes: what 130,000 units reported stays in memory, exact and with its places.

use baocao_model::Value;
use rust_decimal::Decimal;

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

/// The kinds of value by their first byte; below are numbers, by their scale.
const NIL: u8 = 29;
const NOT_APPLICABLE: u8 = 30;
const TEXT: u8 = 31;

/// Appends a row: a bit for each figure that was reported, then the values, then the places if there are any.
pub fn pack(bytes: &mut Vec<u8>, values: &[Value], spots: Option<&[Spot]>) {
    let bits = bytes.len();
    bytes.resize(bits + values.len().div_ceil(8), 0);
    for (figure, value) in values.iter().enumerate().filter(|(_, value)| !value.is_blank()) {
        bytes[bits + figure / 8] |= 1 << (figure % 8);
        match value {
            Value::Number(number) => {
                bytes.push(number.scale() as u8);
                varint(bytes, zigzag(number.mantissa()));
            }
            Value::Nil => bytes.push(NIL),
            Value::NotApplicable => bytes.push(NOT_APPLICABLE),
            Value::Text(words) => {
                bytes.push(TEXT);
                text(bytes, words);
            }
            Value::Blank => {}
        }
    }
    bytes.push(u8::from(spots.is_some()));
    let reported = spots.into_iter().flatten().zip(values).filter(|(_, value)| !value.is_blank());
    for (spot, _) in reported {
        match spot {
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

/// Reads the values of a row; `values` has room for every figure.
pub fn unpack(row: &[u8], values: &mut [Value]) {
    Reader { rest: row }.values(values);
}

/// Reads the places of the figures of a row of `figures` figures.
pub fn spots(row: &[u8], figures: usize) -> Vec<Spot> {
    let mut values = vec![Value::Blank; figures];
    let mut reader = Reader { rest: row };
    reader.values(&mut values);
    let placed = reader.byte() != 0;
    let spot = |value: &Value| if placed && !value.is_blank() { reader.spot() } else { Spot::Unknown };
    values.iter().map(spot).collect()
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn values(&mut self, values: &mut [Value]) {
        let bits = self.bytes(values.len().div_ceil(8));
        for (figure, value) in values.iter_mut().enumerate() {
            *value = if bits[figure / 8] & (1 << (figure % 8)) == 0 { Value::Blank } else { self.value() };
        }
    }

    fn value(&mut self) -> Value {
        match self.byte() {
            NIL => Value::Nil,
            NOT_APPLICABLE => Value::NotApplicable,
            TEXT => Value::Text(self.text()),
            scale => Value::Number(decimal(self.varint(), scale.into())),
        }
    }

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

    fn varint(&mut self) -> u128 {
        // Nearly all numbers are short, and arithmetic in 64 bits is cheaper.
        let (mut low, mut shift) = (0_u64, 0);
        while shift < 63 {
            let byte = self.byte();
            low |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return low.into();
            }
            shift += 7;
        }
        let mut number = u128::from(low);
        loop {
            let byte = self.byte();
            number |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }
}

fn varint(bytes: &mut Vec<u8>, mut number: u128) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    varint(bytes, text.len() as u128);
    bytes.extend_from_slice(text.as_bytes());
}

/// Small numbers of either sign in few bytes. A mantissa has 96 bits, so nothing is lost.
fn zigzag(number: i128) -> u128 {
    ((number << 1) ^ (number >> 127)) as u128
}

/// The number that was packed, with its scale.
fn decimal(packed: u128, scale: u32) -> Decimal {
    match u64::try_from(packed) {
        Ok(small) => {
            let (negative, mantissa) = (small & 1 == 1, (small >> 1) + (small & 1));
            Decimal::from_parts(mantissa as u32, (mantissa >> 32) as u32, 0, negative, scale)
        }
        Err(_) => Decimal::from_i128_with_scale(unzigzag(packed), scale),
    }
}

fn unzigzag(number: u128) -> i128 {
    (number >> 1) as i128 ^ -((number & 1) as i128)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let number = (any::<i64>(), any::<i32>(), 0_u32..29).prop_map(|(low, high, scale)| {
            Value::Number(Decimal::from_i128_with_scale(i128::from(high) << 40 | i128::from(low as u32), scale))
        });
        prop_oneof![
            Just(Value::Blank),
            Just(Value::Nil),
            Just(Value::NotApplicable),
            number,
            ".{0,9}".prop_map(Value::Text)
        ]
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
            let mut bytes = vec![7];
            pack(&mut bytes, &values, placed.then_some(&spots));
            let mut read = vec![Value::Nil; values.len()];
            unpack(&bytes[1..], &mut read);
            prop_assert_eq!(&read, &values);
            let known = |(value, spot): (&Value, &Spot)| if placed && !value.is_blank() { spot.clone() } else { Spot::Unknown };
            let expected: Vec<Spot> = values.iter().zip(&spots).map(known).collect();
            prop_assert_eq!(super::spots(&bytes[1..], values.len()), expected);
        }
    }
}
