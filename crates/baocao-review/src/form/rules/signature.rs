//! The signature: marks of authority, the order of its lines, the name without titles.

use baocao_model::Severity;

use super::Held;
use crate::form::letter::{begins_with_academic_title, letters, mark_letters};
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    hold_mark(held);
    hold_name(held);
}

/// The mark is written as the family writes it: `TM.` or `T/M`.
fn hold_mark(held: &mut Held<'_>) {
    let Some(conventions) = &held.profile.conventions else { return };
    let lines = held.letter.authority.iter().chain(&held.letter.office);
    for line in lines.cloned().collect::<Vec<_>>() {
        let text = line.text();
        let Some(found) = mark_letters(&text) else { continue };
        let known = conventions.authorities.iter().find(|authority| letters(&authority.mark) == found);
        let all =
            || conventions.authorities.iter().map(|authority| authority.mark.as_str()).collect::<Vec<_>>().join(", ");
        let wanted = known.map_or_else(all, |authority| authority.mark.clone());
        let right = known.is_some_and(|authority| {
            text.strip_prefix(authority.mark.as_str()).is_some_and(|rest| rest.starts_with(' '))
        });
        let first = text.split_whitespace().next().unwrap_or_default();
        let words = [Words::same(format!("“{wanted}”")), Words::same(format!("“{first}”"))];
        held.hold("form-authority", Severity::Error, Part::Authority, held.spot(&line), right, words);
    }
}

fn hold_name(held: &mut Held<'_>) {
    let Some(line) = held.letter.signer.clone() else { return };
    let text = line.text();
    let right = !begins_with_academic_title(&text);
    let words = [
        Words::new("họ tên, không kèm học hàm, học vị, danh hiệu", "the name without academic or honorary titles"),
        Words::same(format!("“{text}”")),
    ];
    held.hold("form-signer-title", Severity::Error, Part::Signer, held.spot(&line), right, words);
}
