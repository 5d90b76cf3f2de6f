//! The end of the letter: recipients on the left, signature on the right.

use baocao_exporter::Align;
use rust_xlsxwriter::XlsxError;

use crate::letter_sheet::LetterSheet;
use crate::metrics::{self, POINTS_PER_MM};
use crate::side::{self, Item, Side};

/// Where the left side ends, as a share of the width.
const SPLIT: f64 = 0.5;
const MOST_BLANK_ROWS: f64 = 20.0;

/// Returns the places, in millimetres, where this part needs the edge of a column.
pub fn edges(width: f64) -> [f64; 1] {
    [width * SPLIT]
}

/// Writes recipients and signature beside each other.
pub fn write(letter: &mut LetterSheet<'_, '_>) -> Result<(), XlsxError> {
    let width = letter.grid.whole().width;
    let [left, right] = [letter.grid.span(0.0, width * SPLIT), letter.grid.span(width * SPLIT, width)];
    let left = Side { span: left, align: Align::Left, items: recipients(letter) };
    let right = Side { span: right, align: Align::Center, items: signature(letter) };
    side::write(letter, &left, &right)
}

fn recipients<'a>(letter: &LetterSheet<'_, 'a>) -> Vec<Item<'a>> {
    let envelope = &letter.document.envelope;
    let part = &envelope.letterhead.envelope.recipients;
    if envelope.recipients.is_empty() {
        return Vec::new();
    }
    let heading = Item::Text(&part.heading.text, part.heading.style);
    std::iter::once(heading).chain(envelope.recipients.iter().map(|line| Item::Text(line, part.items))).collect()
}

/// The room for signature and seal is as many blank rows as fill it, so that recipients can stand beside it.
fn signature<'a>(letter: &LetterSheet<'_, 'a>) -> Vec<Item<'a>> {
    let signature = &letter.document.envelope.signature;
    let parts = &letter.document.envelope.letterhead.envelope;
    let part = &parts.signature;
    let mut items: Vec<_> = signature.authority.iter().map(|line| Item::Text(line, part.authority)).collect();
    if !signature.title.is_empty() {
        items.push(Item::Text(&signature.title, part.title));
    }
    if !signature.name.is_empty() {
        let blank = metrics::height(1, parts.recipients.items.size);
        let rows = (part.gap * POINTS_PER_MM / blank).clamp(0.0, MOST_BLANK_ROWS).round() as usize;
        items.extend(std::iter::repeat_n(Item::Blank(blank), rows));
        items.push(Item::Text(&signature.name, part.name));
    }
    items
}
