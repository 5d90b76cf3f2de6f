//! The family and the colour of all text.

use baocao_model::Severity;

use super::Held;
use crate::form::formatted::Look;
use crate::form::letter::{Vocabulary, fold};
use crate::form::part::Part;
use crate::relation::Words;

/// How light the darkest colour may be that still counts as black.
const BLACK: u8 = 0x26;

pub fn hold(held: &mut Held<'_>) {
    let vocabulary = Vocabulary::of(held.profile);
    for index in 0..held.document.paragraphs.len() {
        let paragraph = &held.document.paragraphs[index];
        let mut told: Vec<&Look> = Vec::new();
        for (text, look) in paragraph.spans() {
            if !text.chars().any(char::is_alphanumeric) || told.contains(&look) {
                continue;
            }
            told.push(look);
        }
        let fonts: Vec<String> = told.iter().flat_map(|look| look.fonts.clone()).collect();
        let colors: Vec<[u8; 3]> = told.iter().filter(|look| !look.link).filter_map(|look| look.color).collect();
        let has_words = !told.is_empty();
        if has_words {
            hold_fonts(held, index, &fonts);
            // Boxes that say how urgent or secret a letter is are red.
            if !vocabulary.is_urgency(&fold(&paragraph.text())) {
                hold_colors(held, index, &colors);
            }
        }
    }
}

fn hold_fonts(held: &mut Held<'_>, paragraph: usize, fonts: &[String]) {
    let wanted = &held.profile.letterhead.font;
    let other = fonts.iter().find(|font| !font.trim().eq_ignore_ascii_case(wanted));
    let words = [Words::same(wanted), Words::same(other.unwrap_or(wanted))];
    let spot = held.spot_at(paragraph);
    held.hold("form-font", Severity::Error, Part::Document, spot, other.is_none(), words);
}

fn hold_colors(held: &mut Held<'_>, paragraph: usize, colors: &[[u8; 3]]) {
    let other = colors.iter().find(|color| color.iter().any(|channel| *channel > BLACK));
    let black = Words::new("màu đen", "black");
    let found = match other {
        Some([red, green, blue]) => Words::same(format!("#{red:02X}{green:02X}{blue:02X}")),
        None => black.clone(),
    };
    let spot = held.spot_at(paragraph);
    held.hold("form-colour", Severity::Warning, Part::Document, spot, other.is_none(), [black, found]);
}
