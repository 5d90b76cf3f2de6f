//! Annexes: label, title and reference.

use super::Letter;
use super::line::{Line, lines};
use crate::form::formatted::{Alignment, Formatted, Paragraph};

/// An annex.
#[derive(Debug)]
pub struct Annex {
    /// `Phụ lục II`.
    pub label: Line,
    /// The number as it is written; empty for none.
    pub number: String,
    pub title: Vec<Line>,
    pub reference: Option<Line>,
}

/// The paragraph at which the first annex begins; the end of the document if there is none.
pub fn first(document: &Formatted, from: usize) -> usize {
    let all = document.paragraphs.iter().enumerate().skip(from);
    all.filter(|(_, paragraph)| is_label(paragraph)).map(|(index, _)| index).next().unwrap_or(document.paragraphs.len())
}

/// Finds the annexes.
pub fn find(document: &Formatted, from: usize, letter: &mut Letter) {
    for (index, paragraph) in document.paragraphs.iter().enumerate().skip(from) {
        if !is_label(paragraph) {
            continue;
        }
        let Some(label) = lines(index, paragraph).into_iter().next() else { continue };
        let number = number(&label.text());
        let mut annex = Annex { label, number, title: Vec::new(), reference: None };
        let below = document.paragraphs.iter().enumerate().skip(index + 1).filter(|(_, below)| !below.is_blank());
        for (index, below) in below.take(4) {
            let text = below.text();
            let first = lines(index, below).into_iter().next().filter(|_| below.cell.is_none() && !is_label(below));
            let Some(first) = first.filter(|_| below.alignment == Alignment::Center) else { break };
            if text.starts_with('(') {
                annex.reference = Some(first);
                break;
            }
            annex.title.push(first);
        }
        letter.annexes.push(annex);
    }
}

/// A line of its own with the word and at most a number, in the middle or bold.
fn is_label(paragraph: &Paragraph) -> bool {
    if paragraph.cell.is_some() || paragraph.is_blank() {
        return false;
    }
    let Some(first) = lines(0, paragraph).into_iter().next() else { return false };
    let folded = first.folded();
    let Some(rest) = folded.strip_prefix("PHU LUC") else { return false };
    let rest = rest.trim().trim_end_matches([':', '.']);
    let numbered = rest.chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c)) && rest.len() <= 6;
    numbered && (paragraph.alignment == Alignment::Center || first.is_bold())
}

fn number(label: &str) -> String {
    label.split_whitespace().nth(2).unwrap_or_default().trim_end_matches([':', '.']).to_owned()
}
