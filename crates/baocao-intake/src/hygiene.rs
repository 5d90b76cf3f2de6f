use std::borrow::Cow;

use crate::legacy_text;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Brings text to the one form that the whole system uses: NFC, the Vietnamese `Đ`, no invisible characters.
///
/// `Ð` (U+00D0, Icelandic eth) and `Ɖ` (U+0189) look like `Đ` (U+0110) and come from old keyboards and converters.
/// Lines in an encoding from before Unicode are converted. Line ends and tabs stay; the private use area is dropped because composition marks figures with it.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    if is_one_clean_line(text) {
        return Cow::Borrowed(text);
    }
    // First, because legacy text uses some of the characters that are cleaned away below.
    match legacy_text::convert_lines(text) {
        Cow::Borrowed(text) => clean_unicode(text),
        Cow::Owned(text) => Cow::Owned(clean_unicode(&text).into_owned()),
    }
}

/// True for what names and sentences mostly are: a line of settled characters with a letter that only Unicode text has.
fn is_one_clean_line(text: &str) -> bool {
    let mut is_unicode = false;
    text.chars().all(|c| {
        is_unicode |= legacy_text::is_unicode_vietnamese(c);
        c != '\n' && is_settled(c)
    }) && is_unicode
}

fn clean_unicode(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_settled) {
        return Cow::Borrowed(text);
    }
    if is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.chars().any(needs_care) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !is_invisible(*c)).map(|c| match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    });
    Cow::Owned(kept.nfc().collect())
}

/// True for what nearly all text is made of: letters and signs that stand for themselves and join with nothing before them.
fn is_settled(c: char) -> bool {
    matches!(c, '\n' | '\t' | ' '..='~' | 'À'..='ɏ' | 'Ḁ'..='ỿ' | '‐'..='…') && !matches!(c, 'Ð' | 'ð' | 'Ɖ')
}

fn needs_care(c: char) -> bool {
    matches!(c, 'Ð' | 'Ɖ' | 'ð' | 'ɖ') || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffe}' | '\u{ffff}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    use super::{clean, is_settled, needs_care};

    #[test]
    fn what_is_settled_needs_nothing() {
        let settled: Vec<char> = ('\0'..=char::MAX).filter(|c| is_settled(*c)).collect();
        assert!(settled.contains(&'ộ') && settled.contains(&'Đ') && settled.contains(&'–'));
        for c in settled {
            assert!(is_nfc_quick([c].into_iter()) == IsNormalized::Yes && !needs_care(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn text_comes_out_in_one_form() {
        assert_eq!(clean("BC-LÐLÐ"), "BC-LĐLĐ");
        assert_eq!(clean("Ba\u{301}o ca\u{301}o"), "Báo cáo");
        assert_eq!(clean("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), "Tiếng Việt");
        assert_eq!(clean("a\u{200b}b\u{ad}c\r\n\td\u{e000}"), "abc\n\td");
        assert_eq!(clean("# C«ng ®oµn\nCông tác"), "# Công đoàn\nCông tác");
        assert!(matches!(clean("Đã sạch"), std::borrow::Cow::Borrowed(_)));
    }
}
