use std::ops::Range;

use rust_decimal::Decimal;

use super::{NIL, OTHER, Values};

/// What numbers may not be below, or may not be above. It is held against runs of figures at a time: forms have hundreds of
/// bounds.
#[derive(Clone, Debug)]
pub struct Limit {
    number: Decimal,
    side: Side,
    /// By kind of value: the first digits that may break it, coming from the number itself.
    first: Box<[i64; KINDS]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Below,
    Above,
}

impl Side {
    /// True if a number lies on this side of a limit.
    fn of(self, number: Decimal, limit: Decimal) -> bool {
        if self == Self::Below { number < limit } else { number > limit }
    }
}

/// As many as a byte has, so that no index has to be checked.
const KINDS: usize = 1 << u8::BITS;

/// Beyond all digits of short numbers.
const EDGE: i128 = 1 << 64;

impl Limit {
    /// What numbers may not be below.
    pub fn least(number: Decimal) -> Self {
        Self::new(number, Side::Below)
    }

    /// What numbers may not be above.
    pub fn most(number: Decimal) -> Self {
        Self::new(number, Side::Above)
    }

    fn new(number: Decimal, side: Side) -> Self {
        let (all, none) = if side == Side::Below { (i64::MAX, i64::MIN) } else { (i64::MIN, i64::MAX) };
        let mut first = Box::new([none; KINDS]);
        for (scale, first) in (0..=Decimal::MAX_SCALE).zip(first.iter_mut()) {
            let digits = if side == Side::Below { -floor(-number, scale) - 1 } else { floor(number, scale) + 1 };
            *first = digits.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        }
        // Nothing to count is none; what else is not short is looked at by itself.
        first[usize::from(NIL)] = if side.of(Decimal::ZERO, number) { all } else { none };
        first[usize::from(OTHER)] = all;
        Self { number, side, first }
    }

    /// True if the number of a figure is beyond it; a figure that is no number is not.
    pub fn is_broken(&self, values: &Values, figure: usize) -> bool {
        values.number(figure).is_some_and(|number| self.side.of(number, self.number))
    }

    /// True if one of the figures of a run is beyond it.
    pub fn is_broken_in(&self, values: &Values, run: Range<usize>) -> bool {
        let figures = || values.kinds[run.clone()].iter().zip(&values.digits[run.clone()]);
        let first = |kind: &u8| self.first[usize::from(*kind)];
        // All are looked at, which is faster than to stop at one: nearly always there is none.
        let may_be = match self.side {
            Side::Below => figures().fold(false, |found, (kind, digits)| found | (*digits <= first(kind))),
            Side::Above => figures().fold(false, |found, (kind, digits)| found | (*digits >= first(kind))),
        };
        may_be && run.into_iter().any(|figure| self.is_broken(values, figure))
    }
}

/// The largest whole number of units of a decimal that is not above a number, cut off beyond all that is short.
fn floor(number: Decimal, scale: u32) -> i128 {
    let power = 10_i128.pow(scale.abs_diff(number.scale()));
    let units = match scale >= number.scale() {
        true => number.mantissa().saturating_mul(power),
        false => number.mantissa().div_euclid(power),
    };
    units.clamp(-EDGE, EDGE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Value;

    /// Digits of any length, those at the edges too.
    fn number() -> impl Strategy<Value = Decimal> {
        let digits = prop_oneof![
            8 => (any::<i64>(), 0..64).prop_map(|(digits, cut)| i128::from(digits >> cut)),
            1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX]).prop_map(i128::from),
            1 => (any::<i64>(), any::<u32>()).prop_map(|(high, low)| (i128::from(high) << 31) | i128::from(low)),
        ];
        (digits, 0..=Decimal::MAX_SCALE, 0_u32..3).prop_map(|(digits, scale, few)| {
            Decimal::from_i128_with_scale(digits, if scale % 2 == 0 { scale } else { few })
        })
    }

    /// A limit, and figures among which some are right beside it, with more decimals or fewer.
    fn limit_and_row() -> impl Strategy<Value = (Decimal, Vec<Value>)> {
        let beside = |limit: Decimal| {
            let near = (0_u32..6, -2_i128..3).prop_map(move |(scale, steps)| {
                let digits = floor(limit, scale) + steps;
                Value::Number(Decimal::try_from_i128_with_scale(digits, scale).unwrap_or(limit))
            });
            let value = prop_oneof![
                6 => near,
                2 => number().prop_map(Value::Number),
                1 => Just(Value::Nil),
                1 => Just(Value::Blank),
                1 => Just(Value::NotApplicable),
                1 => Just(Value::Text("12".into())),
            ];
            (Just(limit), prop::collection::vec(value, 1..6))
        };
        number().prop_flat_map(beside)
    }

    proptest! {
        #[test]
        fn a_run_breaks_a_limit_where_one_of_its_numbers_does((limit, row) in limit_and_row()) {
            // What was there before leaves its digits behind.
            let mut values: Values = std::iter::repeat_n(Value::Number(i64::MAX.into()), row.len()).collect();
            values.clear();
            for (figure, value) in row.iter().enumerate() {
                values.set(figure, value.clone());
            }
            let numbers = || row.iter().filter_map(Value::number);
            let all = 0..row.len();
            prop_assert_eq!(Limit::least(limit).is_broken_in(&values, all.clone()), numbers().any(|number| number < limit));
            prop_assert_eq!(Limit::most(limit).is_broken_in(&values, all.clone()), numbers().any(|number| number > limit));
            for figure in all {
                let one = row[figure].number();
                prop_assert_eq!(Limit::least(limit).is_broken(&values, figure), one.is_some_and(|number| number < limit));
                prop_assert_eq!(Limit::most(limit).is_broken(&values, figure), one.is_some_and(|number| number > limit));
                prop_assert_eq!(Limit::most(limit).is_broken_in(&values, figure..figure + 1), one.is_some_and(|number| number > limit));
            }
        }
    }
}
