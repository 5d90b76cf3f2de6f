//! Numbers that rules reckon with: short ones as long as that goes, which costs a fraction; exact in either case.

use std::cmp::Ordering;

use baocao_model::{ShortNumber, Values};
use rust_decimal::Decimal;

/// A number on its way through a rule.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    Short(ShortNumber),
    Long(Decimal),
}

impl Number {
    pub const ZERO: Self = Self::Short(ShortNumber::ZERO);

    /// The number of a figure, if it is one; nil counts as 0.
    pub fn of(values: &Values, figure: usize) -> Option<Self> {
        match values.short(figure) {
            Some(number) => Some(Self::Short(number)),
            None => values.number(figure).map(Self::Long),
        }
    }

    /// The sum; none if it is beyond what a number can hold, here as below.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.both(other, ShortNumber::plus, Decimal::checked_add)
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.both(other, ShortNumber::minus, Decimal::checked_sub)
    }

    pub fn times(self, other: Self) -> Option<Self> {
        self.both(other, ShortNumber::times, Decimal::checked_mul)
    }

    /// The quotient; none for a division by 0.
    pub fn divided_by(self, other: Self) -> Option<Self> {
        Decimal::from(self).checked_div(other.into()).map(Self::Long)
    }

    pub fn negative(self) -> Option<Self> {
        Self::ZERO.minus(self)
    }

    pub fn abs(self) -> Option<Self> {
        if self.compared(Self::ZERO).is_lt() { self.negative() } else { Some(self) }
    }

    pub fn compared(self, other: Self) -> Ordering {
        let short = match (self, other) {
            (Self::Short(own), Self::Short(other)) => own.compared(other),
            _ => None,
        };
        short.unwrap_or_else(|| Decimal::from(self).cmp(&other.into()))
    }

    fn both(
        self,
        other: Self,
        short: impl Fn(ShortNumber, ShortNumber) -> Option<ShortNumber>,
        long: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        let result = match (self, other) {
            (Self::Short(own), Self::Short(other)) => short(own, other),
            _ => None,
        };
        result.map(Self::Short).or_else(|| long(self.into(), other.into()).map(Self::Long))
    }
}

/// A number that many figures are held against.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    number: Number,
    /// Its digits with no decimals, with one and so on; none where it is no short number with as many.
    digits: [Option<i64>; Self::SCALES],
}

impl Limit {
    /// Figures rarely have more decimals than three.
    const SCALES: usize = 4;

    pub fn new(number: Decimal) -> Self {
        let digits = |scale: u32| {
            let mut scaled = number;
            scaled.rescale(scale);
            let short = ShortNumber::try_from(scaled).ok().filter(|short| short.scale() == scale && scaled == number);
            short.map(ShortNumber::digits)
        };
        Self { number: number.into(), digits: std::array::from_fn(|scale| digits(scale as u32)) }
    }

    /// True if the number of a figure compares so with it; a figure that is no number does not.
    #[inline]
    pub fn is_broken(&self, side: Ordering, values: &Values, figure: usize) -> bool {
        if let Some(number) = values.short(figure)
            && let Some(Some(digits)) = self.digits.get(number.scale() as usize)
        {
            return number.digits().cmp(digits) == side;
        }
        !values.is_blank(figure) && self.is_broken_at_length(side, values, figure)
    }

    fn is_broken_at_length(&self, side: Ordering, values: &Values, figure: usize) -> bool {
        Number::of(values, figure).is_some_and(|number| number.compared(self.number) == side)
    }
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        match number {
            Number::Short(number) => number.into(),
            Number::Long(number) => number,
        }
    }
}

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        ShortNumber::try_from(number).map_or_else(Self::Long, Self::Short)
    }
}

#[cfg(test)]
mod tests {
    use baocao_model::Value;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn figures_compare_with_a_limit_as_numbers_do(
            (limit, figure) in (any::<i64>(), any::<i64>()),
            (cut, cut_again) in (0..64, 0..64),
            (scale, scale_again) in (0_u32..6, 0_u32..6),
        ) {
            let (limit, figure) = (Decimal::new(limit >> cut, scale), Decimal::new(figure >> cut_again, scale_again));
            let values: Values = [Value::Number(figure), Value::Nil, Value::Blank].into_iter().collect();
            for side in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
                let is_broken = |figure| Limit::new(limit).is_broken(side, &values, figure);
                prop_assert_eq!(is_broken(0), figure.cmp(&limit) == side);
                prop_assert_eq!(is_broken(1), Decimal::ZERO.cmp(&limit) == side);
                prop_assert!(!is_broken(2));
            }
        }
    }
}
