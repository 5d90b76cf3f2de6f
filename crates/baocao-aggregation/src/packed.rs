//! Rows of values in few bytes: what 130,000 units reported stays in memory, exact and with its places.

use baocao_model::{ShortNumber, Value, Values};
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

/// The kinds of value; below are short numbers, by their scale.
const NIL: u8 = 29;
const NOT_APPLICABLE: u8 = 30;
const TEXT: u8 = 31;
const LONG: u8 = 32;
/// A short number whose digits do not fit into [`DIGITS`] bytes, with its scale.
const WIDE: u8 = 0x40;

/// How many bytes the digits of a short number have.
const DIGITS: usize = size_of::<i32>();

/// Appends a row: a bit for each figure that was reported, the kinds of those, their digits, what takes more behind them,
/// then the places if there are any. What is of one size lies together, so that little is asked for each figure.
pub fn pack(bytes: &mut Vec<u8>, values: &Values, spots: Option<&[Spot]>) {
    let (start, bits) = (bytes.len(), values.len().div_ceil(8));
    let count = values.reported().filter(|is_reported| *is_reported).count();
    bytes.resize(start + bits + count * (1 + DIGITS), 0);
    let (bits, rest) = bytes[start..].split_at_mut(bits);
    let (kinds, digits) = rest.split_at_mut(count);
    let (mut wide, mut longer) = (Vec::new(), Vec::new());
    let mut room = kinds.iter_mut().zip(digits.as_chunks_mut().0);
    for (first, bits) in (0..values.len()).step_by(8).zip(bits) {
        for figure in first..values.len().min(first + 8) {
            if values.is_blank(figure) {
                continue;
            }
            *bits |= 1 << (figure - first);
            let Some((kind, digits)) = room.next() else { break };
            *kind = match values.short(figure) {
                Some(number) => {
                    let short = number.digits() as i32;
                    *digits = short.to_le_bytes();
                    let is_wide = i64::from(short) != number.digits();
                    if is_wide {
                        wide.push(number.digits());
                    }
                    number.scale() as u8 | if is_wide { WIDE } else { 0 }
                }
                None => other(values.get(figure), &mut longer),
            };
        }
    }
    bytes.extend(wide.into_iter().flat_map(i64::to_le_bytes));
    longer.iter().for_each(|value| long(bytes, value));
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

/// Reads the values of a row; `values` has a place for every figure.
pub fn unpack(row: &[u8], values: &mut Values) {
    Reader { rest: row }.values(values);
}

/// True for a row of so many figures of which none was reported.
pub fn is_empty(row: &[u8], figures: usize) -> bool {
    row[..figures.div_ceil(8)].iter().all(|bits| *bits == 0)
}

/// Reads the places of the figures of a row of `figures` figures.
pub fn spots(row: &[u8], figures: usize) -> Vec<Spot> {
    let mut values = Values::blank(figures);
    let mut reader = Reader { rest: row };
    reader.values(&mut values);
    let placed = reader.byte() != 0;
    let spot = |figure| if placed && !values.is_blank(figure) { reader.spot() } else { Spot::Unknown };
    (0..figures).map(spot).collect()
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn values(&mut self, values: &mut Values) {
        values.clear();
        let bits = self.bytes(values.len().div_ceil(8));
        let count = bits.iter().map(|bits| bits.count_ones() as usize).sum();
        let kinds = self.bytes(count);
        let digits = self.bytes(count * DIGITS).as_chunks().0;
        let mut packed = kinds.iter().zip(digits);
        let mut longer = Vec::new();
        for (at, bits) in bits.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                let figure = at * 8 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let Some((kind, digits)) = packed.next() else { return };
                let digits = if kind & WIDE == 0 { i32::from_le_bytes(*digits).into() } else { self.wide() };
                let kind = *kind & !WIDE;
                if let Some(number) = ShortNumber::new(digits, kind.into()) {
                    values.set_short(figure, number);
                    continue;
                }
                match kind {
                    NIL => values.set(figure, Value::Nil),
                    NOT_APPLICABLE => values.set(figure, Value::NotApplicable),
                    kind => longer.push((figure, kind)),
                }
            }
        }
        for (figure, kind) in longer {
            let value = if kind == TEXT { Value::Text(self.text()) } else { Value::Number(self.number()) };
            values.set(figure, value);
        }
    }

    fn wide(&mut self) -> i64 {
        self.bytes(size_of::<i64>()).first_chunk().copied().map_or(0, i64::from_le_bytes)
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

    fn number(&mut self) -> Decimal {
        let scale = self.byte().into();
        Decimal::from_i128_with_scale(unzigzag(self.varint()), scale)
    }

    fn text(&mut self) -> String {
        let length = self.varint() as usize;
        String::from_utf8_lossy(self.bytes(length)).into_owned()
    }

    fn varint(&mut self) -> u128 {
        let (mut number, mut shift) = (0, 0);
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

/// The kind of a value that is no short number; what takes more is kept to be written behind the others.
#[cold]
fn other(value: Value, longer: &mut Vec<Value>) -> u8 {
    let kind = match value {
        Value::Nil => NIL,
        Value::Text(_) => TEXT,
        Value::Number(_) => LONG,
        Value::NotApplicable | Value::Blank => NOT_APPLICABLE,
    };
    if [TEXT, LONG].contains(&kind) {
        longer.push(value);
    }
    kind
}

fn long(bytes: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Text(words) => text(bytes, words),
        Value::Number(number) => {
            bytes.push(number.scale() as u8);
            varint(bytes, zigzag(number.mantissa()));
        }
        Value::Blank | Value::Nil | Value::NotApplicable => {}
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

/// Small numbers of either sign in few bytes. The digits of a number have 96 bits, so nothing is lost.
fn zigzag(number: i128) -> u128 {
    ((number << 1) ^ (number >> 127)) as u128
}

fn unzigzag(number: u128) -> i128 {
    (number >> 1) as i128 ^ -((number & 1) as i128)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        // Digits of any length, from one to those of a long number.
        let number = (any::<i64>(), any::<i32>(), 0..64, 0_u32..29).prop_map(|(low, high, cut, scale)| {
            let long = i128::from(high) << 40 | i128::from(low as u32);
            Value::Number(Decimal::from_i128_with_scale(
                if high % 4 > 0 { i128::from(low >> cut) } else { long },
                scale,
            ))
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
            let values: Values = values.into_iter().collect();
            let mut bytes = vec![7];
            pack(&mut bytes, &values, placed.then_some(&spots));
            let mut read = Values::blank(values.len());
            read.set(0, Value::Nil);
            unpack(&bytes[1..], &mut read);
            prop_assert_eq!(&read, &values);
            let known = |(value, spot): (Value, &Spot)| if placed && !value.is_blank() { spot.clone() } else { Spot::Unknown };
            let expected: Vec<Spot> = values.iter().zip(&spots).map(known).collect();
            prop_assert_eq!(super::spots(&bytes[1..], values.len()), expected);
        }
    }
}
