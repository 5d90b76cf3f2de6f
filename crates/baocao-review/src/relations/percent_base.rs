//! What a percentage is of: the bases that a sentence names, and those that stand nearby.

use rust_decimal::Decimal;

use super::opening::Opening;
use super::percent_pair::Pair;
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Reading, percentage};

/// A base: its value, and where it stands if not in the fraction itself.
#[derive(Clone)]
pub struct Base<'a> {
    pub value: Decimal,
    pub exact: bool,
    pub step: Decimal,
    pub at: Option<(usize, &'a Quantity<'a>)>,
}

/// Bases that the words themselves name: the fraction, `trên tổng số b`, the total of the list.
pub fn firm_bases<'a>(pair: &Pair<'a>) -> Vec<Base<'a>> {
    if let Some(of) = pair.part.of {
        return vec![Base { value: of, exact: true, step: Decimal::ONE, at: None }];
    }
    let parsed = pair.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(pair.percent.first)];
    let named = |quantity: &&Quantity| {
        sentence.contains(&quantity.first)
            && quantity.first != pair.part.first
            && quantity.is_level()
            && (names_base(quantity) || is_whole_of(quantity, pair.part) || is_all_people(pair, quantity))
    };
    let beside = parsed
        .quantities
        .iter()
        .filter(named)
        .filter(|quantity| quantity.first < pair.percent.first || quantity.first - pair.percent.first < 8);
    let mut found: Vec<_> = beside.map(|quantity| base(pair.passage, quantity)).collect();
    for list in
        pair.lists.iter().rev().filter(|list| list.body.contains(&pair.part.first) && pair.part.depth == list.depth)
    {
        if list.opening == Opening::Within {
            let like = |total: &&Quantity| total.value >= pair.part.value && total.unit.covers(&pair.part.unit);
            found.extend(list.totals(parsed).into_iter().find(like).map(|total| base(pair.passage, total)));
        }
    }
    found
}

/// Any figure of the same passage or of those before that could be the base, the nearest first.
pub fn loose_bases<'a>(reading: &'a Reading<'_>, pair: &Pair<'a>, reach: usize) -> Vec<Base<'a>> {
    if pair.percent.hedge != Hedge::Exact && pair.percent.value != Decimal::ONE_HUNDRED {
        return Vec::new();
    }
    let precise = pair.percent.step < Decimal::ONE;
    let reach = if precise { reach * 4 } else { reach };
    let mut found = Vec::new();
    for passage in (pair.passage.saturating_sub(reach)..=pair.passage).rev() {
        for quantity in reading.parsed[passage].quantities.iter().rev() {
            let itself = passage == pair.passage && quantity.first == pair.part.first;
            let like = quantity.unit.covers(&pair.part.unit)
                || passage == pair.passage && quantity.unit.same_words(&pair.part.unit);
            if !itself
                && quantity.is_level()
                && like
                && quantity.value >= pair.part.value
                && quantity.value > Decimal::ONE
            {
                found.push(base(passage, quantity));
                found.extend(quantity.of.map(|of| Base { value: of, ..base(passage, quantity) }));
            }
        }
    }
    found
}

/// The figure right before, where the percentage misses it by less than two points: `51.780 hồ sơ, đúng hạn 51.072 hồ sơ, đạt 98,6%`.
pub fn almost<'a>(pair: &Pair<'a>) -> Option<Base<'a>> {
    let parsed = pair.parsed;
    let before =
        parsed.quantities.iter().rev().find(|quantity| quantity.first < pair.part.first && !quantity.percent)?;
    let same = parsed.sentence_of(before.first) == parsed.sentence_of(pair.part.first)
        && before.unit.same_words(&pair.part.unit);
    let large =
        before.is_level() && before.exact && before.value >= Decimal::ONE_HUNDRED && before.value >= pair.part.value;
    let precise = pair.percent.step < Decimal::ONE && pair.percent.hedge == Hedge::Exact;
    let truth = percentage(pair.part.value, before.value)?;
    let near = (truth - pair.percent.value).abs() <= Decimal::TWO;
    (same && large && precise && near).then(|| base(pair.passage, before))
}

/// True for the figure after `trên tổng số`.
pub fn names_base(quantity: &Quantity) -> bool {
    ["trên tổng số", "trong tổng số", "trên tổng", "so với tổng số"]
        .iter()
        .any(|phrase| quantity.has_phrase_before(phrase))
}

/// `Trong 60 chi bộ có 12 chi bộ …`.
fn is_whole_of(quantity: &Quantity, part: &Quantity) -> bool {
    (quantity.follows("trong", 1) || quantity.follows_phrase("trong số"))
        && quantity.first < part.first
        && quantity.unit.same_words(&part.unit)
}

/// `Trong số 150 đại biểu có 60 nữ (40%)`, where the percentage names no base of its own.
fn is_all_people(pair: &Pair<'_>, quantity: &Quantity) -> bool {
    let people = |quantity: &Quantity| quantity.unit.family == Family::People;
    let own = pair.parsed.lexemes.get(pair.percent.after_figure).and_then(|next| next.word());
    let first = pair.parsed.sentences[pair.parsed.sentence_of(pair.part.first)].start;
    // Only what begins the sentence, so that long ones cost no more.
    if quantity.first > first + 8 {
        return false;
    }
    let between = |other: &Quantity| other.first > quantity.first && other.first < pair.part.first;
    let links = pair.part.after_figure.min(pair.percent.first)..pair.percent.first;
    // `Tổng số đoàn viên 5.200 người, nữ 3.120 người, chiếm 60%`.
    let told = quantity.has_phrase_before("tổng số")
        && !pair.parsed.quantities.iter().any(between)
        && pair.parsed.has_word(links, "chiếm");
    (told || quantity.follows_phrase("trong số") && quantity.first <= first + 3)
        && !pair.against_plan
        && people(quantity)
        && people(pair.part)
        && quantity.value >= pair.part.value
        && own.is_none()
}

fn base<'a>(passage: usize, quantity: &'a Quantity<'a>) -> Base<'a> {
    Base { value: quantity.value, exact: quantity.exact, step: quantity.step, at: Some((passage, quantity)) }
}

/// True if the percentage is right for a base: closer than one unit of its last digit, rounded or cut off.
pub fn matches(pair: &Pair<'_>, base: &Base<'_>) -> bool {
    let Some(truth) = percentage(pair.part.value, base.value) else { return false };
    let stated = pair.percent.value;
    // Rounded operands move the percentage, too.
    let loose = |exact: bool, step: Decimal, value: Decimal| {
        let share = if exact { Decimal::ZERO } else { step.checked_div(value * Decimal::TWO).unwrap_or_default() };
        truth.saturating_mul(share)
    };
    let slack = loose(pair.part.exact, pair.part.step, pair.part.value) + loose(base.exact, base.step, base.value);
    match pair.percent.hedge {
        Hedge::Exact => (truth - stated).abs() < pair.percent.step + slack,
        Hedge::Above => truth + slack >= stated,
        Hedge::Below => truth - slack <= stated && truth > stated - Decimal::TEN,
        Hedge::About => (truth - stated).abs() <= Decimal::from(5),
    }
}
