//! `c, tăng d so với cùng kỳ (b)`, `a/b, vượt d`, `từ b lên c, tăng d`, `kế hoạch b, thực hiện c, vượt d`: two figures and
//! their difference.

use rust_decimal::Decimal;

use super::two_levels::says_of;
use crate::language::{Change, Family, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares differences with the figures they lie between.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for (index, change) in parsed.quantities.iter().enumerate() {
            if change.change.is_some() && !change.percent {
                out.extend(
                    of_fraction(reading, passage, parsed, index, change)
                        .or_else(|| of_base(reading, passage, parsed, index, change))
                        .or_else(|| of_two_before(reading, passage, parsed, index, change)),
                );
            }
        }
    }
}

/// `33/31,5 ha, vượt 1,5 ha`.
fn of_fraction(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    index: usize,
    change: &Quantity,
) -> Option<Relation> {
    let fraction = &parsed.quantities[index.checked_sub(1)?];
    let of =
        fraction.of.filter(|_| fraction.unit.is_like(&change.unit) && change.first - fraction.after_figure <= 8)?;
    let difference = fraction.value - of;
    if parsed.sentence_of(fraction.first) != parsed.sentence_of(change.first) {
        return None;
    }
    compare(reading, passage, [fraction, change, fraction], (fraction.value, of), difference, change)
}

/// `c, tăng d so với cùng kỳ năm trước (b)`.
fn of_base(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    index: usize,
    change: &Quantity,
) -> Option<Relation> {
    let same_sentence = |other: &Quantity| parsed.sentence_of(change.first) == parsed.sentence_of(other.first);
    // `7,2 triệu đồng/người/tháng, tăng 0,4 triệu đồng`: a rate changes by what it is a rate of.
    let is_rate = |other: &Quantity| other.unit.family == Family::Rate && other.change.is_none() && !other.percent;
    let rated = |other: &Quantity| is_rate(other) && other.unit.words.first() == change.unit.words.first();
    let like = |other: &Quantity| other.is_level() && other.unit.is_like(&change.unit);
    let now = parsed.quantities[..index].iter().rev().find(|now| (like(now) || rated(now)) && same_sentence(now))?;
    let after = &parsed.quantities[index + 1..];
    let base = after
        .iter()
        .take_while(|base| same_sentence(base))
        .take(2)
        .find(|base| like(base) || is_rate(now) && rated(base))?;
    let between = change.after_figure..base.first;
    let compared = parsed.has_phrase(between.clone(), "so với")
        && between.len() <= 14
        && !parsed.has_mark(between.clone(), ';')
        && !parsed.has_mark(between.clone(), ',')
        && !["trong", "gồm", "còn"].iter().any(|word| parsed.has_word(between.clone(), word));
    // A percentage may stand between, where a bracket leaves no doubt about the base.
    let bracketed = parsed.lexemes[base.first - 1].is('(');
    let close = change.first - now.after <= 4 || bracketed && says_of(parsed, now, change);
    if !compared || !close {
        return None;
    }
    compare(reading, passage, [now, change, base], (now.value, base.value), now.value - base.value, change)
}

/// Two levels right before the change: `từ b lên c`, `kế hoạch b, thực hiện c`, `c, so với đầu năm (b)`.
fn of_two_before(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    index: usize,
    change: &Quantity,
) -> Option<Relation> {
    let [first, second] = parsed.quantities.get(index.checked_sub(2)?..index)? else { return None };
    let same = |other: &Quantity| parsed.sentence_of(other.first) == parsed.sentence_of(change.first);
    let like = |other: &Quantity| {
        other.is_level() && (other.unit.is_like(&change.unit) || other.unit.family == Family::None && other.exact)
    };
    let near = change.first - second.after_figure <= 12 && !parsed.has_mark(first.after_figure..change.first, ';');
    if !(same(first) && like(first) && like(second) && near) {
        return None;
    }
    let between = first.after_figure..second.first;
    let ranged = first.follows("từ", 1)
        && ["lên", "xuống", "còn", "đến"].iter().any(|word| second.follows(word, 2))
        && parsed.lexemes[second.after..change.first]
            .iter()
            .all(|lexeme| lexeme.word().is_some() || lexeme.is(',') || lexeme.is('('));
    let planned = ["kế hoạch", "chỉ tiêu", "dự toán"].iter().any(|word| first.has_phrase_before(word))
        && ["thực hiện", "kết quả", "đạt"].iter().any(|word| second.has_phrase_before(word))
        && change.follows("vượt", 2);
    let compared = parsed.has_phrase(between.clone(), "so với")
        && parsed.lexemes[second.first - 1].is('(')
        && parsed.lexemes.get(second.after).is_some_and(|mark| mark.is(')'))
        && between.len() <= 12
        && change.first - second.after <= 3;
    let (from, to) = if ranged || planned {
        (first, second)
    } else if compared {
        (second, first)
    } else {
        return None;
    };
    compare(reading, passage, [first, second, change], (to.value, from.value), to.value - from.value, change)
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    places: [&Quantity; 3],
    terms: (Decimal, Decimal),
    difference: Decimal,
    change: &Quantity,
) -> Option<Relation> {
    let signed = if change.change == Some(Change::Down) { -change.value } else { change.value };
    let start = places.iter().map(|quantity| quantity.span.start).min()?;
    let end = places.iter().map(|quantity| quantity.whole.end).max()?;
    let operands = places.map(|quantity| reading.operand(passage, quantity));
    let relation = reading.relation(Kind::Difference, passage, start..end).with(operands);
    let slack = if places.iter().all(|quantity| quantity.exact) {
        Decimal::ZERO
    } else {
        places.iter().map(|quantity| quantity.step).max()?
    };
    let computation = format!("{} − {} = {}", shown(terms.0), shown(terms.1), shown(difference));
    if (difference - signed).abs() <= slack {
        return Some(relation.computed(computation));
    }
    let relation = relation.computed(format!("{computation} ≠ {}", shown(signed))).broken(Certainty::Contradiction);
    Some(relation.unless(format!("chênh lệch {}", shown(difference)), format!("a difference of {}", shown(difference))))
}
