//! Names that have to fit: broken over lines, cut where they are too long still.

use crate::typeface;

/// A point in millimetres.
pub const POINT: f64 = 25.4 / 72.0;
/// The size of names and marks, and of values.
pub const SIZE: f64 = 10.0;
pub const SMALL: f64 = 9.0;
const CUT: char = '…';

/// Returns the width of a line of text.
pub fn width(text: &str, size: f64) -> f64 {
    typeface::width(text, false, false) * size * POINT
}

/// Returns the distance of two lines of text.
pub fn pitch(size: f64) -> f64 {
    size * POINT * 1.15
}

/// Breaks text into lines; a word that is too wide for a line is broken anywhere.
pub fn lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(pieces(word, size, room)),
        }
    }
    lines
}

/// Breaks text into `most` lines and cuts what does not fit.
pub fn fitted(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines = lines(text, size, room);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(&format!("{last}{CUT}"), size) > room {
                last.pop();
            }
            *last = format!("{}{CUT}", last.trim_end_matches([' ', ',', ';']));
        }
    }
    lines
}

/// Returns the width of the widest word.
pub fn widest_word(text: &str, size: f64) -> f64 {
    text.split_whitespace().map(|word| width(word, size)).fold(0.0, f64::max)
}

fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for character in word.chars() {
        let advance = width(character.encode_utf8(&mut [0; 4]), size);
        if used > 0.0 && used + advance > room {
            pieces.push(String::new());
            used = 0.0;
        }
        used += advance;
        pieces.last_mut().expect("there is always a piece").push(character);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_and_cut() {
        let name = "Kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam";
        let broken = lines(name, SIZE, 30.0);
        assert!(broken.len() > 2 && broken.join(" ") == name, "{broken:?}");
        assert!(broken.iter().all(|line| width(line, SIZE) <= 30.0), "{broken:?}");
        let cut = fitted(name, SIZE, 30.0, 2);
        assert!(cut.len() == 2 && cut[1].ends_with('…') && width(&cut[1], SIZE) <= 30.0, "{cut:?}");
        assert_eq!(lines(&"ữ".repeat(99), SIZE, 20.0).concat(), "ữ".repeat(99));
        assert!(lines("", SIZE, 20.0).is_empty());
    }
}
