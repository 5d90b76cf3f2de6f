//! `13.503.000.000đ (Mười ba tỷ, năm trăm linh ba triệu đồng)`: figures that are written out.

use crate::language::{LexemeKind, Quantity, read_number_words};
use crate::reading::{Parsed, Reading, shown};
use crate::relation::{Certainty, Kind, Relation};

/// Compares figures with their words.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (index, parsed) in reading.parsed.iter().enumerate() {
        for quantity in parsed.quantities.iter().filter(|quantity| !quantity.percent) {
            out.extend(compare(reading, index, parsed, quantity));
        }
    }
}

fn compare(reading: &Reading<'_>, passage: usize, parsed: &Parsed, quantity: &Quantity) -> Option<Relation> {
    let open = (quantity.after_figure..(quantity.after + 2).min(parsed.lexemes.len()))
        .find(|at| parsed.lexemes[*at].is('('))?;
    let close = (open + 1..parsed.lexemes.len()).find(|at| parsed.lexemes[*at].is(')'))?;
    let mut words: Vec<&str> = parsed.lexemes[open + 1..close].iter().filter_map(|lexeme| lexeme.word()).collect();
    if matches!(words.first(), Some(&("bằng" | "viết" | "số"))) {
        words.retain(|word| !matches!(*word, "bằng" | "chữ" | "viết" | "số" | "tiền"));
    }
    let (value, taken) = read_number_words(&words)?;
    let rest_is_unit = words[taken..].iter().all(|word| {
        matches!(*word, "đồng" | "chẵn" | "chẵn./." | "việt" | "nam")
            || quantity.unit.words.iter().any(|unit| unit == word)
    });
    if !rest_is_unit
        || parsed.lexemes[open + 1..close]
            .iter()
            .any(|lexeme| matches!(lexeme.kind, LexemeKind::Number(_) | LexemeKind::Open))
    {
        return None;
    }
    let span = quantity.span.start..parsed.lexemes[close].span.end;
    let relation = reading.relation(Kind::InWords, passage, span).with([reading.operand(passage, quantity)]);
    if value == quantity.value {
        return Some(relation.computed(format!("{} = {}", quantity.shown(), shown(value))));
    }
    let relation =
        relation.computed(format!("{} ≠ {}", quantity.shown(), shown(value))).broken(Certainty::Contradiction);
    Some(relation.unless(
        format!("cả số và chữ là {} hoặc là {}", shown(value), quantity.shown()),
        format!("{} or {} in figures and in words", shown(value), quantity.shown()),
    ))
}
