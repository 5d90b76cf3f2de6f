//! Area × yield = output; number × rate = sum of money.

use rust_decimal::Decimal;

use super::average::is_average;
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Recomputes products.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for (index, yielded) in parsed.quantities.iter().enumerate().filter(|(_, quantity)| is_yield(quantity)) {
            out.extend(harvest(reading, passage, parsed, index, yielded));
        }
        for rate in parsed.quantities.iter().filter(|rate| is_rate(parsed, rate) && !is_average(rate)) {
            out.extend(payment(reading, passage, parsed, rate));
        }
    }
}

/// `62,58 tạ/ha`.
fn is_yield(quantity: &Quantity) -> bool {
    let first = quantity.unit.words.first().map(AsRef::as_ref);
    matches!(first, Some("tạ" | "tấn"))
        && quantity.change.is_none()
        && (quantity.unit.family == Family::Rate || quantity.has_phrase_before("năng suất"))
}

fn harvest(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    index: usize,
    yielded: &Quantity,
) -> Option<Relation> {
    let near = |other: &&Quantity| parsed.sentence_of(yielded.first).abs_diff(parsed.sentence_of(other.first)) <= 2;
    let word = |quantity: &Quantity, word: &str| quantity.unit.words.first().is_some_and(|first| first == word);
    let area = parsed.quantities[..index]
        .iter()
        .rev()
        .filter(near)
        .find(|quantity| word(quantity, "ha") && quantity.is_level())?;
    let output = parsed.quantities[index + 1..]
        .iter()
        .filter(near)
        .find(|quantity| quantity.has_phrase_before("sản lượng") && quantity.change.is_none())?;
    let after_area = |other: &&Quantity| word(other, "ha") && other.first > yielded.first && other.first < output.first;
    if !(word(output, "tấn") || output.unit.family == Family::None)
        || parsed.quantities.iter().any(|other| after_area(&other))
    {
        return None;
    }
    let per_ton = if word(yielded, "tạ") { Decimal::TEN } else { Decimal::ONE };
    let product = area.value.checked_mul(yielded.value)? / per_ton;
    let slack = product.checked_mul(half(area) + half(yielded))?.checked_add(output.step)?;
    let span = area.span.start..output.whole.end;
    let terms = format!("{} ha × {} tạ/ha", area.shown(), shown(yielded.value / per_ton * Decimal::TEN));
    let holds = (product - output.value).abs() < slack;
    let sign = if holds { "=" } else { "≠" };
    let computation = format!(
        "{terms} = {} tấn {}",
        shown(product.round_dp(2)),
        if holds { String::new() } else { format!("{sign} {} tấn", output.shown()) }
    );
    let operands = [area, yielded, output].map(|quantity| reading.operand(passage, quantity));
    let relation = reading.relation(Kind::Product, passage, span).computed(computation.trim_end()).with(operands);
    if holds {
        return Some(relation);
    }
    let tolerable = (product - output.value).abs() < product / Decimal::from(50);
    let relation = relation.broken(if tolerable { Certainty::Possible } else { Certainty::Contradiction });
    Some(relation.unless(
        format!("sản lượng {} tấn", shown(product.round_dp(2))),
        format!("an output of {} tons", shown(product.round_dp(2))),
    ))
}

/// Half a unit of the last digit as a share of the value.
fn half(quantity: &Quantity) -> Decimal {
    if quantity.exact || quantity.value.is_zero() {
        Decimal::ZERO
    } else {
        quantity.step / quantity.value / Decimal::TWO
    }
}

/// `mỗi suất 300.000 đồng`, `300.000 đồng/suất`.
fn is_rate(parsed: &Parsed, quantity: &Quantity) -> bool {
    let money = quantity.unit.words.first().is_some_and(|word| matches!(&**word, "đồng" | "đ"));
    let each = quantity.before.iter().rev().take(4).any(|word| word == "mỗi");
    money && quantity.change.is_none() && (quantity.unit.family == Family::Rate || each) && !per_time(parsed, quantity)
}

/// True for a rate that is paid by the month and the like.
pub fn per_time(parsed: &Parsed, quantity: &Quantity) -> bool {
    (quantity.after_figure..(quantity.after + 3).min(parsed.lexemes.len()))
        .any(|at| matches!(parsed.lexemes[at].word(), Some("tháng" | "ngày" | "năm" | "quý")))
}

/// The thing that a rate is for.
pub fn rated<'a>(parsed: &'a Parsed<'_>, rate: &'a Quantity<'_>) -> Option<&'a str> {
    if rate.unit.family == Family::Rate {
        return (rate.after_figure..rate.after).rev().find_map(|at| parsed.lexemes[at].word());
    }
    let each = rate.before.iter().rposition(|word| word == "mỗi")?;
    rate.before.get(each + 1).map(AsRef::as_ref)
}

fn payment(reading: &Reading<'_>, passage: usize, parsed: &Parsed, rate: &Quantity) -> Option<Relation> {
    let thing = rated(parsed, rate)?;
    let same_sentence = |other: &&Quantity| parsed.sentence_of(rate.first) == parsed.sentence_of(other.first);
    let before = || {
        let before = |other: &&Quantity| other.first < rate.first && other.exact && other.is_level();
        parsed.quantities.iter().filter(same_sentence).filter(before).rev()
    };
    let named = before().find(|other| other.unit.words.first().is_some_and(|word| **word == *thing));
    // Everybody gets one: `1.300 đoàn viên, mỗi suất 500.000 đồng`.
    let each = || {
        let person = |other: &&Quantity| matches!(other.unit.family, Family::People | Family::Cases);
        before().next().filter(|_| before().count() == 1 && thing == "suất").filter(person)
    };
    let count = named.or_else(each)?;
    let total = parsed.quantities.iter().filter(same_sentence).find(|other| {
        other.unit.family == Family::Money
            && other.first != rate.first
            && other.first > count.first
            && ["tổng", "trị giá", "số tiền"].iter().any(|phrase| other.has_phrase_before(phrase))
    })?;
    let product = count.value.checked_mul(rate.value)?;
    let span = count.span.start..total.whole.end.max(rate.whole.end);
    let operands = [count, rate, total].map(|quantity| reading.operand(passage, quantity));
    let relation = reading.relation(Kind::Product, passage, span).with(operands);
    let terms = format!("{} × {} = {}", count.shown(), rate.shown(), shown(product));
    if (product - total.value).abs() < total.step.max(Decimal::ONE) {
        return Some(relation.computed(terms));
    }
    // A sum of several gifts is more than one of them.
    let rates = parsed.quantities.iter().filter(same_sentence).filter(|other| is_rate(parsed, other)).count();
    if rates > 1 {
        return None;
    }
    let all = parsed.quantities.iter().filter(same_sentence).count();
    let plain = [count, rate, total].iter().all(|quantity| quantity.hedge == Hedge::Exact);
    // Something else may come on top of it; it cannot be less, unless the sentence has more to say.
    let more = parsed.has_word(rate.after_figure..total.first.max(rate.after_figure), "và");
    let sure = plain && all == 3 && (product > total.value || !more);
    let certainty = if sure { Certainty::Contradiction } else { Certainty::Possible };
    let relation = relation.computed(format!("{terms} ≠ {}", total.shown())).broken(certainty);
    Some(relation.unless(format!("tổng là {}", shown(product)), format!("a total of {}", shown(product))))
}
