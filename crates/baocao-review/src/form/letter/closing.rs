//! The end of the letter: recipients on the left, signature on the right.

use std::ops::Range;

use super::Letter;
use super::fold::{fold, is_capitals};
use super::line::{Line, lines};
use super::opening::is_mark;
use super::vocabulary::{Vocabulary, mark_letters};
use crate::form::formatted::Formatted;
use crate::form::part::Part;

/// Finds recipients and signature. Returns the paragraph at which the closing begins.
pub fn find(document: &Formatted, vocabulary: &Vocabulary, within: Range<usize>, letter: &mut Letter) -> usize {
    let heads = headings(document, &within);
    let signature = match heads.first() {
        Some(heading) => {
            letter.recipients = Some(heading.clone());
            letter.recipient_list = list(document, &within, heading);
            beside(document, vocabulary, &within, heading)
        }
        None => alone(document, vocabulary, &within),
    };
    letter.repeated.extend(heads.iter().skip(1).map(|line| (Part::Recipients, line.clone())));
    let begins = letter.recipients.iter().chain(&signature).map(|line| line.paragraph).min();
    sort(vocabulary, signature, letter);
    begins.unwrap_or(within.end)
}

/// The lines that begin a list of recipients.
fn headings(document: &Formatted, within: &Range<usize>) -> Vec<Line> {
    let paragraphs = within.clone().filter(|index| {
        let paragraph = &document.paragraphs[*index];
        paragraph.spans().any(|(text, _)| text.contains(['N', 'n'])) && fold(&paragraph.text()).contains("NOI NHAN")
    });
    let all = paragraphs.flat_map(|index| lines(index, &document.paragraphs[index]));
    all.filter(|line| {
        let folded = line.folded();
        folded.trim_end_matches([':', ' ', '.']) == "NOI NHAN" || folded.starts_with("NOI NHAN:")
    })
    .collect()
}

fn table(document: &Formatted, line: &Line) -> Option<usize> {
    document.paragraphs[line.paragraph].cell.map(|cell| cell.table)
}

/// The lines below the heading: the rest of its column, or those with dashes.
fn list(document: &Formatted, within: &Range<usize>, heading: &Line) -> Vec<Line> {
    let own = table(document, heading);
    let below = (heading.paragraph..within.end).flat_map(|index| lines(index, &document.paragraphs[index]));
    let below = below.filter(|line| line.column == heading.column && !is_heading(line));
    let same: Vec<Line> = match own {
        Some(own) => below.take_while(|line| table(document, line) == Some(own)).collect(),
        None => below.take_while(|line| is_item(&line.text())).collect(),
    };
    same.into_iter().filter(|line| !is_mark(&line.text())).collect()
}

fn is_heading(line: &Line) -> bool {
    line.folded().starts_with("NOI NHAN")
}

fn is_item(text: &str) -> bool {
    text.starts_with(['-', '–', '+', '•']) || fold(text).starts_with("LUU")
}

/// The signature in the other columns of the same table, or around the list where there is none.
fn beside(document: &Formatted, vocabulary: &Vocabulary, within: &Range<usize>, heading: &Line) -> Vec<Line> {
    let Some(own) = table(document, heading) else {
        let list = list(document, within, heading);
        let taken = |line: &Line| {
            list.iter().any(|item| item.paragraph == line.paragraph && item.column == line.column) || is_heading(line)
        };
        return alone(document, vocabulary, within).into_iter().filter(|line| !taken(line)).collect();
    };
    let rows = within.clone().filter(|index| document.paragraphs[*index].cell.is_some_and(|cell| cell.table == own));
    let all: Vec<Line> = rows.flat_map(|index| lines(index, &document.paragraphs[index])).collect();
    let signs: Vec<Line> = all.into_iter().filter(|line| line.column != heading.column).collect();
    if signs.is_empty() { alone(document, vocabulary, within) } else { signs }
}

/// The signature by its words: from the mark of authority, else from the office, to the name.
fn alone(document: &Formatted, vocabulary: &Vocabulary, within: &Range<usize>) -> Vec<Line> {
    let short = within.clone().filter(|index| document.paragraphs[*index].text().chars().count() < 160);
    let all: Vec<Line> = short.flat_map(|index| lines(index, &document.paragraphs[index])).collect();
    let signs = |line: &Line| is_capitals(&line.shown()) && mark_letters(&line.text()).is_some();
    let offices = |line: &Line| is_capitals(&line.shown()) && vocabulary.is_office(&line.folded()) && line.is_bold();
    let Some(first) = all.iter().rposition(signs).or_else(|| all.iter().rposition(offices)) else { return Vec::new() };
    let (own, column) = (table(document, &all[first]), all[first].column);
    let same = |line: &&Line| table(document, line) == own && (own.is_none() || line.column == column);
    all[first..]
        .iter()
        .filter(same)
        .filter(|line| !is_heading(line) && !is_item(&line.text()))
        .take(8)
        .cloned()
        .collect()
}

/// Tells authority, office and name apart.
fn sort(vocabulary: &Vocabulary, signature: Vec<Line>, letter: &mut Letter) {
    let mut signature: Vec<Line> =
        signature.into_iter().filter(|line| !line.text().starts_with(['(', '[']) && !is_mark(&line.text())).collect();
    let is_office = |line: &Line| vocabulary.is_office(&line.folded());
    let is_name = |line: &Line| {
        let words = line.text().split_whitespace().count();
        mark_letters(&line.text()).is_none() && !is_office(line) && (2..=8).contains(&words)
    };
    if signature.len() > 1 && signature.last().is_some_and(is_name) {
        letter.signer = signature.pop();
    }
    for line in signature {
        let continues = !letter.office.is_empty() && mark_letters(&line.text()).is_none();
        let office = is_office(&line) && mark_letters(&line.text()).is_none_or(|mark| mark == "Q") || continues;
        if office { letter.office.push(line) } else { letter.authority.push(line) }
    }
}
