//! Number and symbol: `Số: 05/BC-LĐLĐ`, `Số 05-BC/TU`.

use baocao_model::Severity;

use super::Held;
use crate::form::check::{Spot, Verdict};
use crate::form::letter::fold;
use crate::form::part::Part;
use crate::relation::Words;

/// A pattern such as `Số: {number}/{kind}-{symbol}` in its pieces.
struct Pattern {
    before: String,
    after_number: String,
    after_kind: String,
}

impl Pattern {
    fn of(pattern: &str) -> Option<Self> {
        let (before, rest) = pattern.split_once("{number}")?;
        let (after_number, rest) = rest.split_once("{kind}")?;
        let (after_kind, _) = rest.split_once("{symbol}")?;
        Some(Self {
            before: before.trim().to_owned(),
            after_number: after_number.to_owned(),
            after_kind: after_kind.to_owned(),
        })
    }

    fn write(&self, number: &str, kind: &str, symbol: &str) -> String {
        format!("{} {number}{}{kind}{}{symbol}", self.before, self.after_number, self.after_kind)
    }
}

/// A number in its pieces as they are written.
struct Written {
    before: String,
    digits: String,
    letter: String,
    symbol: String,
}

pub fn hold(held: &mut Held<'_>) {
    let Some(line) = held.letter.number.clone() else { return };
    let Some(pattern) = Pattern::of(&held.profile.letterhead.envelope.number.pattern) else { return };
    let spot = held.spot(&line);
    let written = read(&line.text());
    let digits = usize::from(held.profile.letterhead.envelope.number.digits);
    hold_zero(held, &written, digits, &spot);
    let (kind, symbol) = split(&pattern, &written, held);
    let form = well_formed(&pattern, &written, &symbol);
    let example = pattern.write("05", kind.as_deref().unwrap_or("BC"), if symbol.is_empty() { "…" } else { &symbol });
    let words = [Words::same(format!("“{example}”")), Words::same(format!("“{}”", line.text()))];
    held.hold("form-number", Severity::Error, Part::Number, spot.clone(), form, words);
    if form {
        hold_kind(held, kind.as_deref(), &spot);
    }
}

fn read(text: &str) -> Written {
    let rest = text.chars().skip(2).collect::<String>();
    let separators = rest.chars().take_while(|c| matches!(c, ':' | ' ' | '.' | '…' | '_')).count();
    let before: String = text.chars().take(2 + separators).collect();
    let rest: String = rest.chars().skip(separators).collect();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let rest = &rest[digits.len()..];
    let letter: String = rest.chars().take_while(|c| c.is_ascii_lowercase()).collect();
    let symbol = rest[letter.len()..].trim_end_matches('.').to_owned();
    let before = before.trim_end_matches(['.', '…', '_', ' ']).to_owned();
    Written { before, digits, letter, symbol }
}

fn hold_zero(held: &mut Held<'_>, written: &Written, digits: usize, spot: &Spot) {
    let source = held.profile.source(Part::Number);
    if written.digits.is_empty() {
        let words = [
            Words::new("số của văn bản", "the number of the letter"),
            Words::new("chưa ghi số", "the number is left open"),
        ];
        return held.tell_from("form-number-zero", Part::Number, Some(spot.clone()), Verdict::Undecided, words, source);
    }
    let bare = written.digits.trim_start_matches('0');
    let wanted = format!("{bare:0>digits$}");
    let right = written.digits == wanted;
    let words = [Words::same(wanted), Words::same(&*written.digits)];
    held.hold("form-number-zero", Severity::Error, Part::Number, spot.clone(), right, words);
}

/// The kind's abbreviation, if there is one, and the body's symbol.
fn split(pattern: &Pattern, written: &Written, held: &Held<'_>) -> (Option<String>, String) {
    let rest = written.symbol.strip_prefix(pattern.after_number.as_str()).unwrap_or(&written.symbol);
    let without_kind = held.letter.kind.is_none()
        && held.profile.conventions.as_ref().is_some_and(|conventions| conventions.plain_letter.is_none());
    match rest.split_once(pattern.after_kind.as_str()) {
        Some((kind, symbol)) if !without_kind => (Some(kind.to_owned()), symbol.to_owned()),
        _ => (None, rest.to_owned()),
    }
}

fn well_formed(pattern: &Pattern, written: &Written, symbol: &str) -> bool {
    let plain = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '&');
    written.before == pattern.before
        && written.letter.len() <= 1
        && written.symbol.starts_with(pattern.after_number.as_str())
        && !symbol.is_empty()
        && symbol.chars().all(plain)
}

/// The abbreviation is known, and is that of the kind that the letter names.
fn hold_kind(held: &mut Held<'_>, kind: Option<&str>, spot: &Spot) {
    let Some(conventions) = &held.profile.conventions else { return };
    let title = held.letter.kind.as_ref().map(|line| line.folded());
    let names = |title: &str, name: &String| {
        let name = fold(name);
        title == name || title.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(' '))
    };
    let fitting: Vec<&str> = match &title {
        Some(title) => conventions
            .kinds
            .iter()
            .filter(|(_, all)| all.iter().any(|name| names(title, name)))
            .map(|(key, _)| key.as_str())
            .collect(),
        None => conventions.plain_letter.iter().map(String::as_str).collect(),
    };
    let right = match kind {
        Some(kind) if fitting.is_empty() => conventions.kinds.contains_key(kind),
        Some(kind) => fitting.contains(&kind),
        None => title.is_none() && conventions.plain_letter.is_none(),
    };
    let known = || conventions.kinds.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let expected = if fitting.is_empty() { known() } else { fitting.join(", ") };
    let found = kind.map_or(Words::new("không có", "none"), Words::same);
    held.hold("form-number-kind", Severity::Error, Part::Number, spot.clone(), right, [Words::same(expected), found]);
}
