//! `Kính gửi`: one addressee on its line, several on lines of their own.

use baocao_model::Severity;

use super::Held;
use super::list::first_malformed;
use crate::form::letter::Line;
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let lines: Vec<Line> = held.letter.addressee.clone();
    let Some(first) = lines.first() else { return };
    let text = first.text();
    let rest = text.split_once(':').map(|(_, rest)| rest);
    let colon = rest.is_some() && (rest.is_some_and(|rest| !rest.trim().is_empty()) || lines.len() > 1);
    let words = [
        Words::new("“Kính gửi: …”, có dấu hai chấm và tên nơi nhận", "“Kính gửi: …” with a colon and who is addressed"),
        Words::same(format!("“{text}”")),
    ];
    held.hold("form-addressee", Severity::Error, Part::Addressee, held.spot(first), colon, words);
    let items: Vec<String> = lines[1..].iter().map(Line::text).collect();
    if items.is_empty() {
        return;
    }
    let malformed = first_malformed(&items, "- ", ";");
    let (at, wanted) = malformed.clone().unwrap_or((0, items[0].clone()));
    let words = [Words::same(format!("“{wanted}”")), Words::same(format!("“{}”", items[at]))];
    let spot = held.spot(&lines[1 + at]);
    held.hold("form-addressee", Severity::Warning, Part::Addressee, spot, malformed.is_none(), words);
}
