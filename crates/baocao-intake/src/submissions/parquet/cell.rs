use baocao_model::{ColumnKind, ShortNumber, Value};
use rust_decimal::Decimal;

use super::super::record::Record;
use super::super::{number_token, words};

/// One cell.
#[derive(Clone, Copy)]
pub enum Cell<'c> {
    /// Nothing.
    Blank,
    /// A floating-point number.
    Double(f64),
    /// A whole number with this many decimals.
    Whole(i128, u32),
    /// Text.
    Text(&'c str),
    /// What is none of these.
    Other,
}

impl Cell<'_> {
    /// Puts a figure into a record. What is neither a number nor words is for the precise reader; what is blank is not put.
    pub fn put(self, number: usize, record: &mut Record<'_>) {
        if matches!(self, Self::Blank) {
            return;
        }
        let kind = record.names().kind(number);
        match self.short().filter(|_| kind != ColumnKind::Text) {
            Some(short) => record.put_short(number, short),
            None => record.put(number, self.value(kind)),
        }
    }

    /// The figure in a cell; none for what is neither a number nor words.
    pub fn value(self, kind: ColumnKind) -> Option<Value> {
        match self {
            Self::Blank => Some(Value::Blank),
            Self::Text(text) => words::value(text, kind),
            _ if kind == ColumnKind::Text => None,
            _ => self.number().map(Value::Number),
        }
    }

    /// The number in a cell.
    pub fn number(self) -> Option<Decimal> {
        self.short().map(Decimal::from).or_else(|| match self {
            Self::Double(value) => long(value),
            Self::Whole(value, scale) => Decimal::try_from_i128_with_scale(value, scale).ok(),
            Self::Blank | Self::Text(_) | Self::Other => None,
        })
    }

    /// The same if it is a short one.
    #[inline]
    fn short(self) -> Option<ShortNumber> {
        match self {
            Self::Double(value) => shortest(value),
            Self::Whole(value, scale) => ShortNumber::new(i64::try_from(value).ok()?, scale),
            Self::Blank | Self::Text(_) | Self::Other => None,
        }
    }
}

/// Whole numbers below this are exact in a double.
pub const EXACT: f64 = 9_007_199_254_740_992.0;

/// The shortest decimal that a double stands for: `54.3`, never `54.29999999999999716`.
#[inline]
pub fn shortest(value: f64) -> Option<ShortNumber> {
    let whole = value as i64;
    if whole as f64 == value && value.abs() < EXACT {
        return ShortNumber::new(whole, 0);
    }
    broken(value)
}

/// The same for one with decimals.
fn broken(value: f64) -> Option<ShortNumber> {
    let mut power = 10.0;
    for scale in 1..=6 {
        // What is cut off here is rounded: a processor's own rounding is not everywhere at hand.
        let digits = (value * power + 0.5_f64.copysign(value)) as i64;
        // Division rounds to the nearest double, so the decimal that gives the value back stands for it.
        if (digits as f64).abs() < EXACT && digits as f64 / power == value {
            return ShortNumber::new(digits, scale);
        }
        power *= 10.0;
    }
    None
}

/// The same for one with more digits.
fn long(value: f64) -> Option<Decimal> {
    value.is_finite().then(|| value.to_string()).and_then(|digits| number_token::number(&digits))
}

/// The double that reads like a single: 0.1 is 0.1.
pub fn widened(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// A number as the bytes of its two's complement; none with more than 16.
pub fn big_endian(bytes: &[u8]) -> Option<i128> {
    let (first, rest) = bytes.split_first()?;
    if bytes.len() > 16 {
        return None;
    }
    let start = i128::from(*first as i8);
    Some(rest.iter().fold(start, |value, byte| (value << 8) | i128::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_stand_for_their_shortest_decimal() {
        for text in
            ["0", "54.3", "-12.55", "1000000", "4067150000", "0.000001", "9007199254740991", "0.30000000000000004"]
        {
            let value: f64 = text.parse().unwrap();
            assert_eq!(Cell::Double(value).number().unwrap().to_string(), text);
        }
        assert_eq!(Cell::Double(1e15).number().unwrap().to_string(), "1000000000000000");
        assert_eq!(Cell::Double(f64::INFINITY).number(), None);
        assert_eq!(Cell::Double(1e300).number(), None);
        assert_eq!(widened(0.1), 0.1);
    }

    #[test]
    fn wide_decimals_are_read_with_their_sign() {
        assert_eq!(big_endian(&(-123_456_i128).to_be_bytes()), Some(-123_456));
        assert_eq!(big_endian(&[0xff]), Some(-1));
        assert_eq!(big_endian(&[0x01, 0x00]), Some(256));
        assert_eq!(big_endian(&[]), None);
    }
}
