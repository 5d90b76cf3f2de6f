//! Numbers of headings: `I, II, III`, `1.1, 1.2`, `a, b, c`.

use crate::passage::PassageKind;
use crate::reading::Reading;
use crate::relation::{Certainty, Kind, Operand, Relation};

/// How a heading is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number {
    /// The style: Roman, Arabic with the numbers before it, or letters.
    style: Style,
    /// The last number.
    value: u32,
    /// The sign after it.
    sign: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Style {
    Roman,
    Arabic(Vec<u32>),
    Letter,
}

/// The alphabet as points of a text are lettered (decree 30/2020).
pub const ALPHABET: &[char] = &[
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y',
];

/// Reads the number that a passage begins with, and the sign after it.
fn number(text: &str) -> Option<Number> {
    let text = text.trim_start_matches(['*', ' ', '\t']);
    let head: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '.').collect();
    let core = head.trim_end_matches('.');
    let dot = if head.len() > core.len() { "." } else { "" };
    let rest = &text[head.len()..];
    let sign: String = rest
        .trim_start()
        .chars()
        .next()
        .filter(|c| matches!(c, ')' | '-' | '/' | ':' | '–'))
        .map_or(String::new(), |c| if c == '–' { "-".to_owned() } else { c.to_string() });
    if rest.trim_start().chars().nth(1).is_some_and(|c| c.is_ascii_digit()) && !sign.is_empty() {
        return None;
    }
    let sign = if dot.is_empty() { sign } else { dot.to_owned() };
    let ends = rest.is_empty() || rest.starts_with([' ', ')', '-', '/', ':', '\t', '\u{a0}', '–']) || !dot.is_empty();
    if core.is_empty() || !ends || core.chars().count() > 8 {
        return None;
    }
    if let Some(value) = roman(core) {
        return (!sign.is_empty()).then_some(Number { style: Style::Roman, value, sign });
    }
    let mut letters = core.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(index) = ALPHABET.iter().position(|known| *known == letter)
    {
        return matches!(sign.as_str(), ")" | "." | "/")
            .then(|| Some(Number { style: Style::Letter, value: u32::try_from(index + 1).ok()?, sign }))?;
    }
    let parts: Option<Vec<u32>> = core.split('.').map(|part| part.parse().ok().filter(|_| part.len() <= 2)).collect();
    let mut parts = parts?;
    let value = parts.pop()?;
    (value > 0 && (!sign.is_empty() || !parts.is_empty())).then_some(Number {
        style: Style::Arabic(parts),
        value,
        sign,
    })
}

fn roman(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let value = |index: usize| {
        if digits.get(index + 1).is_some_and(|next| *next > digits[index]) {
            -i64::from(digits[index])
        } else {
            i64::from(digits[index])
        }
    };
    u32::try_from((0..digits.len()).map(value).sum::<i64>()).ok()
}

/// A series of headings of one style, while its parents stay the same.
struct Series {
    style: Style,
    members: Vec<(usize, Number)>,
}

/// Looks at the numbers that passages begin with.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    let mut open: Vec<Series> = Vec::new();
    for (passage, found, _) in reading.prose() {
        if matches!(found.kind, PassageKind::Footnote) {
            continue;
        }
        let text = found.text.trim_start();
        let is_short = text.chars().nth(59).is_none();
        let begins_anew = |small: String| ["phần ", "chương ", "-----"].iter().any(|start| small.starts_with(start));
        if is_short && begins_anew(text.to_lowercase()) {
            open.drain(..).for_each(|series| close(reading, &series, out));
            continue;
        }
        let Some(number) = number(text) else { continue };
        place(reading, &mut open, passage, number, out);
    }
    open.drain(..).for_each(|series| close(reading, &series, out));
}

/// True if a number goes on with a series, a few left out at most; a far one belongs to something else.
fn follows(series: &Series, number: &Number) -> bool {
    let last = series.members.last().map_or(0, |(_, last)| last.value);
    (last + 1..=last + 4).contains(&number.value)
}

/// Puts a heading into its series; series below it end.
fn place(reading: &Reading<'_>, open: &mut Vec<Series>, passage: usize, number: Number, out: &mut Vec<Relation>) {
    let position = open.iter().rposition(|series| series.style == number.style);
    match position {
        Some(index) if follows(&open[index], &number) => {
            open.drain(index + 1..).for_each(|series| close(reading, &series, out));
            open[index].members.push((passage, number));
        }
        Some(index) => {
            open.drain(index..).for_each(|series| close(reading, &series, out));
            open.push(Series { style: number.style.clone(), members: vec![(passage, number)] });
        }
        None => open.push(Series { style: number.style.clone(), members: vec![(passage, number)] }),
    }
}

fn close(reading: &Reading<'_>, series: &Series, out: &mut Vec<Relation>) {
    let Some((first, _)) = series.members.first().filter(|(_, number)| number.value == 1 && series.members.len() >= 2)
    else {
        return;
    };
    let shown = |number: &Number| match &number.style {
        Style::Roman => ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
            .get(number.value as usize - 1)
            .map_or_else(|| number.value.to_string(), |text| (*text).to_owned()),
        Style::Letter => ALPHABET.get(number.value as usize - 1).map_or_else(String::new, char::to_string),
        Style::Arabic(before) => {
            before.iter().map(|part| format!("{part}.")).collect::<String>() + &number.value.to_string()
        }
    };
    let line = series.members.iter().map(|(_, number)| shown(number)).collect::<Vec<_>>().join(", ");
    let whole = |passage: usize| {
        0..reading.text.passages[passage]
            .text
            .char_indices()
            .nth(100)
            .map_or(reading.text.passages[passage].text.len(), |(at, _)| at)
    };
    let operand =
        |(passage, number): &(usize, Number)| Operand { passage: *passage, span: whole(*passage), text: shown(number) };
    let gap = series.members.windows(2).find(|pair| pair[1].1.value != pair[0].1.value + 1);
    if let Some(pair) = gap {
        let (passage, found) = &pair[1];
        let expected = Number { value: pair[0].1.value + 1, ..found.clone() };
        let relation =
            reading.relation(Kind::Heading, *passage, whole(*passage)).computed(line).with(pair.iter().map(operand));
        let relation = relation.broken(Certainty::Possible);
        out.push(relation.unless(
            format!("sau {} là {}", shown(&pair[0].1), shown(&expected)),
            format!("{} after {}", shown(&expected), shown(&pair[0].1)),
        ));
        return;
    }
    out.push(
        reading.relation(Kind::Heading, *first, whole(*first)).computed(line).with(series.members.iter().map(operand)),
    );
    let odd = series
        .members
        .iter()
        .skip(1)
        .find(|(_, number)| number.sign != series.members[0].1.sign && !number.sign.is_empty());
    if let Some((passage, number)) = odd {
        let sign = &series.members[0].1.sign;
        let relation = reading.relation(Kind::Heading, *passage, whole(*passage)).computed(format!(
            "{}{} ≠ {}{sign}",
            shown(number),
            number.sign,
            shown(number)
        ));
        out.push(relation.broken(Certainty::Style).unless(
            format!("ghi “{}{sign}” như các mục trên", shown(number)),
            format!("“{}{sign}” as above", shown(number)),
        ));
    }
}
