//! Names that Excel accepts for sheets.

use std::collections::BTreeSet;

use crate::text;

/// The most UTF-16 units in a sheet's name.
const LIMIT: usize = 31;
/// Excel keeps this name for itself.
const RESERVED: &str = "history";

/// Hands out sheet names that are valid and all different.
#[derive(Debug, Default)]
pub struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// Makes a name out of what the sheet shows, or out of `otherwise` when that leaves nothing.
    pub fn make(&mut self, title: &str, otherwise: &str) -> String {
        let base = [title, otherwise, "-"].iter().map(|text| allowed(text)).find(|text| !text.is_empty());
        let base = base.expect("the last choice is never empty");
        let name = (1..)
            .map(|n| if n == 1 { cut(&base, LIMIT) } else { numbered(&base, n) })
            .find(|name| !self.taken.contains(&name.to_lowercase()) && name.to_lowercase() != RESERVED)
            .expect("there is no last number");
        self.taken.insert(name.to_lowercase());
        name
    }
}

/// Writes a sheet's name as formulas and links refer to it.
pub fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

fn numbered(base: &str, n: usize) -> String {
    let mark = format!(" ({n})");
    cut(base, LIMIT - mark.len()) + &mark
}

fn allowed(text: &str) -> String {
    let replaced: String =
        text.chars().map(|c| if matches!(c, ':' | '\\' | '/' | '?' | '*' | '[' | ']') { ' ' } else { c }).collect();
    text::one_line(&replaced).trim_matches([' ', '\'']).to_owned()
}

/// Cuts after a whole word where that keeps at least half of the room.
fn cut(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut length = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            length += c.len_utf16();
            length > limit
        })
        .map_or(text.len(), |(at, _)| at);
    let kept = &text[..end];
    let whole_words = match kept.rfind(' ') {
        Some(space) if !text[end..].starts_with(' ') && space >= kept.len() / 2 => &kept[..space],
        _ => kept,
    };
    whole_words.trim_end_matches([' ', ',', '.', ';', '-', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_captions_become_valid_and_different() {
        let mut names = SheetNames::default();
        let captions =
            ["'Biểu' [1]: a/b\\c?*", "HISTORY", "history", "", "''", "\u{1}", &"x".repeat(300), &"😀".repeat(40)];
        let made: Vec<_> = captions.iter().chain(&captions).map(|caption| names.make(caption, "Biểu 1")).collect();
        let different: BTreeSet<_> = made.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(different.len(), made.len(), "{made:?}");
        for name in &made {
            assert!(!name.is_empty() && name.encode_utf16().count() <= LIMIT, "{name:?}");
            assert!(!name.contains([':', '\\', '/', '?', '*', '[', ']', '\u{1}']), "{name:?}");
            assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name:?}");
            assert_ne!(name.to_lowercase(), RESERVED);
        }
    }

    #[test]
    fn long_captions_end_with_a_whole_word() {
        let name = SheetNames::default().make("Biểu 1. Công tác kiểm tra, giám sát trong quý", "");
        assert_eq!(name, "Biểu 1. Công tác kiểm tra, giám");
    }
}
