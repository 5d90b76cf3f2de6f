//! `15 tổ với 180 thành viên, bình quân mỗi tổ 12 thành viên`; `bình quân 5 triệu đồng/người, tổng 500 triệu đồng cho 100 người`.

use rust_decimal::Decimal;

use super::product::{per_time, rated};
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares every average with the total and the number that its sentence gives.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for average in parsed.quantities.iter().filter(|quantity| is_average(quantity)) {
            out.extend(compare(reading, passage, parsed, average));
        }
    }
}

/// True for a figure that is said to be an average.
pub fn is_average(quantity: &Quantity) -> bool {
    !quantity.percent
        && quantity.change.is_none()
        && ["bình quân", "trung bình"].iter().any(|phrase| quantity.has_phrase_before(phrase))
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, average: &Quantity) -> Option<Relation> {
    let thing = rated(parsed, average).filter(|_| !per_time(parsed, average))?;
    let sentence = parsed.sentence_of(average.first);
    let others = || {
        parsed.quantities.iter().filter(|other| {
            // Of years and months there are as many as are said, as of anything else.
            let level = other.is_level() || other.unit.family == Family::Duration && other.exact;
            other.first != average.first && parsed.sentence_of(other.first) == sentence && level
        })
    };
    let counted = |other: &&Quantity| {
        other.unit.words.first().is_some_and(|word| **word == *thing) && other.exact && other.of.is_none()
    };
    let measured = |other: &&Quantity| match average.unit.words.first().map(AsRef::as_ref) {
        Some("đồng" | "đ") => other.unit.family == Family::Money,
        // `2.100 lượt người` are people for `70 người/lớp`.
        Some(word) => other.unit.words.iter().find(|own| *own != "lượt").is_some_and(|own| own == word),
        None => false,
    };
    // One number and one total: with more of either, the average may be of any.
    let (count, total) = (only(others().filter(counted))?, only(others().filter(measured))?);
    if count.first == total.first || count.value.is_zero() || total.of.is_some() || is_average(total) {
        return None;
    }
    let truth = total.value.checked_div(count.value)?;
    let off = truth - average.value;
    let slack = if total.decimals { total.step / count.value } else { Decimal::ZERO };
    let all = [count, total, average];
    let start = all.iter().map(|quantity| quantity.span.start).min()?;
    let end = all.iter().map(|quantity| quantity.whole.end).max()?;
    let relation = reading
        .relation(Kind::Product, passage, start..end)
        .with(all.map(|quantity| reading.operand(passage, quantity)));
    let computation = format!("{} / {} = {}", total.shown(), count.shown(), shown(truth.round_dp(2)));
    let holds = match average.hedge {
        Hedge::Exact => off.abs() < average.step + slack,
        Hedge::Above => off + slack >= Decimal::ZERO,
        Hedge::Below => off <= slack,
        Hedge::About => off.abs() * Decimal::TEN <= truth,
    };
    if holds {
        return Some(relation.computed(computation));
    }
    let plain = total.hedge == Hedge::Exact && count.hedge == Hedge::Exact && average.hedge == Hedge::Exact;
    let certainty = if plain { Certainty::Contradiction } else { Certainty::Possible };
    let relation = relation.computed(format!("{computation} ≠ {}", average.shown())).broken(certainty);
    let truth = shown(truth.round_dp(2));
    Some(relation.unless(format!("bình quân là {truth}"), format!("an average of {truth}")))
}

fn only<'a>(mut found: impl Iterator<Item = &'a Quantity<'a>>) -> Option<&'a Quantity<'a>> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
