//! The same figure in several places, and figures of the title that the body must confirm.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::language::{Family, Hedge, Quantity};
use crate::passage::PassageKind;
use crate::reading::{Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// A figure with its passage.
type Found<'a> = (usize, &'a Quantity<'a>);

/// Finds figures that come again.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let title = title(reading);
    let all: Vec<Found<'_>> = (0..reading.parsed.len())
        .flat_map(|passage| reading.parsed[passage].quantities.iter().map(move |quantity| (passage, quantity)))
        .collect();
    let (heads, body): (Vec<_>, Vec<_>) = all.iter().copied().partition(|(passage, _)| title.contains(passage));
    for head in heads {
        out.extend(confirm(reading, head, &body));
    }
    repeat(reading, &body, out);
}

/// The passages that are the title: the first short ones that end without a full stop.
fn title(reading: &Reading<'_>) -> Vec<usize> {
    let short = |(index, passage): &(usize, &crate::Passage)| {
        let text = passage.text.trim();
        let count = text.chars().count();
        let address = text.starts_with('#') || text.contains("://");
        *index < 5
            && !passage.is_cell()
            && !address
            && (15..220).contains(&count)
            && !text.ends_with(['.', ';', ':', ','])
            && !matches!(passage.kind, PassageKind::Item | PassageKind::Footnote)
            && !text.contains(". ")
    };
    reading.text.passages.iter().enumerate().take(6).filter(short).map(|(index, _)| index).take(2).collect()
}

/// Looks for a figure of the title in the body.
fn confirm(reading: &Reading<'_>, head: Found<'_>, body: &[Found<'_>]) -> Option<Relation> {
    let figure = head.1;
    if figure.percent && figure.change.is_none() && figure.value == Decimal::ONE_HUNDRED
        || figure.unit.family == Family::Duration
    {
        return None;
    }
    let like = |other: &&Found<'_>| {
        other.1.percent == figure.percent
            && (figure.percent || figure.unit.is_like(&other.1.unit) || other.1.unit.family == Family::None)
    };
    let same = body
        .iter()
        .filter(like)
        .find(|(_, other)| agrees(figure, other.value) || other.of.is_some_and(|of| agrees(figure, of)));
    if let Some(same) = same {
        let computation = format!("{} = {}", figure.shown(), same.1.shown());
        return Some(relation(reading, Kind::Title, head, &[*same]).computed(computation));
    }
    // `25 tập thể, cá nhân` is confirmed by `3 tập thể và 22 cá nhân`.
    let pair = body.windows(2).find(|pair| {
        pair[0].0 == pair[1].0 && joined(reading, pair) && agrees(figure, pair[0].1.value + pair[1].1.value)
    });
    if let Some(pair) = pair.filter(|_| !figure.percent) {
        let computation = format!("{} + {} = {}", pair[0].1.shown(), pair[1].1.shown(), figure.shown());
        return Some(relation(reading, Kind::Title, head, pair).computed(computation));
    }
    let verb = figure.before.last();
    let said = |other: &&Found<'_>| {
        like(other)
            && other.1.unit.same_words(&figure.unit)
            && other.1.unit.words.len() >= 2
            && other.1.change == figure.change
            && (other.1.before.last() == verb || other.1.has_phrase_before(&last_two(figure)))
    };
    let mut candidates = body.iter().filter(said);
    let other = candidates.next().filter(|_| candidates.next().is_none())?;
    let relation =
        relation(reading, Kind::Title, head, &[*other]).computed(format!("{} ≠ {}", figure.shown(), other.1.shown()));
    Some(relation.broken(Certainty::Possible).unless(
        format!("tiêu đề và thân bài cùng ghi {}", other.1.shown()),
        format!("{} in the title and in the body", other.1.shown()),
    ))
}

fn last_two(figure: &Quantity) -> String {
    let words = &figure.before[figure.before.len().saturating_sub(2)..];
    if words.len() < 2 { "\u{0}".to_owned() } else { words.join(" ") }
}

fn joined(reading: &Reading<'_>, pair: &[Found<'_>]) -> bool {
    let between = pair[0].1.after_figure..pair[1].1.first;
    pair[0].1.is_level()
        && pair[1].1.is_level()
        && between.len() <= 5
        && reading.parsed[pair[0].0].has_word(between, "và")
}

/// True if a value is what a figure says, its hedge considered.
fn agrees(figure: &Quantity, value: Decimal) -> bool {
    let tenth = figure.value / Decimal::TEN;
    match figure.hedge {
        Hedge::Exact => value == figure.value,
        Hedge::Above => value >= figure.value && value <= figure.value + tenth,
        Hedge::Below => value <= figure.value && value >= figure.value - tenth,
        Hedge::About => (value - figure.value).abs() <= tenth,
    }
}

/// Figures that stand in several passages.
fn repeat(reading: &Reading<'_>, body: &[Found<'_>], out: &mut Vec<Relation>) {
    let mut seen: BTreeMap<(Decimal, bool, bool), Vec<Found<'_>>> = BTreeMap::new();
    for found in body {
        let quantity = found.1;
        let telling = if quantity.percent { quantity.step < Decimal::ONE } else { quantity.value >= Decimal::from(8) };
        if !telling || matches!(quantity.unit.family, Family::Duration) {
            continue;
        }
        for value in [Some(quantity.value), quantity.of].into_iter().flatten() {
            let places = seen.entry((value, quantity.percent, quantity.unit.family == Family::Money)).or_default();
            let like = |other: &&Found<'_>| {
                let cell = reading.text.passages[other.0].is_cell() != reading.text.passages[found.0].is_cell();
                let words =
                    quantity.percent || quantity.unit.is_like(&other.1.unit) || cell && value >= Decimal::from(20);
                other.0 != found.0
                    && words
                    && !(reading.text.passages[other.0].is_cell() && reading.text.passages[found.0].is_cell())
            };
            if let Some(first) = places.iter().find(like) {
                let computation = format!("{} = {}", shown(value), shown(value));
                out.push(relation(reading, Kind::Repeated, *found, &[*first]).computed(computation));
            }
            if places.len() < 8 {
                places.push(*found);
            }
        }
    }
}

fn relation(reading: &Reading<'_>, kind: Kind, head: Found<'_>, others: &[Found<'_>]) -> Relation {
    let before = head.1.before.len().min(4);
    let start = reading.parsed[head.0].lexemes[head.1.first.saturating_sub(before)].span.start;
    let operands = others.iter().map(|(passage, quantity)| reading.operand(*passage, quantity));
    reading.relation(kind, head.0, start..head.1.whole.end).with([reading.operand(head.0, head.1)]).with(operands)
}
