//! A total, and its parts in the items of the list below it.

use rust_decimal::Decimal;

use super::closing::{closes, tolerance};
use crate::language::{Family, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// A figure with its passage.
type Found<'a> = (usize, &'a Quantity<'a>);

/// Adds up the items below a total.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, found, parsed) in reading.prose() {
        let text = found.text.trim_end();
        if text.ends_with(':') {
            announced(reading, passage, parsed, out);
        } else if let Some(total) = parsed.quantities.first().filter(|total| is_measured_total(total)) {
            measured(reading, passage, parsed, total, out);
        }
    }
}

/// The items below a passage: those that begin alike, with a dash or a plus.
fn items(reading: &Reading<'_>, passage: usize) -> Vec<usize> {
    let bullet = |index: usize| {
        reading.text.passages[index]
            .text
            .trim_start()
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '+' | '*' | '•' | '–'))
    };
    let Some(first) = reading.text.passages.get(passage + 1).and_then(|_| bullet(passage + 1)) else {
        return Vec::new();
    };
    (passage + 1..reading.text.passages.len()).take_while(|index| bullet(*index) == Some(first)).take(30).collect()
}

/// `Có 120 đảng viên, gồm:` and a figure in each item.
fn announced(reading: &Reading<'_>, passage: usize, parsed: &Parsed, out: &mut Vec<Relation>) {
    let Some(total) = parsed.quantities.iter().rev().find(|quantity| quantity.is_level()) else { return };
    let items = items(reading, passage);
    let first = |index: &usize| {
        reading.parsed[*index].quantities.iter().find(|part| part.is_level()).map(|part| (*index, part))
    };
    let parts: Vec<Found<'_>> =
        items.iter().filter_map(first).filter(|(_, part)| total.unit.covers(&part.unit)).collect();
    if parts.len() < 2 {
        return;
    }
    let quantities: Vec<&Quantity> = parts.iter().map(|(_, part)| *part).collect();
    if closes(total, &quantities) {
        out.push(relation(reading, (passage, total), &parts));
        return;
    }
    let behind = total.after_figure..parsed.lexemes.len();
    let right_behind = total.after + 1 >= parsed.lexemes.len();
    let made = right_behind || parsed.has_word(behind.clone(), "gồm") || parsed.has_phrase(behind, "trong đó");
    let like = parts.iter().all(|(_, part)| part.unit.is_like(&total.unit));
    let sum: Decimal = quantities.iter().map(|part| part.value).sum();
    let close = (sum - total.value).abs() * Decimal::TEN <= total.value;
    if made && like && parts.len() == items.len() && close {
        out.push(doubt(relation(reading, (passage, total), &parts), sum));
    }
}

/// `Tổng diện tích …`: a total of a measure that the items below name again.
fn is_measured_total(total: &Quantity) -> bool {
    let measured = total.before.first().is_some_and(|word| word == "tổng") && total.before.len() >= 3;
    measured && total.is_level() && matches!(total.unit.family, Family::Other(_))
}

fn measured(reading: &Reading<'_>, passage: usize, parsed: &Parsed, total: &Quantity, out: &mut Vec<Relation>) {
    let measure = total.before[1..3].join(" ");
    let like = |part: &&Quantity| part.is_level() && part.unit.is_like(&total.unit);
    let mut parts: Vec<Found<'_>> =
        parsed.quantities[1..].iter().find(like).map(|part| (passage, part)).into_iter().collect();
    for index in items(reading, passage) {
        let named =
            |part: &&Quantity| like(part) && part.has_phrase_before(&measure) && !part.has_phrase_before("tổng");
        parts.extend(reading.parsed[index].quantities.iter().find(named).map(|part| (index, part)));
    }
    let quantities: Vec<&Quantity> = parts.iter().map(|(_, part)| *part).collect();
    let sum: Decimal = quantities.iter().map(|part| part.value).sum();
    if parts.len() < 3 {
        return;
    }
    if closes(total, &quantities) {
        out.push(relation(reading, (passage, total), &parts));
    } else if sum > total.value + tolerance(total, &quantities) && (sum - total.value) * Decimal::TEN <= total.value {
        out.push(doubt(relation(reading, (passage, total), &parts), sum));
    }
}

fn relation(reading: &Reading<'_>, total: Found<'_>, parts: &[Found<'_>]) -> Relation {
    let terms = parts.iter().map(|(_, part)| part.shown()).collect::<Vec<_>>().join(" + ");
    let start = reading.parsed[total.0].lexemes[total.1.first - total.1.before.len().min(total.1.first)].span.start;
    let operands = parts.iter().map(|(passage, part)| reading.operand(*passage, part));
    let relation = reading
        .relation(Kind::Sum, total.0, start..total.1.whole.end)
        .computed(format!("{terms} = {}", total.1.shown()));
    relation.with([reading.operand(total.0, total.1)]).with(operands)
}

fn doubt(relation: Relation, sum: Decimal) -> Relation {
    let computation = relation.computation.replacen(" = ", &format!(" = {} ≠ ", shown(sum)), 1);
    relation
        .computed(computation)
        .broken(Certainty::Contradiction)
        .unless(format!("tổng là {}", shown(sum)), format!("a total of {}", shown(sum)))
}
