//! Parts of a year as sentences name them: `quý I`, `tháng 7`, `năm 2023`, `đợt 2`, `6 tháng cuối năm`.

use std::ops::Range;

use crate::language::{Lexeme, LexemeKind};
use crate::reading::Parsed;

/// A period that a figure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A quarter, from 1.
    Quarter(u32),
    /// A month, from 1.
    Month(u32),
    /// A year.
    Year(u32),
    /// Half a year, from 1.
    Half(u32),
    /// One of several rounds: `đợt I`.
    Round(u32),
}

/// What a sentence says a total covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// `cộng`, `tổng cộng`: everything before it.
    Everything,
    /// `cả năm`.
    Year,
    /// `6 tháng`, `9 tháng`: so many months.
    Months(u32),
    /// `cả quý`.
    Quarter,
    /// `cả nhiệm kỳ`, `cả giai đoạn`.
    Term,
    /// `cả hai đợt`, `cả 3 năm`: so many of them.
    Several(u32),
}

/// The first period that is named between two lexemes.
pub fn named(parsed: &Parsed, within: Range<usize>) -> Option<Period> {
    within.clone().find_map(|at| {
        let word = parsed.lexemes[at].word();
        let next = parsed.lexemes.get(at + 1).filter(|_| at + 1 < within.end);
        match word {
            Some("quý") => Some(Period::Quarter(ordinal(next?)?)),
            Some("đợt" | "lần" | "kỳ") => Some(Period::Round(ordinal(next?)?)),
            Some("năm") => Some(Period::Year(whole(next?).filter(|year| (1900..2200).contains(year))?)),
            Some("tháng") => half(parsed, at).or_else(|| Some(Period::Month(whole(next?).filter(|n| *n <= 12)?))),
            _ => None,
        }
    })
}

/// `6 tháng đầu năm`, `06 tháng cuối năm`.
fn half(parsed: &Parsed, at: usize) -> Option<Period> {
    let six = at.checked_sub(1).and_then(|before| whole(&parsed.lexemes[before])) == Some(6)
        || at > 0 && parsed.lexemes[at - 1].word() == Some("sáu");
    if !six {
        return None;
    }
    match parsed.lexemes.get(at + 1)?.word()? {
        "đầu" => Some(Period::Half(1)),
        "cuối" => Some(Period::Half(2)),
        _ => None,
    }
}

/// What the words between two lexemes say that a total covers.
pub fn cover(parsed: &Parsed, within: Range<usize>) -> Option<Cover> {
    for at in within.clone() {
        if parsed.phrase_at(at, "cả năm") {
            return Some(Cover::Year);
        }
        if parsed.phrase_at(at, "cả nhiệm kỳ") || parsed.phrase_at(at, "cả giai đoạn") {
            return Some(Cover::Term);
        }
        if parsed.phrase_at(at, "cả quý") || parsed.phrase_at(at, "tổng quý") {
            return Some(Cover::Quarter);
        }
        if parsed.lexemes[at].word() == Some("cả")
            && let Some(number) = parsed.lexemes.get(at + 1).and_then(ordinal)
            && matches!(parsed.lexemes.get(at + 2).and_then(Lexeme::word), Some("đợt" | "năm" | "quý" | "kỳ" | "lần"))
        {
            return Some(Cover::Several(number));
        }
        if parsed.lexemes[at].word() == Some("tháng")
            && at > 0
            && let Some(number @ (6 | 9 | 12)) = ordinal(&parsed.lexemes[at - 1])
        {
            return Some(Cover::Months(number));
        }
        if at == within.start && parsed.phrase_at(at, "tổng số") {
            return Some(Cover::Everything);
        }
        let alone = !matches!(
            parsed.lexemes.get(at + 1).and_then(Lexeme::word),
            Some("đồng" | "tác" | "đoàn" | "sản" | "hòa" | "điểm" | "thêm" | "với" | "dồn")
        );
        if parsed.lexemes[at].word() == Some("cộng") && alone && !parsed.phrase_at(at.saturating_sub(1), "công cộng")
        {
            return Some(Cover::Everything);
        }
    }
    None
}

/// True if periods are all that a total covers, each once and in order.
pub fn fill(periods: &[Period], cover: Cover) -> bool {
    let consecutive = periods.windows(2).all(|pair| follows(pair[0], pair[1]));
    let Some(first) = periods.first().filter(|_| consecutive) else { return false };
    let count = u32::try_from(periods.len()).unwrap_or(u32::MAX);
    match (cover, first) {
        (Cover::Everything, _) => true,
        (Cover::Several(number), _) => number == count,
        (Cover::Term, Period::Year(_)) => count >= 3,
        (Cover::Year | Cover::Months(12), Period::Quarter(1)) => count == 4,
        (Cover::Year | Cover::Months(12), Period::Month(1)) => count == 12,
        (Cover::Year | Cover::Months(12), Period::Half(1)) => count == 2,
        (Cover::Months(months), Period::Quarter(1)) => count * 3 == months,
        (Cover::Months(months), Period::Month(1)) => count == months,
        (Cover::Quarter, Period::Month(month)) => count == 3 && month % 3 == 1,
        _ => false,
    }
}

fn follows(first: Period, second: Period) -> bool {
    match (first, second) {
        (Period::Quarter(a), Period::Quarter(b))
        | (Period::Month(a), Period::Month(b))
        | (Period::Year(a), Period::Year(b))
        | (Period::Half(a), Period::Half(b))
        | (Period::Round(a), Period::Round(b)) => b == a + 1,
        _ => false,
    }
}

fn whole(lexeme: &Lexeme) -> Option<u32> {
    match &lexeme.kind {
        LexemeKind::Number(numeral) => numeral.small(),
        _ => None,
    }
}

/// `2`, `II`, `hai`, and `1` of a fraction such as `quý 1/2024`.
fn ordinal(lexeme: &Lexeme) -> Option<u32> {
    match &lexeme.kind {
        LexemeKind::Fraction(first, _) => first.small(),
        LexemeKind::Date(date) if date.day.is_none() => Some(date.month),
        LexemeKind::Word(word) => Some(match &**word {
            "i" | "một" => 1,
            "ii" | "hai" => 2,
            "iii" | "ba" => 3,
            "iv" | "bốn" => 4,
            "v" | "năm" => 5,
            "vi" | "sáu" => 6,
            "chín" => 9,
            _ => return None,
        }),
        _ => whole(lexeme),
    }
}
