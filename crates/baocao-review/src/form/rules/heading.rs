//! Headings: their size, and the looks of those with Roman numbers.

use baocao_model::Severity;

use super::Held;
use super::look::hold_size;
use crate::form::letter::{is_capitals, is_roman, lines};
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let range = held.profile.ranges.size(Part::Heading.key(), held.profile.letterhead.body.size);
    for at in held.letter.headings.clone() {
        let paragraph = &held.document.paragraphs[at];
        for line in lines(at, paragraph) {
            hold_size(held, Part::Heading, &line, range);
            if !is_roman(&line.text()) {
                continue;
            }
            let say = |bold: bool, capitals: bool| {
                let (weight, weight_english) = if bold { ("đậm", "bold") } else { ("không đậm", "not bold") };
                let (case, case_english) =
                    if capitals { ("in hoa", "capitals") } else { ("chữ thường", "small letters") };
                Words::new(format!("{case}, {weight}"), format!("{case_english}, {weight_english}"))
            };
            let (bold, capitals) = (line.is_bold(), is_capitals(&line.shown()));
            let words = [say(true, true), say(bold, capitals)];
            let spot = held.spot(&line);
            held.hold("form-heading", Severity::Warning, Part::Heading, spot, bold && capitals, words);
        }
    }
}
