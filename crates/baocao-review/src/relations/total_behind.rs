//! `12 cuộc cấp tỉnh, 30 cuộc cấp huyện, cộng 42 cuộc`; `quý I 12 cuộc, …, cả năm 54 cuộc`: a total behind its parts.

use std::ops::Range;

use rust_decimal::Decimal;

use super::closing::closes;
use super::labels::{opposed, overlap};
use super::period::{Cover, Period, cover, fill, named};
use crate::language::{Family, Hedge, Quantity};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Adds up what stands before a total of the same sentence.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for sentence in &parsed.sentences {
            let items = items(parsed, sentence);
            for at in 1..items.len() {
                compare(reading, passage, parsed, &items[..=at], out);
            }
        }
    }
}

/// The stretches between commas and semicolons of a sentence, brackets aside; `và` parts them before a period or figure.
fn items(parsed: &Parsed, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (sentence.start, 0_i32);
    for at in sentence.clone() {
        let lexeme = &parsed.lexemes[at];
        depth += i32::from(lexeme.is('(')) - i32::from(lexeme.is(')'));
        let joined = lexeme.word() == Some("và") && {
            let next = at + 1..(at + 3).min(sentence.end);
            named(parsed, next.clone()).is_some() || parsed.quantities.iter().any(|quantity| quantity.first == at + 1)
        };
        // `quý I: 12 cuộc` names the figure behind the colon.
        let named = || named(parsed, start..at).is_some() || cover(parsed, start..at).is_some();
        if depth <= 0 && (lexeme.is(',') || lexeme.is(';') || joined || lexeme.is(':') && !named()) {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..sentence.end);
    found
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, items: &[Range<usize>], out: &mut Vec<Relation>) {
    let Some((last, before)) = items.split_last() else { return };
    let figures = |item: &Range<usize>| -> Vec<&Quantity> {
        let within =
            |quantity: &&Quantity| item.contains(&quantity.first) && quantity.is_level() && quantity.of.is_none();
        parsed.quantities.iter().filter(within).collect()
    };
    for total in figures(last).into_iter().filter(|total| total.hedge == Hedge::Exact && total.depth == 0) {
        let head = last.start..total.first;
        let Some(cover) = cover(parsed, head.clone()) else { return };
        if is_of_more(parsed, &head) {
            return;
        }
        let mut parts: Vec<(&Quantity, Option<Period>)> = Vec::new();
        for item in before.iter().rev() {
            let like = |part: &&Quantity| part.depth == total.depth && is_part(part, total);
            let Some(part) = figures(item).into_iter().find(like) else { break };
            let period = named(parsed, item.start..part.first);
            if super::period::cover(parsed, item.start..part.first).is_some()
                && !matches!(period, Some(Period::Half(_)))
            {
                break;
            }
            parts.push((part, period));
        }
        parts.reverse();
        out.extend(relation(reading, passage, parsed, total, cover, &parts));
    }
}

/// Words that make a total one of more than what stands before it, or of something else.
fn is_of_more(parsed: &Parsed, head: &Range<usize>) -> bool {
    ["đưa", "nâng", "lũy kế", "luỹ kế", "đến nay", "tính đến", "còn", "từ đầu", "bình quân", "trung bình", "kể cả"]
        .iter()
        .any(|phrase| parsed.has_phrase(head.clone(), phrase))
}

fn is_part(part: &Quantity, total: &Quantity) -> bool {
    part.unit.is_like(&total.unit) || part.unit.family == Family::None && !total.unit.is_money() && part.exact
}

fn relation(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    total: &Quantity,
    cover: Cover,
    found: &[(&Quantity, Option<Period>)],
) -> Option<Relation> {
    // A run of periods ends where one has none: words before the first period are another matter.
    let periods: Vec<Period> = found.iter().rev().map_while(|(_, period)| *period).collect();
    let timed = periods.len() >= 2;
    let parts = if timed { &found[found.len() - periods.len()..] } else { found };
    let parts: Vec<&Quantity> = parts.iter().map(|(part, _)| *part).collect();
    let in_order: Vec<Period> = periods.into_iter().rev().collect();
    let filled = if timed { fill(&in_order, cover) } else { cover == Cover::Everything };
    if parts.len() < 2 || !filled {
        return None;
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let terms = parts.iter().map(|part| part.shown()).collect::<Vec<_>>().join(" + ");
    let relation = reading
        .relation(Kind::Sum, passage, parts[0].span.start..total.whole.end)
        .with([reading.operand(passage, total)])
        .with(parts.iter().map(|part| reading.operand(passage, part)));
    if closes(total, &parts) {
        return Some(relation.computed(format!("{terms} = {}", total.shown())));
    }
    let certainty = doubt(parsed, total, &parts, timed, sum)?;
    // Of a term the years before and after may be left out.
    let certainty = if cover == Cover::Term { Certainty::Possible } else { certainty };
    let relation = relation.computed(format!("{terms} = {} ≠ {}", shown(sum), total.shown())).broken(certainty);
    Some(relation.unless(format!("tổng là {}", shown(sum)), format!("a total of {}", shown(sum))))
}

/// How sure it is that parts which do not make their total are wrong; none where another reading is open.
fn doubt(parsed: &Parsed, total: &Quantity, parts: &[&Quantity], timed: bool, sum: Decimal) -> Option<Certainty> {
    let range = parts[0].first..total.first;
    let listed = parts[0].first..parts[parts.len() - 1].after;
    let plain = parts.iter().all(|part| part.hedge == Hedge::Exact);
    let largest = parts.iter().map(|part| part.value).max()?;
    // What is there at the end of each period is not added up; then the total is near one of its parts.
    let near = (sum - total.value).abs() * Decimal::from(4) <= sum && total.value > largest;
    let broken_down = ["trong đó", "gồm", "cụ thể", "mỗi", "bình quân", "riêng", "còn lại"]
        .iter()
        .any(|phrase| parsed.has_phrase(range.clone(), phrase));
    let other = overlap(parsed, parts) && !opposed(parsed, parts);
    if !timed && !told_alike(parts) && !is_introduced(parsed, parts[0]) || parts.iter().any(|part| is_signed(part)) {
        return None;
    }
    if !plain || !near || broken_down || other || parsed.is_open(listed) || makes(total, parts) {
        return None;
    }
    // The same people may come in more than one period.
    let again = timed && sum > total.value && matches!(total.unit.family, Family::People | Family::Bodies);
    Some(if again { Certainty::Possible } else { Certainty::Contradiction })
}

/// True if after the first part nothing, or the same first or last word as before another, stands before each.
fn told_alike(parts: &[&Quantity]) -> bool {
    let ends = |index: usize| [parts[index].before.first(), parts[index].before.last()];
    let shares = |index: usize| {
        let own = ends(index);
        let with = |other: usize| ends(other).iter().zip(&own).any(|(a, b)| a == b && b.is_some());
        own[0].is_none() || (0..parts.len()).any(|other| other != index && with(other))
    };
    (1..parts.len()).all(shares)
}

/// `gồm a, b, c, tổng cộng N`; `Kết quả: a, b, c, tổng cộng N`.
fn is_introduced(parsed: &Parsed, first: &Quantity) -> bool {
    let from = first.first.saturating_sub(8);
    let colon = (from..first.first).any(|at| parsed.lexemes[at].is(':'));
    colon || ["gồm", "thể", "sau"].iter().any(|word| first.follows(word, 6))
}

/// True for a part that is taken away, or that is what there was at the beginning.
fn is_signed(part: &Quantity) -> bool {
    const SIGNS: &[&str] = &["trừ", "bớt", "xóa", "nghỉ", "hủy", "thêm", "tồn"];
    const RIGHT_BEFORE: &[&str] = &["đóng", "chi", "đi", "thu", "giải thể"];
    SIGNS.iter().any(|word| part.follows(word, 4))
        || RIGHT_BEFORE.iter().any(|phrase| part.follows_phrase(phrase))
        || ["đầu kỳ", "kỳ trước"].iter().any(|phrase| part.has_phrase_before(phrase))
}

/// True if some of the parts make the total.
fn makes(total: &Quantity, parts: &[&Quantity]) -> bool {
    parts.len() <= 10
        && (1_u32..1 << parts.len()).filter(|chosen| chosen.count_ones() >= 2).any(|chosen| {
            let some: Vec<&Quantity> =
                parts.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, part)| *part).collect();
            closes(total, &some)
        })
}
