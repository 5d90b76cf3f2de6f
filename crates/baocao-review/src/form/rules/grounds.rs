//! Legal grounds: their slant, and the marks at their ends.

use baocao_model::Severity;

use super::Held;
use super::look::hold_switch;
use crate::form::letter::lines;
use crate::form::part::Part;
use crate::relation::Words;

pub fn hold(held: &mut Held<'_>) {
    let grounds = held.letter.grounds.clone();
    let italic = held.profile.letterhead.body.grounds_italic;
    for (index, at) in grounds.iter().enumerate() {
        let paragraph = &held.document.paragraphs[*at];
        let text = paragraph.text();
        for line in lines(*at, paragraph) {
            let words = ["chữ nghiêng", "italic", "chữ đứng", "upright"];
            hold_switch(held, "form-italic", Part::Grounds, &line, italic, |look| look.italic, words);
        }
        let last = index + 1 == grounds.len();
        let right = if last { text.ends_with(['.', ',', ';']) } else { text.ends_with(';') };
        let end = text.chars().last().map(String::from).unwrap_or_default();
        let wanted = if last { "“.”" } else { "“;”" };
        let words = [
            Words::new(format!("cuối dòng {wanted}"), format!("{wanted} at the end")),
            Words::new(format!("cuối dòng “{end}”"), format!("“{end}” at the end")),
        ];
        held.hold("form-grounds", Severity::Warning, Part::Grounds, held.spot_at(*at), right, words);
    }
}
