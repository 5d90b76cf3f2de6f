//! Text that a page can hold.

/// Takes out the characters that HTML and XML forbid; escaping is the templates' part.
pub fn clean(text: &str) -> String {
    // Nearly all text is clean, and copied whole.
    if !text.chars().any(is_forbidden) {
        return text.to_owned();
    }
    text.chars().filter(|c| !is_forbidden(*c)).collect()
}

/// Makes an id out of any text: letters, digits, `-` and `_`.
pub fn id(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

fn is_forbidden(character: char) -> bool {
    let allowed_control = matches!(character, '\n' | '\t');
    (character.is_control() && !allowed_control) || (character as u32 & 0xFFFE) == 0xFFFE || is_noncharacter(character)
}

fn is_noncharacter(character: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&character)
}
