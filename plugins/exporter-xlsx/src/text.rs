//! Text that a workbook can hold.

/// The most UTF-16 units that a cell holds.
pub const CELL_LIMIT: usize = 32_767;

/// Takes out what XML cannot carry and what would not print. Line ends and tabs stay.
pub fn clean(text: &str) -> String {
    // Nearly all text is clean, and copied whole.
    if is_plain(text) {
        return text.to_owned();
    }
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_unprintable(*c)).collect()
}

/// Puts text on one line, for names and titles.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts text into pieces that fit into cells.
pub fn pieces(text: &str) -> Vec<String> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= CELL_LIMIT {
        return vec![text.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut length = 0;
    for character in text.chars() {
        if length + character.len_utf16() > CELL_LIMIT {
            pieces.push(String::new());
            length = 0;
        }
        length += character.len_utf16();
        pieces.last_mut().expect("there is always a piece").push(character);
    }
    pieces
}

/// Cuts text off where a cell is full.
pub fn fitting(text: String) -> String {
    if text.len() <= CELL_LIMIT { text } else { pieces(&text).swap_remove(0) }
}

/// Tells whether an office program would read the text as a formula if a person typed it.
pub fn looks_like_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// True if no byte may belong to what is taken out. All bytes are looked at, which is faster than to stop at one.
fn is_plain(text: &str) -> bool {
    let is_odd =
        |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2 || byte == 0xef;
    text.bytes().fold(true, |plain, byte| plain & !is_odd(byte))
}

fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_letters_stay() {
        assert_eq!(clean("a\u{0}b\u{7}\nữ\u{85}"), "ab\nữ");
        assert_eq!(clean("\tữ\u{7f}\u{a0}«\u{fffe}\u{fffd}\u{ffff}"), "\tữ\u{a0}«\u{fffd}");
        for character in '\0'..=char::MAX {
            let kept = matches!(character, '\n' | '\t') || !is_unprintable(character);
            assert_eq!(clean(&character.to_string()).is_empty(), !kept, "{character:?}");
        }
        assert_eq!(one_line(" a\n b\t "), "a b");
    }

    #[test]
    fn pieces_lose_nothing() {
        let text = "😀".repeat(CELL_LIMIT);
        let cut = pieces(&text);
        assert_eq!(cut.concat(), text);
        assert!(cut.iter().all(|piece| piece.encode_utf16().count() <= CELL_LIMIT));
        assert_eq!(pieces(""), [""]);
    }
}
