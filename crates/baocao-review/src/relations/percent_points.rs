//! `giảm từ 8,5% xuống còn 6,2%, giảm 2,3%`: two percentages and what lies between them, in points or in per cent.

use rust_decimal::Decimal;

use super::two_levels::says_of;
use crate::language::{Change, Hedge, Quantity};
use crate::reading::{Parsed, Reading, percentage, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares every change of a percentage with its ends.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for three in parsed.quantities.windows(3) {
            if let [from, to, said] = three {
                let ranged = compare(reading, passage, parsed, from, to, said);
                out.extend(ranged.or_else(|| against_target(reading, passage, parsed, [from, to, said])));
            }
        }
    }
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    from: &Quantity,
    to: &Quantity,
    said: &Quantity,
) -> Option<Relation> {
    let direction = said.change?;
    let places = [from, to, said];
    let sentence = parsed.sentence_of(from.first);
    let here = places.iter().all(|place| parsed.sentence_of(place.first) == sentence && place.hedge == Hedge::Exact);
    let ranged = from.follows("từ", 2) && ["lên", "xuống", "còn", "đến"].iter().any(|word| to.follows(word, 3));
    // What grows by points may say `điểm phần trăm` without a sign.
    let points = said.percent || said.unit.words.first().is_some_and(|word| word == "điểm");
    if !here || !ranged || !points || !from.percent || !to.percent || !says_of(parsed, to, said) {
        return None;
    }
    let difference = if direction == Change::Up { to.value - from.value } else { from.value - to.value };
    let step = from.step.max(to.step).max(said.step);
    let relative = percentage(difference, from.value)?;
    let relation = reading
        .relation(Kind::Difference, passage, from.span.start..said.whole.end)
        .with(places.map(|place| reading.operand(passage, place)));
    let (more, less) = if direction == Change::Up { (to, from) } else { (from, to) };
    let terms = format!("{} − {} = {}", more.shown(), less.shown(), shown(difference));
    if (difference - said.value).abs() < step || (relative - said.value).abs() < said.step.max(step) {
        return Some(relation.computed(terms));
    }
    let next = parsed.lexemes.get(said.after_figure).and_then(|next| next.word());
    // `giảm 3% so với …` and `giảm 3% số hộ` are about something else.
    if said.percent && next.is_some_and(|word| word != "và") {
        return None;
    }
    Some(broken(relation, &terms, said, difference))
}

/// `đạt 75,2%, vượt 5,2% so với chỉ tiêu 70%`: a result, how far it is from its target, and the target.
fn against_target(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    [result, said, target]: [&Quantity; 3],
) -> Option<Relation> {
    let direction = said.change?;
    let places = [result, said, target];
    let sentence = parsed.sentence_of(result.first);
    let here = places.iter().all(|place| parsed.sentence_of(place.first) == sentence && place.hedge == Hedge::Exact);
    let levels = result.percent && target.percent && result.change.is_none() && target.change.is_none();
    let points = said.percent || said.unit.words.first().is_some_and(|word| word == "điểm");
    let between = said.after_figure..target.first;
    let compared = ["so với", "chỉ tiêu", "kế hoạch", "nghị quyết", "mục tiêu"]
        .iter()
        .any(|phrase| parsed.has_phrase(between.clone(), phrase));
    if !here || !levels || !points || !compared || between.len() > 12 || !says_of(parsed, result, said) {
        return None;
    }
    let difference = if direction == Change::Up { result.value - target.value } else { target.value - result.value };
    // A target of `70%` is exactly that.
    let of_target = if target.decimals { target.step } else { Decimal::ZERO };
    let step = result.step.max(said.step).max(of_target);
    let relation = reading
        .relation(Kind::Difference, passage, result.span.start..target.whole.end)
        .with(places.map(|place| reading.operand(passage, place)));
    let (more, less) = if direction == Change::Up { (result, target) } else { (target, result) };
    let terms = format!("{} − {} = {}", more.shown(), less.shown(), shown(difference));
    let relative = percentage(difference, target.value)?;
    if (difference - said.value).abs() < step || (relative - said.value).abs() < said.step {
        return Some(relation.computed(terms));
    }
    Some(broken(relation, &terms, said, difference))
}

/// Two percentages that are not as far apart as is said.
fn broken(relation: Relation, terms: &str, said: &Quantity, difference: Decimal) -> Relation {
    let relation = relation.computed(format!("{terms} ≠ {}", shown(said.value))).broken(Certainty::Contradiction);
    let difference = shown(difference);
    relation.unless(format!("chênh lệch {difference} điểm phần trăm"), format!("a difference of {difference} points"))
}
