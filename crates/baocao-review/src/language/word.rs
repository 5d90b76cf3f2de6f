//! Where a word ends, and how it is written in small letters.

use std::borrow::Cow;

/// The word that a text begins with, in small letters, and how many bytes it takes.
pub fn word(text: &str) -> (Cow<'_, str>, usize) {
    let mut is_all_small = true;
    let goes_on = |c: char| {
        let small = is_small(c);
        is_all_small &= small || !c.is_alphabetic();
        small || c.is_alphabetic()
    };
    let letters = text.len() - text.trim_start_matches(goes_on).len();
    let (length, is_all_small) = match address_length(text) {
        Some(length) => (length, false),
        None => (word_length(text, letters), is_all_small),
    };
    let word = &text[..length];
    (if is_all_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }, length)
}

/// An address on the web is one word, whatever figures it holds.
fn address_length(text: &str) -> Option<usize> {
    let starts = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    starts.then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// How many bytes a word takes that begins with so many bytes of letters.
fn word_length(text: &str, letters: usize) -> usize {
    // Digits belong to a word such as `m2` or `QH15`, as long as no word goes on after them.
    let digits = text[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let end = letters + digits;
    let separate =
        text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.' | '/') || c == ',');
    let decimal = text[end..].starts_with([',', '.']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    if letters <= 3 && digits > 0 && separate && !decimal { end } else { letters }
}

/// True for what words are made of.
pub fn is_letter(c: char) -> bool {
    is_small(c) || c.is_alphabetic()
}

/// True for the small letters that Vietnamese is written with. Nearly every letter of a report is one, and the tables of
/// all scripts need not be asked.
fn is_small(c: char) -> bool {
    match c {
        'a'..='z' | 'à'..='ö' | 'ø'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        // Capitals and small letters take turns.
        'ạ'..='ỹ' => u32::from(c) % 2 == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_all_scripts() {
        let small = ('\0'..=char::MAX).filter(|c| is_small(*c));
        assert!(small.clone().all(|c| c.is_alphabetic() && c.to_lowercase().eq([c])));
        assert_eq!(small.count(), 26 + 29 + 6 + 45);
        let words = ["ĐỒNG chí", "chí Ñ", "QH15,", "www.A/1 b"].map(|text| word(text).0.into_owned());
        assert_eq!(words, ["đồng", "chí", "qh15", "www.a/1"]);
    }
}
