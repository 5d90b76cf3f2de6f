//! Documents that a text cites: their numbers, dates, kinds and subjects.

use std::ops::Range;

use crate::language::{DOCUMENT_KINDS, DocumentCode, LexemeKind};
use crate::reading::{Parsed, Reading};

/// A document as a text cites it.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The passage.
    pub passage: usize,
    /// The bytes of kind, number and date.
    pub span: Range<usize>,
    /// The kind in words: `kế hoạch`.
    pub kind: Option<&'static str>,
    /// Its number.
    pub code: DocumentCode,
    /// Year, month and day.
    pub date: Option<(i32, u32, u32)>,
    /// The words after `về`, which say what it is about.
    pub subject: Vec<String>,
    /// True right after `thực hiện`, `theo`, `căn cứ`: a document that another one carries out.
    pub carried_out: bool,
}

/// Every document that a text cites.
pub fn cited(reading: &Reading<'_>) -> Vec<Cited> {
    let mut found = Vec::new();
    for (passage, _, parsed) in reading.prose() {
        for at in 0..parsed.lexemes.len() {
            if let LexemeKind::Code(code) = &parsed.lexemes[at].kind {
                found.push(document(passage, parsed, at, code));
            }
        }
    }
    found
}

fn document(passage: usize, parsed: &Parsed, at: usize, code: &DocumentCode) -> Cited {
    let (kind, start) = kind_before(parsed, at);
    let (date, after) = date_after(parsed, at + 1);
    Cited {
        passage,
        span: parsed.lexemes[start].span.start..parsed.lexemes[after - 1].span.end,
        kind,
        code: code.clone(),
        date,
        subject: subject(parsed, after),
        carried_out: (start.saturating_sub(4)..start)
            .any(|at| ["thực hiện", "theo", "căn cứ"].iter().any(|phrase| parsed.phrase_at(at, phrase))),
    }
}

/// The kind that stands before a number: `Kế hoạch số`, `Nghị quyết số 18,`.
fn kind_before(parsed: &Parsed, at: usize) -> (Option<&'static str>, usize) {
    let mut index = at;
    while index > 0 && at - index < 6 {
        let lexeme = &parsed.lexemes[index - 1];
        let passes =
            matches!(lexeme.kind, LexemeKind::Number(_) | LexemeKind::Mark(',' | ':')) || lexeme.word() == Some("số");
        if !passes {
            break;
        }
        index -= 1;
    }
    for length in [2, 1] {
        if let Some(start) = index.checked_sub(length)
            && let Some((name, _)) = DOCUMENT_KINDS
                .iter()
                .find(|(name, _)| name.split(' ').count() == length && parsed.phrase_at(start, name))
        {
            return (Some(*name), start);
        }
    }
    (None, index.min(at))
}

/// `, ngày 09/5/2023`; the lexeme after it.
fn date_after(parsed: &Parsed, at: usize) -> (Option<(i32, u32, u32)>, usize) {
    for next in at..(at + 3).min(parsed.lexemes.len()) {
        match &parsed.lexemes[next].kind {
            LexemeKind::Date(date) => return (date.full(), next + 1),
            LexemeKind::Mark(',') => {}
            LexemeKind::Word(word) if word == "ngày" => {}
            _ => break,
        }
    }
    (None, at)
}

/// The words after `về`, up to the end of the clause.
fn subject(parsed: &Parsed, at: usize) -> Vec<String> {
    let end = (at + 14).min(parsed.lexemes.len());
    let about = (at..end)
        .take_while(|next| !matches!(parsed.lexemes[*next].kind, LexemeKind::Mark(';' | '.') | LexemeKind::Code(_)))
        .find(|next| parsed.lexemes[*next].word() == Some("về"));
    let Some(about) = about else { return Vec::new() };
    let words = parsed.lexemes[about + 1..]
        .iter()
        .take(30)
        .take_while(|lexeme| !matches!(lexeme.kind, LexemeKind::Mark(';' | '.') | LexemeKind::Code(_)));
    words.filter_map(|lexeme| lexeme.word().map(str::to_owned)).collect()
}
