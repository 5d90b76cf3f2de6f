//! What a sentence counts as parts of a total: where the list begins and ends, and which figures are its parts.

use std::ops::Range;

use super::opening::{Opening, WITHIN, opening};
use crate::language::{LexemeKind, Quantity};
use crate::reading::Parsed;

const STOPPED_BY: &[&str] = &["đưa tổng", "nâng tổng", "đồng thời"];

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
            // `…; riêng chi bộ doanh nghiệp có …` goes on about one of the parts.
            _ if now == depth && at > from && is_aside(parsed, at) => return at,
            _ => {}
        }
    }
    last
}

/// `; riêng …`: an aside about one of the parts.
fn is_aside(parsed: &Parsed, at: usize) -> bool {
    parsed.lexemes[at].word() == Some("riêng") && (parsed.lexemes[at - 1].is(';') || parsed.lexemes[at - 1].is(','))
}

impl List {
    /// The figures that may be the total, the nearest first; one of each unit.
    pub fn totals<'a>(&self, parsed: &'a Parsed<'a>) -> Vec<&'a Quantity<'a>> {
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
    pub fn parts<'a>(&self, parsed: &'a Parsed<'a>, total: &Quantity, end: usize) -> Vec<&'a Quantity<'a>> {
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
            // `từ 30 đến 100 đoàn viên` bounds what is counted.
            let bound = quantity.follows("từ", 1)
                && parsed.lexemes.get(quantity.after_figure).and_then(|next| next.word()) == Some("đến");
            let accompanies = extreme
                || bound
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
    pub fn first_of_items<'a>(&self, parsed: &Parsed, parts: &[&'a Quantity<'a>]) -> Vec<&'a Quantity<'a>> {
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
