//! `thu về 178 phiếu, hợp lệ 175 phiếu, không hợp lệ 3 phiếu`; `triệu tập 250 đại biểu, có mặt 241, vắng 9`: two parts that
//! leave nothing over.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::labels::{Opposites, opposites};
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up what a thing and its opposite count.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let looked_at: BTreeSet<Vec<(usize, usize)>> = out.iter().map(places).collect();
    for (passage, _, parsed) in reading.prose() {
        for (index, three) in parsed.quantities.windows(3).enumerate() {
            let [total, one, other] = three else { continue };
            let next = parsed.quantities.get(index + 3);
            let relation = compare(reading, passage, parsed, [total, one, other], next);
            out.extend(relation.filter(|relation| !looked_at.contains(&places(relation))));
        }
    }
}

/// The figures that a relation is about, in whatever order.
fn places(relation: &Relation) -> Vec<(usize, usize)> {
    let mut places: Vec<_> = relation.operands.iter().map(|operand| (operand.passage, operand.span.start)).collect();
    places.sort_unstable();
    places
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    [total, one, other]: [&Quantity; 3],
    next: Option<&Quantity>,
) -> Option<Relation> {
    let sentence = parsed.sentence_of(total.first);
    let plain = |quantity: &&Quantity| {
        quantity.is_level() && quantity.exact && quantity.of.is_none() && quantity.hedge == Hedge::Exact
    };
    let here = |quantity: &&Quantity| parsed.sentence_of(quantity.first) == sentence && quantity.depth == one.depth;
    let three = [total, one, other];
    let counts = |part: &Quantity| part.unit.family == Family::None || part.unit.is_like(&total.unit);
    if !three.iter().all(plain) || !three.iter().all(here) || !counts(one) || !counts(other) {
        return None;
    }
    let sure = match opposites(parsed, one, other)? {
        Opposites::Known => true,
        Opposites::Negated => false,
    };
    // A third part takes its share as well: `vắng có lý do 5, vắng không lý do 2`.
    let goes_on = next.is_some_and(|next| here(&next) && counts(next) && next.is_level());
    let sum = one.value + other.value;
    if goes_on || one.value > total.value || other.value >= total.value {
        return None;
    }
    let relation = reading
        .relation(Kind::Sum, passage, total.span.start..other.whole.end)
        .with(three.map(|quantity| reading.operand(passage, quantity)));
    let terms = format!("{} + {}", one.shown(), other.shown());
    if sum == total.value {
        return Some(relation.computed(format!("{terms} = {}", total.shown())));
    }
    if (sum - total.value).abs() * Decimal::TEN > total.value {
        return None;
    }
    // What is neither yet may be missing; more than all cannot be.
    let certainty = if sure || sum > total.value { Certainty::Contradiction } else { Certainty::Possible };
    let relation = relation.computed(format!("{terms} = {} ≠ {}", shown(sum), total.shown())).broken(certainty);
    Some(relation.unless(format!("tổng là {}", shown(sum)), format!("a total of {}", shown(sum))))
}
