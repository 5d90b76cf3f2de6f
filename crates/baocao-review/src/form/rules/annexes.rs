//! Annexes: the looks of their lines, their numbers, and the numbers of their pages.

use baocao_model::Severity;

use super::Held;
use super::look::{hold_size, hold_switch, say_alignment};
use crate::form::formatted::Alignment;
use crate::form::letter::{Annex, Line, is_capitals};
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let letter = held.letter;
    let several = letter.annexes.len() > 1;
    for annex in &letter.annexes {
        hold_looks(held, annex);
        if several && held.profile.ranges.annexes.roman {
            let right = !annex.number.is_empty() && annex.number.chars().all(|c| "IVXLC".contains(c));
            let words = [
                Words::new("số La Mã", "a Roman number"),
                Words::same(if annex.number.is_empty() { "—".to_owned() } else { annex.number.clone() }),
            ];
            let spot = held.spot(&annex.label);
            held.hold("form-annex-number", Severity::Warning, Part::AnnexLabel, spot, right, words);
        }
        if held.profile.ranges.annexes.restart {
            hold_pages(held, annex);
        }
    }
}

fn hold_looks(held: &mut Held<'_>, annex: &Annex) {
    let parts = &held.profile.letterhead.envelope;
    let rows = [
        (Part::AnnexLabel, parts.annex_label, vec![annex.label.clone()]),
        (Part::AnnexTitle, parts.annex_title, annex.title.clone()),
        (Part::AnnexReference, parts.annex_reference, annex.reference.iter().cloned().collect()),
    ];
    for (part, style, lines) in rows {
        let range = held.profile.ranges.size(part.key(), style.size);
        for line in &lines {
            hold_size(held, part, line, range);
            let bold = ["chữ đậm", "bold", "chữ không đậm", "not bold"];
            hold_switch(held, "form-bold", part, line, style.bold, |look| look.bold, bold);
            let italic = ["chữ nghiêng", "italic", "chữ đứng", "upright"];
            hold_switch(held, "form-italic", part, line, style.italic, |look| look.italic, italic);
            if style.caps {
                hold_capitals(held, part, line);
            }
            let found = held.document.paragraphs[line.paragraph].alignment;
            let words = [say_alignment(Alignment::Center), say_alignment(found)];
            let right = found == Alignment::Center;
            held.hold("form-align", Severity::Warning, part, held.spot(line), right, words);
        }
    }
}

fn hold_capitals(held: &mut Held<'_>, part: Part, line: &Line) {
    let right = is_capitals(&line.shown());
    let say = |capitals: bool| match capitals {
        true => Words::new("chữ in hoa", "capitals"),
        false => Words::new("chữ thường", "small letters"),
    };
    held.hold("form-capitals", Severity::Error, part, held.spot(line), right, [say(true), say(right)]);
}

fn hold_pages(held: &mut Held<'_>, annex: &Annex) {
    let section = held.document.paragraphs[annex.label.paragraph].section;
    let right = section > 0 && held.document.sections[section].restarts;
    let say = |right: bool| match right {
        true => Words::new("đánh số trang riêng từ 1", "pages of its own from 1"),
        false => Words::new("đánh số trang tiếp theo văn bản", "pages go on from the letter's"),
    };
    let spot = held.spot(&annex.label);
    held.hold("form-annex-pages", Severity::Warning, Part::AnnexLabel, spot, right, [say(true), say(right)]);
}
