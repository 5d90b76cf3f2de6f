//! Which of the figures of a list belong together: runs that make a total, parts of parts, parts that are named alike.

use std::ops::Range;

use rust_decimal::Decimal;

use super::closing::closes;
use crate::language::{Hedge, Quantity};
use crate::reading::Parsed;

/// Runs from the start on that each make the total.
pub fn runs<'a>(total: &Quantity, parts: &[&'a Quantity<'a>]) -> Vec<Vec<&'a Quantity<'a>>> {
    // A total that is only about so much is made by the whole list or not at all.
    if total.hedge != Hedge::Exact {
        return if parts.len() >= 2 && closes(total, parts) { vec![parts.to_vec()] } else { Vec::new() };
    }
    let mut found = Vec::new();
    let mut start = 0;
    for end in 1..=parts.len() {
        if end - start >= 2 && closes(total, &parts[start..end]) {
            found.push(parts[start..end].to_vec());
            start = end;
        }
    }
    found
}

/// Parts without those that break the part before them down: `5.591 đơn với 651 …, 281 … và 4.659 …`.
pub fn without_breakdowns<'a>(parsed: &Parsed, parts: &[&'a Quantity<'a>]) -> Vec<&'a Quantity<'a>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        kept.push(*part);
        at += 1 + breakdown(parsed, part, &parts[at + 1..]);
    }
    kept
}

/// How many of the next figures break a part down.
fn breakdown(parsed: &Parsed, part: &Quantity, next: &[&Quantity]) -> usize {
    let Some(first) = next.first() else { return 0 };
    let between = part.after_figure..first.first;
    if !["với", "gồm", "là"].iter().any(|word| parsed.has_word(between.clone(), word)) {
        return 0;
    }
    let mut sum = Decimal::ZERO;
    let closes = |(index, quantity): (usize, &&Quantity)| {
        sum += quantity.value;
        (index >= 1 && sum == part.value).then_some(index + 1)
    };
    next.iter().enumerate().find_map(closes).unwrap_or(0)
}

/// True if the parts are named alike: by the same first or last word.
pub fn alike(parts: &[&Quantity]) -> bool {
    let same_unit = parts.iter().filter(|part| part.unit.same_words(&parts[0].unit)).count() == parts.len();
    let first = parts.first().and_then(|part| part.before.first());
    same_unit || first.is_some() && parts.iter().all(|part| part.before.first() == first)
}

/// True if the words before every part begin with the same two words: `chi bộ cơ quan 41, chi bộ trường học 23`.
pub fn named_alike(parsed: &Parsed, body: &Range<usize>, parts: &[&Quantity]) -> bool {
    let name = |part: &Quantity| -> Vec<&str> {
        let start = (body.start..part.first)
            .rev()
            .find(|at| parsed.lexemes[*at].word().is_none_or(|word| word == "và"))
            .map_or(body.start, |at| at + 1);
        parsed.lexemes[start..part.first].iter().filter_map(|lexeme| lexeme.word()).take(2).collect()
    };
    let first = name(parts[0]);
    parts.len() >= 3 && first.len() == 2 && parts.iter().all(|part| name(part) == first)
}

/// True if a semicolon stands between some of the parts, but not between all.
pub fn unevenly_parted(parsed: &Parsed, parts: &[&Quantity]) -> bool {
    let apart = |pair: &&[&Quantity]| parsed.has_mark(pair[0].after_figure..pair[1].first, ';');
    let count = parts.windows(2).filter(apart).count();
    count > 0 && count + 1 < parts.len()
}

pub fn starts_with_change(parsed: &Parsed, body: &Range<usize>) -> bool {
    parsed
        .quantities
        .iter()
        .find(|quantity| body.contains(&quantity.first))
        .is_some_and(|quantity| quantity.change.is_some())
}
