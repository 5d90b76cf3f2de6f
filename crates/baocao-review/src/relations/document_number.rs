//! One number for two documents, and numbers that do not rise with their dates.

use std::collections::BTreeMap;

use super::documents::{Cited, cited};
use crate::reading::Reading;
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Compares documents with the same number, and the series that they belong to.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let all = cited(reading);
    let mut by_number: BTreeMap<(&str, &str), Vec<&Cited>> = BTreeMap::new();
    let mut by_symbol: BTreeMap<&str, Vec<&Cited>> = BTreeMap::new();
    for document in &all {
        by_number.entry((&document.code.number, &document.code.symbol)).or_default().push(document);
        by_symbol.entry(&document.code.symbol).or_default().push(document);
    }
    for same in by_number.values().filter(|same| same.len() >= 2) {
        repeated(reading, same, out);
    }
    for series in by_symbol.values() {
        rising(reading, series, out);
    }
    for pair in all.windows(2).filter(|pair| pair[0].passage == pair[1].passage) {
        out.extend(carried_out(reading, &pair[0], &pair[1]));
    }
}

fn repeated(reading: &Reading<'_>, same: &[&Cited], out: &mut Vec<Relation>) {
    for (index, document) in same.iter().enumerate().skip(1) {
        let earlier = &same[index.saturating_sub(20)..index];
        let other_subject = |other: &&&Cited| differ(&other.subject, &document.subject);
        let said_before =
            earlier.iter().any(|other| !other.subject.is_empty() && alike(&other.subject, &document.subject));
        let other_date =
            |other: &&&Cited| matches!((other.date, document.date), (Some(a), Some(b)) if a != b && a.0 == b.0);
        let relation = |other: &Cited| {
            let operands = [other, document].map(|cited| Operand {
                passage: cited.passage,
                span: cited.span.clone(),
                text: cited.code.number.clone(),
            });
            reading.relation(Kind::DocumentNumber, document.passage, document.span.clone()).with(operands)
        };
        let name = format!("{}-{}", document.code.number, document.code.symbol);
        if let Some(other) = earlier.iter().find(other_date) {
            out.push(
                relation(other)
                    .computed(format!("{name}: hai ngày khác nhau"))
                    .broken(Certainty::Possible)
                    .unless("một ngày cho một số", "one date for one number"),
            );
        } else if let Some(other) = earlier.iter().find(other_subject).filter(|_| !said_before) {
            let same_day = other.date.is_some() && other.date == document.date || other.passage == document.passage;
            let certainty =
                if same_day && !document.carried_out { Certainty::Contradiction } else { Certainty::Possible };
            let computation =
                format!("{name}: “{}…” ≠ “{}…”", first_words(&other.subject), first_words(&document.subject));
            out.push(
                relation(other)
                    .computed(computation)
                    .broken(certainty)
                    .unless("mỗi văn bản một số riêng", "a number of its own for each document"),
            );
        } else {
            out.push(relation(earlier[0]).computed(format!("{name}: cùng ngày, cùng nội dung")));
        }
    }
}

fn first_words(words: &[String]) -> String {
    words.iter().take(6).cloned().collect::<Vec<_>>().join(" ")
}

fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|word| b.contains(word)).count()
}

/// The words of the shorter subject, and how many of them the other has.
fn in_common(a: &[String], b: &[String]) -> (usize, usize) {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    (short.len(), shared(short, long))
}

fn differ(a: &[String], b: &[String]) -> bool {
    let (length, common) = in_common(a, b);
    length >= 4 && common * 2 < length
}

fn alike(a: &[String], b: &[String]) -> bool {
    let (length, common) = in_common(a, b);
    length >= 3 && common * 2 >= length
}

/// Numbers of one symbol in one year rise with their dates.
fn rising(reading: &Reading<'_>, series: &[&Cited], out: &mut Vec<Relation>) {
    let mut dated: Vec<(u32, (i32, u32, u32), &Cited)> = series
        .iter()
        .filter_map(|document| Some((document.code.number.parse().ok()?, document.date?, *document)))
        .collect();
    dated.sort_by_key(|(number, date, _)| (*date, *number));
    dated.dedup_by_key(|(number, date, _)| (*date, *number));
    for pair in dated.windows(2).filter(|pair| pair[0].1.0 == pair[1].1.0 && pair[0].0 != pair[1].0) {
        let (before, after) = (&pair[0], &pair[1]);
        let operands = [before, after].map(|(number, _, cited)| Operand {
            passage: cited.passage,
            span: cited.span.clone(),
            text: number.to_string(),
        });
        let relation = reading.relation(Kind::DocumentNumber, after.2.passage, after.2.span.clone()).with(operands);
        if after.0 > before.0 {
            out.push(relation.computed(format!("{} < {}", before.0, after.0)));
        } else if before.1 != after.1 {
            let relation = relation.computed(format!("{} > {}", before.0, after.0)).broken(Certainty::Possible);
            out.push(relation.unless("số tăng theo ngày", "numbers that rise with the dates"));
        }
    }
}

/// A document cannot carry out one that is younger.
fn carried_out(reading: &Reading<'_>, plan: &Cited, basis: &Cited) -> Option<Relation> {
    if !basis.carried_out || plan.code == basis.code {
        return None;
    }
    let (later, earlier) = (plan.date?, basis.date?);
    let between = reading.words(plan.passage, &(plan.span.end..basis.span.start));
    if between.contains([';', '.']) || between.chars().count() > 250 || !between.contains("thực hiện") {
        return None;
    }
    let operands = [plan, basis].map(|cited| Operand {
        passage: cited.passage,
        span: cited.span.clone(),
        text: cited.code.number.clone(),
    });
    let relation = reading.relation(Kind::Date, plan.passage, plan.span.start..basis.span.end).with(operands);
    let written = |(year, month, day): (i32, u32, u32)| format!("{day:02}/{month:02}/{year}");
    if earlier <= later {
        return Some(relation.computed(format!("{} ≤ {}", written(earlier), written(later))));
    }
    let relation = relation.computed(format!("{} > {}", written(earlier), written(later))).broken(Certainty::Possible);
    Some(relation.unless("văn bản được thực hiện có trước", "a basis that is older"))
}
