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
/// No text shrinks below so many points.
const SMALLEST: f64 = 8.0;
const LINE: f64 = 1.2;

/// Returns the width of text on one line, in points.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(advances()).sum::<f64>() * weighted(size, bold)
}

/// Tells whether text fits on one line, if need be set a little smaller.
pub fn fits_one_line(text: &str, size: f64, bold: bool, available: f64) -> bool {
    !text.contains('\n') && width(text, size, bold) <= available - CELL_PADDING
}

/// How text fits on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneLine {
    AsItIs,
    /// Shrunk, and still to be read.
    Shrunk,
    Never,
}

impl OneLine {
    pub fn of(text: &str, size: f64, available: f64) -> Self {
        if line_count(text, size, false, available) == 1 {
            Self::AsItIs
        } else if fits_one_line(text, size.min(SMALLEST), false, available) {
            Self::Shrunk
        } else {
            Self::Never
        }
    }
}

/// Returns how many lines text takes between edges that are `available` points apart.
pub fn line_count(text: &str, size: f64, bold: bool, available: f64) -> usize {
    let advance = advances();
    let em = weighted(size, bold);
    let room = (available - CELL_PADDING).max(size);
    let mut lines = Lines { room, space: advance(' ') * em, count: 1, used: 0.0 };
    let mut word = 0.0;
    for character in text.chars() {
        match character {
            ' ' => lines.add(std::mem::take(&mut word) * em * SAFETY),
            '\n' => {
                lines.add(std::mem::take(&mut word) * em * SAFETY);
                lines.break_line();
            }
            _ => word += advance(character),
        }
    }
    lines.add(word * em * SAFETY);
    lines.count
}

/// Returns the height of so many lines, in points.
pub fn height(lines: usize, size: f64) -> f64 {
    lines as f64 * size * LINE + 2.0
}

/// Returns the width of the longest word, in points; a word longer than `most` characters may break.
pub fn longest_word(text: &str, size: f64, bold: bool, most: usize) -> f64 {
    let advance = advances();
    let words = text.split_whitespace().map(|word| word.chars().take(most).map(&advance).sum::<f64>());
    words.fold(0.0, f64::max) * weighted(size, bold) + 2.0 * CELL_PADDING
}

/// Lines as they fill up with words.
struct Lines {
    room: f64,
    space: f64,
    count: usize,
    /// How much of the last line is taken.
    used: f64,
}

impl Lines {
    fn add(&mut self, word: f64) {
        if self.used > 0.0 && self.used + self.space + word > self.room {
            self.break_line();
        } else if self.used > 0.0 {
            self.used += self.space;
        }
        self.used += word;
        if word > self.room {
            // It breaks anywhere.
            let extra = (word / self.room).ceil() - 1.0;
            self.count += extra as usize;
            self.used -= extra * self.room;
        }
    }

    fn break_line(&mut self) {
        self.count += 1;
        self.used = 0.0;
    }
}

/// The points of an em, as wide as bold type is.
fn weighted(size: f64, bold: bool) -> f64 {
    size * if bold { BOLD } else { 1.0 }
}

/// Tells the width of a character in ems. Those of the scripts up to Latin's last letters are measured once.
fn advances() -> impl Fn(char) -> f64 {
    const LAST: char = '\u{1eff}';
    static KNOWN: LazyLock<Vec<f64>> = LazyLock::new(|| ('\0'..=LAST).map(measured).collect());
    let known = KNOWN.as_slice();
    |character| known.get(character as usize).copied().unwrap_or_else(|| measured(character))
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
        // The room is that of eight letters; a blank is half as wide as a letter.
        let room = width("n", 10.0, false) * SAFETY * 8.0 + CELL_PADDING + 0.1;
        for (text, lines) in [("nnnn nnn", 1), ("nnnn nnnn", 2), ("nnn  nnn", 1), ("nn nnnnnnnn n", 3), (" \n", 2)] {
            assert_eq!(line_count(text, 10.0, false, room), lines, "{text:?}");
        }
        assert_eq!(line_count(&"n".repeat(20), 10.0, false, room), 3);
        assert_eq!(line_count(&format!("{} nnn", "n".repeat(20)), 10.0, false, room), 3);
        assert_eq!(line_count(&format!("{} nnnn", "n".repeat(20)), 10.0, false, room), 4);
    }

    #[test]
    fn text_shrinks_as_long_as_it_can_be_read() {
        let room = width("một dòng chữ", 8.0, false) + CELL_PADDING;
        assert_eq!(OneLine::of("một dòng chữ", 14.0, room), OneLine::Shrunk);
        assert_eq!(OneLine::of("một dòng chữ", 14.0, room - 1.0), OneLine::Never, "it would be too small");
        assert_eq!(OneLine::of("một dòng", 8.0, room), OneLine::AsItIs);
        assert_eq!(OneLine::of("một\ndòng", 14.0, room), OneLine::Never, "its lines are its own");
    }
}
