//! What is written in two ways in one text: `6 tháng` and `06 tháng`, `90.6%` and `90,6%`, `nhiệm vụ` for
//! `nhiệm kỳ`; and the mark at the end. All of it is a matter of style.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::{LexemeKind, Quantity};
use crate::reading::Reading;
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Where a form stands.
type Place = (usize, Range<usize>);

/// Looks for forms that differ.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    leading_zeros(reading, out);
    decimal_points(reading, out);
    terms(reading, out);
    closing_mark(reading, out);
}

fn style(reading: &Reading<'_>, place: &Place, written: &str, instead: &str) -> Relation {
    reading
        .relation(Kind::Notation, place.0, place.1.clone())
        .computed(format!("{written} → {instead}"))
        .broken(Certainty::Style)
        .unless(format!("ghi “{instead}”"), format!("“{instead}”"))
}

/// Numbers below ten of one noun, with a zero before them and without.
fn leading_zeros(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let mut forms: BTreeMap<(String, String), [Vec<Place>; 2]> = BTreeMap::new();
    for (passage, _, parsed) in reading.prose() {
        for quantity in parsed.quantities.iter().filter(|quantity| quantity.exact && !quantity.percent) {
            let written = reading.words(passage, &quantity.span);
            let digit = written.trim_start_matches('0');
            let single = digit.len() == 1 && digit != "0" && written.len() <= 2 && digit.is_ascii();
            if single
                && digit.as_bytes()[0].is_ascii_digit()
                && quantity.of.is_none()
                && !quantity.unit.words.is_empty()
            {
                let noun = quantity.unit.words.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
                let places = forms.entry((noun, digit.to_owned())).or_default();
                places[written.len() - 1].push((passage, quantity.span.clone()));
            }
        }
    }
    let both: Vec<_> = forms.iter().filter(|(_, [bare, zeroed])| !bare.is_empty() && !zeroed.is_empty()).collect();
    let count = |form: usize| both.iter().map(|(_, places)| places[form].len()).sum::<usize>();
    // One note for the text: the rarer form, at its first place, with all places as operands.
    let rarer = usize::from(count(1) < count(0));
    let places = || both.iter().flat_map(|(_, places)| &places[rarer]);
    let Some(first) = places().min_by_key(|place| (place.0, place.1.start)) else { return };
    let Some(((noun, digit), _)) = both.iter().find(|(_, places)| places[rarer].contains(first)) else { return };
    let written = [format!("{digit} {noun}"), format!("0{digit} {noun}")];
    let operand = |place: &Place| {
        let text = reading.words(place.0, &place.1).to_owned();
        Operand { passage: place.0, span: place.1.clone(), text }
    };
    out.push(style(reading, first, &written[rarer], &written[1 - rarer]).with(places().map(operand)));
}

/// Percentages with a point in a text that writes commas.
fn decimal_points(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let decimals: Vec<(usize, &Quantity)> = reading
        .prose()
        .flat_map(|(passage, _, parsed)| parsed.quantities.iter().map(move |quantity| (passage, quantity)))
        .filter(|(_, quantity)| quantity.percent && quantity.decimals)
        .collect();
    let pointed = |place: &&(usize, &Quantity)| !reading.words(place.0, &place.1.span).contains(',');
    let points = decimals.iter().filter(pointed).count();
    if points * 2 >= decimals.len() {
        return;
    }
    for (passage, quantity) in decimals.iter().filter(pointed) {
        let written = reading.words(*passage, &quantity.span);
        out.push(style(reading, &(*passage, quantity.span.clone()), written, &written.replace('.', ",")));
    }
}

/// `nhiệm vụ 2023-2028` in a text that speaks of the `nhiệm kỳ 2023-2028`.
fn terms(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let named = |second: &str| -> Vec<(Place, (i32, i32))> {
        let mut found = Vec::new();
        for (passage, _, parsed) in reading.prose() {
            for at in 2..parsed.lexemes.len() {
                let LexemeKind::Years(from, to) = parsed.lexemes[at].kind else { continue };
                if parsed.lexemes[at - 2].word() == Some("nhiệm") && parsed.lexemes[at - 1].word() == Some(second) {
                    let span = parsed.lexemes[at - 2].span.start..parsed.lexemes[at].span.end;
                    found.push(((passage, span), (from, to)));
                }
            }
        }
        found
    };
    let known = named("kỳ");
    for (place, years) in named("vụ") {
        if known.iter().any(|(_, term)| *term == years) {
            let (from, to) = years;
            out.push(style(reading, &place, &format!("nhiệm vụ {from}-{to}"), &format!("nhiệm kỳ {from}-{to}")));
        }
    }
}

/// `/.` at the end, where `./.` is prescribed.
fn closing_mark(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, found, _) in reading.prose() {
        let text = found.text.trim_end();
        if text.ends_with("/.") && !text.ends_with("./.") {
            out.push(style(reading, &(passage, text.len() - 2..text.len()), "/.", "./."));
        }
    }
}
