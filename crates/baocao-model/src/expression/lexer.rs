use std::ops::Range;

use rust_decimal::Decimal;

use super::{ExpressionError, FigureName};
use crate::parse_number;

/// A word of the language with the characters it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    Number(Decimal),
    Name(FigureName),
    Sign(&'static str),
}

/// Longer signs first: `<=` is not `<` and `=`.
const SIGNS: [&str; 14] = ["<=", ">=", "==", "!=", "<>", "=", "<", ">", "+", "-", "*", "/", "(", ")"];

/// Cuts a text into words.
pub fn tokens(text: &str) -> Result<Vec<Token>, ExpressionError> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        if first.is_whitespace() {
            at += 1;
            continue;
        }
        let kind = if first.is_ascii_digit() {
            number(&characters, &mut at)
        } else if is_letter(first) {
            Some(TokenKind::Name(name(&characters, &mut at)))
        } else {
            sign(&characters, &mut at)
        };
        let Some(kind) = kind else {
            let span = start..at.max(start + 1);
            let found = characters[span.clone()].iter().collect();
            return Err(ExpressionError { code: "rule-syntax", span, found, nearest: None });
        };
        tokens.push(Token { kind, span: start..at });
    }
    Ok(tokens)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn number(characters: &[char], at: &mut usize) -> Option<TokenKind> {
    let digits: String = characters[*at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').collect();
    *at += digits.len();
    parse_number(&digits).map(TokenKind::Number)
}

/// A name: parts with dots between them; a part after a dot may be a year or `*`.
fn name(characters: &[char], at: &mut usize) -> FigureName {
    let mut parts = Vec::new();
    loop {
        let part: String = if !parts.is_empty() && characters[*at] == '*' {
            "*".to_owned()
        } else {
            characters[*at..].iter().take_while(|c| is_letter(**c) || c.is_ascii_digit()).collect()
        };
        *at += part.chars().count();
        parts.push(part);
        let goes_on = characters.get(*at) == Some(&'.')
            && characters.get(*at + 1).is_some_and(|next| is_letter(*next) || next.is_ascii_digit() || *next == '*');
        if !goes_on {
            return FigureName(parts);
        }
        *at += 1;
    }
}

fn sign(characters: &[char], at: &mut usize) -> Option<TokenKind> {
    if characters[*at] == ',' {
        *at += 1;
        return Some(TokenKind::Sign(","));
    }
    let starts = |sign: &&&str| sign.chars().enumerate().all(|(index, c)| characters.get(*at + index) == Some(&c));
    let sign = SIGNS.iter().find(starts)?;
    *at += sign.len();
    Some(TokenKind::Sign(sign))
}
