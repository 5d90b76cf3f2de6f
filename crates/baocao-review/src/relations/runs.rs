//! Figures in a row that make a figure nearby, without words that say so. These only confirm; they never accuse.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::language::{Family, Quantity};
use crate::reading::{Reading, shown};
use crate::relation::{Kind, Relation};

/// A figure with its passage.
type Found<'a> = (usize, &'a Quantity<'a>);

/// How many figures are looked at around a total.
const WINDOW: usize = 40;

/// Finds totals that a run of figures nearby makes.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let all: Vec<Found<'_>> = reading
        .prose()
        .flat_map(|(passage, _, parsed)| parsed.quantities.iter().map(move |quantity| (passage, quantity)))
        .collect();
    let levels: Vec<Found<'_>> = all.into_iter().filter(|(_, quantity)| quantity.is_level()).collect();
    let settled = settled(out);
    for (index, total) in levels.iter().enumerate() {
        if settled.contains(&(total.0, total.1.span.start)) || total.1.value < Decimal::TEN {
            continue;
        }
        let from = index.saturating_sub(WINDOW / 2);
        let window = &levels[from..(index + WINDOW).min(levels.len())];
        let runs = runs(*total, window);
        let alike = if runs.is_empty() { alike(*total, &levels[index + 1..]) } else { None };
        out.extend(runs.iter().chain(&alike).map(|run| relation(reading, *total, run)));
    }
}

/// The totals whose parts were found already.
fn settled(out: &[Relation]) -> BTreeSet<(usize, usize)> {
    let sums = out.iter().filter(|relation| relation.kind == Kind::Sum);
    sums.filter_map(|relation| relation.operands.first().map(|total| (total.passage, total.span.start))).collect()
}

/// Runs of figures next to each other that each make the total.
fn runs<'a>(total: Found<'a>, window: &[Found<'a>]) -> Vec<Vec<Found<'a>>> {
    let like = |other: &Found<'_>| {
        let itself = other.0 == total.0 && other.1.first == total.1.first;
        let near = other.0.abs_diff(total.0) <= 6;
        let large = || {
            total.1.value >= Decimal::ONE_THOUSAND
                && other.0 == total.0
                && total.1.unit.family != Family::Money
                && other.1.unit.family != Family::Money
        };
        // Words are compared last: they take longest.
        !itself && near && other.1.value < total.1.value && (large() || total.1.unit.is_like(&other.1.unit))
    };
    let parts: Vec<Found<'_>> = window.iter().copied().filter(like).collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < parts.len() {
        match run_from(total, &parts[start..]).filter(|length| is_placed(total, &parts[start..start + length])) {
            Some(length) => {
                found.push(parts[start..start + length].to_vec());
                start += length;
            }
            None => start += 1,
        }
    }
    found
}

/// True for a run where a reader looks for parts: behind the total, or before words such as `tổng cộng`; in another
/// passage each part begins an item. Only large totals are found by their value alone.
fn is_placed(total: Found<'_>, run: &[Found<'_>]) -> bool {
    let place = |found: &Found<'_>| (found.0, found.1.first);
    let behind = run.iter().all(|part| place(part) > place(&total));
    let summed = ["tổng", "cộng"].iter().any(|word| total.1.follows(word, 6))
        && run.iter().all(|part| place(part) < place(&total));
    let here = run.iter().all(|part| part.0 == total.0);
    let each_begins = run.windows(2).all(|pair| pair[0].0 != pair[1].0)
        && run.iter().all(|part| part.1.before.len() == part.1.first || part.1.first <= 8);
    let large = total.1.value >= Decimal::ONE_THOUSAND && total.1.exact;
    large && here
        || (behind || summed)
            && (here
                || each_begins
                || total.1.value >= Decimal::ONE_HUNDRED && run.iter().all(|part| part.0.abs_diff(total.0) <= 1))
}

/// How many of the first figures make the total.
fn run_from(total: Found<'_>, parts: &[Found<'_>]) -> Option<usize> {
    let mut sum = Decimal::ZERO;
    for (index, part) in parts.iter().take(12).enumerate() {
        sum += value(total, *part);
        let telling = index >= 2 || index == 1 && total.1.value >= Decimal::from(20);
        if sum == total.1.value && telling {
            return Some(index + 1);
        }
    }
    None
}

/// The value that counts: of `53/55` under a large total the whole.
fn value(total: Found<'_>, part: Found<'_>) -> Decimal {
    part.1.of.filter(|_| total.1.value >= Decimal::ONE_THOUSAND).unwrap_or(part.1.value)
}

/// Figures with the same words before them, as for each level of administration, that make the total.
fn alike<'a>(total: Found<'a>, later: &[Found<'a>]) -> Option<Vec<Found<'a>>> {
    let [.., first, second] = total.1.before.as_slice() else { return None };
    let like = |other: &&Found<'_>| {
        matches!(other.1.before.as_slice(), [.., one, two] if one == first && two == second)
            && total.1.unit.is_like(&other.1.unit)
    };
    let mut sum = Decimal::ZERO;
    let mut parts = Vec::new();
    for part in later.iter().take(3 * WINDOW).filter(like).take(12) {
        sum += part.1.value;
        parts.push(*part);
        if sum == total.1.value && parts.len() >= 2 {
            return Some(parts);
        }
    }
    None
}

fn relation(reading: &Reading<'_>, total: Found<'_>, parts: &[Found<'_>]) -> Relation {
    let terms = parts.iter().map(|part| shown(value(total, *part))).collect::<Vec<_>>().join(" + ");
    let last = parts.last().expect("a run has figures");
    let span = if parts.iter().all(|part| part.0 == total.0) {
        let start = parts.iter().map(|part| part.1.span.start).min().unwrap_or(0).min(total.1.span.start);
        start..last.1.whole.end.max(total.1.whole.end)
    } else {
        total.1.whole.clone()
    };
    let operands = parts.iter().map(|(passage, quantity)| reading.operand(*passage, quantity));
    let relation = reading.relation(Kind::Sum, total.0, span).computed(format!("{terms} = {}", total.1.shown()));
    relation.with([reading.operand(total.0, total.1)]).with(operands)
}
