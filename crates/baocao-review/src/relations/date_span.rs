//! `từ ngày 15/6/2024 đến ngày 14/9/2024`, `từ năm 2019 đến năm 2023`: what begins must begin before it ends.

use crate::language::{LexemeKind, WrittenDate};
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Relation};

/// Compares the two ends of every span of time.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for at in (0..parsed.lexemes.len()).filter(|at| parsed.lexemes[*at].word() == Some("từ")) {
            if let Some((from, to)) = ends(parsed, at + 1) {
                out.extend(compare(reading, passage, parsed, at, from, to));
            }
        }
    }
}

/// An end of a span: year, month and day, and its lexeme.
type End = ((i32, u32, u32), usize);

fn ends(parsed: &Parsed, at: usize) -> Option<(End, End)> {
    let from = end(parsed, at)?;
    let to_word = from.1 + 1;
    matches!(parsed.lexemes.get(to_word)?.word()?, "đến" | "tới").then_some(())?;
    Some((from, end(parsed, to_word + 1)?))
}

/// A full date, a month with its year or a year, behind the word that announces it.
fn end(parsed: &Parsed, at: usize) -> Option<End> {
    let mut at = at;
    while matches!(parsed.lexemes.get(at)?.word(), Some("hết" | "ngày" | "tháng" | "năm")) {
        at += 1;
    }
    match &parsed.lexemes[at].kind {
        LexemeKind::Date(WrittenDate { day, month, year: Some(year) }) => Some(((*year, *month, day.unwrap_or(0)), at)),
        LexemeKind::Number(numeral) if numeral.is_year() && parsed.lexemes[at - 1].word() == Some("năm") => {
            let year = i32::try_from(numeral.small()?).ok()?;
            Some(((year, 0, 0), at))
        }
        _ => None,
    }
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, at: usize, from: End, to: End) -> Option<Relation> {
    // Only what is written alike can be compared: two days, two months, two years.
    let alike = (from.0.1 == 0) == (to.0.1 == 0) && (from.0.2 == 0) == (to.0.2 == 0);
    if !alike {
        return None;
    }
    let span = parsed.lexemes[at].span.start..parsed.lexemes[to.1].span.end;
    let text = |end: &End| reading.words(passage, &parsed.lexemes[end.1].span).to_owned();
    let relation = reading.relation(Kind::Date, passage, span);
    if from.0 <= to.0 {
        return Some(relation.computed(format!("{} ≤ {}", text(&from), text(&to))));
    }
    // Years alone may be told backwards: `sinh từ năm 1990 đến năm 1985`.
    let certainty = if from.0.1 == 0 { Certainty::Possible } else { Certainty::Contradiction };
    let relation = relation.computed(format!("{} > {}", text(&from), text(&to))).broken(certainty);
    Some(relation.unless("mốc đầu đứng trước mốc cuối", "a beginning before the end"))
}
