//! The values of all figures of a form, as those hold them who look at many submissions.

mod limit;
mod packed;
mod rows;

use std::cmp::Ordering;

pub use limit::Limit;
pub use rows::ValueRows;
use rust_decimal::Decimal;

use crate::Value;

/// The values of a form's figures by number. Nearly all are short numbers, and those take no more than their digits: with
/// 120 figures of 130,000 units every step counts.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// What each value is: the scale of a short number, or one of the kinds below.
    kinds: Vec<u8>,
    /// The digits of a short number, the place of what is among the others; anything else where there is none.
    digits: Vec<i64>,
    /// Words and long numbers.
    others: Vec<Value>,
}

/// A number as most are: digits that fit into 64 bits, and how many of them are decimals.
#[derive(Clone, Copy, Debug)]
pub struct ShortNumber {
    digits: i64,
    scale: u32,
}

const NIL: u8 = 29;
const BLANK: u8 = 30;
const NOT_APPLICABLE: u8 = 31;
const OTHER: u8 = 32;

impl Values {
    /// Values of so many figures, all blank.
    pub fn blank(figures: usize) -> Self {
        Self { kinds: vec![BLANK; figures], digits: vec![0; figures], others: Vec::new() }
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// True if there are no figures.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Makes all figures blank again.
    #[inline]
    pub fn clear(&mut self) {
        self.kinds.fill(BLANK);
        self.others.clear();
    }

    /// The value of a figure.
    pub fn get(&self, figure: usize) -> Value {
        match self.kinds[figure] {
            NIL => Value::Nil,
            BLANK => Value::Blank,
            NOT_APPLICABLE => Value::NotApplicable,
            OTHER => self.others[self.digits[figure] as usize].clone(),
            scale => Value::Number(ShortNumber { digits: self.digits[figure], scale: scale.into() }.into()),
        }
    }

    /// Puts a value in the place of what was there.
    pub fn set(&mut self, figure: usize, value: Value) {
        match value {
            Value::Nil => self.kinds[figure] = NIL,
            Value::Blank => self.kinds[figure] = BLANK,
            Value::NotApplicable => self.kinds[figure] = NOT_APPLICABLE,
            Value::Number(number) => match ShortNumber::try_from(number) {
                Ok(number) => self.set_short(figure, number),
                Err(number) => self.set_other(figure, Value::Number(number)),
            },
            value @ Value::Text(_) => self.set_other(figure, value),
        }
    }

    /// The same for a short number.
    #[inline]
    pub fn set_short(&mut self, figure: usize, number: ShortNumber) {
        self.kinds[figure] = number.scale as u8;
        self.digits[figure] = number.digits;
    }

    fn set_other(&mut self, figure: usize, value: Value) {
        self.kinds[figure] = OTHER;
        self.digits[figure] = self.others.len() as i64;
        self.others.push(value);
    }

    /// The number of a figure, if it is a short one. Nil is none.
    #[inline]
    pub fn short(&self, figure: usize) -> Option<ShortNumber> {
        let kind = self.kinds[figure];
        (kind < NIL).then(|| ShortNumber { digits: self.digits[figure], scale: kind.into() })
    }

    /// The same for each figure in their order.
    pub fn shorts(&self) -> impl ExactSizeIterator<Item = Option<ShortNumber>> + '_ {
        let short = |kind: u8, digits: i64| (kind < NIL).then_some(ShortNumber { digits, scale: kind.into() });
        self.kinds.iter().zip(&self.digits).map(move |(kind, digits)| short(*kind, *digits))
    }

    /// The number of a figure, if it is one; nil counts as 0.
    pub fn number(&self, figure: usize) -> Option<Decimal> {
        match self.kinds[figure] {
            BLANK | NOT_APPLICABLE => None,
            _ => self.get(figure).number(),
        }
    }

    /// True if nothing was reported of a figure.
    #[inline]
    pub fn is_blank(&self, figure: usize) -> bool {
        self.kinds[figure] == BLANK
    }

    /// True if it was reported that there was nothing to count.
    pub fn is_nil(&self, figure: usize) -> bool {
        self.kinds[figure] == NIL
    }

    /// True unless a figure does not apply.
    #[inline]
    pub fn applies(&self, figure: usize) -> bool {
        self.kinds[figure] != NOT_APPLICABLE
    }

    /// Of each figure, in their order, whether anything was reported.
    pub fn reported(&self) -> impl ExactSizeIterator<Item = bool> + '_ {
        self.kinds.iter().map(|kind| *kind != BLANK)
    }

    /// The values in the order of the figures.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Value> + '_ {
        (0..self.len()).map(|figure| self.get(figure))
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Extend<Value> for Values {
    fn extend<I: IntoIterator<Item = Value>>(&mut self, values: I) {
        for value in values {
            self.kinds.push(BLANK);
            self.digits.push(0);
            self.set(self.len() - 1, value);
        }
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut all = Self::default();
        all.extend(values);
        all
    }
}

impl ShortNumber {
    /// Zero.
    pub const ZERO: Self = Self { digits: 0, scale: 0 };

    /// A number from its digits and how many of them are decimals; none with more decimals than any number has.
    #[inline]
    pub fn new(digits: i64, scale: u32) -> Option<Self> {
        (scale <= Decimal::MAX_SCALE).then_some(Self { digits, scale })
    }

    /// The digits, decimals included.
    #[inline]
    pub fn digits(self) -> i64 {
        self.digits
    }

    /// How many of the digits are decimals.
    #[inline]
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// The sum; none if it is not short.
    #[inline]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.scale == other.scale {
            return self.digits.checked_add(other.digits).map(|digits| Self { digits, ..self });
        }
        let (own, other, scale) = self.aligned(other)?;
        Self::short(own + other, scale)
    }

    /// The difference; none if it is not short.
    #[inline]
    pub fn minus(self, other: Self) -> Option<Self> {
        let (own, other, scale) = self.aligned(other)?;
        Self::short(own - other, scale)
    }

    /// The product; none if it is not short.
    #[inline]
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.digits.checked_mul(other.digits)?, self.scale + other.scale)
    }

    /// How two numbers compare; none if their decimals are too far apart to say it quickly.
    #[inline]
    pub fn compared(self, other: Self) -> Option<Ordering> {
        // Most that are held against each other have as many decimals: nothing is to be scaled.
        if self.scale == other.scale {
            return Some(self.digits.cmp(&other.digits));
        }
        self.aligned(other).map(|(own, other, _)| own.cmp(&other))
    }

    fn short(digits: i128, scale: u32) -> Option<Self> {
        i64::try_from(digits).ok().map(|digits| Self { digits, scale })
    }

    /// The digits of both with as many decimals, and how many these are.
    #[inline]
    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let (own, others) = (i128::from(self.digits), i128::from(other.digits));
        // 64 bits and 18 digits more are well within 128.
        let power = |by: u32| POWERS.get(by as usize).copied().map(i128::from);
        match self.scale.cmp(&other.scale) {
            Ordering::Equal => Some((own, others, self.scale)),
            Ordering::Less => Some((own * power(other.scale - self.scale)?, others, other.scale)),
            Ordering::Greater => Some((own, others * power(self.scale - other.scale)?, self.scale)),
        }
    }
}

/// Powers of ten.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl From<i64> for ShortNumber {
    #[inline]
    fn from(digits: i64) -> Self {
        Self { digits, scale: 0 }
    }
}

impl From<ShortNumber> for Decimal {
    fn from(number: ShortNumber) -> Self {
        let digits = number.digits.unsigned_abs();
        Self::from_parts(digits as u32, (digits >> 32) as u32, 0, number.digits < 0, number.scale)
    }
}

impl TryFrom<Decimal> for ShortNumber {
    /// The number itself.
    type Error = Decimal;

    fn try_from(number: Decimal) -> Result<Self, Decimal> {
        let digits = i64::try_from(number.mantissa()).map_err(|_| number)?;
        Ok(Self { digits, scale: number.scale() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of every kind; numbers with digits of any length, from one to those of a long number.
    pub fn value() -> impl Strategy<Value = Value> {
        let number = (any::<i64>(), any::<i32>(), 0..64, 0_u32..29).prop_map(|(low, high, cut, scale)| {
            let long = i128::from(high) << 40 | i128::from(low as u32);
            let digits = if high % 4 > 0 { i128::from(low >> cut) } else { long };
            Value::Number(Decimal::from_i128_with_scale(digits, scale))
        });
        prop_oneof![
            2 => Just(Value::Blank),
            1 => Just(Value::Nil),
            1 => Just(Value::NotApplicable),
            2 => number,
            1 => ".{0,9}".prop_map(Value::Text)
        ]
    }

    proptest! {
        #[test]
        fn values_come_back_as_they_were(row in prop::collection::vec(value(), 0..40), again in value()) {
            let mut values: Values = row.iter().cloned().collect();
            prop_assert_eq!(values.iter().collect::<Vec<_>>(), row.clone());
            for (figure, value) in row.iter().enumerate() {
                prop_assert_eq!(values.number(figure), value.number());
                prop_assert_eq!(values.is_blank(figure), value.is_blank());
                prop_assert_eq!(values.is_nil(figure), *value == Value::Nil);
                prop_assert_eq!(values.applies(figure), *value != Value::NotApplicable);
                prop_assert!(values.short(figure).is_none_or(|short| Some(Decimal::from(short)) == value.number()));
            }
            let shorts = (0..row.len()).map(|figure| values.short(figure).map(Decimal::from));
            prop_assert!(values.shorts().map(|short| short.map(Decimal::from)).eq(shorts));
            if !row.is_empty() {
                values.set(0, again.clone());
                prop_assert_eq!(values.get(0), again);
                values.clear();
                prop_assert!(values.is_blank(0));
            }
        }

        #[test]
        fn short_numbers_reckon_as_all_do(one in any::<(i64, u8)>(), other in any::<(i64, u8)>()) {
            // Few decimals, so that many have as many.
            let short = |(digits, scale): (i64, u8)| ShortNumber::new(digits, u32::from(scale % 3)).unwrap();
            let (one, other) = (short(one), short(other));
            let (long, longer) = (Decimal::from(one), Decimal::from(other));
            prop_assert!(one.plus(other).is_none_or(|sum| Decimal::from(sum) == long + longer));
            prop_assert!(one.minus(other).is_none_or(|rest| Decimal::from(rest) == long - longer));
            prop_assert!(one.times(other).is_none_or(|product| Decimal::from(product) == long * longer));
            prop_assert!(one.compared(other).is_none_or(|order| order == long.cmp(&longer)));
        }
    }
}
