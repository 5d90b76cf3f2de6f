//! Numbers that name something and count nothing: ordinals, years, items.

use super::figure::scale_at;
use super::lexer::{Lexeme, LexemeKind};
use super::numeral::Numeral;
use super::unit::{self, Family};

/// True for a number that is a name: an ordinal, a year, the number of an item.
pub fn names(lexemes: &[Lexeme], at: usize, numeral: &Numeral) -> bool {
    let next = lexemes.get(at + 1);
    if scale_at(lexemes, at + 1).is_some() {
        return false;
    }
    let next_is = |marks: &[char]| next.is_some_and(|next| marks.iter().any(|mark| next.is(*mark)));
    let Some(previous) = at.checked_sub(1).map(|index| &lexemes[index]) else {
        // The number of the passage: `1.`, `2)`, `3-`, or `1.1` before a word.
        return next_is(&['.', ')', '-', '/', ':'])
            || numeral.decimals > 0 && numeral.small().is_none() && numeral.digits <= 4;
    };
    if numeral.is_year()
        && next.is_none_or(|next| {
            next.word().is_none_or(|w| unit::read(std::slice::from_ref(next)).0.words.is_empty() || w == "năm")
        })
    {
        return true;
    }
    if previous.is('(') && next_is(&[')']) && numeral.small().is_some_and(|n| n < 40) {
        return true;
    }
    if previous.is('-')
        && at >= 2
        && matches!(lexemes[at - 2].kind, LexemeKind::Word(_))
        && lexemes[at - 2].span.end == previous.span.start
    {
        return true;
    }
    let Some(word) = previous.word() else { return false };
    // `mỗi tổ 12 thành viên`, `cả 3 đợt 90 cuộc`, `cả hai đợt 90 cuộc`.
    let rounds = matches!(word, "đợt" | "vòng");
    match at.checked_sub(2).map(|index| &lexemes[index].kind) {
        Some(LexemeKind::Word(before)) if before == "mỗi" || rounds && matches!(&**before, "hai" | "ba" | "các") => {
            return false;
        }
        Some(LexemeKind::Number(_)) if rounds => return false,
        _ => {}
    }
    match word {
        "năm" => numeral.is_year(),
        "tháng" => numeral.small().is_some_and(|n| (1..=12).contains(&n)),
        "ngày" => numeral.small().is_some_and(|n| (1..=31).contains(&n)),
        "số" => !at
            .checked_sub(2)
            .and_then(|i| lexemes[i].word())
            .is_some_and(|w| matches!(w, "tổng" | "con" | "tồng" | "trong" | "với")),
        "kỳ" if matches!(
            at.checked_sub(2).and_then(|i| lexemes[i].word()),
            Some("đầu" | "cuối" | "trong" | "cùng")
        ) =>
        {
            false
        }
        "kỳ" | "đợt" | "lần" | "tổ" | "khối" | "phần" | "đề" | "điểm" | "giai" | "mục" => next
            .is_none_or(|next| {
                let (unit, _) = unit::read(std::slice::from_ref(next));
                !matches!(unit.family, Family::People | Family::Bodies | Family::Money | Family::Cases)
            }),
        "biểu" => at.checked_sub(2).and_then(|i| lexemes[i].word()) != Some("đại"),
        other => NAMING.contains(&other),
    }
}

/// Words after which a number names something and counts nothing.
pub const NAMING: &[&str] = &[
    "ngày",
    "tháng",
    "quý",
    "thứ",
    "khóa",
    "khoá",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "phần",
    "chương",
    "lục",
    "bảng",
    "biểu",
    "hình",
    "lớp",
    "quận",
    "phường",
    "tổ",
    "xóm",
    "thôn",
    "đường",
    "lộ",
    "kỳ",
    "đoạn",
    "lần",
    "vòng",
    "trang",
    "kênh",
    "hạng",
    "bậc",
    "trí",
    "covid",
    "sars",
    "đội",
    "đề",
    "khối",
    "cụm",
    "ương",
    "tập",
    "số",
    "hộp",
    "iso",
    "vtv",
    "thế",
    "giai",
];
