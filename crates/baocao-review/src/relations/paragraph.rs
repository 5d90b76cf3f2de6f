//! Paragraphs and sentences that come twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Shorter sentences may well come twice.
const FEWEST_WORDS: usize = 20;

/// A sentence with its three-word pieces.
struct Sentence {
    passage: usize,
    span: std::ops::Range<usize>,
    /// Each once, by rising number.
    pieces: Vec<u64>,
    /// The figures, which a pattern fills in anew each time.
    figures: Vec<rust_decimal::Decimal>,
}

/// Looks for long sentences that are nine tenths the same. Behind a heading that says "summary" they may be.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let summary = reading
        .prose()
        .find(|(_, passage, _)| passage.text.chars().count() < 60 && passage.text.to_lowercase().contains("tóm tắt"));
    let end = summary.map_or(usize::MAX, |(index, ..)| index);
    let passages = reading.prose().take_while(|(passage, ..)| *passage < end);
    let all: Vec<Sentence> = passages.flat_map(|(passage, _, parsed)| sentences(passage, parsed)).collect();
    let again = pieces_that_come_again(&all);
    let mut by_piece: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (index, sentence) in all.iter().enumerate() {
        let pieces = || sentence.pieces.iter().filter(|piece| again.contains(piece));
        if let Some(other) = similar(&all, &by_piece, sentence, pieces()) {
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

/// The pieces of more than one sentence: few, in a text that does not repeat itself.
fn pieces_that_come_again(sentences: &[Sentence]) -> BTreeSet<u64> {
    let mut pieces: Vec<u64> = sentences.iter().flat_map(|sentence| &sentence.pieces).copied().collect();
    pieces.sort_unstable();
    pieces.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
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
            let words: Vec<&str> = clause.iter().filter_map(|lexeme| lexeme.word()).collect();
            if let (true, Some(first), Some(last)) = (words.len() >= FEWEST_WORDS, clause.first(), clause.last()) {
                let mut pieces: Vec<u64> = words.windows(3).map(fingerprint).collect();
                pieces.sort_unstable();
                pieces.dedup();
                let span = first.span.start..last.span.end;
                let figures = parsed
                    .quantities
                    .iter()
                    .filter(|quantity| span.contains(&quantity.span.start))
                    .map(|quantity| quantity.value)
                    .collect();
                found.push(Sentence { passage, span, pieces, figures });
            }
        }
    }
    found
}

/// A number for three words that does not change from run to run (FNV-1a).
fn fingerprint(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

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
    (count * 10 >= larger * 7 && all[best].figures == sentence.figures).then(|| &all[best])
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
