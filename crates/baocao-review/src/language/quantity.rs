use std::ops::Range;

use rust_decimal::Decimal;

use super::lexer::{Lexeme, LexemeKind};
use super::number_words;
use super::numeral::Numeral;
use super::unit::{self, Family, Unit};

/// A figure of a sentence with what it counts.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The bytes of the figure with its scale.
    pub span: Range<usize>,
    /// The bytes up to the end of its noun phrase.
    pub whole: Range<usize>,
    /// The value, in full.
    pub value: Decimal,
    /// The worth of the last digit printed.
    pub step: Decimal,
    /// True for a whole number without a scale: it has not been rounded.
    pub exact: bool,
    /// True if digits stand after a decimal sign.
    pub decimals: bool,
    /// True for a percentage.
    pub percent: bool,
    /// The second number of `a/b`.
    pub of: Option<Decimal>,
    /// What the sentence says about its exactness.
    pub hedge: Hedge,
    /// What it counts.
    pub unit: Unit,
    /// Whether it is a change, not a level.
    pub change: Option<Change>,
    /// The words before it, back to a comma or another figure, the nearest last.
    pub before: Vec<String>,
    /// Its first lexeme.
    pub first: usize,
    /// The lexeme after its figure.
    pub after_figure: usize,
    /// The lexeme after its noun phrase.
    pub after: usize,
    /// How many brackets it stands in.
    pub depth: usize,
}

/// What a sentence says about the exactness of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Nothing.
    Exact,
    /// More than it: `trên`, `hơn`.
    Above,
    /// Less than it: `gần`, `dưới`.
    Below,
    /// About: `khoảng`, `ước`.
    About,
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// `tăng`, `vượt`.
    Up,
    /// `giảm`.
    Down,
}

impl Quantity {
    /// True for a level of things that can be counted or paid, which sums and percentages are about.
    pub fn is_level(&self) -> bool {
        !self.percent && self.change.is_none() && !matches!(self.unit.family, Family::Rate | Family::Duration)
    }

    /// True if one of the words before it is this one, the last `reach` counted.
    pub fn follows(&self, word: &str, reach: usize) -> bool {
        self.before.iter().rev().take(reach).any(|found| found == word)
    }

    /// True if the words before it end so.
    pub fn follows_phrase(&self, phrase: &str) -> bool {
        let words: Vec<_> = phrase.split(' ').collect();
        self.before.len() >= words.len()
            && self.before[self.before.len() - words.len()..].iter().zip(words).all(|(a, b)| a == b)
    }

    /// True if the words before it hold this phrase.
    pub fn has_phrase_before(&self, phrase: &str) -> bool {
        self.before.join(" ").contains(phrase)
    }
}

/// No figure of a report is larger; computations with it still fit.
const LARGEST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// Words after which a number names something and counts nothing.
const NAMING: &[&str] = &[
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

/// Finds the figures of a text.
pub fn quantities(lexemes: &[Lexeme], text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < lexemes.len() {
        let lexeme = &lexemes[at];
        if lexeme.is('(') {
            depth += 1;
        } else if lexeme.is(')') {
            depth = depth.saturating_sub(1);
        }
        let quantity = match &lexeme.kind {
            LexemeKind::Number(numeral) if !names(lexemes, at, numeral) => Some(number(lexemes, at, *numeral)),
            LexemeKind::Percent(numeral) => Some(percent(lexemes, at, *numeral)),
            LexemeKind::Fraction(a, b)
                if !lexemes.get(at.wrapping_sub(1)).is_some_and(|l| NAMING.contains(&l.word().unwrap_or(""))) =>
            {
                let mut quantity = number(lexemes, at, *a);
                let scale = quantity.value.checked_div(a.value).unwrap_or(Decimal::ONE);
                quantity.of = Some(b.value.saturating_mul(scale).min(LARGEST));
                Some(quantity)
            }
            LexemeKind::Word(_) => in_words(lexemes, at),
            _ => None,
        };
        let Some(mut quantity) = quantity else {
            at += 1;
            continue;
        };
        if let Some((of, after)) = whole_behind(lexemes, &quantity) {
            quantity.of = Some(of);
            (quantity.after_figure, quantity.after) = (after, after);
            quantity.whole.end = lexemes[after - 1].span.end;
        }
        quantity.depth = depth;
        quantity.before = words_before(lexemes, at);
        (quantity.hedge, quantity.change) = hedge_and_change(&quantity, lexemes, text);
        at = quantity.after_figure.max(at + 1);
        found.push(quantity);
    }
    found
}

/// The second number of `105 đảng viên/100 đảng viên`, and the lexeme after it.
fn whole_behind(lexemes: &[Lexeme], quantity: &Quantity) -> Option<(Decimal, usize)> {
    let counted = !quantity.percent && !quantity.unit.words.is_empty();
    let slash = lexemes.get(quantity.after).filter(|mark| counted && mark.is('/'))?;
    let next = lexemes.get(quantity.after + 1).filter(|next| next.span.start == slash.span.end)?;
    let LexemeKind::Number(numeral) = &next.kind else { return None };
    let whole = number(lexemes, quantity.after + 1, *numeral);
    let same = whole.unit.words.is_empty() || whole.unit.same_words(&quantity.unit);
    (same && (quantity.exact == whole.exact)).then_some((whole.value, whole.after))
}

/// True for a number that is a name: an ordinal, a year, the number of an item.
fn names(lexemes: &[Lexeme], at: usize, numeral: &Numeral) -> bool {
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
        "kỳ" | "lần" | "tổ" | "khối" | "phần" | "đề" | "điểm" | "giai" | "mục" => {
            next.is_none_or(|next| {
                let (unit, _) = unit::read(std::slice::from_ref(next));
                !matches!(unit.family, Family::People | Family::Bodies | Family::Money)
            })
        }
        "biểu" => at.checked_sub(2).and_then(|i| lexemes[i].word()) != Some("đại"),
        other => NAMING.contains(&other),
    }
}

fn number(lexemes: &[Lexeme], at: usize, numeral: Numeral) -> Quantity {
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
        (Unit { words: vec!["đồng".to_owned()], family: Family::Money }, 1)
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

/// `^d` is what reading machines make of a raised đ.
fn raised_currency(unit: Unit, lexemes: &[Lexeme], next: usize) -> Unit {
    let raised = next > 0 && lexemes[next - 1].is('^') && unit.words.first().is_some_and(|word| word == "d");
    if raised { Unit { family: Family::Money, ..unit } } else { unit }
}

fn percent(lexemes: &[Lexeme], at: usize, numeral: Numeral) -> Quantity {
    let mut quantity = number(lexemes, at, numeral);
    quantity.percent = true;
    quantity
}

fn step_of(numeral: &Numeral) -> Decimal {
    Decimal::new(1, numeral.decimals.min(20))
}

fn scale_at(lexemes: &[Lexeme], at: usize) -> Option<Decimal> {
    match lexemes.get(at)?.word()? {
        "nghìn" | "ngàn" => Some(Decimal::from(1_000)),
        "triệu" => Some(Decimal::from(1_000_000)),
        "tỷ" | "tỉ" => Some(Decimal::from(1_000_000_000)),
        _ => None,
    }
}

/// A small number in words before a noun that is counted: `hai cháu`, `năm bản án`.
fn in_words(lexemes: &[Lexeme], at: usize) -> Option<Quantity> {
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
    if !matches!(word, "hai" | "ba" | "bốn" | "năm" | "sáu" | "bảy" | "tám" | "chín" | "mười") {
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

fn words_before(lexemes: &[Lexeme], at: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for lexeme in lexemes[..at].iter().rev() {
        match &lexeme.kind {
            LexemeKind::Word(word) if words.len() < 10 => words.push(word.clone()),
            LexemeKind::Mark(':' | '"') => {}
            LexemeKind::Years(..) | LexemeKind::Date(_) => {}
            _ => break,
        }
    }
    words.reverse();
    words
}

fn hedge_and_change(quantity: &Quantity, lexemes: &[Lexeme], text: &str) -> (Hedge, Option<Change>) {
    let mut hedge = Hedge::Exact;
    let mut change = None;
    for (distance, word) in quantity.before.iter().rev().take(4).enumerate() {
        match word.as_str() {
            "trên" | "hơn" | "quá" if distance == 0 => hedge = Hedge::Above,
            "nhất" if distance == 0 && quantity.follows("ít", 2) => hedge = Hedge::Above,
            "gần" | "dưới" if distance == 0 => hedge = Hedge::Below,
            "khoảng" | "ước" | "chừng" | "độ" if distance == 0 => hedge = Hedge::About,
            "đạt" if distance == 1 && quantity.follows("ước", 2) => hedge = Hedge::About,
            "tăng" | "vượt" if distance <= 1 || distance == 2 && hedge != Hedge::Exact => change = Some(Change::Up),
            "giảm" | "hụt" if distance <= 1 || distance == 2 && hedge != Hedge::Exact => {
                change = Some(Change::Down)
            }
            "thêm" | "tới" | "được" | "là" | "đến" | "trên" | "hơn" | "gần" | "khoảng" | "bình" | "quân" | "cơ"
            | "học" => {}
            _ => break,
        }
    }
    if quantity.first > 1 && lexemes[quantity.first - 1].is('-') && lexemes[quantity.first - 2].is('(') {
        change = Some(Change::Down);
    }
    let after = text[quantity.span.end..].trim_start();
    if after.starts_with("trở lên") {
        hedge = Hedge::Above;
    }
    (hedge, change)
}
