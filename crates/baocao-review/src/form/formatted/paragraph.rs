use unicode_normalization::UnicodeNormalization as _;

use super::properties::{Alignment, LineHeight, ParagraphProperties};
use super::styles::Look;

/// A paragraph with its looks as they come out in the end. Lengths are points.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The number in the file from 1, as places name it.
    pub number: u32,
    pub pieces: Vec<Piece>,
    pub alignment: Alignment,
    pub left: f64,
    pub right: f64,
    /// The first line's indent, counted from `left`; with a tab in front, where the tab leads.
    pub first: f64,
    pub before: f64,
    pub after: f64,
    pub line: LineHeight,
    /// Whether a line is drawn along the whole paragraph, above or below it.
    pub line_above: bool,
    pub line_below: bool,
    pub outline: Option<u8>,
    /// Whether Word numbers it or puts a bullet before it.
    pub listed: bool,
    /// The style and whether there is no space between paragraphs of it.
    pub style: Option<String>,
    pub contextual: bool,
    pub page_break: bool,
    /// Where it stands in a table, the innermost one.
    pub cell: Option<CellPlace>,
    /// Whether it stands in a text box or a frame.
    pub boxed: bool,
    /// The section it belongs to.
    pub section: usize,
    /// The lengths of lines that are drawn beside it.
    pub drawn: Vec<Option<f64>>,
    pub picture: bool,
    /// Whether it has the field that prints the page's number.
    pub page_number: bool,
}

/// A place in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellPlace {
    /// The table, counted through the document.
    pub table: usize,
    pub row: usize,
    pub column: usize,
    /// The width between the cell's paddings, if the file says it.
    pub width: Option<f64>,
    /// Whether the cell has a line below.
    pub ruled: bool,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String, Look),
    Tab,
    LineBreak,
    PageBreak,
}

impl Paragraph {
    /// Makes an empty paragraph that stands as its properties say.
    pub fn new(number: u32, properties: &ParagraphProperties) -> Self {
        Self {
            number,
            pieces: Vec::new(),
            alignment: properties.alignment.unwrap_or_default(),
            left: properties.left.unwrap_or(0.0),
            right: properties.right.unwrap_or(0.0),
            first: properties.first.unwrap_or(0.0),
            before: properties.before.unwrap_or(0.0),
            after: properties.after.unwrap_or(0.0),
            line: properties.line.unwrap_or(LineHeight::Multiple(1.0)),
            line_above: properties.line_above.unwrap_or(false),
            line_below: properties.line_below.unwrap_or(false),
            outline: properties.outline.filter(|level| *level < 9),
            listed: properties.list.is_some(),
            style: properties.style.clone(),
            contextual: properties.contextual.unwrap_or(false),
            page_break: properties.page_break.unwrap_or(false),
            cell: None,
            boxed: properties.framed.unwrap_or(false),
            section: 0,
            drawn: Vec::new(),
            picture: false,
            page_number: false,
        }
    }

    /// Adds text in NFC; text of one look stays together.
    pub fn push(&mut self, text: &str, look: &Look) {
        if text.is_empty() || look.hidden {
            return;
        }
        let text: String = text.nfc().map(|c| if c == 'Ð' { 'Đ' } else { c }).collect();
        match self.pieces.last_mut() {
            Some(Piece::Text(before, same)) if same == look => before.push_str(&text),
            _ => self.pieces.push(Piece::Text(text, look.clone())),
        }
    }

    /// The words.
    pub fn text(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text, _) => text.clone(),
            Piece::Tab | Piece::LineBreak | Piece::PageBreak => " ".to_owned(),
        };
        self.pieces.iter().map(piece).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// True if it has no words.
    pub fn is_blank(&self) -> bool {
        !self.pieces.iter().any(|piece| matches!(piece, Piece::Text(text, _) if !text.trim().is_empty()))
    }

    /// The words with their looks.
    pub fn spans(&self) -> impl Iterator<Item = (&str, &Look)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text, look) => Some((text.as_str(), look)),
            _ => None,
        })
    }
}
