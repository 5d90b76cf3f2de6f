//! Two levels that a sentence sets beside each other: a plan and a result, last year and this year, from and to.

use crate::language::{Family, LexemeKind, Quantity};
use crate::reading::Parsed;
use rust_decimal::Decimal;

/// Which words set the levels beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `84/80`.
    Fraction,
    /// `từ 48 vụ còn 36 vụ`.
    Range,
    /// `230 hồ sơ, cùng kỳ năm trước 200 hồ sơ`.
    Previous,
    /// `chỉ tiêu 1.200 lượt, thực hiện 1.260 lượt`.
    Plan,
    /// `năm 2023 tổ chức 40 lớp, năm 2024 tổ chức 60 lớp`.
    Years,
}

/// Two levels and the figures they stand in.
#[derive(Clone, Debug)]
pub struct Levels<'a> {
    /// What sets them beside each other.
    pub pattern: Pattern,
    /// The level now.
    pub now: Decimal,
    /// The level that it is compared with.
    pub base: Decimal,
    /// Where they stand, in reading order.
    pub places: Vec<&'a Quantity<'a>>,
}

impl Levels<'_> {
    /// How far the quotient of both may be off because they are rounded, as a share of it.
    pub fn slack(&self) -> Decimal {
        let share = |quantity: &&Quantity| match quantity.decimals {
            true => quantity.step.checked_div(quantity.value * Decimal::TWO).unwrap_or_default(),
            false => Decimal::ZERO,
        };
        self.places.iter().map(share).sum()
    }
}

/// The levels that end right before a figure which says how they compare.
pub fn before<'a>(parsed: &'a Parsed<'a>, index: usize) -> Option<Levels<'a>> {
    let said = &parsed.quantities[index];
    let sentence = parsed.sentence_of(said.first);
    // Other figures that say how they compare may stand between.
    let levels: Vec<&Quantity> = parsed.quantities[..index]
        .iter()
        .rev()
        .skip_while(|other| !is_plain(other) && said.first - other.after_figure <= 8)
        .take(2)
        .take_while(|other| is_plain(other) && parsed.sentence_of(other.first) == sentence)
        .collect();
    let second = *levels.first()?;
    if !says_of(parsed, second, said) {
        return None;
    }
    if let Some(of) = second.of {
        return Some(Levels { pattern: Pattern::Fraction, now: second.value, base: of, places: vec![second] });
    }
    let first = *levels.get(1)?;
    let like = first.unit.is_like(&second.unit) || first.unit.family == Family::None && first.exact && second.exact;
    if !like || first.of.is_some() || parsed.has_mark(first.after_figure..second.first, '.') {
        return None;
    }
    let (pattern, second_is_now) = pattern(parsed, first, second)?;
    let (now, base) = if second_is_now { (second.value, first.value) } else { (first.value, second.value) };
    Some(Levels { pattern, now, base, places: vec![first, second] })
}

fn is_plain(quantity: &Quantity) -> bool {
    quantity.is_level() && !is_multiple(quantity)
}

/// `1,5 lần` behind `gấp`.
pub fn is_multiple(quantity: &Quantity) -> bool {
    quantity.unit.words.first().is_some_and(|word| word == "lần") && quantity.follows("gấp", 3)
}

/// True if only words that introduce a comparison stand before a figure, back to the comma after the level.
pub fn says_of(parsed: &Parsed, level: &Quantity, said: &Quantity) -> bool {
    const LINKS: &[&str] = &[
        "tăng", "giảm", "vượt", "đạt", "bằng", "gấp", "tỷ", "tỉ", "lệ", "tương", "ứng", "đương", "tức", "là", "hơn",
        "gần", "trên", "khoảng", "được", "thêm", "tới", "đến", "hụt", "với", "và",
    ];
    let from = level.after.min(said.first);
    let comma = (from..said.first).find(|at| {
        let lexeme = &parsed.lexemes[*at];
        lexeme.is(',') || lexeme.is(';') || lexeme.is('(') || lexeme.is('-')
    });
    let link = |at: usize| match &parsed.lexemes[at].kind {
        LexemeKind::Word(word) => LINKS.contains(&&**word),
        LexemeKind::Mark(mark) => matches!(mark, ',' | '(' | ')' | ';' | '-' | '='),
        _ => parsed.quantities.iter().any(|other| other.first == at || other.first < at && at < other.after_figure),
    };
    // `36 vụ năm 2023, giảm …`: what stands before the comma says when or where.
    let (open, rest) = comma.map_or((from..from, from), |comma| (from..comma, comma));
    let figure_between = parsed.quantities.iter().any(|other| open.contains(&other.first));
    open.len() <= 6 && !figure_between && (rest..said.first).all(|at| link(at) || within_noun(parsed, level, said, at))
}

/// True within the noun of another figure that says how the levels compare.
fn within_noun(parsed: &Parsed, level: &Quantity, said: &Quantity, at: usize) -> bool {
    let between = |other: &&Quantity| other.first > level.first && other.first < said.first;
    parsed.quantities.iter().filter(between).any(|other| (other.first..other.after).contains(&at))
}

fn pattern(parsed: &Parsed, first: &Quantity, second: &Quantity) -> Option<(Pattern, bool)> {
    let between = first.after_figure..second.first;
    let leads = |quantity: &Quantity, phrases: &[&str]| {
        let lead = lead(parsed, quantity, if quantity.first == second.first { first.after_figure } else { 0 });
        phrases.iter().any(|phrase| parsed.has_phrase(lead.clone(), phrase))
    };
    let apart = second.first - first.after_figure;
    if first.follows("từ", 2)
        && ["lên", "xuống", "còn", "đến", "thành"].iter().any(|word| second.follows(word, 3))
        && apart <= 9
    {
        return Some((Pattern::Range, true));
    }
    const PLANS: &[&str] = &["kế hoạch", "chỉ tiêu", "dự toán"];
    const BEFORE: &[&str] = &["cùng kỳ", "năm trước", "năm ngoái", "kỳ trước", "quý trước"];
    let planned_first = leads(first, PLANS);
    if planned_first && leads(second, &["thực hiện", "kết quả", "đạt", "đã"]) && apart <= 10 {
        return Some((Pattern::Plan, true));
    }
    if PLANS.iter().any(|plan| parsed.has_phrase(between.clone(), plan))
        && parsed.has_word(between.clone(), "trên")
        && apart <= 10
    {
        return Some((Pattern::Plan, false));
    }
    if leads(second, BEFORE) && !leads(first, BEFORE) && apart <= 12 && !parsed.has_phrase(between.clone(), "tăng") {
        return Some((Pattern::Previous, false));
    }
    if second.depth == first.depth + 1 && of_year_before(parsed, first, second) {
        return Some((Pattern::Previous, false));
    }
    if leads(first, BEFORE) && leads(second, &["năm nay", "kỳ này", "quý này"]) {
        return Some((Pattern::Previous, true));
    }
    years(parsed, first, second).map(|second_is_now| (Pattern::Years, second_is_now))
}

/// `150 đảng viên (năm 2023: 125 đảng viên)`: the bracket opens with a year, and none later stands before.
fn of_year_before(parsed: &Parsed, first: &Quantity, second: &Quantity) -> bool {
    let year = |at: usize| match parsed.lexemes.get(at).map(|lexeme| &lexeme.kind) {
        Some(LexemeKind::Number(numeral)) if numeral.is_year() => numeral.small(),
        _ => None,
    };
    let Some(open) = (first.after_figure..second.first).rev().find(|at| parsed.lexemes[*at].is('(')) else {
        return false;
    };
    let Some(before) = year(open + 2).filter(|_| parsed.lexemes[open + 1].word() == Some("năm")) else { return false };
    let linked = (open + 3..second.first)
        .all(|at| parsed.lexemes[at].is(':') || matches!(parsed.lexemes[at].word(), Some("là" | "có" | "đạt")));
    let start = parsed.sentences[parsed.sentence_of(first.first)].start;
    let now = (start..first.first).rev().find_map(year);
    linked && now.is_none_or(|now| now > before)
}

/// The lexemes before a figure, back to a mark between clauses.
fn lead(parsed: &Parsed, quantity: &Quantity, from: usize) -> std::ops::Range<usize> {
    let parts = |at: &usize| [',', ';', '.', '('].iter().any(|mark| parsed.lexemes[*at].is(*mark));
    let start = (from..quantity.first).rev().take(9).take_while(|at| !parts(at)).last().unwrap_or(quantity.first);
    start..quantity.first
}

/// `năm 2023 tổ chức 40 lớp, năm 2024 tổ chức 60 lớp`: the same words, and years that follow each other.
fn years(parsed: &Parsed, first: &Quantity, second: &Quantity) -> Option<bool> {
    let lead = |quantity: &Quantity| -> Option<(u32, Vec<String>)> {
        let at =
            (0..quantity.first).rev().take(7).find(|at| matches!(parsed.lexemes[*at].kind, LexemeKind::Number(_)))?;
        let LexemeKind::Number(numeral) = &parsed.lexemes[at].kind else { return None };
        let year =
            numeral.small().filter(|_| numeral.is_year() && at > 0 && parsed.lexemes[at - 1].word() == Some("năm"))?;
        let words = parsed.lexemes[at + 1..quantity.first].iter().map(|lexeme| lexeme.word().map(str::to_owned));
        Some((year, words.collect::<Option<_>>()?))
    };
    let ((from, words), (to, more)) = (lead(first)?, lead(second)?);
    (from + 1 == to && (words == more || more.is_empty()) && first.unit.same_words(&second.unit)).then_some(true)
}
