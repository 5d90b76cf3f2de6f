//! The head of the letter: bodies, state or Party title, number, date, kind, subject, addressees.

use baocao_exporter::{Align, Document, TextStyle, UnderMark, UnderMarkKind};
use rust_xlsxwriter::XlsxError;

use crate::letter_sheet::{LetterSheet, text_width};
use crate::metrics;
use crate::side::{self, Item, Side, runs};
use crate::words;

/// The room between the parts of the head, in points.
const GAP: f64 = 10.0;
/// Where the addressees' dashes stand, as a share of the width.
const ADDRESSEE_SHARE: f64 = 0.3;
/// The room left and right of the word in the urgency box, and the height of that box, in millimetres.
const BOX_PADDING: f64 = 4.0;
const BOX_HEIGHT: f64 = 8.0;

/// Returns the places, in millimetres, where the head needs the edge of a column.
pub fn edges(document: &Document, width: f64) -> Vec<f64> {
    let head = Head::new(document, width);
    let mut edges = vec![head.split, width * ADDRESSEE_SHARE];
    let rules = [head.issuer_rule(), head.national_rule(), head.subject_rule(), head.urgency_box()];
    edges.extend(rules.into_iter().flatten().flat_map(|(from, to)| [from, to]));
    edges
}

/// Writes the head from the sheet's top.
pub fn write(letter: &mut LetterSheet<'_, '_>) -> Result<(), XlsxError> {
    let head = Head::new(letter.document, letter.grid.whole().width);
    write_sides(letter, &head, head.names(), head.titles())?;
    letter.space(GAP)?;
    write_sides(letter, &head, head.numbers(), head.dates())?;
    letter.space(GAP)?;
    write_title(letter, &head)?;
    write_addressees(letter)
}

struct Head<'a> {
    document: &'a Document,
    width: f64,
    /// Where the left side ends.
    split: f64,
}

impl<'a> Head<'a> {
    fn new(document: &'a Document, width: f64) -> Self {
        let share = document.envelope.letterhead.envelope.issuer.width_share.clamp(0.2, 0.8);
        Self { document, width, split: width * share }
    }

    fn names(&self) -> Vec<Item<'a>> {
        let envelope = &self.document.envelope;
        let style = &envelope.letterhead.envelope.issuer;
        let mut side: Vec<_> = envelope.parent_lines.iter().map(|line| Item::Text(line, style.parent)).collect();
        side.extend(envelope.issuer_lines.iter().map(|line| Item::Text(line, style.own)));
        side.extend(under(&style.under, self.issuer_rule(), style.own));
        side
    }

    fn titles(&self) -> Vec<Item<'a>> {
        let national = &self.document.envelope.letterhead.envelope.national;
        let mut side: Vec<_> = national.lines.iter().map(|line| Item::Text(&line.text, line.style)).collect();
        let style = national.lines.last().map(|line| line.style).unwrap_or_default();
        side.extend(under(&national.under, self.national_rule(), style));
        side
    }

    fn numbers(&self) -> Vec<Item<'a>> {
        let envelope = &self.document.envelope;
        let parts = &envelope.letterhead.envelope;
        let mut side = Vec::new();
        if envelope.draft {
            side.push(Item::Text(&envelope.draft_mark, parts.draft.style));
        }
        side.push(Item::Text(&envelope.number, parts.number.style));
        if self.subject_is_under_the_number() {
            side.extend(envelope.subject.iter().map(|line| Item::Text(line, parts.number.style)));
        }
        if let (Some(word), Some(edges)) = (&envelope.urgency, self.urgency_box()) {
            side.push(Item::Blank(GAP / 2.0));
            side.push(Item::Boxed(word, parts.number.style, edges, BOX_HEIGHT));
        }
        side
    }

    fn dates(&self) -> Vec<Item<'a>> {
        let envelope = &self.document.envelope;
        let parts = &envelope.letterhead.envelope;
        let date = Item::Text(&envelope.place_date, parts.date.style);
        // The date stands level with the number, which follows the draft mark.
        let beside_mark = envelope.draft.then(|| Item::Blank(metrics::height(1, parts.draft.style.size)));
        beside_mark.into_iter().chain([date]).collect()
    }

    /// A letter without a kind (công văn) has its subject under its number.
    fn subject_is_under_the_number(&self) -> bool {
        self.document.envelope.kind.is_empty()
    }

    fn issuer_rule(&self) -> Option<(f64, f64)> {
        let envelope = &self.document.envelope;
        let style = &envelope.letterhead.envelope.issuer;
        drawn(&style.under, envelope.issuer_lines.last()?, &style.own, (0.0, self.split))
    }

    fn national_rule(&self) -> Option<(f64, f64)> {
        let national = &self.document.envelope.letterhead.envelope.national;
        let last = national.lines.last()?;
        drawn(&national.under, &last.text, &last.style, (self.split, self.width))
    }

    fn subject_rule(&self) -> Option<(f64, f64)> {
        let envelope = &self.document.envelope;
        let title = &envelope.letterhead.envelope.title;
        if self.subject_is_under_the_number() {
            return None;
        }
        drawn(&title.under, envelope.subject.last()?, &title.subject, (0.0, self.width))
    }

    fn urgency_box(&self) -> Option<(f64, f64)> {
        let envelope = &self.document.envelope;
        let word = envelope.urgency.as_ref()?;
        let width = text_width(word, &envelope.letterhead.envelope.number.style) + 2.0 * BOX_PADDING;
        Some(centred(width.min(self.split), (0.0, self.split)))
    }
}

/// Returns where a drawn line starts and ends, for a mark that is one.
fn drawn(mark: &UnderMark, text: &str, style: &TextStyle, room: (f64, f64)) -> Option<(f64, f64)> {
    if mark.kind != UnderMarkKind::Line || text.is_empty() {
        return None;
    }
    let width = text_width(text, style).min(room.1 - room.0) * mark.share.clamp(0.0, 1.0);
    Some(centred(width, room))
}

fn centred(width: f64, room: (f64, f64)) -> (f64, f64) {
    let middle = (room.0 + room.1) / 2.0;
    (middle - width / 2.0, middle + width / 2.0)
}

fn under<'a>(mark: &'a UnderMark, rule: Option<(f64, f64)>, style: TextStyle) -> Option<Item<'a>> {
    match mark.kind {
        UnderMarkKind::None => None,
        UnderMarkKind::Line => rule.map(Item::Rule),
        UnderMarkKind::Text => Some(Item::Text(&mark.text, style)),
    }
}

fn write_sides(
    letter: &mut LetterSheet<'_, '_>,
    head: &Head<'_>,
    left: Vec<Item<'_>>,
    right: Vec<Item<'_>>,
) -> Result<(), XlsxError> {
    let [left_span, right_span] = [letter.grid.span(0.0, head.split), letter.grid.span(head.split, head.width)];
    let left = Side { span: left_span, align: Align::Center, items: left };
    let right = Side { span: right_span, align: Align::Center, items: right };
    side::write(letter, &left, &right)
}

fn write_title(letter: &mut LetterSheet<'_, '_>, head: &Head<'_>) -> Result<(), XlsxError> {
    if head.subject_is_under_the_number() {
        return Ok(());
    }
    let envelope = &letter.document.envelope;
    let parts = &envelope.letterhead.envelope.title;
    let whole = letter.grid.whole();
    letter.paragraph(whole, &runs(&envelope.kind, &parts.kind), &parts.kind, Align::Center)?;
    for line in &envelope.subject {
        letter.paragraph(whole, &runs(line, &parts.subject), &parts.subject, Align::Center)?;
    }
    match (parts.under.kind, head.subject_rule()) {
        (UnderMarkKind::Text, _) => {
            letter.paragraph(whole, &runs(&parts.under.text, &parts.subject), &parts.subject, Align::Center)?;
        }
        (_, Some((from, to))) => {
            let span = letter.grid.span(from, to);
            letter.rule(span)?;
        }
        _ => {}
    }
    letter.space(GAP)
}

/// One addressee follows the words; several stand below, their dashes under the colon.
fn write_addressees(letter: &mut LetterSheet<'_, '_>) -> Result<(), XlsxError> {
    let envelope = &letter.document.envelope;
    let style = envelope.letterhead.envelope.addressee;
    let whole = letter.grid.whole();
    match envelope.addressees.as_slice() {
        [] => return Ok(()),
        [one] => {
            let line = format!("{} {one}", words::ADDRESSED_TO);
            letter.paragraph(whole, &runs(&line, &style), &style, Align::Center)?;
        }
        several => {
            let colon = whole.width * ADDRESSEE_SHARE;
            let before = letter.grid.span(0.0, colon);
            letter.paragraph(before, &runs(words::ADDRESSED_TO, &style), &style, Align::Right)?;
            let span = letter.grid.span(colon, whole.width);
            for (index, addressee) in several.iter().enumerate() {
                let mark = if index + 1 == several.len() { '.' } else { ';' };
                let line = format!("- {addressee}{mark}");
                letter.paragraph(span, &runs(&line, &style), &style, Align::Left)?;
            }
        }
    }
    letter.space(GAP)
}
