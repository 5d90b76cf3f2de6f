//! `30 chi bộ với 420 đảng viên; khối A 18 chi bộ với 260 đảng viên, khối B 12 chi bộ với 160 đảng viên`: where parts make
//! one figure of a pair, the figures beside them make the other.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Adds up what stands beside the parts of every sum that was found.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let place = |operand: &Operand| (operand.passage, operand.span.start);
    let sums = || out.iter().filter(|relation| relation.kind == Kind::Sum);
    let totals: Places = sums().filter_map(|sum| sum.operands.first().map(place)).collect();
    let parts: Places = sums().filter(|sum| sum.holds).flat_map(|sum| sum.operands[1..].iter().map(place)).collect();
    // A part that others happen to make is no total.
    let whole = sums().filter(|sum| sum.holds && !parts.contains(&place(&sum.operands[0])));
    let found: Vec<Relation> = whole.filter_map(|sum| beside(reading, sum, &totals)).collect();
    out.extend(found);
}

/// Figures by their passage and first byte.
type Places = BTreeSet<(usize, usize)>;

fn beside(reading: &Reading<'_>, sum: &Relation, totals: &Places) -> Option<Relation> {
    let passage = sum.passage;
    let parsed = &reading.parsed[passage];
    let place = |operand: &Operand| {
        let here = parsed.quantities.iter().position(|quantity| quantity.span.start == operand.span.start);
        here.filter(|_| operand.passage == passage)
    };
    let places: Vec<usize> = sum.operands.iter().map(place).collect::<Option<_>>()?;
    let seconds: Vec<&Quantity> = places.iter().map(|place| partner(parsed, *place)).collect::<Option<_>>()?;
    let (total, parts) = seconds.split_first().filter(|(_, parts)| parts.len() >= 2)?;
    let alike = total.unit.family != Family::None && parts.iter().all(|part| part.unit.is_like(&total.unit));
    if !alike || totals.contains(&(passage, total.span.start)) {
        return None;
    }
    let made: Decimal = parts.iter().map(|part| part.value).sum();
    let terms = parts.iter().map(|part| part.shown()).collect::<Vec<_>>().join(" + ");
    let end = parts.iter().map(|part| part.whole.end).max()?.max(total.whole.end);
    let start = parts.iter().map(|part| part.span.start).min()?.min(total.span.start);
    let relation = reading
        .relation(Kind::Sum, passage, start..end)
        .with([reading.operand(passage, total)])
        .with(parts.iter().map(|part| reading.operand(passage, part)));
    if made == total.value {
        return Some(relation.computed(format!("{terms} = {}", total.shown())));
    }
    // Far from it, or by another noun, the figures beside the parts are about something else.
    let by_name = parts.iter().all(|part| part.unit.same_words(&total.unit));
    if !by_name || (made - total.value).abs() * Decimal::from(4) > total.value {
        return None;
    }
    let relation = relation.computed(format!("{terms} = {} ≠ {}", shown(made), total.shown()));
    let relation = relation.broken(Certainty::Contradiction);
    Some(relation.unless(format!("tổng là {}", shown(made)), format!("a total of {}", shown(made))))
}

/// The figure right behind another one, with nothing but `với`, `và` or a comma between.
fn partner<'a>(parsed: &'a Parsed<'a>, place: usize) -> Option<&'a Quantity<'a>> {
    let (one, next) = (&parsed.quantities[place], parsed.quantities.get(place + 1)?);
    let between = parsed.lexemes.get(one.after..next.first)?;
    let joins = between.len() == 1
        && between.iter().all(|lexeme| lexeme.is(',') || matches!(lexeme.word(), Some("với" | "và")));
    let plain = next.is_level() && next.exact && next.of.is_none() && next.hedge == Hedge::Exact;
    (joins && plain && next.depth == one.depth && !next.unit.is_like(&one.unit)).then_some(next)
}
