//! Paragraphs and sentences that come twice.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::language::Quantity;
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Shorter sentences may well come twice.
const FEWEST_WORDS: usize = 20;

/// A sentence with its three-word pieces.
struct Sentence {
    passage: usize,
    span: std::ops::Range<usize>,
    /// Each once, by rising number.
    pieces: Pieces,
}

/// Pieces of sentences, by rising number.
type Pieces = Vec<u64>;

/// Looks for long sentences that are nine tenths the same. Behind a heading that says "summary" they may be.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let summary = reading
        .prose()
        .find(|(_, passage, _)| passage.text.chars().count() < 60 && passage.text.to_lowercase().contains("tóm tắt"));
    let end = summary.map_or(usize::MAX, |(index, ..)| index);
    let passages = reading.prose().take_while(|(passage, ..)| *passage < end);
    let all: Vec<Sentence> = passages.flat_map(|(passage, _, parsed)| sentences(passage, parsed)).collect();
    let again = pieces_that_come_again(&all);
    if again.is_empty() {
        return;
    }
    let mut by_piece: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (index, sentence) in all.iter().enumerate() {
        let pieces = || sentence.pieces.iter().filter(|piece| again.binary_search(piece).is_ok());
        let other = similar(&all, &by_piece, sentence, pieces());
        // A pattern is filled in with other figures each time.
        if let Some(other) = other.filter(|other| figures(reading, other).eq(figures(reading, sentence))) {
            // Of a paragraph that comes twice the first sentence is told.
            if told.insert((other.passage, sentence.passage)) {
                out.push(relation(reading, other, sentence));
            }
        }
        for piece in pieces() {
            by_piece.entry(*piece).or_default().push(index);
        }
    }
}

/// The pieces of more than one sentence, and a few others that look like them in part: few, in a text that does not
/// repeat itself.
fn pieces_that_come_again(sentences: &[Sentence]) -> Pieces {
    let mut seen = vec![false; 1 << 16];
    let pieces = sentences.iter().flat_map(|sentence| &sentence.pieces).copied();
    let mut again: Pieces = pieces.filter(|piece| std::mem::replace(&mut seen[(piece >> 48) as usize], true)).collect();
    again.sort_unstable();
    again.dedup();
    again
}

fn sentences(passage: usize, parsed: &Parsed) -> Vec<Sentence> {
    let mut found = Vec::new();
    // `(Kèm theo Báo cáo số …)` stands over every annex.
    if parsed.lexemes.first().is_some_and(|first| first.is('('))
        && parsed.lexemes.last().is_some_and(|last| last.is(')'))
    {
        return found;
    }
    for range in &parsed.sentences {
        // A sentence of a report may be a page long; its clauses are compared.
        for clause in parsed.lexemes[range.clone()].split(|lexeme| lexeme.is(';')) {
            let words: Vec<u64> = clause.iter().filter_map(|lexeme| lexeme.word()).map(fingerprint).collect();
            if let (true, Some(first), Some(last)) = (words.len() >= FEWEST_WORDS, clause.first(), clause.last()) {
                let mut pieces: Vec<u64> = words.windows(3).map(joined).collect();
                pieces.sort_unstable();
                pieces.dedup();
                found.push(Sentence { passage, span: first.span.start..last.span.end, pieces });
            }
        }
    }
    found
}

/// A number for a word that does not change from run to run (FNV-1a).
fn fingerprint(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The same for words one after the other, from their own numbers.
fn joined(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash: u64, word| (hash.rotate_left(23) ^ word).wrapping_mul(PRIME))
}

const PRIME: u64 = 0x0100_0000_01b3;

/// The sentence before this one that shares most of its pieces; `pieces` are those that other sentences have as well.
fn similar<'a>(
    all: &'a [Sentence],
    by_piece: &BTreeMap<u64, Vec<usize>>,
    sentence: &Sentence,
    pieces: impl Iterator<Item = &'a u64>,
) -> Option<&'a Sentence> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for piece in pieces {
        for other in by_piece.get(piece).into_iter().flatten().take(50) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let (best, count) = shared.into_iter().max_by_key(|(_, count)| *count)?;
    let larger = all[best].pieces.len().max(sentence.pieces.len());
    (count * 10 >= larger * 7).then(|| &all[best])
}

fn figures(reading: &Reading<'_>, sentence: &Sentence) -> impl Iterator<Item = Decimal> {
    let within = |quantity: &&Quantity<'_>| sentence.span.contains(&quantity.span.start);
    reading.parsed[sentence.passage].quantities.iter().filter(within).map(|quantity| quantity.value)
}

fn relation(reading: &Reading<'_>, other: &Sentence, sentence: &Sentence) -> Relation {
    let operand = |sentence: &Sentence| {
        let text = reading.words(sentence.passage, &sentence.span).chars().take(60).collect();
        Operand { passage: sentence.passage, span: sentence.span.clone(), text }
    };
    let relation = reading
        .relation(Kind::Paragraph, sentence.passage, sentence.span.clone())
        .with([operand(other), operand(sentence)]);
    let (line, _) = reading.text.passages[other.passage].position(other.span.start);
    relation.computed(format!("như dòng {line}")).broken(Certainty::Possible).unless("chỉ viết một lần", "written once")
}
