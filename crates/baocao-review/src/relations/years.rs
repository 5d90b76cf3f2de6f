//! `65 năm … (25/9/1958 - 25/9/2023)`, `tổng kết 10 năm … ngày 13/3/2012`: years and the dates they lie between.

use crate::language::{Lexeme, LexemeKind, WrittenDate};
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Compares numbers of years with the dates beside them, and looks at ranges of years.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let year = reading.context.year.or_else(|| year_of_report(reading));
    for (passage, _, parsed) in reading.prose() {
        for at in 0..parsed.lexemes.len() {
            if let LexemeKind::Years(from, to) = parsed.lexemes[at].kind {
                out.extend(range(reading, passage, parsed, at, (from, to)));
            }
            if let Some((number, after)) = years_at(parsed, at) {
                out.extend(anniversary(reading, passage, parsed, at, number, after, year));
            }
        }
    }
}

/// The last year that the first passages name: the one reported on.
fn year_of_report(reading: &Reading<'_>) -> Option<i32> {
    let early = reading.parsed.iter().take(12).flat_map(|parsed| &parsed.lexemes);
    early.filter_map(year_in).max()
}

fn year_in(lexeme: &Lexeme) -> Option<i32> {
    match &lexeme.kind {
        LexemeKind::Date(date) => date.year,
        LexemeKind::Years(_, to) => Some(*to),
        LexemeKind::Number(numeral) if numeral.is_year() => numeral.small().and_then(|year| i32::try_from(year).ok()),
        _ => None,
    }
}

/// `65 năm`: the number, and the lexeme after it.
fn years_at(parsed: &Parsed, at: usize) -> Option<(i32, usize)> {
    let LexemeKind::Number(numeral) = &parsed.lexemes[at].kind else { return None };
    let number = numeral.small().filter(|number| (1..=300).contains(number))?;
    let named =
        parsed.phrase_at(at + 1, "năm") && parsed.lexemes.get(at + 2).is_none_or(|next| year_in(next).is_none());
    named.then(|| Some((i32::try_from(number).ok()?, at + 2)))?
}

/// A range must rise.
fn range(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    at: usize,
    (from, to): (i32, i32),
) -> Option<Relation> {
    let named = at > 0 && matches!(parsed.lexemes[at - 1].word(), Some("kỳ" | "đoạn" | "năm" | "khóa" | "từ"));
    let start = if named { parsed.lexemes[at.saturating_sub(2)].span.start } else { parsed.lexemes[at].span.start };
    let relation = reading.relation(Kind::Years, passage, start..parsed.lexemes[at].span.end);
    if from < to {
        return named.then(|| relation.computed(format!("{to} − {from} = {}", to - from)));
    }
    // The same year twice may be a school year cut short; a falling range cannot be.
    (from > to).then(|| {
        relation
            .computed(format!("{from} > {to}"))
            .broken(Certainty::Contradiction)
            .unless("năm đầu trước năm cuối", "a first year before the last")
    })
}

fn anniversary(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    at: usize,
    number: i32,
    after: usize,
    year: Option<i32>,
) -> Option<Relation> {
    let end = (after + 30).min(parsed.lexemes.len());
    // Another number of years begins its own phrase.
    let end = (after..end).find(|next| years_at(parsed, *next).is_some()).unwrap_or(end);
    let end = (after..end).find(|next| parsed.lexemes[*next].is(';')).unwrap_or(end);
    let bracket = (after..end).find(|open| parsed.lexemes[*open].is('('));
    if let Some(open) = bracket
        && let Some((from, to, close)) = pair(parsed, open + 1)
    {
        return Some(compare(reading, passage, parsed, at..close, number, from, to));
    }
    let founded = (after..end).find_map(|next| match &parsed.lexemes[next].kind {
        LexemeKind::Date(date) if date.day.is_some() => Some((next, date.year?)),
        _ => None,
    });
    let (next, from) = founded?;
    let (year, commemorates) = (year?, ["thực", "ngày", "thành"].iter().any(|word| parsed.has_word(after..next, word)));
    let summed = at > 0 && matches!(parsed.lexemes[at - 1].word(), Some("kết" | "niệm" | "giá" | "dịp" | "qua"));
    if !summed || !commemorates || (from + number - year).abs() > 1 {
        return None;
    }
    let span = parsed.lexemes[at.saturating_sub(2)].span.start..parsed.lexemes[next].span.end;
    Some(reading.relation(Kind::Years, passage, span).computed(format!("{from} + {number} = {}", from + number)))
}

/// `d1 - d2` or `2013-2017` after an opening bracket.
fn pair(parsed: &Parsed, at: usize) -> Option<(WrittenDate, WrittenDate, usize)> {
    let year = |year: i32| WrittenDate { day: None, month: 1, year: Some(year) };
    let date = |at: usize| match parsed.lexemes.get(at).map(|lexeme| &lexeme.kind) {
        Some(LexemeKind::Date(date)) => Some(*date),
        _ => None,
    };
    if let Some(LexemeKind::Years(from, to)) = parsed.lexemes.get(at).map(|lexeme| &lexeme.kind) {
        return Some((year(*from), year(*to), at + 1));
    }
    let second = (at + 1..at + 3).find(|next| date(*next).is_some())?;
    Some((date(at)?, date(second)?, second + 1))
}

fn compare(
    reading: &Reading<'_>,
    passage: usize,
    parsed: &Parsed,
    lexemes: std::ops::Range<usize>,
    number: i32,
    from: WrittenDate,
    to: WrittenDate,
) -> Relation {
    let span = parsed.lexemes[lexemes.start].span.start..parsed.lexemes[lexemes.end - 1].span.end;
    let (first, last) = (from.year.unwrap_or_default(), to.year.unwrap_or_default());
    let operand = Operand { passage, span: parsed.lexemes[lexemes.start].span.clone(), text: number.to_string() };
    let relation = reading.relation(Kind::Years, passage, span).with([operand]);
    let between = last - first;
    // Years without days may count both ends: `5 năm liền (2013-2017)`.
    let counts_both = from.day.is_none() && number == between + 1;
    if number == between || counts_both {
        let more = if counts_both { " + 1" } else { "" };
        return relation.computed(format!("{last} − {first}{more} = {number}"));
    }
    let certainty = if from.day.is_some() { Certainty::Contradiction } else { Certainty::Possible };
    let relation = relation.computed(format!("{last} − {first} = {between} ≠ {number}")).broken(certainty);
    relation.unless(format!("{between} năm"), format!("{between} years"))
}
