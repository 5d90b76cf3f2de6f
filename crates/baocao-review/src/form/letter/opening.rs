//! From the kind to the addressees: what stands between head and body.

use super::Letter;
use super::line::{Line, lines};
use super::vocabulary::Vocabulary;
use crate::form::formatted::{Alignment, Formatted};
use crate::form::part::Part;

/// Within how many paragraphs a letter opens.
const FIRST: usize = 150;
/// How many lines a subject has at most.
const LONGEST_SUBJECT: usize = 8;

/// Where the opening stands.
#[derive(Debug)]
pub struct Opening {
    /// The lines of the first pages.
    pub lines: Vec<Line>,
    /// The index of the first line that is no part of the head.
    pub head_end: usize,
    /// The index of the paragraph at which the body may begin.
    pub end: usize,
}

/// Finds kind, subject and addressees.
pub fn find(document: &Formatted, vocabulary: &Vocabulary, letter: &mut Letter) -> Opening {
    let first = document.paragraphs.iter().enumerate().take(FIRST);
    let all: Vec<Line> = first.flat_map(|(index, paragraph)| lines(index, paragraph)).collect();
    let addressed: Vec<usize> = (0..all.len()).filter(|at| begins_addressees(&all[*at].folded())).collect();
    let kind = find_kind(document, vocabulary, &all);
    if let Some(at) = kind {
        letter.kind = Some(all[at].clone());
        letter.subject = subject(document, vocabulary, &all[at + 1..]);
    }
    if let Some(at) = addressed.first() {
        letter.addressee = addressees(&all[*at..]);
        letter.repeated.extend(addressed[1..].iter().map(|at| (Part::Addressee, all[*at].clone())));
    }
    let head_end = kind.into_iter().chain(addressed.first().copied()).min().unwrap_or(all.len());
    // Without both, the head ends with its table.
    let head_end = if head_end < all.len() { head_end } else { after_first_table(document, &all) };
    let last = letter.kind.iter().chain(&letter.subject).chain(&letter.addressee).map(|line| line.paragraph).max();
    let head_last = all[..head_end].last().map(|line| line.paragraph);
    Opening { end: last.max(head_last).map_or(0, |last| last + 1), lines: all, head_end }
}

fn find_kind(document: &Formatted, vocabulary: &Vocabulary, all: &[Line]) -> Option<usize> {
    let alone = all.iter().position(|line| vocabulary.is_kind(&line.folded()));
    let stands_out = |line: &Line| {
        line.is_bold() && document.paragraphs[line.paragraph].alignment == Alignment::Center && line.text().len() < 300
    };
    alone.or_else(|| all.iter().position(|line| vocabulary.begins_with_kind(&line.folded()) && stands_out(line)))
}

fn begins_addressees(folded: &str) -> bool {
    folded.starts_with("KINH GUI") || folded.starts_with("KINH TRINH")
}

/// The lines below the kind that stand out as it does.
fn subject(document: &Formatted, vocabulary: &Vocabulary, below: &[Line]) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for line in below.iter().take(LONGEST_SUBJECT) {
        let folded = line.folded();
        let centered = document.paragraphs[line.paragraph].alignment == Alignment::Center;
        let stands_out = if found.is_empty() { centered || line.is_bold() } else { centered && line.is_bold() };
        let other = begins_addressees(&folded)
            || folded.starts_with("CAN CU")
            || folded.starts_with('(')
            || vocabulary.is_kind(&folded)
            || is_mark(&line.text())
            || begins_body(&folded);
        let next_to = found.last().is_none_or(|last| {
            (last.paragraph..line.paragraph).all(|at| document.paragraphs[at].drawn.is_empty())
                && line.paragraph - last.paragraph <= 1
        });
        if other || !stands_out || !next_to {
            break;
        }
        found.push(line.clone());
    }
    found
}

/// True for a line without letters, such as `-----` or `*`.
pub fn is_mark(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}

/// True for the first heading of a body.
fn begins_body(folded: &str) -> bool {
    let first = folded.split([' ', '.', '-', '/', ')']).next().unwrap_or_default();
    let roman = !first.is_empty() && first.chars().all(|c| "IVX".contains(c)) && folded.len() > first.len();
    roman && !folded[first.len()..].starts_with(' ') || folded.starts_with("PHAN ") && folded.len() < 20
}

/// The line and the items below it.
fn addressees(from: &[Line]) -> Vec<Line> {
    let items = from[1..].iter().take_while(|line| line.text().starts_with(['-', '–', '+', '•']));
    let mut found = vec![from[0].clone()];
    // A dash after a whole address is the beginning of the body.
    let is_alone = !from[0].text().trim_end().ends_with(':');
    if !is_alone {
        found.extend(items.cloned());
    }
    found
}

fn after_first_table(document: &Formatted, all: &[Line]) -> usize {
    let table = |line: &Line| document.paragraphs[line.paragraph].cell.map(|cell| cell.table);
    let Some(first) = all.iter().find_map(table) else { return all.len().min(12) };
    all.iter().rposition(|line| table(line) == Some(first)).map_or(0, |last| last + 1)
}
