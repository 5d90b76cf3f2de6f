//! Marks that stand for figures, tables and charts while text goes through Handlebars and Markdown.
//!
//! A helper cannot return an inline; it writes a mark, and the Markdown reader puts the inline in its place. The marks
//! are private use characters, which intake removes from everything that people write.

use std::sync::{Mutex, PoisonError};

use baocao_document::{Block, FigureText};

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// What a mark stands for.
#[derive(Clone, Debug)]
pub enum Marked {
    /// A figure in running text.
    Figure(FigureText),
    /// A table or a chart in a paragraph of its own.
    Block(Box<Block>),
}

/// The marks of one document.
#[derive(Debug, Default)]
pub struct Marks(Mutex<Vec<Marked>>);

impl Marks {
    /// Keeps what is marked and returns its mark.
    pub fn add(&self, marked: Marked) -> String {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        marks.push(marked);
        format!("{OPEN}{}{CLOSE}", marks.len() - 1)
    }

    /// Splits text at its marks.
    pub fn split<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let Some((index, after)) = after.split_once(CLOSE) else { break };
            if !before.is_empty() {
                pieces.push(Piece::Text(before));
            }
            if let Some(marked) = index.parse::<usize>().ok().and_then(|index| marks.get(index)) {
                pieces.push(Piece::Marked(marked.clone()));
            }
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        pieces
    }
}

/// A piece of text, or what a mark stands for.
#[derive(Debug)]
pub enum Piece<'t> {
    /// Text without marks.
    Text(&'t str),
    /// What a mark stands for.
    Marked(Marked),
}
