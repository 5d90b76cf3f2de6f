use std::ops::Range;

use super::lexer::{Lexeme, LexemeKind};

/// Cuts lexemes into sentences: at a full stop before a capital, a dash or a figure, at `?` and `!`.
pub fn sentences(lexemes: &[Lexeme], text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, lexeme) in lexemes.iter().enumerate() {
        match lexeme.kind {
            LexemeKind::Mark('(') => depth += 1,
            LexemeKind::Mark(')') => depth -= 1,
            _ => {}
        }
        let open = matches!(lexeme.kind, LexemeKind::Open) && starts_upper(lexemes, at + 1, text);
        let ends = lexeme.is('.') && !is_abbreviation(lexemes, at, text) && starts_anew(lexemes, at + 1, text)
            || lexeme.is('?')
            || lexeme.is('!')
            || open;
        if ends && (depth <= 0 || lexeme.is('.') && text[lexeme.span.end..].starts_with(' ')) {
            found.push(start..at + 1);
            start = at + 1;
            depth = 0;
        }
    }
    if start < lexemes.len() {
        found.push(start..lexemes.len());
    }
    found
}

fn starts_upper(lexemes: &[Lexeme], at: usize, text: &str) -> bool {
    lexemes.get(at).is_some_and(|next| text[next.span.clone()].starts_with(char::is_uppercase))
}

fn starts_anew(lexemes: &[Lexeme], at: usize, text: &str) -> bool {
    let Some(next) = lexemes.get(at) else { return true };
    match next.kind {
        LexemeKind::Word(_) => text[next.span.clone()].starts_with(char::is_uppercase),
        LexemeKind::Mark(mark) => matches!(mark, '-' | '+' | '*' | '"' | '(' | '['),
        _ => text[..next.span.start].ends_with(char::is_whitespace),
    }
}

/// `TP. Hà Nội`, `PGS.TS`, `v.v.`, `Đ.` and the numbers of items.
fn is_abbreviation(lexemes: &[Lexeme], at: usize, text: &str) -> bool {
    let Some(previous) = at.checked_sub(1).map(|index| &lexemes[index]) else { return true };
    match &previous.kind {
        LexemeKind::Word(word) => {
            let written = &text[previous.span.clone()];
            matches!(&**word, "tp" | "ts" | "pgs" | "gs" | "ths" | "tx" | "tt" | "v")
                && previous.span.end == lexemes[at].span.start
                && (written.chars().count() <= 1 || written.starts_with(char::is_uppercase))
        }
        LexemeKind::Number(numeral) => at == 1 && numeral.small().is_some_and(|n| n < 40),
        _ => false,
    }
}
