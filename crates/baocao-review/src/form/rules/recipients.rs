//! `Nơi nhận`: the form of the list, its first line and its last.

use baocao_model::Severity;

use super::Held;
use super::list::first_malformed;
use crate::form::letter::{Line, fold};
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let Some(heading) = held.letter.recipients.clone() else { return };
    let items = items(&held.letter.recipient_list);
    let spot = held.spot(&heading);
    let listed = [Words::new("có danh sách", "a list"), Words::new("không có dòng nào", "no lines")];
    if items.is_empty() {
        return held.hold("form-recipients", Severity::Error, Part::RecipientList, spot, false, listed);
    }
    let part = held.profile.letterhead.envelope.recipients.clone();
    let texts: Vec<String> = items.iter().map(|(_, text)| text.clone()).collect();
    let malformed = first_malformed(&texts, &part.dash, &part.separator);
    let (at, wanted) = malformed.clone().unwrap_or((0, texts[0].clone()));
    let words = [Words::same(format!("“{wanted}”")), Words::same(format!("“{}”", texts[at]))];
    let spot = held.spot(&items[at].0);
    held.hold("form-recipients", Severity::Warning, Part::RecipientList, spot, malformed.is_none(), words);
    hold_archive(held, &items);
    hold_as_above(held, &items);
}

/// The entries; a line without a dash goes on with the one above, unless that one has its mark at the end.
fn items(lines: &[Line]) -> Vec<(Line, String)> {
    let mut items: Vec<(Line, String)> = Vec::new();
    for line in lines {
        let text = line.text();
        match items.last_mut() {
            Some((_, above)) if !above.ends_with([';', '.']) && !text.starts_with(['-', '–', '+', '•']) => {
                above.push(' ');
                above.push_str(&text);
            }
            _ => items.push((line.clone(), text)),
        }
    }
    items
}

/// The last line is that of the archive.
fn hold_archive(held: &mut Held<'_>, items: &[(Line, String)]) {
    let own = &held.profile.letterhead.envelope.recipients;
    let begins =
        held.profile.conventions.as_ref().map_or(own.archive.as_str(), |known| known.archive.as_str()).to_owned();
    let (line, last) = items.last().expect("the list is not empty");
    let bare = last.trim_start_matches(['-', '–', '+', '•', ' ']);
    let right = bare.starts_with(&begins) && (begins.contains(':') || !bare.contains(':'));
    let words = [
        Words::new(
            format!("dòng cuối “{}{}, …”", own.dash, own.archive),
            format!("“{}{}, …” at the end", own.dash, own.archive),
        ),
        Words::same(format!("“{last}”")),
    ];
    held.hold("form-archive-line", Severity::Error, Part::RecipientList, held.spot(line), right, words);
}

/// `Như trên` stands for those who are addressed above.
fn hold_as_above(held: &mut Held<'_>, items: &[(Line, String)]) {
    let addressed = !held.letter.addressee.is_empty();
    let (line, first) = &items[0];
    let found = fold(first).contains("NHU TREN");
    if !addressed && !found {
        return;
    }
    let say = |there: bool| match there {
        true => Words::new("dòng đầu “- Như trên;”", "“- Như trên;” at the beginning"),
        false => Words::new("không có “Như trên”", "no “Như trên”"),
    };
    let words = [say(addressed), say(found)];
    held.hold("form-as-above", Severity::Warning, Part::RecipientList, held.spot(line), addressed == found, words);
}
