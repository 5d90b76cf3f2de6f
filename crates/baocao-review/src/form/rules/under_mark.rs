//! What stands under the title of the state or the Party, under the issuing body and under the subject: a line of a
//! certain length, or characters.

use baocao_document::{UnderMark, UnderMarkKind, typeface};
use baocao_model::Severity;

use super::Held;
use super::held::{number, within};
use crate::form::check::Verdict;
use crate::form::formatted::{Paragraph, to_millimetres};
use crate::form::letter::{Line, lines};
use crate::form::part::Part;
use crate::relation::Words;

/// How far a length may be off, as a share of the text: what rounding and hand-drawn ends make.
const TOLERANCE: f64 = 0.03;

/// What stands under a part.
enum Found {
    /// A line of so many points; none if the file does not say.
    Line(Option<f64>),
    Characters(String),
    /// It may be there, but not where it can be told whose it is.
    Unclear(Words),
    Nothing,
}

pub fn hold(held: &mut Held<'_>) {
    let parts = &held.profile.letterhead.envelope;
    let national = if held.profile.motto().is_some() { Part::Motto } else { Part::National };
    let subject = if held.letter.kind.is_some() { Some((Part::Subject, &parts.title.under, "subject")) } else { None };
    let rows = [(national, &parts.national.under, "national"), (Part::Issuer, &parts.issuer.under, "issuer")];
    for (part, mark, key) in rows.into_iter().chain(subject) {
        let lines: Vec<Line> = held.letter.part(part).into_iter().cloned().collect();
        if let Some(last) = lines.last() {
            let found = find(held, &lines, last);
            hold_mark(held, part, mark, key, &lines, found);
        }
    }
}

fn hold_mark(held: &mut Held<'_>, part: Part, mark: &UnderMark, key: &str, lines: &[Line], found: Found) {
    let spot = held.spot(lines.last().expect("the part has a line"));
    let expected = match mark.kind {
        UnderMarkKind::None => return,
        UnderMarkKind::Line => Words::new("đường kẻ bên dưới", "a line below"),
        UnderMarkKind::Text => Words::new(format!("“{}” bên dưới", mark.text), format!("“{}” below", mark.text)),
    };
    let say = match &found {
        Found::Line(_) => Words::new("đường kẻ bên dưới", "a line below"),
        Found::Characters(text) => Words::new(format!("“{text}” bên dưới"), format!("“{text}” below")),
        Found::Unclear(why) => {
            return held.tell("form-rule-missing", part, Some(spot), Verdict::Undecided, [expected, why.clone()]);
        }
        Found::Nothing => Words::new("không có", "nothing"),
    };
    let right = match (&found, mark.kind) {
        (Found::Line(_), UnderMarkKind::Line) => true,
        (Found::Characters(text), UnderMarkKind::Text) => same_characters(text, &mark.text),
        _ => false,
    };
    held.hold("form-rule-missing", Severity::Error, part, spot, right, [expected, say]);
    if let (Found::Line(length), UnderMarkKind::Line) = (found, mark.kind) {
        hold_length(held, part, key, mark.share, lines, length);
    }
}

fn same_characters(found: &str, wanted: &str) -> bool {
    let plain = |text: &str| text.replace(['–', '—'], "-").replace(' ', "");
    plain(found) == plain(wanted)
}

fn hold_length(held: &mut Held<'_>, part: Part, key: &str, own: f64, lines: &[Line], length: Option<f64>) {
    let range = held.profile.ranges.line(key, own);
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let asked = if (range[0] - range[1]).abs() < 0.11 {
        Words::new("dài bằng dòng chữ", "as long as the text")
    } else {
        let span = format!("{}–{} %", percent(range[0]), percent(range[1]));
        Words::new(format!("dài {span} dòng chữ"), format!("{span} of the text's length"))
    };
    let spot = held.spot(lines.last().expect("the part has a line"));
    let metric = lines.iter().flat_map(Line::words).all(|(_, look)| look.fonts[0] == held.profile.letterhead.font);
    let Some(length) = length.filter(|_| metric) else {
        let why = Words::new("tệp không cho biết độ dài", "the file does not tell the length");
        return held.tell("form-rule-length", part, Some(spot), Verdict::Undecided, [asked, why]);
    };
    let widths = [longest(held, lines), lines.last().map_or(0.0, |line| longest(held, std::slice::from_ref(line)))];
    let shares = widths.map(|width| length / width.max(1.0));
    let right = shares.iter().any(|share| within(*share, range, TOLERANCE));
    let words = format!("{} mm, {} %", number(to_millimetres(length)), percent(shares[0]));
    let found = Words::new(format!("dài {words} dòng chữ"), format!("{words} of the text"));
    held.hold("form-rule-length", Severity::Warning, part, spot, right, [asked, found]);
}

/// The width of the longest line once the text is broken.
fn longest(held: &Held<'_>, lines: &[Line]) -> f64 {
    let widths = lines.iter().map(|line| {
        let available = held.document.available(&held.document.paragraphs[line.paragraph]).unwrap_or(f64::INFINITY);
        let mut longest: f64 = 0.0;
        let mut current: f64 = 0.0;
        for (width, space) in words(line) {
            if current > 0.0 && current + space + width > available {
                longest = longest.max(current);
                current = width;
            } else {
                current += if current > 0.0 { space + width } else { width };
            }
        }
        longest.max(current)
    });
    widths.fold(0.0, f64::max)
}

/// The widths of a line's words, each with that of a space.
fn words(line: &Line) -> Vec<(f64, f64)> {
    let Some((_, look)) = line.words().next() else { return Vec::new() };
    let width = |text: &str| typeface::width(text, look.bold, look.italic) * look.size;
    line.shown().split_whitespace().map(|word| (width(word), width(" "))).collect()
}

/// Looks for the mark of a part: within its paragraphs, in the empty ones below, in the next line.
fn find(held: &Held<'_>, part: &[Line], last: &Line) -> Found {
    let document = held.document;
    let own = &document.paragraphs[last.paragraph];
    let same_place = |other: &Paragraph| match (own.cell, other.cell) {
        (Some(own), Some(other)) => (own.table, own.column) == (other.table, other.column),
        (None, None) => own.boxed == other.boxed,
        _ => false,
    };
    let first = part.first().map_or(last.paragraph, |line| line.paragraph);
    let below = document.paragraphs.iter().enumerate().skip(last.paragraph + 1).filter(|(_, other)| same_place(other));
    let empty: Vec<usize> = below.clone().take_while(|(_, other)| other.is_blank()).map(|(index, _)| index).collect();
    let within =
        (first..=last.paragraph).filter(|at| same_place(&document.paragraphs[*at])).chain(empty.iter().copied());
    let drawn: Vec<Option<f64>> = within.flat_map(|at| document.paragraphs[at].drawn.clone()).collect();
    if let Some(length) = drawn.first() {
        return Found::Line(*length);
    }
    let bordered = |at: &usize| document.paragraphs[*at].line_above || document.paragraphs[*at].line_below;
    if own.line_below {
        return Found::Line(document.available(own));
    }
    if let Some(at) = empty.iter().find(|at| bordered(at)) {
        return Found::Line(document.available(&document.paragraphs[*at]));
    }
    if let Some(length) = underlined(last) {
        return Found::Line(Some(length));
    }
    if let Some((index, next)) = below.clone().find(|(_, other)| !other.is_blank())
        && let Some(found) = characters(&lines(index, next))
    {
        return found;
    }
    elsewhere(held, own, last)
}

/// The width of what is underlined.
fn underlined(line: &Line) -> Option<f64> {
    let marked: f64 = line
        .spans
        .iter()
        .filter(|(_, look)| look.underlined)
        .map(|(text, look)| typeface::width(text.trim(), look.bold, look.italic) * look.size)
        .sum();
    (marked > 0.0).then_some(marked)
}

/// Characters that stand alone on a line: strokes that make a line, or a mark.
fn characters(next: &[Line]) -> Option<Found> {
    let line = next.first()?;
    let text = line.text();
    if text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let strokes = text.chars().all(|c| matches!(c, '_' | '─' | '―' | '¯'));
    let (_, look) = line.spans.iter().find(|(text, _)| !text.trim().is_empty())?;
    let width = typeface::width(&text, look.bold, look.italic) * look.size;
    Some(if strokes { Found::Line(Some(width)) } else { Found::Characters(text) })
}

/// What may be the mark although it stands elsewhere.
fn elsewhere(held: &Held<'_>, own: &Paragraph, last: &Line) -> Found {
    if own.cell.is_some_and(|cell| cell.ruled) {
        return Found::Unclear(Words::new("đường kẻ là cạnh của ô bảng", "the line is the edge of a cell"));
    }
    if own.boxed {
        return Found::Unclear(Words::new("phần này nằm trong khung chữ", "the part stands in a text box"));
    }
    let around = held.letter.head.clone().chain(last.paragraph..last.paragraph + 4);
    let mut drawn = around.filter_map(|at| held.document.paragraphs.get(at)).flat_map(|paragraph| &paragraph.drawn);
    let marks = if held.profile.motto().is_some() { 2 } else { 1 };
    let beside = held.letter.head.clone().any(|at| held.document.paragraphs.get(at).is_some_and(|p| p.boxed));
    if beside || drawn.by_ref().count() > marks {
        return Found::Unclear(Words::new(
            "có đường kẻ vẽ rời, không rõ của phần nào",
            "lines are drawn apart, and it is not clear whose they are",
        ));
    }
    Found::Nothing
}
