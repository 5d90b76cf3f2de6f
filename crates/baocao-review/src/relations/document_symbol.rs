//! The kind of a document against its symbol, and the form of the symbol.

use std::collections::BTreeSet;

use super::documents::cited;
use crate::language::DOCUMENT_KINDS;
use crate::reading::Reading;
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Looks at the symbol of every document that is cited.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let all = cited(reading);
    let bodies = bodies_in_text(reading);
    let mut told = BTreeSet::new();
    for document in &all {
        let text = format!("{}-{}", document.code.number, document.code.symbol);
        let operand = Operand { passage: document.passage, span: document.span.clone(), text: text.clone() };
        let relation =
            || reading.relation(Kind::DocumentSymbol, document.passage, document.span.clone()).with([operand.clone()]);
        if document.code.unjoined && document.kind.is_some() {
            let relation = relation()
                .computed(format!("{} {}", document.code.number, document.code.symbol))
                .broken(Certainty::Style);
            out.push(relation.unless(format!("viết {text}"), format!("written {text}")));
        }
        if let Some((wrong, right)) = misspelt(&document.code.symbol, &bodies)
            && told.insert(document.code.symbol.clone())
        {
            let relation = relation().computed(format!("{wrong} ≠ {right}")).broken(Certainty::Style);
            out.push(relation.unless(format!("viết {right}"), format!("written {right}")));
        }
        let (Some(kind), Some(symbol)) = (document.kind, document.code.kind) else { continue };
        let Some((_, allowed)) = DOCUMENT_KINDS.iter().find(|(name, _)| *name == kind) else { continue };
        if allowed.contains(&symbol) {
            out.push(relation().computed(format!("{kind} ↔ {symbol}")));
            continue;
        }
        let relation = relation()
            .computed(format!("{kind} ↔ {}, không phải {symbol}", allowed[0]))
            .broken(Certainty::Contradiction);
        let proper = document.code.symbol.replacen(symbol, allowed[0], 1);
        out.push(relation.unless(
            format!("ký hiệu {proper}, hoặc loại văn bản có ký hiệu {symbol}"),
            format!("the symbol {proper}, or a kind that {symbol} stands for"),
        ));
    }
}

/// Abbreviations of bodies in the text, such as `LĐLĐ`.
fn bodies_in_text(reading: &Reading<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (index, parsed) in reading.parsed.iter().enumerate() {
        for lexeme in parsed.lexemes.iter().filter(|lexeme| lexeme.word().is_some()) {
            let written = reading.words(index, &lexeme.span);
            // Most words show with their first letter that they are none.
            if written.chars().all(char::is_uppercase) && (3..=8).contains(&written.chars().count()) {
                found.insert(written.to_owned());
            }
        }
    }
    found
}

/// A part of a symbol that is a word of the text but for the stroke of a Đ.
fn misspelt(symbol: &str, bodies: &BTreeSet<String>) -> Option<(String, String)> {
    let plain = |text: &str| text.replace('Đ', "D");
    let part = |part: &&str| part.chars().count() >= 3 && part.contains(['D', 'Đ']) && !bodies.contains(*part);
    let wrong = symbol.split(['/', '-']).find(|text| part(text))?;
    let right = bodies.iter().find(|body| plain(body) == plain(wrong))?;
    Some((wrong.to_owned(), right.clone()))
}
