//! The words that never change.

use baocao_model::Severity;

use super::Held;
use crate::form::letter::{Line, tone_moved};
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let (letter, profile) = (held.letter, held.profile);
    hold_line(held, Part::National, letter.national.as_ref(), profile.national());
    if let Some(motto) = profile.motto() {
        hold_line(held, Part::Motto, letter.motto.as_ref(), motto);
    }
    let heading = &profile.letterhead.envelope.recipients.heading.text;
    hold_line(held, Part::Recipients, letter.recipients.as_ref(), heading);
}

fn hold_line(held: &mut Held<'_>, part: Part, line: Option<&Line>, wanted: &str) {
    let Some(line) = line else { return };
    // Capitals are a matter of their own.
    let same = if part == Part::National { |text: &str| text.to_uppercase() } else { |text: &str| text.to_owned() };
    let right = tone_moved(&same(&line.shown())) == tone_moved(&same(wanted));
    let words = [Words::same(format!("“{wanted}”")), Words::same(format!("“{}”", line.shown()))];
    held.hold("form-wording", Severity::Error, part, held.spot(line), right, words);
}
