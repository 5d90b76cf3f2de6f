//! Place and date: `Lai Châu, ngày 05 tháng 3 năm 2024`.

use baocao_model::{Date, Severity};

use super::Held;
use crate::form::check::{Spot, Verdict};
use crate::form::part::Part;
use crate::relation::Words;

/// A date in its pieces as they are written.
#[derive(Debug)]
struct Written {
    place: String,
    comma: bool,
    day: String,
    month: String,
    year: String,
    /// Whether day, month and year stand with their words.
    worded: bool,
}

pub fn hold(held: &mut Held<'_>) {
    let Some(line) = held.letter.date.clone() else { return };
    let (spot, text) = (held.spot(&line), line.text());
    let Some(written) = read(&text) else { return };
    let months = held.profile.letterhead.envelope.date.zero_months_to;
    let zero = |digits: &str, from: u8| {
        let value: u8 = digits.parse().unwrap_or(0);
        if value < from { format!("{value:02}") } else { value.to_string() }
    };
    let (day, month) = (zero(&written.day, 10), zero(&written.month, months + 1));
    let place = if written.place.is_empty() { "…" } else { &written.place };
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    // What is still to be filled in is dots, or nothing.
    let open_place = !written.place.is_empty() && !written.place.chars().any(char::is_alphanumeric);
    let open = open_place || written.day.is_empty() || written.month.is_empty();
    let exists = open || is_day(&written);
    let form = written.worded && written.comma && (open_place || capital(&written.place)) && exists;
    let shown = |text: &str| if text.is_empty() { "…".to_owned() } else { text.to_owned() };
    let example = if open {
        format!("{place}, ngày … tháng … năm {}", shown(&written.year))
    } else {
        format!("{place}, ngày {day} tháng {month} năm {}", shown(&written.year))
    };
    let words = || [Words::same(format!("“{example}”")), Words::same(format!("“{text}”"))];
    held.hold("form-date", Severity::Error, Part::Date, spot.clone(), form, words());
    if open {
        return tell_open(held, spot);
    }
    if form {
        let right = written.day == day && written.month == month;
        held.hold("form-date-zero", Severity::Error, Part::Date, spot, right, words());
    }
}

fn tell_open(held: &mut Held<'_>, spot: Spot) {
    let words = [
        Words::new("địa danh, ngày, tháng", "place, day and month"),
        Words::new("có chỗ chưa ghi", "something is left open"),
    ];
    held.tell("form-date-zero", Part::Date, Some(spot), Verdict::Undecided, words);
}

fn is_day(written: &Written) -> bool {
    let day = (written.year.parse(), written.month.parse(), written.day.parse());
    matches!(day, (Ok(year), Ok(month), Ok(day)) if Date::new(year, month, day).is_some())
}

fn read(text: &str) -> Option<Written> {
    let lower = text.to_lowercase();
    let at = lower.find("ngày")?;
    // Lower and upper case have the same length in Vietnamese; where they do not, the date is none of ours.
    let (place, rest) = (text.get(..at)?, lower.get(at + "ngày".len()..)?);
    let place = place.trim();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (comma, place) = (place.ends_with(','), place.trim_end_matches(',').trim().to_owned());
    if let Some((day, rest)) = rest.split_once("tháng") {
        let (month, year) = rest.split_once("năm").unwrap_or((rest, ""));
        let worded = !year.is_empty() && [day, month, year].iter().all(|piece| !piece.contains(['/', ',']));
        return Some(Written { place, comma, day: digits(day), month: digits(month), year: digits(year), worded });
    }
    let pieces: Vec<String> = rest.split(['/', '-', '.']).map(digits).collect();
    let piece = |index: usize| pieces.get(index).cloned().unwrap_or_default();
    Some(Written { place, comma, day: piece(0), month: piece(1), year: piece(2), worded: false })
}
