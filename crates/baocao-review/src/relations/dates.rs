//! Dates that the calendar does not have, days of the week, and zeros that the rules of form ask for.

use crate::language::{Lexeme, LexemeKind, WrittenDate};
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Relation};

const WEEKDAYS: [&str; 7] = ["hai", "ba", "tư", "năm", "sáu", "bảy", "nhật"];

/// Looks at every date.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for at in 0..parsed.lexemes.len() {
            if let Some((date, end)) = date_at(parsed, at) {
                out.extend(look(reading, passage, parsed, at, end, date));
            }
        }
    }
}

/// A date in figures or as `ngày 12 tháng 9 năm 2023`; the lexeme after it.
fn date_at(parsed: &Parsed, at: usize) -> Option<(WrittenDate, usize)> {
    if let LexemeKind::Date(date) = &parsed.lexemes[at].kind {
        return Some((*date, at + 1));
    }
    let number = |at: usize| match parsed.lexemes.get(at).map(|lexeme| &lexeme.kind) {
        Some(LexemeKind::Number(numeral)) => numeral.small(),
        _ => None,
    };
    if parsed.lexemes[at].word() != Some("ngày") || !parsed.phrase_at(at + 2, "tháng") {
        return None;
    }
    let (day, month) = (number(at + 1)?, number(at + 3)?);
    let year =
        if parsed.phrase_at(at + 4, "năm") { number(at + 5).and_then(|year| i32::try_from(year).ok()) } else { None };
    Some((WrittenDate { day: Some(day), month, year }, if year.is_some() { at + 6 } else { at + 4 }))
}

fn look(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    at: usize,
    end: usize,
    date: WrittenDate,
) -> Option<Relation> {
    let span = parsed.lexemes[at].span.start..parsed.lexemes[end - 1].span.end;
    let relation = reading.relation(Kind::Date, passage, span.clone());
    if !date.exists() {
        let relation =
            relation.computed(format!("{}/{}", date.day.unwrap_or(0), date.month)).broken(Certainty::Contradiction);
        return Some(relation.unless("một ngày có trong lịch", "a day that the calendar has"));
    }
    if let Some((said, start)) = weekday_before(parsed, at)
        && let Some(truth) = date.weekday()
    {
        let span = parsed.lexemes[start].span.start..span.end;
        let relation = reading.relation(Kind::Date, passage, span);
        let name =
            |day: u32| if day == 6 { "Chủ nhật".to_owned() } else { format!("thứ {}", WEEKDAYS[day as usize]) };
        if said == truth {
            return Some(relation.computed(format!(
                "{} là {}",
                reading.words(passage, &parsed.lexemes[at].span),
                name(truth)
            )));
        }
        let computation = format!("{} là {}", reading.words(passage, &parsed.lexemes[at].span), name(truth));
        return Some(
            relation
                .computed(computation)
                .broken(Certainty::Contradiction)
                .unless(name(truth), format!("day {} of the week", truth + 1)),
        );
    }
    let words = reading.words(passage, &span);
    let formal = end > at + 1
        || words.contains('/') && at > 0 && parsed.lexemes[at - 1].word() == Some("ngày") && date.full().is_some();
    if !formal || date.day.is_none() {
        return None;
    }
    if let Some(proper) = without_zero(words, date) {
        let relation = relation.computed(format!("{words} → {proper}")).broken(Certainty::Style);
        return Some(relation.unless(format!("viết {proper}"), format!("written {proper}")));
    }
    Some(relation.computed("ngày có thật, đúng cách ghi"))
}

/// The day of the week before a date, and its first lexeme.
fn weekday_before(parsed: &Parsed, at: usize) -> Option<(u32, usize)> {
    let mut index = at.checked_sub(1)?;
    while matches!(parsed.lexemes[index].kind, LexemeKind::Mark(',' | '(' | '-'))
        || parsed.lexemes[index].word() == Some("ngày")
    {
        index = index.checked_sub(1)?;
    }
    let last = parsed.lexemes[index].word()?;
    let before = parsed.lexemes.get(index.checked_sub(1)?).and_then(Lexeme::word)?;
    let position = u32::try_from(WEEKDAYS.iter().position(|day| *day == last)?).ok()?;
    matches!((before, last), ("thứ", day) if day != "nhật")
        .then_some((position, index - 1))
        .or_else(|| (before == "chủ" && last == "nhật").then_some((6, index - 1)))
}

/// The date with the zeros of decree 30/2020: days below 10, and months 1 and 2.
fn without_zero(words: &str, date: WrittenDate) -> Option<String> {
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (day, month) = (date.day?, date.month);
    let lacks = |text: &str, below: u32, value: u32| value < below && !text.starts_with('0');
    if !lacks(numbers.first()?, 10, day) && !lacks(numbers.get(1)?, 3, month) {
        return None;
    }
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    Some(match (words.contains('/'), date.year) {
        (true, Some(year)) => format!("{day:02}/{month}/{year}"),
        (true, None) => format!("{day:02}/{month}"),
        (false, Some(year)) => format!("ngày {day:02} tháng {month} năm {year}"),
        (false, None) => format!("ngày {day:02} tháng {month}"),
    })
}
