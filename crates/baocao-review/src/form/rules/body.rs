//! Running text: size, slant, justification, indent, space between paragraphs and lines, the mark at the end.

use baocao_document::typeface;
use baocao_model::Severity;

use super::Held;
use super::held::{number, span, within};
use super::look::{hold_size, say_alignment};
use crate::form::formatted::{Alignment, LineHeight, Paragraph, to_millimetres};
use crate::form::letter::{Line, lines};
use crate::form::part::Part;
use crate::form::ranges::Range;
use crate::relation::Words;

/// How far an indent may be off, in millimetres.
const INDENT: f64 = 0.5;
/// How far a line spacing may be off, as a factor and in points.
const FACTOR: f64 = 0.02;
const POINTS: f64 = 0.3;
/// The height of a single line as a factor of the size.
const SINGLE: f64 = 1.15;

pub fn hold(held: &mut Held<'_>) {
    let prose = held.letter.prose.clone();
    let size = held.profile.ranges.size(Part::Body.key(), held.profile.letterhead.body.size);
    for at in prose.iter().chain(&held.letter.grounds.clone()).copied() {
        let paragraph = &held.document.paragraphs[at];
        for line in lines(at, paragraph) {
            hold_size(held, Part::Body, &line, size);
        }
        hold_justified(held, at, paragraph);
        hold_indent(held, at, paragraph);
        hold_line_height(held, at, paragraph);
    }
    for pair in prose.windows(2).filter(|pair| pair[0] + 1 == pair[1]) {
        hold_space(held, pair[0], pair[1]);
    }
    hold_upright(held, &prose);
    // Where the body ends with a table, the mark may stand in it.
    if let Some(last) = prose.last().filter(|last| held.letter.others.iter().all(|other| other < *last)) {
        hold_end(held, *last);
    }
}

/// A paragraph of one line looks the same either way.
fn hold_justified(held: &mut Held<'_>, at: usize, paragraph: &Paragraph) {
    let width: f64 =
        paragraph.spans().map(|(text, look)| typeface::width(text, look.bold, look.italic) * look.size).sum();
    if held.document.available(paragraph).is_none_or(|available| width + paragraph.first <= available) {
        return;
    }
    let right = paragraph.alignment == Alignment::Justified;
    let words = [say_alignment(Alignment::Justified), say_alignment(paragraph.alignment)];
    held.hold("form-align", Severity::Warning, Part::Body, held.spot_at(at), right, words);
}

fn hold_indent(held: &mut Held<'_>, at: usize, paragraph: &Paragraph) {
    // Items hang from their dash or their number in more ways than one.
    let text = paragraph.text();
    let item = paragraph.listed || text.starts_with(['-', '–', '+', '•', '*']) || paragraph.left.abs() > 1.0;
    if item {
        return;
    }
    let allowed = held.profile.ranges.indents(&held.profile.letterhead);
    let found = to_millimetres(paragraph.first);
    let right = allowed.iter().any(|indent| (indent - found).abs() <= INDENT);
    let list = |or: &str| allowed.iter().map(|indent| format!("{} mm", number(*indent))).collect::<Vec<_>>().join(or);
    let words = [
        Words::new(format!("lùi đầu dòng {}", list(" hoặc ")), format!("first line in by {}", list(" or "))),
        Words::new(format!("lùi {} mm", number(found)), format!("in by {} mm", number(found))),
    ];
    held.hold("form-indent", Severity::Warning, Part::Body, held.spot_at(at), right, words);
}

fn hold_line_height(held: &mut Held<'_>, at: usize, paragraph: &Paragraph) {
    let (factors, points) = held.profile.ranges.line_heights(&held.profile.letterhead);
    let size = paragraph.spans().map(|(_, look)| look.size).fold(1.0, f64::max);
    let as_points = |range: Range| range.map(|factor| factor * SINGLE * size);
    let as_factors = |range: Range| range.map(|points| points / (SINGLE * size));
    let right = match (paragraph.line, factors, points) {
        (LineHeight::Multiple(found), Some(range), _) => within(found, range, FACTOR),
        (LineHeight::Multiple(found), None, Some(range)) => within(found, as_factors(range), FACTOR),
        (LineHeight::Exact(found), _, Some(range)) => within(found, range, POINTS),
        (LineHeight::Exact(found), Some(range), None) => within(found, as_points(range), POINTS),
        (LineHeight::AtLeast(found), Some(range), _) => found <= as_points(range)[1] + POINTS,
        (LineHeight::AtLeast(found), None, Some(range)) => found <= range[1] + POINTS,
        (_, None, None) => true,
    };
    let mut asked = Vec::new();
    asked.extend(factors.map(|range| (span(range, "dòng"), span(range, "lines"))));
    asked.extend(
        points.map(|range| (format!("chính xác {}", span(range, "pt")), format!("exactly {}", span(range, "pt")))),
    );
    let (vietnamese, english): (Vec<String>, Vec<String>) = asked.into_iter().unzip();
    let two = |value: f64| format!("{:.2}", value).trim_end_matches('0').trim_end_matches('.').replace('.', ",");
    let found = match paragraph.line {
        LineHeight::Multiple(found) => Words::new(format!("{} dòng", two(found)), format!("{} lines", two(found))),
        LineHeight::Exact(found) => {
            Words::new(format!("chính xác {} pt", two(found)), format!("exactly {} pt", two(found)))
        }
        LineHeight::AtLeast(found) => {
            Words::new(format!("ít nhất {} pt", two(found)), format!("at least {} pt", two(found)))
        }
    };
    let words = [Words::new(vietnamese.join(" hoặc "), english.join(" or ")), found];
    held.hold("form-line-spacing", Severity::Warning, Part::Body, held.spot_at(at), right, words);
}

fn hold_space(held: &mut Held<'_>, above: usize, below: usize) {
    let least = held.profile.ranges.body.least_space.unwrap_or(held.profile.letterhead.body.space_after);
    let (one, two) = (&held.document.paragraphs[above], &held.document.paragraphs[below]);
    let joined = one.contextual && two.contextual && one.style == two.style;
    let found = if joined { 0.0 } else { one.after + two.before };
    let words = [
        Words::new(format!("cách đoạn ít nhất {} pt", number(least)), format!("at least {} pt apart", number(least))),
        Words::new(format!("cách {} pt", number(found)), format!("{} pt apart", number(found))),
    ];
    let right = found >= least - 0.1;
    held.hold("form-paragraph-spacing", Severity::Warning, Part::Body, held.spot_at(below), right, words);
}

/// Words may be slanted, the text as a whole may not.
fn hold_upright(held: &mut Held<'_>, prose: &[usize]) {
    let mut letters = [0, 0];
    for at in prose {
        for (text, look) in held.document.paragraphs[*at].spans() {
            letters[usize::from(look.italic)] += text.chars().filter(|c| c.is_alphabetic()).count();
        }
    }
    let Some(first) = prose.first() else { return };
    let upright = letters[1] <= letters[0];
    let say = |upright: bool| match upright {
        true => Words::new("chữ đứng", "upright"),
        false => Words::new("chữ nghiêng", "italic"),
    };
    held.hold("form-italic", Severity::Error, Part::Body, held.spot_at(*first), upright, [say(true), say(upright)]);
}

fn hold_end(held: &mut Held<'_>, last: usize) {
    let mark = held.profile.letterhead.body.end_mark.clone();
    let lines: Vec<Line> = lines(last, &held.document.paragraphs[last]);
    let text = lines.last().map(Line::text).unwrap_or_default();
    let ends = text.trim_end();
    // A full stop is no stroke between two: where the mark is a full stop, the stroke is wrong.
    let right = ends.ends_with(mark.as_str()) && (mark.contains('/') || !ends.ends_with("./."));
    let end: String = ends.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    let words = [
        Words::new(format!("lời văn kết thúc bằng “{mark}”"), format!("the text ends with “{mark}”")),
        Words::same(format!("“{end}”")),
    ];
    held.hold("form-end-mark", Severity::Warning, Part::Body, held.spot_at(last), right, words);
}
