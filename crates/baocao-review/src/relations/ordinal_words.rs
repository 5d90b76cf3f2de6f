//! `Một là … Hai là … Bốn là`, `Thứ nhất … Thứ hai`: items numbered in words, in one paragraph or one each.

use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

const NUMBERS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// An item: its number, its passage and its first lexeme.
type Item = (usize, usize, usize);

/// Looks at both ways of numbering in words.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for named in [counted, ranked] {
        let mut list: Vec<Item> = Vec::new();
        for (passage, _, parsed) in reading.prose() {
            for at in (0..parsed.lexemes.len()).filter(|at| begins(parsed, *at)) {
                let Some(number) = named(parsed, at) else { continue };
                if number == 1 {
                    tell(reading, &std::mem::take(&mut list), out);
                }
                if number == 1 || !list.is_empty() {
                    list.push((number, passage, at));
                }
            }
        }
        tell(reading, &list, out);
    }
}

/// True at the beginning of a sentence or an item.
fn begins(parsed: &Parsed, at: usize) -> bool {
    at == 0 || [';', ':', '.', '-', '+', '*'].iter().any(|mark| parsed.lexemes[at - 1].is(*mark))
}

fn word<'a>(parsed: &'a Parsed<'_>, at: usize) -> Option<&'a str> {
    parsed.lexemes.get(at)?.word()
}

/// `Một là`, `Hai là`.
fn counted(parsed: &Parsed, at: usize) -> Option<usize> {
    let first = word(parsed, at)?;
    let number = NUMBERS.iter().position(|name| *name == first).or((first == "tư").then_some(3))?;
    (word(parsed, at + 1) == Some("là")).then_some(number + 1)
}

/// `Thứ nhất`, `Thứ hai`; the days of the week have a date or `ngày` behind them.
fn ranked(parsed: &Parsed, at: usize) -> Option<usize> {
    let second = word(parsed, at + 1).filter(|_| word(parsed, at) == Some("thứ"))?;
    let number = match second {
        "nhất" => 0,
        "tư" => 3,
        other => NUMBERS.iter().position(|name| *name == other)?,
    };
    let stands_alone = parsed.lexemes.get(at + 2).is_some_and(|mark| mark.is(',') || mark.is(':') || mark.is('-'));
    (number == 0 || stands_alone || word(parsed, at + 2) == Some("là")).then_some(number + 1)
}

fn tell(reading: &Reading<'_>, list: &[Item], out: &mut Vec<Relation>) {
    let (Some((_, first, at)), true) = (list.first(), list.len() >= 2) else { return };
    let span = |passage: usize, at: usize| {
        let lexemes = &reading.parsed[passage].lexemes;
        lexemes[at].span.start..lexemes[(at + 9).min(lexemes.len() - 1)].span.end
    };
    let operand = |(number, passage, at): &Item| {
        let lexemes = &reading.parsed[*passage].lexemes;
        let span = lexemes[*at].span.start..lexemes[(at + 1).min(lexemes.len() - 1)].span.end;
        Operand { passage: *passage, span, text: number.to_string() }
    };
    let line = list.iter().map(|(number, ..)| number.to_string()).collect::<Vec<_>>().join(", ");
    let Some(pair) = list.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1) else {
        let relation = reading.relation(Kind::Ordinal, *first, span(*first, *at));
        out.push(relation.computed(line).with(list.iter().map(operand)));
        return;
    };
    let (number, passage, at) = pair[1];
    let expected = NUMBERS.get(pair[0].0).copied().unwrap_or_default();
    // Right after each other a number is missing or comes twice; farther apart it may belong to another list.
    let near = passage - pair[0].1 <= 2 && (pair[0].0..=pair[0].0 + 2).contains(&number);
    let relation =
        reading.relation(Kind::Ordinal, passage, span(passage, at)).computed(line).with(pair.iter().map(operand));
    let relation = relation.broken(if near { Certainty::Contradiction } else { Certainty::Possible });
    out.push(relation.unless(format!("tiếp theo là mục thứ {expected}"), format!("item {} next", pair[0].0 + 1)));
}
