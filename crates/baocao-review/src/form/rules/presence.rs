//! Parts that are missing, and parts that come twice.

use baocao_model::Severity;

use super::Held;
use crate::form::check::{Spot, Verdict};
use crate::form::part::Part;
use crate::relation::Words;

/// The parts that no letter goes without.
const NEEDED: [Part; 8] = [
    Part::National,
    Part::Issuer,
    Part::Number,
    Part::Date,
    Part::Subject,
    Part::Office,
    Part::Signer,
    Part::Recipients,
];

pub fn hold(held: &mut Held<'_>) {
    let mut needed = NEEDED.to_vec();
    if held.profile.motto().is_some() {
        needed.push(Part::Motto);
    }
    for part in needed {
        hold_part(held, part);
    }
    if held.letter.kind.is_none() && held.letter.plain_subject.is_empty() {
        missing(held, Part::Kind);
    }
    if !held.document.missing.is_empty() {
        let parts = held.document.missing.join(", ");
        let words = [
            Words::new("phần kiểu chữ của tệp", "the part of the file that has the styles"),
            Words::new(
                format!("tệp không có {parts}: phông chữ và cỡ chữ lấy theo mặc định của Word"),
                format!("the file has no {parts}: fonts and sizes are Word's own"),
            ),
        ];
        held.tell("form-not-checked", Part::Document, None, Verdict::Undecided, words);
    }
    for (part, line) in &held.letter.repeated {
        let first = held.letter.part(*part).first().map(|line| held.spot(line).paragraph).unwrap_or_default();
        let words = [
            Words::new("một lần", "once"),
            Words::new(format!("đã có ở đoạn {first}"), format!("it stands in paragraph {first} already")),
        ];
        held.hold("form-twice", Severity::Error, *part, held.spot(line), false, words);
    }
}

fn hold_part(held: &mut Held<'_>, part: Part) {
    let lines = held.letter.part(part);
    let Some(first) = lines.first() else {
        // Without a kind, the subject stands below the number; either is told by the kind.
        if part != Part::Subject || held.letter.kind.is_some() {
            missing(held, part);
        }
        return;
    };
    let spot = held.spot(first);
    held.hold(
        "form-missing",
        Severity::Error,
        part,
        spot,
        true,
        [Words::new("có", "there"), Words::new("có", "there")],
    );
}

fn missing(held: &mut Held<'_>, part: Part) {
    let wanted = match part {
        Part::National => Words::same(held.profile.national()),
        Part::Motto => Words::same(held.profile.motto().unwrap_or_default()),
        Part::Recipients => Words::same(&*held.profile.letterhead.envelope.recipients.heading.text),
        _ => Words::new("có", "there"),
    };
    let other = held.letter.other_national.as_ref().filter(|_| part == Part::National);
    let found = match other {
        Some(line) => Words::new(
            format!("“{}”: thể thức của loại cơ quan khác", line.text()),
            format!("“{}”: the form of other bodies", line.text()),
        ),
        None => Words::new("không thấy", "not found"),
    };
    let spot: Option<Spot> = other.map(|line| held.spot(line));
    held.tell("form-missing", part, spot, Verdict::Wrong(Severity::Error), [wanted, found]);
}
