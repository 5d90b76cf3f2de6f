//! A figure and the percentage that a sentence says of it.

use std::rc::Rc;

use super::parts::{List, lists};
use super::percent_base::names_base;
use crate::language::Quantity;
use crate::reading::Parsed;

/// A figure and the percentage that is said of it.
pub struct Pair<'a> {
    pub passage: usize,
    /// The lists of its passage, read once.
    pub lists: Rc<[List]>,
    pub parsed: &'a Parsed<'a>,
    pub part: &'a Quantity<'a>,
    pub percent: &'a Quantity<'a>,
    /// True if the percentage is about a plan or a period before.
    pub against_plan: bool,
    /// True if only `đạt` says what the percentage is; it may be of a plan.
    pub reached: bool,
}

/// Figures with a percentage right behind or right before them.
pub fn pairs<'a>(passage: usize, parsed: &'a Parsed<'a>) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    let mut known: Option<Rc<[List]>> = None;
    for (index, percent) in parsed.quantities.iter().enumerate() {
        if !percent.percent || percent.change.is_some() {
            continue;
        }
        let against_plan = is_against_plan(parsed, percent);
        let mut beside = index.checked_sub(1);
        // `652 người trên tổng số 1.661, đạt 39%`: the base stands between.
        if let Some(at) = beside.filter(|at| *at > 0 && names_base(&parsed.quantities[*at])) {
            beside = Some(at - 1);
        }
        let before = beside
            .map(|index| &parsed.quantities[index])
            .filter(|part| part.is_level() && links(parsed, part, percent));
        let inside =
            parsed.quantities.get(index + 1).filter(|part| part.is_level() && in_bracket_after(parsed, percent, part));
        if let Some(part) = before.or(inside) {
            let between = part.after_figure.min(percent.first)..percent.first;
            let shared = ["chiếm", "lệ", "ứng", "đương"].iter().any(|word| parsed.has_word(between.clone(), word));
            let reached = !shared && parsed.has_word(between, "đạt");
            let lists = Rc::clone(known.get_or_insert_with(|| lists(parsed).into()));
            found.push(Pair { passage, lists, parsed, part, percent, against_plan, reached });
        }
    }
    found
}

/// True if only words that say "which makes" stand between a figure and a percentage.
fn links(parsed: &Parsed, part: &Quantity, percent: &Quantity) -> bool {
    const LINKS: &[&str] = &[
        "đạt", "chiếm", "tỷ", "tỉ", "lệ", "tương", "ứng", "với", "bằng", "đương", "là", "trên", "hơn", "gần", "khoảng",
        "được", "và", "tổng", "số", "có", "ước", "đã", "dưới",
    ];
    let between = part.after_figure.max(part.after.min(percent.first))..percent.first;
    let strong = ["đạt", "chiếm", "lệ", "ứng", "đương", "bằng"]
        .iter()
        .any(|word| parsed.has_word(part.after_figure..percent.first, word));
    let bracket = parsed.lexemes[between.clone()].iter().any(|lexeme| lexeme.is('(') || lexeme.is('='));
    let words = parsed.lexemes[between.clone()].iter().filter_map(|lexeme| lexeme.word());
    let foreign = words.filter(|word| !LINKS.contains(word)).count();
    // `đạt tỷ lệ hộ nghèo dưới 3%` is a percentage of something else.
    let other_rate = between.clone().any(|at| {
        parsed.lexemes[at].word() == Some("lệ")
            && at + 1 < percent.first
            && parsed.lexemes[at + 1].word().is_some_and(|word| !LINKS.contains(&word))
    });
    if other_rate {
        return false;
    }
    let full_stop = parsed.sentence_of(part.first) != parsed.sentence_of(percent.first);
    let parted = parsed.has_mark(between.clone(), ';') || parsed.has_mark(between.clone(), ')') && !bracket;
    let fraction = part.of.is_some();
    if parted || full_stop && !(fraction && strong && foreign == 0) {
        return false;
    }
    let base_between = parsed.quantities.iter().any(|base| between.contains(&base.first) && names_base(base));
    // `8 chi bộ hoàn thành tốt nhiệm vụ (13,3%)`: the bracket holds nothing else.
    let alone = parsed.lexemes[percent.first - 1].is('(')
        && parsed.lexemes.get(percent.after_figure).is_none_or(|next| next.is(')') || next.is(',') || next.is(';'))
        && !parsed.has_mark(between.clone(), ',')
        && !parsed.quantities.iter().any(|other| (part.after_figure..percent.first).contains(&other.first));
    strong && (foreign <= if fraction { 12 } else { 9 } || base_between)
        || bracket && (foreign <= 1 || alone && foreign <= 8)
}

/// `p% (n người)`.
fn in_bracket_after(parsed: &Parsed, percent: &Quantity, part: &Quantity) -> bool {
    let between = percent.after_figure..part.first;
    let words = parsed.lexemes[between.clone()].iter().filter_map(|lexeme| lexeme.word()).count();
    part.depth == percent.depth + 1
        && words <= 4
        && parsed.lexemes[between].iter().filter(|lexeme| lexeme.is('(')).count() == 1
        && parsed.lexemes[part.first - 1].is('(')
}

/// True for a percentage of a plan, a target or the period before.
fn is_against_plan(parsed: &Parsed, percent: &Quantity) -> bool {
    let words =
        parsed.lexemes[percent.after_figure..].iter().take(4).take_while(|lexeme| lexeme.word().is_some()).count();
    let after = percent.after_figure..percent.after_figure + words;
    ["so", "kế", "chỉ", "kh", "nghị", "dự", "mục", "định", "cùng", "năm", "nq"]
        .iter()
        .any(|word| parsed.has_word(after.clone(), word))
        || percent.follows("vượt", 3)
        || percent.follows("thêm", 2)
        || percent.follows("hoàn", 4) && percent.follows("thành", 3)
}
