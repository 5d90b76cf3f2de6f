//! Numbers of lists within a passage: `(1) … (2) …`, `a) … b) …`.

use super::heading::ALPHABET;
use crate::language::LexemeKind;
use crate::reading::{Parsed, Reading};
use crate::relation::{Certainty, Kind, Operand, Relation};

/// Looks at the numbers and letters of items within passages.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        within(reading, passage, parsed, out);
        lettered(reading, passage, parsed, out);
    }
}

/// An ordinal with its lexeme.
type Numbered = (u32, usize);

fn within(reading: &Reading<'_>, passage: usize, parsed: &Parsed, out: &mut Vec<Relation>) {
    let bracketed = |at: usize| match &parsed.lexemes[at].kind {
        LexemeKind::Number(numeral)
            if at > 0 && parsed.lexemes[at - 1].is('(') && parsed.lexemes.get(at + 1).is_some_and(|l| l.is(')')) =>
        {
            numeral.small().filter(|number| (1..=60).contains(number)).map(|number| (number, at))
        }
        _ => None,
    };
    let mut list: Vec<Numbered> = Vec::new();
    for numbered in (0..parsed.lexemes.len()).filter_map(bracketed) {
        if numbered.0 == 1 {
            tell(reading, passage, parsed, &list, out);
            list.clear();
        }
        if numbered.0 == 1 || !list.is_empty() {
            list.push(numbered);
        }
    }
    tell(reading, passage, parsed, &list, out);
}

/// `a) …; b) …; d) …` within a passage.
fn lettered(reading: &Reading<'_>, passage: usize, parsed: &Parsed, out: &mut Vec<Relation>) {
    let letter = |at: usize| {
        let begins = at == 0 || [';', ':', ',', '.'].iter().any(|mark| parsed.lexemes[at - 1].is(*mark));
        let bracket = begins && parsed.lexemes.get(at + 1).is_some_and(|next| next.is(')'));
        let word = parsed.lexemes[at].word().filter(|word| bracket && word.chars().count() == 1)?;
        let index = ALPHABET.iter().position(|known| word.starts_with(*known))?;
        Some((index, at))
    };
    let list: Vec<(usize, usize)> = (0..parsed.lexemes.len()).filter_map(letter).collect();
    if list.len() < 3 || list[0].0 != 0 {
        return;
    }
    let shown = |(index, _): &(usize, usize)| format!("{})", ALPHABET[*index]);
    let line = list.iter().map(shown).collect::<Vec<_>>().join(" ");
    let span =
        |at: usize| parsed.lexemes[at].span.start..parsed.lexemes[(at + 9).min(parsed.lexemes.len() - 1)].span.end;
    let operand =
        |item: &(usize, usize)| Operand { passage, span: parsed.lexemes[item.1].span.clone(), text: shown(item) };
    // Many leave out đ.
    let follows = |a: usize, b: usize| b == a + 1 || ALPHABET[a] == 'd' && b == a + 2;
    let Some(pair) = list.windows(2).find(|pair| !follows(pair[0].0, pair[1].0)) else {
        let relation = reading.relation(Kind::Ordinal, passage, span(list[0].1));
        out.push(relation.computed(line).with(list.iter().map(operand)));
        return;
    };
    let expected = ALPHABET.get(pair[0].0 + 1).copied().unwrap_or_default();
    let near = pair[1].0 > pair[0].0 && pair[1].0 <= pair[0].0 + 3;
    let relation =
        reading.relation(Kind::Ordinal, passage, span(pair[1].1)).computed(line).with(pair.iter().map(operand));
    let relation = relation.broken(if near { Certainty::Contradiction } else { Certainty::Possible });
    out.push(relation.unless(format!("tiếp theo là {expected})"), format!("{expected}) next")));
}

fn tell(reading: &Reading<'_>, passage: usize, parsed: &Parsed, list: &[Numbered], out: &mut Vec<Relation>) {
    if list.len() < 2 {
        return;
    }
    let numbers = list.iter().map(|(number, _)| format!("({number})")).collect::<String>();
    let quote =
        |at: usize| parsed.lexemes[at - 1].span.start..parsed.lexemes[(at + 9).min(parsed.lexemes.len() - 1)].span.end;
    let operand = |(number, at): &Numbered| Operand {
        passage,
        span: parsed.lexemes[*at].span.clone(),
        text: format!("({number})"),
    };
    let wrong = list.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1);
    let Some(pair) = wrong else {
        out.push(
            reading.relation(Kind::Ordinal, passage, quote(list[0].1)).computed(numbers).with(list.iter().map(operand)),
        );
        return;
    };
    let expected = pair[0].0 + 1;
    // Numbers far apart refer to something that is listed elsewhere.
    if pair[1].0 > expected + 2 {
        return;
    }
    // A number that comes again may refer back to an item, unless the list goes on from it.
    let goes_on = pair[1].0 == pair[0].0 && list.iter().any(|(number, at)| *at > pair[1].1 && *number == expected);
    let certainty = if pair[1].0 > expected || goes_on { Certainty::Contradiction } else { Certainty::Possible };
    let relation = reading
        .relation(Kind::Ordinal, passage, quote(pair[1].1))
        .computed(numbers)
        .with(pair.iter().map(operand))
        .broken(certainty);
    out.push(
        relation.unless(
            format!("tiếp theo ({}) là ({expected})", pair[0].0),
            format!("({expected}) after ({})", pair[0].0),
        ),
    );
}
