//! `giảm d (-p%)`, `giảm p% (giảm d)`: a change, its percentage, and the figure now.

use rust_decimal::Decimal;

use crate::language::{Change, Quantity};
use crate::reading::{Parsed, Reading, percentage, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Recomputes the percentage of every change whose figure now is in the passage.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for pair in parsed.quantities.windows(2) {
            if let Some(relation) = growth(reading, passage, parsed, &pair[0], &pair[1]) {
                out.push(relation);
            } else if let Some((change, percent)) = change_and_percentage(parsed, &pair[0], &pair[1]) {
                out.extend(compare(reading, passage, parsed, change, percent));
            }
        }
    }
}

fn change_and_percentage<'a>(
    parsed: &Parsed,
    first: &'a Quantity<'a>,
    second: &'a Quantity<'a>,
) -> Option<(&'a Quantity<'a>, &'a Quantity<'a>)> {
    let (change, percent) = match (first.percent, second.percent) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return None,
    };
    let direction = first.change?;
    // A figure that is no change itself, behind `so với`, is what the percentage starts from.
    if change.change.is_none() && parsed.has_phrase(first.after_figure..second.first, "so với") {
        return None;
    }
    let agrees = second.change.is_none_or(|other| other == direction) || change.change.is_some();
    let between = first.after_figure..second.first;
    let bracket = parsed.has_mark(between.clone(), '(');
    let words: Vec<_> = parsed.lexemes[between.clone()].iter().filter_map(|lexeme| lexeme.word()).collect();
    let equals = ["tương", "bằng", "ứng", "tỷ", "lệ"].iter().any(|word| words.contains(word));
    let parted =
        parsed.has_mark(between.clone(), ';') || parsed.sentence_of(first.first) != parsed.sentence_of(second.first);
    let near = words.len() <= if bracket { 7 } else { 6 };
    // `tăng 5 vụ, giảm 3%` are two changes; a bracket or `tương ứng` makes one of them.
    let joined = bracket && second.depth > first.depth || equals;
    (agrees && joined && near && !parted && change.unit.family != crate::language::Family::Duration)
        .then_some((change, percent))
}

/// `c, tăng p% so với cùng kỳ (b)`: both levels and the percentage between them.
fn growth(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    percent: &Quantity,
    base: &Quantity,
) -> Option<Relation> {
    let direction = percent.change.filter(|_| percent.percent && base.is_level() && !base.value.is_zero())?;
    let between = percent.after_figure..base.first;
    let compared =
        parsed.has_phrase(between.clone(), "so với") && parsed.has_mark(between.clone(), '(') && between.len() <= 12;
    let sentence = |quantity: &&Quantity| parsed.sentence_of(quantity.first) == parsed.sentence_of(percent.first);
    let now = parsed.quantities.iter().filter(|now| now.first < percent.first && now.is_level());
    let now = now.filter(|now| now.depth == percent.depth).rfind(sentence)?;
    if !compared || !now.unit.is_like(&base.unit) {
        return None;
    }
    let difference = if direction == Change::Up { now.value - base.value } else { base.value - now.value };
    let truth = percentage(difference, base.value)?;
    let slack = |a: Decimal, b: Decimal| percentage(a + b, base.value).unwrap_or_default();
    let rounded = !(now.exact && base.exact);
    let finest = now.step.min(base.step);
    let (loose, slack) =
        if rounded { (slack(now.step, base.step), slack(finest, finest)) } else { (Decimal::ZERO, Decimal::ZERO) };
    let operands = [now, percent, base].map(|quantity| reading.operand(passage, quantity));
    let relation = reading.relation(Kind::Change, passage, now.span.start..base.whole.end).with(operands);
    let terms = format!("({} − {}) / {}", now.shown(), base.shown(), base.shown());
    let relation = relation.computed(format!(
        "{terms} = {}%, ghi {}",
        shown(truth.round_dp(percent.step.scale() + 2)),
        percent.shown()
    ));
    if (truth - percent.value).abs() < percent.step + slack {
        return Some(relation);
    }
    // `5 tỷ` beside `5,5 tỷ` may be exact or rounded.
    let certain = (truth - percent.value).abs() >= percent.step + loose;
    let truth = shown(truth.round_dp(percent.step.scale()));
    Some(
        relation
            .broken(if certain { Certainty::Contradiction } else { Certainty::Possible })
            .unless(format!("tỷ lệ là {truth}%"), format!("a percentage of {truth}%")),
    )
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    change: &Quantity,
    percent: &Quantity,
) -> Option<Relation> {
    let direction = change.change.or(percent.change)?;
    let first = change.first.min(percent.first);
    let like =
        |now: &&Quantity| now.is_level() && !now.percent && now.unit.is_like(&change.unit) && now.first != change.first;
    let mut levels: Vec<_> = parsed.quantities.iter().filter(like).filter(|now| now.first < first).collect();
    levels.sort_by_key(|now| (std::cmp::Reverse(traits_shared(now, change)), std::cmp::Reverse(now.first)));
    // `so với cùng kỳ (b)`: the base itself.
    let bases =
        parsed.quantities.iter().filter(like).filter(|b| b.first > first && b.first < first + 25 && b.follows("kỳ", 4));
    let by_base = bases.map(|base| (base, base.value));
    let by_level = levels.iter().map(|now| (*now, base(now, change, direction)));
    let candidates: Vec<_> = by_base.chain(by_level).filter(|(_, base)| *base > Decimal::ZERO).collect();
    let fitting = candidates.iter().find(|(_, base)| fits(change, percent, *base));
    let found = |operand: &Quantity, base: Decimal| {
        let truth = percentage(change.value, base).unwrap_or_default().round_dp(percent.step.scale() + 2);
        let span = change.span.start.min(percent.span.start)..change.whole.end.max(percent.span.end);
        let sign = if direction == Change::Up { "−" } else { "+" };
        let how = if operand.value == base {
            shown(base)
        } else {
            format!("({} {sign} {})", operand.shown(), change.shown())
        };
        let computation = format!("{} / {how} = {}%, ghi {}", change.shown(), shown(truth), percent.shown());
        let operands = [change, percent, operand].map(|quantity| reading.operand(passage, quantity));
        reading.relation(Kind::Change, passage, span).computed(computation).with(operands)
    };
    if let Some((operand, base)) = fitting {
        return Some(found(operand, *base));
    }
    let (operand, base) = candidates.first()?;
    let several =
        candidates.iter().filter(|(other, _)| traits_shared(other, change) == traits_shared(operand, change)).count()
            > 1;
    let beside = operand.first < first && !between_levels(parsed, operand, first);
    let listed = traits_shared(operand, change) > 0;
    let certainty = if beside || listed || !several { Certainty::Contradiction } else { Certainty::Possible };
    let truth = percentage(change.value, *base).unwrap_or_default().round_dp(percent.step.scale());
    Some(
        found(operand, *base)
            .broken(certainty)
            .unless(format!("tỷ lệ là {}%", shown(truth)), format!("a percentage of {}%", shown(truth))),
    )
}

/// True if another level stands between a figure and its change.
fn between_levels(parsed: &Parsed, now: &Quantity, first: usize) -> bool {
    parsed.quantities.iter().any(|other| other.first > now.first && other.first < first && other.is_level())
}

fn base(now: &Quantity, change: &Quantity, direction: Change) -> Decimal {
    match direction {
        Change::Up => now.value - change.value,
        Change::Down => now.value + change.value,
    }
}

fn fits(change: &Quantity, percent: &Quantity, base: Decimal) -> bool {
    let Some(truth) = percentage(change.value, base) else { return false };
    // A rounded change moves the percentage by as much.
    let slack = if change.exact { Decimal::ZERO } else { percentage(change.step, base).unwrap_or_default() };
    (truth - percent.value).abs() < percent.step + slack
}

/// How many words, the units aside, both figures share: `làm chết 5 người`, `giảm 10 người chết`.
fn traits_shared(now: &Quantity, change: &Quantity) -> usize {
    fn words<'a>(quantity: &'a Quantity<'_>) -> Vec<&'a str> {
        let near = quantity.before.iter().rev().take(3);
        near.chain(&quantity.unit.words).map(AsRef::as_ref).collect()
    }
    let (a, b) = (words(now), words(change));
    let plain = ["tăng", "giảm", "có", "là", "được", "người", "và", "số"];
    b.iter().filter(|word| !plain.contains(*word) && a.contains(word)).count()
}
