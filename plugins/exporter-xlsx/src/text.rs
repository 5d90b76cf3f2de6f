//! Text that a workbook can hold.

/// The most UTF-16 units that a cell holds.
pub const CELL_LIMIT: usize = 32_767;

/// Takes out what XML cannot carry and what would not print. Line ends and tabs stay.
pub fn clean(text: &str) -> String {
    let is_kept = |c: char| matches!(c, '\n' | '\t') || !is_unprintable(c);
    // Nearly all text is clean, and copied whole.
    if text.chars().all(is_kept) {
        return text.to_owned();
    }
    text.chars().filter(|c| is_kept(*c)).collect()
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

fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_letters_stay() {
        assert_eq!(clean("a\u{0}b\u{7}\nữ\u{85}"), "ab\nữ");
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
