//! One figure: its number in digits or words, its scale, and the noun behind it.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::hedge::Hedge;
use super::lexer::{Lexeme, LexemeKind};
use super::number_words;
use super::numeral::Numeral;
use super::quantity::Quantity;
use super::unit::{self, Family, Unit};

pub fn number<'t>(lexemes: &[Lexeme<'t>], at: usize, numeral: Numeral) -> Quantity<'t> {
    let step = step_of(&numeral);
    let mut value = numeral.value;
    let mut unit_step = step;
    let mut exact = numeral.decimals == 0;
    let mut next = at + 1;
    // `470 tỷ 581 triệu 046 nghìn đồng`.
    if let Some(scale) = scale_at(lexemes, next) {
        value = value.saturating_mul(scale).min(LARGEST);
        unit_step *= scale;
        exact = false;
        next += 1;
        let mut last = scale;
        while let (Some(LexemeKind::Number(more)), Some(scale)) =
            (lexemes.get(next).map(|l| &l.kind), scale_at(lexemes, next + 1))
        {
            if scale >= last {
                break;
            }
            value = value.saturating_add(more.value.saturating_mul(scale)).min(LARGEST);
            unit_step = step_of(more) * scale;
            last = scale;
            next += 2;
        }
    }
    // The circumflex of a raised letter: `4.067.150.000^d`.
    if lexemes.get(next).is_some_and(|mark| mark.is('^')) {
        next += 1;
    }
    let million = lexemes.get(next).and_then(Lexeme::word).is_some_and(|word| matches!(word, "trđ" | "trd"));
    let (unit, taken) = if million {
        value = value.saturating_mul(Decimal::from(1_000_000)).min(LARGEST);
        unit_step *= Decimal::from(1_000_000);
        exact = false;
        (Unit { words: vec![Cow::Borrowed("đồng")], family: Family::Money }, 1)
    } else {
        unit::read(lexemes.get(next..).unwrap_or_default())
    };
    let unit = raised_currency(unit, lexemes, next);
    let after = next + taken;
    Quantity {
        span: lexemes[at].span.start..lexemes[next - 1].span.end,
        whole: lexemes[at].span.start..lexemes[after - 1].span.end,
        value,
        step: unit_step,
        exact,
        decimals: numeral.decimals > 0,
        percent: false,
        of: None,
        hedge: Hedge::Exact,
        unit,
        change: None,
        before: Vec::new(),
        first: at,
        after_figure: next,
        after,
        depth: 0,
    }
}

pub fn percent<'t>(lexemes: &[Lexeme<'t>], at: usize, numeral: Numeral) -> Quantity<'t> {
    let mut quantity = number(lexemes, at, numeral);
    quantity.percent = true;
    quantity
}

/// A small number in words before a noun that is counted: `hai cháu`, `năm bản án`.
pub fn in_words<'t>(lexemes: &[Lexeme<'t>], at: usize) -> Option<Quantity<'t>> {
    const COUNTED: &[&str] = &[
        "cháu",
        "bản",
        "vụ",
        "việc",
        "người",
        "đồng",
        "tập",
        "cá",
        "hộ",
        "đơn",
        "tổ",
        "chi",
        "đảng",
        "đoàn",
        "cuộc",
        "dự",
        "công",
        "trường",
    ];
    let word = lexemes[at].word()?;
    if !number_words::COUNTING.contains(&word) {
        return None;
    }
    let followed = lexemes.get(at + 1).and_then(Lexeme::word).is_some_and(|next| COUNTED.contains(&next));
    let previous = at.checked_sub(1).map(|index| &lexemes[index]);
    let ordinal = previous.is_some_and(|l| {
        matches!(l.word(), Some("thứ" | "ngày" | "hàng" | "hằng" | "trong" | "mỗi" | "cả" | "tháng" | "một" | "từng"))
            || matches!(l.kind, LexemeKind::Number(_))
    });
    if !followed || ordinal {
        return None;
    }
    let (value, _) = number_words::read(&[word])?;
    let numeral = Numeral { value, decimals: 0, grouped: false, digits: 1 };
    let quantity = number(lexemes, at, numeral);
    matches!(quantity.unit.family, Family::People | Family::Bodies | Family::Cases | Family::Other(_))
        .then_some(quantity)
}

/// The second number of `105 đảng viên/100 đảng viên`, and the lexeme after it.
pub fn whole_behind(lexemes: &[Lexeme], quantity: &Quantity) -> Option<(Decimal, usize)> {
    let counted = !quantity.percent && !quantity.unit.words.is_empty();
    let slash = lexemes.get(quantity.after).filter(|mark| counted && mark.is('/'))?;
    let next = lexemes.get(quantity.after + 1).filter(|next| next.span.start == slash.span.end)?;
    let LexemeKind::Number(numeral) = &next.kind else { return None };
    let whole = number(lexemes, quantity.after + 1, *numeral);
    let same = whole.unit.words.is_empty() || whole.unit.same_words(&quantity.unit);
    (same && (quantity.exact == whole.exact)).then_some((whole.value, whole.after))
}

pub fn scale_at(lexemes: &[Lexeme], at: usize) -> Option<Decimal> {
    match lexemes.get(at)?.word()? {
        "nghìn" | "ngàn" => Some(Decimal::from(1_000)),
        "triệu" => Some(Decimal::from(1_000_000)),
        "tỷ" | "tỉ" => Some(Decimal::from(1_000_000_000)),
        _ => None,
    }
}

/// `^d` is what reading machines make of a raised đ.
fn raised_currency<'t>(unit: Unit<'t>, lexemes: &[Lexeme<'_>], next: usize) -> Unit<'t> {
    let raised = next > 0 && lexemes[next - 1].is('^') && unit.words.first().is_some_and(|word| word == "d");
    if raised { Unit { family: Family::Money, ..unit } } else { unit }
}

fn step_of(numeral: &Numeral) -> Decimal {
    Decimal::new(1, numeral.decimals.min(20))
}

/// No figure of a report is larger; computations with it still fit.
pub const LARGEST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);
