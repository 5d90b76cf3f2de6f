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
