//! The page number: a field in the middle of the upper margin, from the second page on.

use baocao_model::Severity;

use super::Held;
use super::held::{number, span, within};
use super::look::say_alignment;
use crate::form::check::Verdict;
use crate::form::formatted::{Alignment, Paragraph, Piece, Section, to_millimetres};
use crate::form::part::Part;
use crate::form::ranges::NumberPlace;
use crate::relation::Words;

/// How many characters certainly do not fit on one page.
const MORE_THAN_A_PAGE: usize = 6000;
/// How far sizes and distances may be off.
const TOLERANCE: f64 = 0.5;

pub fn hold(held: &mut Held<'_>) {
    let document = held.document;
    let mut sections = document.sections.iter().enumerate().map(|(index, section)| {
        let above = find(held, section.headers.get("default"));
        (index, section, above, find(held, section.footers.get("default")))
    });
    let numbered = sections.find(|(_, _, above, below)| above.or(*below).is_some());
    drop(sections);
    let Some((index, section, above, below)) = numbered else { return tell_missing(held) };
    let there = Words::new("trường số trang (PAGE)", "the field of the page number (PAGE)");
    held.tell("form-page-number", Part::PageNumber, None, Verdict::Right, [there.clone(), there]);
    hold_place(held, above.cloned(), below.cloned(), section);
    // Where an earlier section goes without numbers, the first page does.
    let on_first = index == 0 && (!section.first_page_differs || on_first_page(held, section));
    let say = |there: bool| match there {
        true => Words::new("trang đầu có số", "a number on the first page"),
        false => Words::new("trang đầu không có số", "no number on the first page"),
    };
    let verdict = if on_first { Verdict::Wrong(Severity::Error) } else { Verdict::Right };
    held.tell("form-page-number-first", Part::PageNumber, None, verdict, [say(false), say(on_first)]);
    hold_even_pages(held, section);
}

fn find<'a>(held: &Held<'a>, id: Option<&String>) -> Option<&'a Paragraph> {
    held.document.margins.get(id?)?.iter().find(|paragraph| paragraph.page_number)
}

fn on_first_page(held: &Held<'_>, section: &Section) -> bool {
    find(held, section.headers.get("first")).or_else(|| find(held, section.footers.get("first"))).is_some()
}

fn tell_missing(held: &mut Held<'_>) {
    let characters: usize = held.document.paragraphs.iter().map(|paragraph| paragraph.text().chars().count()).sum();
    let breaks = held.document.paragraphs.iter().any(|one| one.page_break || one.pieces.contains(&Piece::PageBreak));
    let long = characters > MORE_THAN_A_PAGE || breaks || held.document.sections.len() > 1;
    let asked = Words::new("số trang từ trang thứ hai", "page numbers from the second page on");
    let (verdict, found) = match long {
        true => (Verdict::Wrong(Severity::Error), Words::new("không có", "none")),
        false => (
            Verdict::Undecided,
            Words::new("không có số trang; văn bản có thể chỉ một trang", "none; there may be only one page"),
        ),
    };
    held.tell("form-page-number", Part::PageNumber, None, verdict, [asked, found]);
}

fn hold_place(held: &mut Held<'_>, above: Option<Paragraph>, below: Option<Paragraph>, section: &Section) {
    let anywhere = held.profile.ranges.page_number.place == NumberPlace::Any;
    let Some(paragraph) = above.clone().or(below) else { return };
    hold_look(held, &paragraph);
    if anywhere {
        return;
    }
    let asked = Words::new("ở giữa, phía trên", "in the middle, at the top");
    let typed = paragraph.boxed || paragraph.cell.is_some() || paragraph.pieces.contains(&Piece::Tab);
    if typed {
        let why = Words::new(
            "số trang nằm trong khung, bảng hoặc sau dấu tab",
            "it stands in a frame, a table or after a tab",
        );
        return held.tell("form-page-number-place", Part::PageNumber, None, Verdict::Undecided, [asked, why]);
    }
    let right = above.is_some() && paragraph.alignment == Alignment::Center;
    let alignment = say_alignment(paragraph.alignment);
    let found = match above.is_some() {
        true => {
            Words::new(format!("phía trên, {}", alignment.vietnamese), format!("at the top, {}", alignment.english))
        }
        false => {
            Words::new(format!("phía dưới, {}", alignment.vietnamese), format!("at the bottom, {}", alignment.english))
        }
    };
    let verdict = if right { Verdict::Right } else { Verdict::Wrong(Severity::Error) };
    held.tell("form-page-number-place", Part::PageNumber, None, verdict, [asked, found]);
    if let Some(range) = held.profile.ranges.page_number.from_top.filter(|_| above.is_some()) {
        let distance = to_millimetres(section.header_from_top);
        let expected = span(range, "mm");
        let found = format!("{} mm", number(distance));
        let words = [
            Words::new(format!("cách mép trên {expected}"), format!("{expected} from the top edge")),
            Words::new(format!("cách mép trên {found}"), format!("{found} from the top edge")),
        ];
        let right = within(distance, range, TOLERANCE);
        let verdict = if right { Verdict::Right } else { Verdict::Wrong(Severity::Warning) };
        held.tell("form-page-number-place", Part::PageNumber, None, verdict, words);
    }
}

fn hold_look(held: &mut Held<'_>, paragraph: &Paragraph) {
    let own = held.profile.letterhead.page.number.size;
    let range = held.profile.ranges.size(Part::PageNumber.key(), own);
    let digits = paragraph.spans().find(|(text, _)| text.chars().any(|c| c.is_ascii_digit()));
    let Some((_, look)) = digits else { return };
    let verdict = |right: bool| if right { Verdict::Right } else { Verdict::Wrong(Severity::Warning) };
    let words = [Words::same(span(range, "pt")), Words::same(format!("{} pt", number(look.size)))];
    held.tell("form-size", Part::PageNumber, None, verdict(within(look.size, range, TOLERANCE / 2.0)), words);
    let say = |italic: bool| match italic {
        true => Words::new("chữ nghiêng", "italic"),
        false => Words::new("chữ đứng", "upright"),
    };
    held.tell("form-italic", Part::PageNumber, None, verdict(!look.italic), [say(false), say(look.italic)]);
    let wanted = &held.profile.letterhead.font;
    let right = look.fonts[0].eq_ignore_ascii_case(wanted);
    held.tell("form-font", Part::Document, None, verdict(right), [Words::same(wanted), Words::same(&*look.fonts[0])]);
}

/// Where left and right pages differ, both bear numbers.
fn hold_even_pages(held: &mut Held<'_>, section: &Section) {
    if !held.document.even_pages_differ {
        return;
    }
    let there = find(held, section.headers.get("even")).or_else(|| find(held, section.footers.get("even"))).is_some();
    let verdict = if there { Verdict::Right } else { Verdict::Wrong(Severity::Error) };
    let say = |there: bool| match there {
        true => Words::new("trang chẵn có số", "numbers on even pages"),
        false => Words::new("trang chẵn không có số", "no numbers on even pages"),
    };
    held.tell("form-page-number", Part::PageNumber, None, verdict, [say(true), say(there)]);
}
