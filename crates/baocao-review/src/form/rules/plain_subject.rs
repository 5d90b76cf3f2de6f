//! The subject of a letter without a kind: its words `V/v`, its size and its slant, where the profile names them.

use baocao_model::Severity;

use super::Held;
use super::look::hold_size;
use crate::form::letter::Line;
use crate::form::part::Part;
use crate::relation::Words;

/// The name under which ranges hold its size; it is smaller than that of a subject below a kind.
pub const SIZE: &str = "plain-subject";

pub fn hold(held: &mut Held<'_>) {
    let lines: Vec<Line> = held.letter.plain_subject.clone();
    let Some(first) = lines.first() else { return };
    if let Some(range) = held.profile.ranges.sizes.get(SIZE).copied() {
        lines.iter().for_each(|line| hold_size(held, Part::Subject, line, range));
    }
    // Where letters without a kind have no abbreviation, `V/v` tells them.
    if held.profile.conventions.as_ref().is_some_and(|known| known.plain_letter.is_none()) {
        let text = first.text();
        let words = [Words::same("“V/v …”"), Words::same(format!("“{text}”"))];
        let right = text.starts_with("V/v ");
        held.hold("form-wording", Severity::Error, Part::Subject, held.spot(first), right, words);
    }
}
