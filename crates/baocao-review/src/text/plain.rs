//! Plain text: paragraphs that lines may break, notes within brackets, and tables with a cell on each line.

use std::ops::Range;

use super::passage_builder::{At, PassageBuilder};
use super::{cell_lines, inline_notes};
use crate::passage::{Passage, PassageKind, Text};

/// A line of the source.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its words, without the line end.
    pub text: &'a str,
    /// Its number from 1.
    pub number: u32,
    /// Where it begins in the source.
    pub source: usize,
}

impl Line<'_> {
    /// True if nothing but spaces stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Reads plain text.
pub fn read(file: &str, source: &str) -> Text {
    let lines = lines(source);
    let mut text = Text { file: file.to_owned(), ..Text::default() };
    let mut at = 0;
    while at < lines.len() {
        if let Some((table, next)) = cell_lines::table(&lines, at) {
            cell_lines::add(&mut text, &lines, table);
            at = next;
        } else if lines[at].is_blank() {
            at += 1;
        } else {
            at = paragraph(&mut text, &lines, at);
        }
    }
    text
}

fn lines(source: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, line) in source.split('\n').enumerate() {
        let number = u32::try_from(number + 1).unwrap_or(u32::MAX);
        lines.push(Line { text: line.trim_end_matches('\r'), number, source: start });
        start += line.len() + 1;
    }
    lines
}

/// Reads a paragraph with the lines that go on with it; returns the line after it.
fn paragraph(text: &mut Text, lines: &[Line<'_>], first: usize) -> usize {
    let mut builder = PassageBuilder::default();
    let mut notes: Vec<Passage> = Vec::new();
    let mut last = first;
    add_line(&mut builder, &mut notes, &lines[first]);
    while let Some(next) = continuation(lines, last, builder.text()) {
        builder.space();
        add_line(&mut builder, &mut notes, &lines[next]);
        last = next;
    }
    if !builder.is_blank() {
        let kind = kind(builder.text());
        text.passages.push(builder.finish(kind));
    }
    text.passages.append(&mut notes);
    last + 1
}

fn add_line(builder: &mut PassageBuilder, notes: &mut Vec<Passage>, line: &Line<'_>) {
    let at = |range: &Range<usize>| At {
        line: line.number,
        column: u32::try_from(line.text[..range.start].chars().count() + 1).unwrap_or(u32::MAX),
        source: line.source + range.start,
    };
    let pieces = inline_notes::pieces(line.text);
    for range in &pieces.body {
        builder.push(&line.text[range.clone()], at(range));
    }
    for range in &pieces.notes {
        let mut note = PassageBuilder::default();
        note.push(&line.text[range.clone()], at(range));
        if !note.is_blank() {
            notes.push(note.finish(PassageKind::Footnote));
        }
    }
}

/// The line that goes on with the paragraph, if there is one.
fn continuation(lines: &[Line<'_>], last: usize, so_far: &str) -> Option<usize> {
    let ended = so_far.trim_end();
    let finished = ended.ends_with(['.', ';', ':', '!', '?', '…', '"', '”', '*', '/']) || ended.is_empty();
    let gap = (last + 1..lines.len()).take(2).find(|at| !lines[*at].is_blank())?;
    let next = lines[gap].text.trim_start();
    let first = next.chars().next()?;
    if finished || lines[gap].text.starts_with('\t') {
        return None;
    }
    let lower = first.is_lowercase() && !is_numbered(next);
    if gap > last + 1 {
        // A page end tore the paragraph apart.
        let torn = first == '(' || ended.ends_with(|c: char| c.is_ascii_digit()) && starts_with_unit(next);
        return ((lower || torn) && ended.chars().count() > 30).then_some(gap);
    }
    let wrapped =
        (60..=120).contains(&lines[last].text.trim().chars().count()) && first.is_alphanumeric() && !is_numbered(next);
    let capitals = |text: &str| !text.chars().any(char::is_lowercase);
    (lower || wrapped && !capitals(ended) && !capitals(next)).then_some(gap)
}

fn starts_with_unit(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    (2..=6).contains(&word.chars().count()) && !word.chars().any(char::is_lowercase)
}

/// True for a text that begins with a number or a bullet of a list or a heading.
pub fn is_numbered(text: &str) -> bool {
    let text = text.trim_start();
    let first = text.chars().next().unwrap_or(' ');
    if matches!(first, '-' | '+' | '*' | '•' | '–' | '#' | '|' | '>') {
        return true;
    }
    let head: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '.').take(8).collect();
    let rest = &text[head.len()..];
    let sign = head.ends_with('.')
        || rest.starts_with([')', '/', '-', ':']) && head.chars().count() <= 4
        || rest.starts_with(" -");
    let digits = head.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = head.trim_end_matches('.').chars().all(|c| "IVX".contains(c));
    let letter = head.trim_end_matches('.').chars().count() == 1;
    sign && !head.is_empty() && (digits || roman || letter)
}

/// What a paragraph is, by its look.
fn kind(text: &str) -> PassageKind {
    let trimmed = text.trim();
    let ends_open = !trimmed.ends_with(['.', ';', ':', ',']);
    let short = trimmed.chars().count() <= 160;
    let capitals = trimmed.chars().any(char::is_uppercase) && !trimmed.chars().any(char::is_lowercase);
    if trimmed.starts_with(['-', '+', '*', '•', '–']) {
        return PassageKind::Item;
    }
    match is_numbered(trimmed) {
        true if short && (ends_open || capitals) => {
            PassageKind::Heading(if trimmed.starts_with(['I', 'V', 'X']) { 1 } else { 2 })
        }
        false if capitals && short => PassageKind::Heading(1),
        _ => PassageKind::Body,
    }
}
