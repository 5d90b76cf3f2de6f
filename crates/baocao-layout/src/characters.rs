use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What a character is to the layout.
pub(crate) enum Kind {
    /// A line may end here.
    Space,
    /// Nothing is drawn.
    Invisible,
    /// This character is drawn, perhaps for a twin that faces lack.
    Visible(char),
}

/// Tells what a character is to the layout.
pub(crate) fn kind(character: char) -> Kind {
    match character {
        _ if is_letter(character) => Kind::Visible(character),
        // Spaces that keep their neighbours together.
        '\u{A0}' | '\u{2007}' | '\u{202F}' => Kind::Visible(' '),
        '\u{2010}' | '\u{2011}' => Kind::Visible('-'),
        // Soft hyphens, joiners, marks of direction, byte order marks and variation selectors.
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
            Kind::Invisible
        }
        '\u{FE00}'..='\u{FE0F}' => Kind::Invisible,
        _ if character.is_whitespace() => Kind::Space,
        _ if character.is_control() => Kind::Invisible,
        _ => Kind::Visible(character),
    }
}

/// True for what nearly all words are made of: letters and signs that are drawn as they are and join with nothing before
/// them.
fn is_letter(character: char) -> bool {
    matches!(character, '!'..='~' | 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

/// The faces have composed letters only.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| character == ' ' || is_letter(character)) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_drawn_as_they_are() {
        let letters: Vec<char> = ('\0'..=char::MAX).filter(|character| is_letter(*character)).collect();
        assert!(letters.contains(&'ộ') && letters.contains(&'Đ'));
        for letter in letters {
            assert!(is_nfc_quick([letter].into_iter()) == IsNormalized::Yes, "U+{:04X}", u32::from(letter));
            assert!(!letter.is_whitespace() && !letter.is_control(), "U+{:04X}", u32::from(letter));
        }
    }
}
