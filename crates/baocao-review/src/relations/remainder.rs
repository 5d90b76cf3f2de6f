//! `a/b …, c còn lại`; `nhận A, đã giải quyết B, còn lại C`: what is left of a total.

use rust_decimal::Decimal;

use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Compares what is left with the total and what is done.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for rest in parsed.quantities.iter().filter(|rest| rest.is_level() && is_rest(parsed, rest)) {
            out.extend(of_fraction(reading, passage, parsed, rest).or_else(|| of_flow(reading, passage, parsed, rest)));
        }
    }
}

/// True if the words around a figure say that it is what is left.
fn is_rest(parsed: &Parsed, rest: &Quantity) -> bool {
    let after = rest.after_figure..(rest.after + 2).min(parsed.lexemes.len());
    parsed.has_phrase(after, "còn lại")
        || rest.has_phrase_before("còn lại")
        || rest.follows("còn", 6)
        || rest.follows("vắng", 1)
}

/// True if the words leave no doubt.
fn surely_rest(parsed: &Parsed, rest: &Quantity) -> bool {
    let after = rest.after_figure..(rest.after + 2).min(parsed.lexemes.len());
    parsed.has_phrase(after, "còn lại") || rest.has_phrase_before("còn lại")
}

fn of_fraction(reading: &Reading<'_>, passage: usize, parsed: &Parsed, rest: &Quantity) -> Option<Relation> {
    let same = |done: &&Quantity| done.of.is_some() && parsed.sentence_of(done.first) == parsed.sentence_of(rest.first);
    let done = parsed.quantities.iter().filter(|done| done.first < rest.first).rev().find(same)?;
    let total = done.of?;
    if rest.of.is_some_and(|of| of != total) || !done.unit.covers(&rest.unit) && !rest.unit.covers(&done.unit) {
        return None;
    }
    let left = total - done.value;
    let span = done.span.start..rest.whole.end;
    let relation = reading
        .relation(Kind::Remainder, passage, span)
        .with([reading.operand(passage, done), reading.operand(passage, rest)]);
    let sign = if left == rest.value { "=" } else { "≠" };
    let relation = relation.computed(
        format!("{} − {} = {} {sign} {}", whole(total), done.shown(), whole(left), rest.shown())
            .replace(&format!("{} = {}", whole(left), rest.shown()), &whole(left)),
    );
    if left == rest.value {
        return Some(relation);
    }
    let only = parsed
        .quantities
        .iter()
        .filter(|between| between.first > done.first && between.first < rest.first && between.is_level())
        .count()
        == 0;
    let sure = only && (surely_rest(parsed, rest) || rest.of.is_some());
    sure.then(|| doubt(relation, left, Certainty::Contradiction))
}

/// `tổng A`, `đã B`, `còn C`, in one passage or the one before.
fn of_flow(reading: &Reading<'_>, passage: usize, parsed: &Parsed, rest: &Quantity) -> Option<Relation> {
    let mut levels: Vec<(usize, &Quantity)> = Vec::new();
    for index in [Some(passage), earlier(reading, passage)].into_iter().flatten() {
        let before = |quantity: &&Quantity| index != passage || quantity.first < rest.first;
        let like = |quantity: &&Quantity| {
            quantity.is_level()
                && quantity.of.is_none()
                && (quantity.unit.is_like(&rest.unit)
                    || quantity.unit.family == Family::None
                    || rest.unit.family == Family::None && index == passage)
        };
        levels.extend(
            reading.parsed[index].quantities.iter().filter(before).filter(like).map(|quantity| (index, quantity)),
        );
    }
    let operand = |(index, quantity): (usize, &Quantity)| reading.operand(index, quantity);
    let relation = |total: (usize, &Quantity), done: (usize, &Quantity)| {
        let operands: [Operand; 3] = [operand(total), operand(done), operand((passage, rest))];
        let left = total.1.value - done.1.value;
        let sign = if left == rest.value { String::new() } else { format!(" ≠ {}", rest.shown()) };
        let start = if total.0 == passage && done.0 == passage {
            total.1.span.start.min(done.1.span.start)
        } else {
            rest.span.start
        };
        let found =
            reading.relation(Kind::Remainder, passage, start.min(rest.span.start)..rest.whole.end).with(operands);
        found.computed(format!("{} − {} = {}{sign}", total.1.shown(), done.1.shown(), whole(left)))
    };
    for total in levels.iter().rev() {
        for done in levels.iter().rev().filter(|done| done.1.value < total.1.value) {
            if total.1.value - done.1.value == rest.value && total.1.value > Decimal::TEN {
                return Some(relation(*total, *done));
            }
        }
    }
    if let Some((total, done)) = told_in_turn(parsed, rest).or_else(|| done_of_named(parsed, rest)) {
        return Some(doubt(
            relation((passage, total), (passage, done)),
            total.value - done.value,
            Certainty::Contradiction,
        ));
    }
    let received =
        |quantity: &Quantity| quantity.has_phrase_before("tiếp nhận") || quantity.has_phrase_before("tổng số");
    let settled = |quantity: &Quantity| {
        ["đã giải quyết", "đã xử lý", "hoàn thành", "đã thực hiện"]
            .iter()
            .any(|phrase| quantity.has_phrase_before(phrase))
    };
    let total = levels.iter().copied().rfind(|(_, quantity)| received(quantity))?;
    let done = levels
        .iter()
        .copied()
        .filter(|(index, quantity)| *index == total.0 && quantity.first > total.1.first)
        .find(|(_, quantity)| settled(quantity))?;
    let like = total.1.unit.same_words(&done.1.unit) && total.1.unit.covers(&rest.unit);
    let sure = like && surely_rest(parsed, rest) && done.1.value < total.1.value;
    sure.then(|| doubt(relation(total, done), total.1.value - done.1.value, Certainty::Contradiction))
}

/// `có 24 xã, 18 xã đạt chuẩn, còn lại 7 xã`: a sentence with these three figures of one noun and no other before.
fn told_in_turn<'a>(parsed: &'a Parsed<'a>, rest: &Quantity) -> Option<(&'a Quantity<'a>, &'a Quantity<'a>)> {
    let sentence = parsed.sentence_of(rest.first);
    let money = rest.unit.is_money();
    // Sums of money are no mistake for anything else: what stands beside them may be counted in other units.
    let mut before = parsed.quantities.iter().filter(|other| {
        other.first < rest.first
            && parsed.sentence_of(other.first) == sentence
            && (!money || other.percent || other.unit.is_money())
    });
    let (total, done) = (before.next()?, before.next()?);
    let exact = |quantity: &Quantity| quantity.exact || money && quantity.hedge == Hedge::Exact;
    let whole = |quantity: &Quantity| {
        quantity.is_level() && exact(quantity) && quantity.of.is_none() && quantity.unit.same_words(&rest.unit)
    };
    let after = rest.after_figure..(rest.after + 6).min(parsed.lexemes.len());
    let unfinished = rest.follows_phrase("còn thiếu")
        || rest.follows("còn", 1) && ["chưa", "đang"].iter().any(|word| parsed.has_word(after.clone(), word));
    let plain = before.next().is_none() && whole(total) && whole(done) && done.value < total.value && exact(rest);
    let named = total.follows("có", 2)
        || total.follows("trong", 1)
        || total.follows_phrase("tổng số")
        || total.has_phrase_before("được giao")
        || (total.has_phrase_before("nhận") || money) && done.follows("đã", 4);
    (plain && named && (surely_rest(parsed, rest) || unfinished)).then_some((total, done))
}

/// `215 đại biểu trên tổng số 220 đại biểu, vắng 5 đại biểu`: these three figures of one noun and no other before.
fn done_of_named<'a>(parsed: &'a Parsed<'a>, rest: &Quantity) -> Option<(&'a Quantity<'a>, &'a Quantity<'a>)> {
    let sentence = parsed.sentence_of(rest.first);
    let mut before = parsed
        .quantities
        .iter()
        .filter(|other| other.first < rest.first && parsed.sentence_of(other.first) == sentence);
    let (done, total) = (before.next()?, before.next()?);
    let whole = |quantity: &Quantity| {
        quantity.is_level() && quantity.exact && quantity.of.is_none() && quantity.unit.same_words(&rest.unit)
    };
    let named = total.follows_phrase("trên tổng số") || total.follows_phrase("trong tổng số");
    let plain = before.next().is_none() && whole(done) && whole(total) && done.value < total.value && rest.exact;
    (named && plain && (surely_rest(parsed, rest) || rest.follows("vắng", 1))).then_some((total, done))
}

fn earlier(reading: &Reading<'_>, passage: usize) -> Option<usize> {
    (0..passage)
        .rev()
        .find(|index| !reading.parsed[*index].quantities.is_empty() && !reading.text.passages[*index].is_cell())
}

fn doubt(relation: Relation, left: Decimal, certainty: Certainty) -> Relation {
    relation.broken(certainty).unless(format!("còn lại {}", whole(left)), format!("{} left", whole(left)))
}

fn whole(value: Decimal) -> String {
    crate::reading::shown(value)
}
