//! Size, weight, slant, capitals and alignment of the parts that the profile has a style for.

use baocao_document::TextStyle;
use baocao_model::Severity;

use super::Held;
use super::held::{number, span, within};
use crate::form::formatted::{Alignment, Look, Piece};
use crate::form::letter::{Line, is_capitals};
use crate::form::part::Part;
use crate::relation::Words;

/// Half of the smallest step of sizes.
const TOLERANCE: f64 = 0.24;

/// How a part should look.
struct Wanted {
    part: Part,
    style: TextStyle,
    alignment: Option<Alignment>,
    /// Whether capitals are wanted, are wrong, or are nobody's matter.
    capitals: Option<bool>,
}

pub fn hold(held: &mut Held<'_>) {
    for wanted in wanted(held) {
        let lines: Vec<Line> = held.letter.part(wanted.part).into_iter().cloned().collect();
        lines.iter().for_each(|line| hold_line(held, &wanted, line));
    }
}

fn wanted(held: &Held<'_>) -> Vec<Wanted> {
    let parts = &held.profile.letterhead.envelope;
    let center = Some(Alignment::Center);
    let national = parts.national.lines.first().map(|line| line.style).unwrap_or_default();
    let motto = held.profile.motto_line().map(|line| line.style).unwrap_or_default();
    let plain = held.letter.kind.is_none();
    let capitals = |style: &TextStyle| if style.caps { Some(true) } else { None };
    let rows = [
        (Part::National, national, center, Some(true)),
        (Part::Motto, motto, center, Some(false)),
        (Part::Parent, parts.issuer.parent, center, capitals(&parts.issuer.parent)),
        (Part::Issuer, parts.issuer.own, center, capitals(&parts.issuer.own)),
        (Part::Number, parts.number.style, center, None),
        (Part::Date, parts.date.style, center, None),
        (Part::Kind, parts.title.kind, center, capitals(&parts.title.kind)),
        (Part::Subject, parts.title.subject, center, Some(false)),
        (Part::Addressee, parts.addressee, None, Some(false)),
        (Part::Authority, parts.signature.authority, center, capitals(&parts.signature.authority)),
        (Part::Office, parts.signature.title, center, capitals(&parts.signature.title)),
        (Part::Signer, parts.signature.name, center, Some(false)),
        (Part::Recipients, parts.recipients.heading.style, Some(Alignment::Left), None),
        (Part::RecipientList, parts.recipients.items, None, None),
    ];
    // The subject of a letter without a kind has looks of its own, which a letterhead does not hold.
    let has_look = |part: Part| part != Part::Subject || !plain;
    let rows = rows.into_iter().filter(|(part, ..)| has_look(*part));
    rows.map(|(part, style, alignment, capitals)| Wanted { part, style, alignment, capitals }).collect()
}

fn hold_line(held: &mut Held<'_>, wanted: &Wanted, line: &Line) {
    let Wanted { part, style, .. } = wanted;
    let range = held.profile.ranges.size(part.key(), style.size);
    hold_size(held, *part, line, range);
    hold_switch(
        held,
        "form-bold",
        *part,
        line,
        style.bold,
        |look| look.bold,
        ["chữ đậm", "bold", "chữ không đậm", "not bold"],
    );
    let italic = ["chữ nghiêng", "italic", "chữ đứng", "upright"];
    hold_switch(held, "form-italic", *part, line, style.italic, |look| look.italic, italic);
    if *part == Part::Recipients {
        let underlined = ["gạch chân", "underlined", "không gạch chân", "not underlined"];
        hold_switch(held, "form-underline", *part, line, style.underline, |look| look.underlined, underlined);
    }
    hold_capitals(held, wanted, line);
    hold_alignment(held, wanted, line);
}

/// Holds the size of a line against a range.
pub fn hold_size(held: &mut Held<'_>, part: Part, line: &Line, range: [f64; 2]) {
    let mut sizes = line.words().map(|(_, look)| look.size);
    let Some(first) = sizes.next() else { return };
    let found = std::iter::once(first).chain(sizes).find(|size| !within(*size, range, TOLERANCE));
    let words = [Words::same(span(range, "pt")), Words::same(format!("{} pt", number(found.unwrap_or(first))))];
    held.hold("form-size", Severity::Error, part, held.spot(line), found.is_none(), words);
}

/// Holds a switch such as bold against what is wanted, in all words of a line.
pub fn hold_switch(
    held: &mut Held<'_>,
    code: &'static str,
    part: Part,
    line: &Line,
    wanted: bool,
    of: fn(&Look) -> bool,
    [on, on_english, off, off_english]: [&str; 4],
) {
    let say = |value: bool| if value { Words::new(on, on_english) } else { Words::new(off, off_english) };
    let right = line.words().all(|(_, look)| of(look) == wanted);
    let found = if right { wanted } else { !wanted };
    held.hold(code, Severity::Error, part, held.spot(line), right, [say(wanted), say(found)]);
}

fn hold_capitals(held: &mut Held<'_>, wanted: &Wanted, line: &Line) {
    let Some(capitals) = wanted.capitals else { return };
    let found = is_capitals(&line.shown());
    // A name of one short word says nothing.
    if !capitals && line.text().chars().filter(|c| c.is_alphabetic()).count() < 6 {
        return;
    }
    let say = |value: bool| match value {
        true => Words::new("chữ in hoa", "capitals"),
        false => Words::new("chữ thường", "small letters"),
    };
    let right = capitals == found;
    held.hold("form-capitals", Severity::Error, wanted.part, held.spot(line), right, [say(capitals), say(found)]);
}

fn hold_alignment(held: &mut Held<'_>, wanted: &Wanted, line: &Line) {
    let Some(alignment) = wanted.alignment else { return };
    let paragraph = &held.document.paragraphs[line.paragraph];
    // Where tabs or spaces hold two sides apart, alignment says nothing.
    let typed = paragraph.pieces.contains(&Piece::Tab) || line.column > paragraph.cell.map_or(0, |cell| cell.column);
    let flush = |found: Alignment| found == Alignment::Left || found == Alignment::Justified;
    let right = alignment == paragraph.alignment || flush(alignment) && flush(paragraph.alignment);
    let words = [say_alignment(alignment), say_alignment(paragraph.alignment)];
    let severity = match wanted.part {
        Part::National | Part::Motto | Part::Kind | Part::Subject => Severity::Error,
        _ => Severity::Warning,
    };
    if !typed && !paragraph.boxed {
        held.hold("form-align", severity, wanted.part, held.spot(line), right, words);
    }
}

/// The name of an alignment.
pub fn say_alignment(alignment: Alignment) -> Words {
    match alignment {
        Alignment::Left => Words::new("căn trái", "flush left"),
        Alignment::Center => Words::new("căn giữa", "centred"),
        Alignment::Right => Words::new("căn phải", "flush right"),
        Alignment::Justified => Words::new("căn đều hai bên", "justified"),
    }
}
