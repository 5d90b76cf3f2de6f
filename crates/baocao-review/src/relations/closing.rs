//! Whether parts add up to a total, given how the figures are rounded and hedged.

use rust_decimal::Decimal;

use crate::language::{Hedge, Quantity};

/// True if parts may add up to a total, its hedge considered.
pub fn closes(total: &Quantity, parts: &[&Quantity]) -> bool {
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let slack = tolerance(total, parts);
    let difference = sum - total.value;
    let tenth = total.value / Decimal::TEN;
    match total.hedge {
        Hedge::Exact if slack.is_zero() => difference.is_zero(),
        Hedge::Exact => difference.abs() < slack,
        Hedge::Above => difference > -slack && difference < tenth.max(slack),
        Hedge::Below => difference < slack && difference > -tenth.max(slack),
        Hedge::About => difference.abs() < tenth.max(slack),
    }
}

/// How far a sum may be from its total, given how the figures are rounded.
pub fn tolerance(total: &Quantity, parts: &[&Quantity]) -> Decimal {
    let finest = parts.iter().map(|part| part.step).min().unwrap_or(total.step);
    // Zeros at the end are left out: beside `1,15 tỷ` a part of `0,9 tỷ` means `0,90 tỷ`.
    let half = |quantity: &Quantity| match quantity.exact {
        true => Decimal::ZERO,
        false if quantity.decimals => finest.min(quantity.step) / Decimal::TWO,
        false => quantity.step / Decimal::TWO,
    };
    let own = if total.step > finest { total.step } else { half(total) };
    let rounding = parts.iter().map(|part| half(part)).sum::<Decimal>();
    // Beside a total that is rounded far more, the parts are as good as exact.
    if rounding * Decimal::from(20) <= own { own } else { rounding + own }
}
