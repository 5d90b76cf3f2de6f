//! Text that a page can hold.

/// Takes out the characters that HTML and XML forbid; escaping is the templates' part.
pub fn clean(text: &str) -> String {
    // Nearly all text is clean, and copied whole.
    if is_plain(text) {
        return text.to_owned();
    }
    text.chars().filter(|c| !is_forbidden(*c)).collect()
}

/// Makes an id out of any text: letters, digits, `-` and `_`.
pub fn id(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// True if no byte may belong to what is taken out. All bytes are looked at, which is faster than to stop at one.
fn is_plain(text: &str) -> bool {
    let is_odd =
        |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2 || byte >= 0xef;
    text.bytes().fold(true, |plain, byte| plain & !is_odd(byte))
}

fn is_forbidden(character: char) -> bool {
    let allowed_control = matches!(character, '\n' | '\t');
    (character.is_control() && !allowed_control) || (character as u32 & 0xFFFE) == 0xFFFE || is_noncharacter(character)
}

fn is_noncharacter(character: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_kept_or_taken_out() {
        for character in '\0'..=char::MAX {
            assert_eq!(clean(&character.to_string()).is_empty(), is_forbidden(character), "{character:?}");
        }
        assert_eq!(clean("a\u{0}b\n\tữ\u{85}«\u{fdd0}\u{1f600}"), "ab\n\tữ«\u{1f600}");
    }
}
