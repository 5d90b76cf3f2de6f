//! What a sentence counts as parts of a total: where the list begins and ends, and which figures are its parts.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::{Hedge, LexemeKind, Quantity};
use crate::reading::Parsed;

/// The words or the mark that open a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// `trong đó`: some of the parts, perhaps all.
    Within,
    /// `gồm`, `cụ thể`, `chia ra`: all parts.
    Made,
    /// An opening bracket after the total.
    Bracket,
    /// A colon after the total.
    Colon,
    /// `, có`: words that open a list only if the parts exclude each other.
    Loose,
}

/// A list of parts and where its total is to be looked for.
#[derive(Clone, Debug)]
pub struct List {
    /// What opens it.
    pub opening: Opening,
    /// The lexemes where the total may stand.
    pub head: Range<usize>,
    /// The lexemes of the list, within its sentence.
    pub body: Range<usize>,
    /// The lexemes up to where parts may go on in later sentences.
    pub reach: usize,
    /// The depth of brackets that parts have.
    pub depth: usize,
}

const WITHIN: &[&str] = &["trong đó", "trong số đó", "trong số này"];
const MADE: &[&str] = &["bao gồm", "gồm có", "gồm", "cụ thể", "chia ra", "được chia thành"];
const STOPPED_BY: &[&str] = &["đưa tổng", "nâng tổng", "đồng thời"];

/// Every list of parts in a passage.
pub fn lists(parsed: &Parsed) -> Vec<List> {
    let mut found = Vec::new();
    for at in 0..parsed.lexemes.len() {
        if let Some((opening, length)) = opening(parsed, at) {
            found.push(list(parsed, at, at + length, opening));
        }
    }
    found
}

fn opening(parsed: &Parsed, at: usize) -> Option<(Opening, usize)> {
    let starts = |list: &[&str]| list.iter().find(|phrase| parsed.phrase_at(at, phrase)).map(|p| p.split(' ').count());
    if let Some(length) = starts(WITHIN) {
        return Some((Opening::Within, length));
    }
    if let Some(length) = starts(MADE) {
        // `bao gồm` is found at its first word.
        let second = at > 0 && parsed.lexemes[at].word() == Some("gồm") && parsed.lexemes[at - 1].word() == Some("bao");
        return (!second).then_some((Opening::Made, length));
    }
    let lexeme = &parsed.lexemes[at];
    let figure_before = || parsed.quantities.iter().any(|quantity| quantity.after == at && quantity.is_level());
    let worded = WITHIN.iter().chain(MADE).any(|phrase| parsed.phrase_at(at + 1, phrase));
    if lexeme.is('(') && !worded && figure_close_before(parsed, at) {
        return Some((Opening::Bracket, 1));
    }
    // `N hồ sơ, có a … và b …`; `Trong số N hồ sơ, số … là a và b …`.
    let comma = at > 1
        && parsed.lexemes[at - 1].is(',')
        && parsed
            .quantities
            .iter()
            .any(|quantity| quantity.after < at && at - 1 - quantity.after <= 4 && quantity.is_level());
    if comma
        && (lexeme.word() == Some("có")
            || lexeme.word() == Some("số") && parsed.has_phrase(at.saturating_sub(12)..at, "trong số"))
    {
        return Some((Opening::Loose, 1));
    }
    // The forms of discipline and of reward are told in full.
    let forms = at > 1 && parsed.phrase_at(at - 1, "thức");
    let with_forms = parsed.phrase_at(at, "hình thức") && !parsed.lexemes.get(at + 2).is_some_and(|next| next.is(':'));
    if lexeme.is(':') && forms || with_forms && at > 0 && parsed.phrase_at(at - 1, "các") {
        return Some((Opening::Made, if with_forms { 2 } else { 1 }));
    }
    (lexeme.is(':') && (figure_before() || names_dimension(parsed, at))).then_some((Opening::Colon, 1))
}

/// `42 cán bộ; trình độ chuyên môn: …`: a property that everybody has one value of.
fn names_dimension(parsed: &Parsed, at: usize) -> bool {
    let start = (0..at).rev().take(6).take_while(|index| parsed.lexemes[*index].word().is_some()).last().unwrap_or(at);
    ["trình độ chuyên môn", "trình độ đào tạo", "giới tính", "cơ cấu giới", "chia theo", "phân theo"]
        .iter()
        .any(|phrase| parsed.has_phrase(start..at, phrase))
}

/// True if a figure stands in the words before a bracket, with no other figure between.
fn figure_close_before(parsed: &Parsed, at: usize) -> bool {
    let last = parsed.quantities.iter().rev().find(|quantity| quantity.first < at);
    last.is_some_and(|quantity| {
        let between = quantity.after.min(at)..at;
        quantity.is_level()
            && between.len() <= 6
            && ![';', '.', ':', ')'].iter().any(|mark| parsed.has_mark(between.clone(), *mark))
    })
}

fn list(parsed: &Parsed, at: usize, after: usize, opening: Opening) -> List {
    let sentence = &parsed.sentences[parsed.sentence_of(at)];
    let depth = depth_at(parsed, after);
    let start = if at > 0 && parsed.lexemes[at - 1].is('(') { at - 1 } else { at };
    let mut head = clause_before(parsed, start);
    if opening == Opening::Colon && !parsed.quantities.iter().any(|quantity| head.contains(&quantity.first)) {
        head = sentence.start..head.end;
    }
    let number = parsed.sentence_of(at);
    let leads = parsed.lexemes[head.clone()]
        .iter()
        .all(|lexeme| lexeme.word().is_none() || matches!(lexeme.word(), Some("và")));
    if leads && number > 0 && opening != Opening::Bracket {
        head = parsed.sentences[number - 1].clone();
    }
    let body = after..list_end(parsed, after, sentence.end, depth);
    let reach = if body.end == sentence.end && depth == 0 { parsed.lexemes.len() } else { body.end };
    List { opening, head, body, reach, depth }
}

/// The lexemes of the sentence before a place, back to a semicolon.
fn clause_before(parsed: &Parsed, at: usize) -> Range<usize> {
    let sentence = &parsed.sentences[parsed.sentence_of(at.min(parsed.lexemes.len() - 1))];
    let start = parsed.lexemes[sentence.start..at].iter().rposition(|lexeme| lexeme.is(';'));
    // `… 626 cuộc; trong đó …`: the semicolon right before the opening separates nothing.
    match start.map(|index| sentence.start + index) {
        Some(index) if index + 1 >= at => clause_before(parsed, index),
        Some(index) => index + 1..at,
        None => sentence.start..at,
    }
}

fn depth_at(parsed: &Parsed, at: usize) -> usize {
    let step = |depth: usize, lexeme: &crate::language::Lexeme| match lexeme.kind {
        LexemeKind::Mark('(') => depth + 1,
        LexemeKind::Mark(')') => depth.saturating_sub(1),
        _ => depth,
    };
    parsed.lexemes[..at].iter().fold(0, step)
}

fn list_end(parsed: &Parsed, from: usize, sentence_end: usize, depth: usize) -> usize {
    let mut now = depth;
    let last = if depth > 0 { parsed.lexemes.len() } else { sentence_end };
    for at in from..last {
        match parsed.lexemes[at].kind {
            LexemeKind::Mark('(') => now += 1,
            LexemeKind::Mark(')') if now == depth && depth > 0 => return at,
            LexemeKind::Mark(')') => now = now.saturating_sub(1),
            _ if now == depth && STOPPED_BY.iter().any(|phrase| parsed.phrase_at(at, phrase)) => return at,
            _ => {}
        }
    }
    last
}

impl List {
    /// The figures that may be the total, the nearest first; one of each unit.
    pub fn totals<'a>(&self, parsed: &'a Parsed) -> Vec<&'a Quantity> {
        let in_head = |quantity: &&Quantity| self.head.contains(&quantity.first) && quantity.is_level();
        let mut found: Vec<&Quantity> = Vec::new();
        for quantity in parsed.quantities.iter().rev().filter(in_head) {
            if quantity.depth <= self.depth && found.len() < 4 {
                found.push(quantity);
            }
        }
        found
    }

    /// The figures of the list that a total of this unit may be made of, up to a lexeme.
    pub fn parts<'a>(&self, parsed: &'a Parsed, total: &Quantity, end: usize) -> Vec<&'a Quantity> {
        let mut nested_until = 0;
        let mut found = Vec::new();
        for quantity in &parsed.quantities {
            if !(self.body.start..end).contains(&quantity.first)
                || quantity.depth != self.depth
                || quantity.first < nested_until
            {
                continue;
            }
            if let Some(until) = nested(parsed, self.body.start, quantity.first, end) {
                nested_until = until;
                if quantity.first < until {
                    continue;
                }
            }
            let extreme = ["tối đa", "tối thiểu", "cao nhất", "thấp nhất", "bình quân", "trung bình", "mỗi"]
                .iter()
                .any(|phrase| quantity.has_phrase_before(phrase));
            let accompanies = extreme
                || quantity.follows("với", 1) && !quantity.follows_phrase("đối với")
                || quantity.follows_phrase("tổng số")
                || quantity.follows_phrase("giá trị")
                || quantity.has_phrase_before("so với");
            if quantity.is_level() && total.unit.covers(&quantity.unit) && !accompanies {
                found.push(quantity);
            }
        }
        found
    }

    /// The end of the list's first item, unless a colon or a comma announces more of them.
    pub fn first_item_end(&self, parsed: &Parsed) -> usize {
        let announced =
            self.body.start < self.body.end && [':', ','].iter().any(|mark| parsed.lexemes[self.body.start].is(*mark));
        if announced || self.opening != Opening::Within {
            return self.body.end;
        }
        self.body.clone().find(|at| parsed.lexemes[*at].is(';')).unwrap_or(self.body.end)
    }

    /// The first part of each item, where semicolons part the items.
    pub fn first_of_items<'a>(&self, parsed: &Parsed, parts: &[&'a Quantity]) -> Vec<&'a Quantity> {
        let mut found: Vec<&Quantity> = Vec::new();
        for part in parts.iter().copied() {
            let parted = |previous: &&Quantity| parsed.has_mark(previous.after_figure..part.first, ';');
            if found.last().is_none_or(parted) {
                found.push(part);
            }
        }
        found
    }
}

/// Where an inner list ends that begins between a list's start and a figure.
fn nested(parsed: &Parsed, start: usize, figure: usize, end: usize) -> Option<usize> {
    let opens = |at: usize| WITHIN.iter().chain(&["gồm", "bao gồm"]).any(|phrase| parsed.phrase_at(at, phrase));
    let at = (start + 1..figure).rev().find(|at| opens(*at))?;
    let close = (at..end).find(|at| parsed.lexemes[*at].is(';')).unwrap_or(end);
    Some(close)
}

/// How far a sum may be from its total, given how the figures are rounded.
pub fn tolerance(total: &Quantity, parts: &[&Quantity]) -> Decimal {
    let finest = parts.iter().map(|part| part.step).min().unwrap_or(total.step);
    // Zeros at the end are left out: beside `1,15 tỷ` a part of `0,9 tỷ` means `0,90 tỷ`.
    let half = |quantity: &Quantity| match quantity.exact {
        true => Decimal::ZERO,
        false if quantity.decimals => finest.min(quantity.step) / Decimal::TWO,
        false => quantity.step / Decimal::TWO,
    };
    let own = if total.step > finest { total.step } else { half(total) };
    parts.iter().map(|part| half(part)).sum::<Decimal>() + own
}

/// True if parts may add up to a total, its hedge considered.
pub fn closes(total: &Quantity, parts: &[&Quantity]) -> bool {
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let slack = tolerance(total, parts);
    let difference = sum - total.value;
    let tenth = total.value / Decimal::TEN;
    match total.hedge {
        Hedge::Exact if slack.is_zero() => difference.is_zero(),
        Hedge::Exact => difference.abs() < slack,
        Hedge::Above => difference > -slack && difference < tenth.max(slack),
        Hedge::Below => difference < slack && difference > -tenth.max(slack),
        Hedge::About => difference.abs() < tenth.max(slack),
    }
}
