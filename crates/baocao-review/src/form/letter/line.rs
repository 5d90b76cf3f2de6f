use super::fold::{fold, letters};
use crate::form::formatted::{Look, Paragraph, Piece};

/// A line of a part: a paragraph, or the piece of one between tabs and line ends.
#[derive(Clone, Debug)]
pub struct Line {
    /// The index of the paragraph.
    pub paragraph: usize,
    /// How far right it stands: the cell's column, or how many tabs are before it.
    pub column: usize,
    /// The words with their looks.
    pub spans: Vec<(String, Look)>,
}

impl Line {
    /// The words.
    pub fn text(&self) -> String {
        let all: String = self.spans.iter().map(|(text, _)| text.as_str()).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words as they come out: with the capitals that the look makes of them.
    pub fn shown(&self) -> String {
        let shown = |(text, look): &(String, Look)| if look.capitals { text.to_uppercase() } else { text.clone() };
        let all: String = self.spans.iter().map(shown).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words without case and marks.
    pub fn folded(&self) -> String {
        fold(&self.text())
    }

    /// The spans that have letters or digits.
    pub fn words(&self) -> impl Iterator<Item = &(String, Look)> {
        self.spans.iter().filter(|(text, _)| text.chars().any(char::is_alphanumeric))
    }

    /// True if all letters are bold.
    pub fn is_bold(&self) -> bool {
        self.words().next().is_some() && self.words().all(|(_, look)| look.bold)
    }
}

/// The lines of a paragraph that have words or marks.
pub fn lines(index: usize, paragraph: &Paragraph) -> Vec<Line> {
    let base = paragraph.cell.map_or(0, |cell| cell.column);
    let mut found = Vec::new();
    let mut line = Line { paragraph: index, column: base, spans: Vec::new() };
    let mut tabs = 0;
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text(text, look) => line.spans.push((text.clone(), look.clone())),
            Piece::Tab => {
                tabs += 1;
                found.push(std::mem::replace(&mut line, Line { paragraph: index, column: base + tabs, spans: vec![] }));
            }
            Piece::LineBreak | Piece::PageBreak => {
                tabs = 0;
                found.push(std::mem::replace(&mut line, Line { paragraph: index, column: base, spans: vec![] }));
            }
        }
    }
    found.push(line);
    found.retain(|line| !line.text().is_empty());
    found.into_iter().flat_map(split_at_gaps).collect()
}

/// Splits a line whose two sides are held apart with spaces, as in a head typed without a table.
fn split_at_gaps(line: Line) -> Vec<Line> {
    let all: String = line.spans.iter().map(|(text, _)| text.as_str()).collect();
    let spaced = all.replace('\u{a0}', " ");
    let Some(gap) = spaced.trim_end().rfind("    ").filter(|gap| !spaced[..*gap].trim().is_empty()) else {
        return vec![line];
    };
    let right = spaced[gap..].trim();
    let known = ["CONGHOAXAHOICHUNGHIAVIETNAM", "DANGCONGSANVIETNAM", "DOCLAPTUDOHANHPHUC"];
    if !known.contains(&letters(right).as_str()) && !fold(right).contains("NGAY ") {
        return vec![line];
    }
    let mut left = Line { spans: Vec::new(), ..line.clone() };
    let mut rest = Line { spans: Vec::new(), column: line.column + 1, ..line.clone() };
    let boundary = all.chars().count() - spaced[gap..].chars().count();
    let mut at = 0;
    for (text, look) in line.spans {
        let count = text.chars().count();
        let cut = boundary.saturating_sub(at).min(count);
        let (before, after): (String, String) = (text.chars().take(cut).collect(), text.chars().skip(cut).collect());
        left.spans.push((before, look.clone()));
        rest.spans.push((after, look));
        at += count;
    }
    vec![left, rest]
}
