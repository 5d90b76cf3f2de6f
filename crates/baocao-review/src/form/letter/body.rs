//! The body: grounds, headings, running text.

use std::ops::Range;

use super::Letter;
use super::fold::fold;
use crate::form::formatted::{Alignment, Formatted, Paragraph};

/// How many characters a heading has at most.
const LONGEST_HEADING: usize = 250;
/// The largest size that notes below tables have, in points.
const LARGEST_NOTE: f64 = 12.0;

/// Tells the paragraphs of the body apart.
pub fn find(document: &Formatted, within: Range<usize>, letter: &mut Letter) {
    let mut opening = true;
    // Whether a table stands right above, or the notes of one.
    let mut below_table = false;
    for index in within {
        let paragraph = &document.paragraphs[index];
        let repeated = letter.repeated.iter().any(|(_, line)| line.paragraph == index);
        if paragraph.is_blank() || repeated {
            continue;
        }
        if opening && is_ground(document, index, !letter.grounds.is_empty()) {
            letter.grounds.push(index);
            continue;
        }
        opening = false;
        below_table = paragraph.cell.is_some() || below_table && is_small(paragraph);
        let list = match paragraph {
            _ if paragraph.cell.is_some() || paragraph.boxed => &mut letter.others,
            _ if is_caption(&paragraph.text()) => &mut letter.others,
            _ if is_heading(paragraph) => &mut letter.headings,
            _ if is_aside(paragraph) || below_table => &mut letter.others,
            _ => &mut letter.prose,
        };
        list.push(index);
    }
}

/// A ground ends with `;`, or follows one: a sentence that begins with the word is running text.
fn is_ground(document: &Formatted, index: usize, follows: bool) -> bool {
    let paragraph = &document.paragraphs[index];
    let text = paragraph.text();
    let folded = fold(&text);
    let begins = folded.trim_start_matches(['-', ' ']).starts_with("CAN CU");
    let ends = text.trim_end().ends_with(';');
    paragraph.cell.is_none() && (begins && (ends || follows) || follows && ends && folded.len() < 400)
}

/// A heading has a level, or a number and bold words.
fn is_heading(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let bold = paragraph.spans().filter(|(text, _)| !text.trim().is_empty()).all(|(_, look)| look.bold);
    let short = text.chars().count() <= LONGEST_HEADING;
    paragraph.outline.is_some() || (short && bold) || is_roman(&text) && short
}

/// True for `II. KẾT QUẢ` and `II- KẾT QUẢ`.
pub fn is_roman(text: &str) -> bool {
    let number: String = text.chars().take_while(|c| "IVX".contains(*c)).collect();
    let rest = &text[number.len()..];
    !number.is_empty() && rest.starts_with(['.', '-', '–', '/']) && rest.chars().skip(1).any(char::is_alphabetic)
}

/// True for what may be a note below a table: smaller than running text, and flush left.
fn is_small(paragraph: &Paragraph) -> bool {
    let small = paragraph.spans().all(|(_, look)| look.size <= LARGEST_NOTE);
    small && paragraph.first.abs() < 1.0 && paragraph.cell.is_none()
}

/// True for the captions of tables, charts and pictures.
fn is_caption(text: &str) -> bool {
    let folded = fold(text);
    ["BIEU ", "BANG ", "BIEU DO ", "HINH ", "SO DO "]
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
}

/// Captions, unit lines and the like: in the middle or on the right, or a quotation held in on both sides.
fn is_aside(paragraph: &Paragraph) -> bool {
    match paragraph.alignment {
        Alignment::Center | Alignment::Right => true,
        _ => paragraph.left > 0.0 && paragraph.right > 0.0,
    }
}
