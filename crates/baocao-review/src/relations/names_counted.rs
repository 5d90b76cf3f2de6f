//! `Năm huyện: Mường Tè, Nậm Nhùn, Sìn Hồ, Phong Thổ và Tam Đường`: as many names as are counted.

use std::ops::Range;

use crate::language::{COUNTING, Lexeme, LexemeKind, read_number_words};
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Counts every list of names that a number announces.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, found, parsed) in reading.prose() {
        for at in 0..parsed.lexemes.len() {
            out.extend(announced(parsed, at).and_then(|list| compare(reading, passage, &found.text, parsed, &list)));
        }
    }
}

/// A number, and the lexemes of the names that it announces.
struct List {
    at: usize,
    count: usize,
    names: Range<usize>,
}

/// What may have names, by the first word.
const NAMED: &[&str] =
    &["huyện", "xã", "phường", "tỉnh", "quận", "thị", "thành", "bản", "thôn", "đơn", "địa", "công", "sở", "ngành"];
/// How many words may stand between the number and its list.
const NEAR: usize = 6;

fn announced(parsed: &Parsed, at: usize) -> Option<List> {
    let lexeme = &parsed.lexemes[at];
    let count = match &lexeme.kind {
        LexemeKind::Number(_) => {
            let counted = parsed.quantities.iter().find(|quantity| quantity.first == at)?;
            counted.value.try_into().ok().filter(|_| counted.exact && counted.is_level() && counted.of.is_none())?
        }
        LexemeKind::Word(word) if COUNTING.contains(&&**word) => {
            let (count, _) = read_number_words(&[word])?;
            count.try_into().ok()?
        }
        _ => return None,
    };
    let noun = parsed.lexemes.get(at + 1).and_then(Lexeme::word)?;
    if !(2..=30).contains(&count) || !NAMED.contains(&noun) {
        return None;
    }
    let sentence = &parsed.sentences[parsed.sentence_of(at)];
    let opens = |at: &usize| {
        let lexeme = &parsed.lexemes[*at];
        lexeme.is(':') || lexeme.word() == Some("gồm")
    };
    let opening = (at + 1..sentence.end.min(at + 2 + NEAR)).find(opens)?;
    let words = parsed.lexemes[at + 1..opening].iter().all(|lexeme| lexeme.word().is_some());
    let mut start = opening + 1;
    while parsed.lexemes.get(start).is_some_and(|next| next.is(':') || next.word() == Some("có")) {
        start += 1;
    }
    let closes = |at: &usize| parsed.lexemes[*at].is(';') || parsed.lexemes[*at].is('(');
    let end = (start..sentence.end).find(closes).unwrap_or(sentence.end);
    (words && start < end && !parsed.is_open(start..end)).then_some(List { at, count, names: start..end })
}

fn compare(reading: &Reading<'_>, passage: usize, text: &str, parsed: &Parsed, list: &List) -> Option<Relation> {
    let names = names(text, &parsed.lexemes[list.names.clone()])?;
    let first = &parsed.lexemes[list.at];
    let operand = |span: Range<usize>| Operand { passage, text: text[span.clone()].to_owned(), span };
    let last = names.last()?.end;
    let relation = reading
        .relation(Kind::Count, passage, first.span.start..last)
        .with([operand(first.span.clone())])
        .with(names.iter().cloned().map(operand));
    let found = names.len();
    if found == list.count {
        return Some(relation.computed(format!("{found} tên")));
    }
    let relation = relation.computed(format!("{found} tên ≠ {}", list.count)).broken(Certainty::Contradiction);
    Some(relation.unless(format!("có {found} tên"), format!("{found} names")))
}

/// The names between commas and `và`, by their bytes; none if one of them may be something else.
fn names(text: &str, lexemes: &[Lexeme]) -> Option<Vec<Range<usize>>> {
    let parts = |lexeme: &Lexeme| lexeme.is(',') || lexeme.word() == Some("và");
    let end = lexemes.iter().rposition(|lexeme| !lexeme.is('.')).map_or(0, |last| last + 1);
    let items: Vec<&[Lexeme]> = lexemes[..end].split(parts).collect();
    let (last, before) = items.split_last()?;
    let mut names = Vec::new();
    for item in before {
        names.push(name(text, item).filter(|(_, length)| *length == item.len())?.0);
    }
    // Behind the last name the sentence may go on.
    names.push(name(text, last)?.0);
    (names.len() >= 2).then_some(names)
}

/// The name that an item begins with, and how many lexemes it takes: words with capital letters, perhaps behind the word for
/// what is named.
fn name(text: &str, item: &[Lexeme]) -> Option<(Range<usize>, usize)> {
    const KINDS: &[&str] = &["huyện", "xã", "phường", "thị", "trấn", "thành", "phố", "tỉnh", "quận", "bản", "thôn"];
    let is_capital = |lexeme: &&Lexeme| {
        lexeme.word().is_some() && text[lexeme.span.clone()].chars().next().is_some_and(char::is_uppercase)
    };
    let kind = item
        .iter()
        .take(2)
        .take_while(|lexeme| !is_capital(lexeme) && lexeme.word().is_some_and(|word| KINDS.contains(&word)));
    let start = kind.count();
    let length = item[start..].iter().take_while(is_capital).count();
    let span = item.first()?.span.start..item.get((start + length).checked_sub(1)?)?.span.end;
    (1..=4).contains(&length).then_some((span, start + length))
}
