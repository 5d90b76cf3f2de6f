//! Paper, the way it lies, and margins.

use baocao_model::Severity;

use super::Held;
use super::held::{number, span, within};
use crate::form::check::{Spot, Verdict};
use crate::form::formatted::{Section, to_millimetres};
use crate::form::part::Part;
use crate::form::ranges::{Range, Side};
use crate::relation::Words;

/// How far paper and margins may be off, in millimetres: what rounding to the units of Word makes.
const TOLERANCE: f64 = 0.5;

/// The sides in the order in which sections have them.
const SIDES: [(Side, &str, &str); 4] = [
    (Side::Top, "lề trên", "upper margin"),
    (Side::Right, "lề phải", "right margin"),
    (Side::Bottom, "lề dưới", "lower margin"),
    (Side::Left, "lề trái", "left margin"),
];

pub fn hold(held: &mut Held<'_>) {
    let head = held
        .letter
        .kind
        .as_ref()
        .or(held.letter.number.as_ref())
        .map_or(0, |line| held.document.paragraphs[line.paragraph].section);
    for (index, section) in held.document.sections.iter().enumerate() {
        let in_section = |at: &usize| held.document.paragraphs[*at].section == index;
        let mut all = (0..held.document.paragraphs.len()).filter(in_section);
        let Some(first) = all.clone().find(|at| !held.document.paragraphs[*at].is_blank()).or_else(|| all.next())
        else {
            continue;
        };
        let spot = held.spot_at(first);
        if !section.stated {
            let words = [
                Words::new("khổ giấy và lề", "paper and margins"),
                Words::new("tệp không ghi khổ giấy hoặc lề (sectPr)", "the file does not say them (sectPr)"),
            ];
            held.tell("form-paper", Part::Page, Some(spot), Verdict::Undecided, words);
            continue;
        }
        hold_paper(held, section, spot.clone());
        hold_orientation(held, section, index == head, spot.clone());
        hold_margins(held, section, spot);
    }
}

fn hold_paper(held: &mut Held<'_>, section: &Section, spot: Spot) {
    let page = &held.profile.letterhead.page;
    let [width, height] = section.paper.map(to_millimetres);
    let sides = [width.min(height), width.max(height)];
    let right = (sides[0] - page.width).abs() <= 2.0 * TOLERANCE && (sides[1] - page.height).abs() <= 2.0 * TOLERANCE;
    let words = [
        Words::same(format!("{} × {} mm", number(page.width), number(page.height))),
        Words::same(format!("{} × {} mm", number(sides[0].round()), number(sides[1].round()))),
    ];
    held.hold("form-paper", Severity::Error, Part::Page, spot, right, words);
}

/// Only pages of tables may lie on their side, never the one with the head.
fn hold_orientation(held: &mut Held<'_>, section: &Section, is_first: bool, spot: Spot) {
    if !is_first {
        return;
    }
    let way = |landscape: bool| match landscape {
        true => Words::new("khổ ngang", "landscape"),
        false => Words::new("khổ dọc", "portrait"),
    };
    let landscape = section.is_landscape();
    held.hold("form-landscape", Severity::Error, Part::Page, spot, !landscape, [way(false), way(landscape)]);
}

fn hold_margins(held: &mut Held<'_>, section: &Section, spot: Spot) {
    let own = &held.profile.letterhead.page.margins;
    let own = [own.top, own.right, own.bottom, own.left];
    let ranges: Vec<Range> =
        SIDES.iter().zip(own).map(|((side, ..), own)| held.profile.ranges.margin(*side, own)).collect();
    let margins = section.margins.map(to_millimetres);
    // A page on its side may be turned either way as a whole, or keep the margins of its edges.
    let turns: &[usize] = if section.is_landscape() { &[0, 1, 3] } else { &[0] };
    let fits = |turn: &&usize| (0..4).all(|side| within(margins[side], ranges[(side + *turn) % 4], TOLERANCE));
    let turn = *turns.iter().find(fits).unwrap_or(&0);
    for (side, (_, vietnamese, english)) in SIDES.iter().enumerate() {
        let range = ranges[(side + turn) % 4];
        let (expected, found) = (span(range, "mm"), format!("{} mm", number(margins[side])));
        let words = [
            Words::new(format!("{vietnamese} {expected}"), format!("{english} {expected}")),
            Words::new(format!("{vietnamese} {found}"), format!("{english} {found}")),
        ];
        let right = within(margins[side], range, TOLERANCE);
        held.hold("form-margin", Severity::Error, Part::Page, spot.clone(), right, words);
    }
}
