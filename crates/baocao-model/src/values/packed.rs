//! Values in few bytes: what 130,000 units reported stays in memory.

use rust_decimal::Decimal;

use super::{BLANK, NIL, NOT_APPLICABLE, OTHER, Values};
use crate::Value;

/// How many figures are packed together: none of their bytes where none was reported, and at once otherwise.
const BLOCK: usize = 8;

/// How many bytes the digits of a figure have.
const DIGITS: usize = size_of::<i32>();

/// A bit beside the kind of a short number whose digits do not fit.
const WIDE: u8 = 0x40;

/// What stands before a value that is no short number.
const TEXT: u8 = 0;
const NUMBER: u8 = 1;

impl Values {
    /// Appends the values to bytes: a bit for each block of figures with any, the kinds and the digits of such a block, and
    /// behind all of them what takes more room.
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        bytes.resize(start + bits(self.len()), 0);
        let mut wide = Vec::new();
        for at in 0..self.len().div_ceil(BLOCK) {
            let first = at * BLOCK;
            let Some((kinds, digits)) = self.block(first) else { continue };
            let (mut packed, mut narrow) = (kinds, [0; BLOCK]);
            let mut fits = true;
            for (narrow, digits) in narrow.iter_mut().zip(digits) {
                *narrow = digits as i32;
                fits &= i64::from(*narrow) == digits;
            }
            if !fits {
                for ((kind, digits), narrow) in packed.iter_mut().zip(digits).zip(narrow) {
                    // What is no number has the digits of what was there before.
                    if *kind < NIL && i64::from(narrow) != digits {
                        *kind |= WIDE;
                        wide.push(digits);
                    }
                }
            }
            bytes[start + at / 8] |= 1 << (at % 8);
            bytes.extend_from_slice(&packed);
            bytes.extend_from_slice(narrow.map(i32::to_le_bytes).as_flattened());
        }
        bytes.extend(wide.into_iter().flat_map(i64::to_le_bytes));
        if !self.others.is_empty() {
            (0..self.len())
                .filter(|figure| self.kinds[*figure] == OTHER)
                .for_each(|figure| other(bytes, &self.get(figure)));
        }
    }

    /// Reads as many values as there are here in the place of these; what stands behind them is left.
    pub fn unpack<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        self.clear();
        let (bits, rest) = bytes.split_at(bits(self.len()));
        let mut reader = Reader { rest };
        let mut longer = Vec::new();
        for at in (0..self.len().div_ceil(BLOCK)).filter(|at| bits[at / 8] & (1 << (at % 8)) != 0) {
            let first = at * BLOCK;
            let end = self.len().min(first + BLOCK);
            let kinds: [u8; BLOCK] = reader.array();
            let narrow: [u8; BLOCK * DIGITS] = reader.array();
            let narrow = narrow.as_chunks().0.iter().map(|digits| i64::from(i32::from_le_bytes(*digits)));
            self.kinds[first..end].copy_from_slice(&kinds[..end - first]);
            self.digits[first..end].iter_mut().zip(narrow).for_each(|(digits, narrow)| *digits = narrow);
            if kinds.iter().fold(false, |found, kind| found | (*kind >= OTHER)) {
                longer.extend((first..end).filter(|figure| self.kinds[*figure] >= OTHER));
            }
        }
        for figure in &longer {
            if self.kinds[*figure] & WIDE != 0 {
                self.kinds[*figure] &= !WIDE;
                self.digits[*figure] = i64::from_le_bytes(reader.array());
            }
        }
        for figure in longer {
            if self.kinds[figure] == OTHER {
                self.set_other(figure, reader.other());
            }
        }
        reader.rest
    }

    /// True if none of so many packed values was reported.
    pub fn is_packed_blank(figures: usize, bytes: &[u8]) -> bool {
        bytes[..bits(figures)].iter().all(|bits| *bits == 0)
    }

    /// The kinds and the digits of a block; none if nothing in it was reported.
    fn block(&self, first: usize) -> Option<([u8; BLOCK], [i64; BLOCK])> {
        if let (Some(kinds), Some(digits)) = (self.kinds[first..].first_chunk(), self.digits[first..].first_chunk()) {
            return (*kinds != [BLANK; BLOCK]).then_some((*kinds, *digits));
        }
        let (mut kinds, mut digits) = ([BLANK; BLOCK], [0; BLOCK]);
        kinds.iter_mut().zip(&self.kinds[first..]).for_each(|(kind, own)| *kind = *own);
        digits.iter_mut().zip(&self.digits[first..]).for_each(|(digits, own)| *digits = *own);
        (kinds != [BLANK; BLOCK]).then_some((kinds, digits))
    }
}

/// How many bytes the bits of the blocks of so many figures take.
fn bits(figures: usize) -> usize {
    figures.div_ceil(BLOCK).div_ceil(8)
}

/// What a short number may not be taken for.
const _: () = assert!(NIL < WIDE && BLANK < OTHER && NOT_APPLICABLE < OTHER && OTHER < WIDE);

fn other(bytes: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Number(number) => {
            bytes.push(NUMBER);
            bytes.extend(number.serialize());
        }
        value => {
            let words = value.words().unwrap_or_default();
            bytes.push(TEXT);
            bytes.extend(words.len().to_le_bytes());
            bytes.extend(words.as_bytes());
        }
    }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn bytes(&mut self, count: usize) -> &'b [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    fn array<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        let (taken, rest) = self.rest.split_first_chunk().expect("what was packed is read");
        self.rest = rest;
        *taken
    }

    fn other(&mut self) -> Value {
        let [kind] = self.array();
        if kind == NUMBER {
            return Value::Number(Decimal::deserialize(self.array()));
        }
        let length = usize::from_le_bytes(self.array());
        Value::Text(String::from_utf8_lossy(self.bytes(length)).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::value;
    use super::*;

    fn row() -> impl Strategy<Value = Vec<Value>> {
        let blanks = (1_usize..30).prop_map(|count| vec![Value::Blank; count]);
        let part = prop_oneof![blanks, prop::collection::vec(value(), 1..20)];
        prop::collection::vec(part, 1..5).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(row in row(), before in value()) {
            let mut values: Values = row.iter().cloned().collect();
            let mut read: Values = vec![before; row.len()].into_iter().collect();
            let mut bytes = vec![7];
            values.pack(&mut bytes);
            bytes.push(8);
            prop_assert_eq!(read.unpack(&bytes[1..]), [8]);
            prop_assert_eq!(&read, &values);
            prop_assert_eq!(Values::is_packed_blank(row.len(), &bytes[1..]), row.iter().all(|value| *value == Value::Blank));
            // What was there before is gone, even where it was long.
            values.clear();
            let mut bytes = Vec::new();
            values.pack(&mut bytes);
            read.unpack(&bytes);
            prop_assert_eq!(read, Values::blank(row.len()));
        }
    }
}
