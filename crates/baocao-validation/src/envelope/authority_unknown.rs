use baocao_model::{Authority, Conventions};

use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// On whose behalf someone signs begins with one of the marks that the rules of form have: `TM.`, in Party letters `T/M`.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let Some(conventions) = letter.conventions else { return Vec::new() };
    let unknown = letter.authorities().filter(|text| mark_of(text, conventions).is_none());
    let finding = |text: &str| {
        let known: Vec<_> = conventions.authorities.iter().map(|known| format!("`{}`", known.mark)).collect();
        let finding = EnvelopeFinding::warning("authority-unknown", EnvelopeFile::Report, "/letter/signer/authority");
        let finding = finding.with("found", text).with("title", &conventions.title).with("known", known.join(", "));
        let meant = conventions.authorities.iter().find(|known| letters(&known.mark) == letters(first_word(text)));
        match meant {
            Some(meant) => finding.with("nearest", text.replacen(first_word(text), &meant.mark, 1)),
            None => finding,
        }
    };
    unknown.map(finding).collect()
}

/// The mark that a line of authority begins with; it must be followed by whom it is for.
pub fn mark_of<'c>(text: &str, conventions: &'c Conventions) -> Option<&'c Authority> {
    let followed = |rest: &str| rest.starts_with(' ') && !rest.trim().is_empty();
    conventions.authorities.iter().find(|known| text.strip_prefix(&*known.mark).is_some_and(followed))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn letters(mark: &str) -> String {
    mark.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}
