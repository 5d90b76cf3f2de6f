//! How much room text takes, estimated. Office programs do not fit the height of merged cells by themselves.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The points of a millimetre.
pub const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// Excel cuts rows above 409 points.
pub const TALLEST_ROW: f64 = 400.0;
/// Cells keep some points free on either side.
const CELL_PADDING: f64 = 5.0;
/// Screens set text a little wider than paper.
const SAFETY: f64 = 1.04;
const BOLD: f64 = 1.05;
const LINE: f64 = 1.2;

/// Returns the width of text on one line, in points.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(advance).sum();
    ems * size * if bold { BOLD } else { 1.0 }
}

/// Tells whether text fits on one line, if need be set a little smaller.
pub fn fits_one_line(text: &str, size: f64, bold: bool, available: f64) -> bool {
    !text.contains('\n') && width(text, size, bold) <= available - CELL_PADDING
}

/// Returns how many lines text takes between edges that are `available` points apart.
pub fn line_count(text: &str, size: f64, bold: bool, available: f64) -> usize {
    let room = (available - CELL_PADDING).max(size);
    text.split('\n').map(|line| wrapped_lines(line, size, bold, room)).sum()
}

/// Returns the height of so many lines, in points.
pub fn height(lines: usize, size: f64) -> f64 {
    lines as f64 * size * LINE + 2.0
}

/// Returns the width of the longest word, in points; a word longer than `most` characters may break.
pub fn longest_word(text: &str, size: f64, bold: bool, most: usize) -> f64 {
    text.split_whitespace()
        .map(|word| width(&word.chars().take(most).collect::<String>(), size, bold))
        .fold(0.0, f64::max)
        + 2.0 * CELL_PADDING
}

fn wrapped_lines(line: &str, size: f64, bold: bool, room: f64) -> usize {
    let space = width(" ", size, bold);
    let mut lines = 1;
    let mut used = 0.0;
    for word in line.split(' ') {
        let word_width = width(word, size, bold) * SAFETY;
        if used > 0.0 && used + space + word_width > room {
            lines += 1;
            used = 0.0;
        } else if used > 0.0 {
            used += space;
        }
        // A word wider than the cell breaks anywhere.
        let extra = (word_width / room).ceil().max(1.0) - 1.0;
        lines += extra as usize;
        used += word_width - extra * room;
    }
    lines
}

/// The width of a character in ems. Those of the scripts up to Latin's last letters are measured once.
fn advance(character: char) -> f64 {
    const LAST: char = '\u{1eff}';
    static KNOWN: LazyLock<Vec<f64>> = LazyLock::new(|| ('\0'..=LAST).map(measured).collect());
    KNOWN.get(character as usize).copied().unwrap_or_else(|| measured(character))
}

/// The width in Times New Roman where it matters. Marks on a letter add nothing.
fn measured(character: char) -> f64 {
    let base = if character.is_ascii() { character } else { character.nfd().next().unwrap_or(character) };
    match base {
        ' ' | '.' | ',' => 0.25,
        'i' | 'j' | 'l' | 't' | ':' | ';' | '/' | '\'' | '|' => 0.28,
        'f' | 'r' | '(' | ')' | '-' | '[' | ']' | 'I' => 0.33,
        's' | 'J' => 0.39,
        'a' | 'c' | 'e' | 'z' | '?' => 0.444,
        'm' => 0.778,
        'w' => 0.722,
        'B' | 'C' | 'E' | 'L' | 'R' | 'T' | 'Z' => 0.65,
        'F' | 'P' | 'S' => 0.556,
        'M' | 'W' | '%' => 0.9,
        _ if base.is_uppercase() => 0.722,
        _ if (base as u32) < 0x2000 => 0.5,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_and_line_ends_count() {
        assert_eq!(line_count("một dòng", 14.0, false, 400.0), 1);
        assert_eq!(line_count("hai\ndòng", 14.0, false, 400.0), 2);
        assert!(line_count(&"x".repeat(300), 14.0, false, 400.0) > 4);
        assert!(line_count("", 14.0, false, 0.0) >= 1);
    }
}
