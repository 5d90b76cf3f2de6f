//! What the words before a figure say of it: how exact it is, and whether it is a change.

use std::borrow::Cow;

use super::lexer::{Lexeme, LexemeKind};
use super::quantity::Quantity;

/// What a sentence says about the exactness of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Nothing.
    Exact,
    /// More than it: `trên`, `hơn`.
    Above,
    /// Less than it: `gần`, `dưới`.
    Below,
    /// About: `khoảng`, `ước`.
    About,
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// `tăng`, `vượt`.
    Up,
    /// `giảm`.
    Down,
}

pub fn hedge_and_change(quantity: &Quantity, lexemes: &[Lexeme], text: &str) -> (Hedge, Option<Change>) {
    let mut hedge = Hedge::Exact;
    let mut change = None;
    for (distance, word) in quantity.before.iter().rev().take(4).enumerate() {
        match &**word {
            "trên" | "hơn" | "quá" if distance == 0 => hedge = Hedge::Above,
            "nhất" if distance == 0 && quantity.follows("ít", 2) => hedge = Hedge::Above,
            "gần" | "dưới" if distance == 0 => hedge = Hedge::Below,
            "khoảng" | "ước" | "chừng" | "độ" if distance == 0 => hedge = Hedge::About,
            "đạt" if distance == 1 && quantity.follows("ước", 2) => hedge = Hedge::About,
            "tăng" | "vượt" if distance <= 1 || distance == 2 && hedge != Hedge::Exact => change = Some(Change::Up),
            "giảm" | "hụt" if distance <= 1 || distance == 2 && hedge != Hedge::Exact => {
                change = Some(Change::Down)
            }
            "thêm" | "tới" | "được" | "là" | "đến" | "trên" | "hơn" | "gần" | "khoảng" | "bình" | "quân" | "cơ"
            | "học" => {}
            _ => break,
        }
    }
    if quantity.first > 1 && lexemes[quantity.first - 1].is('-') && lexemes[quantity.first - 2].is('(') {
        change = Some(Change::Down);
    }
    let after = text[quantity.span.end..].trim_start();
    if after.starts_with("trở lên") {
        hedge = Hedge::Above;
    }
    (hedge, change)
}

pub fn words_before<'t>(lexemes: &[Lexeme<'t>], at: usize) -> Vec<Cow<'t, str>> {
    let mut words = Vec::new();
    for lexeme in lexemes[..at].iter().rev() {
        match &lexeme.kind {
            LexemeKind::Word(word) if words.len() < 10 => words.push(word.clone()),
            LexemeKind::Mark(':' | '"') => {}
            LexemeKind::Years(..) | LexemeKind::Date(_) => {}
            _ => break,
        }
    }
    words.reverse();
    words
}
