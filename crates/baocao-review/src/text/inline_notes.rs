//! Notes that a conversion left within the text: `[footnoteRef:1]`, `[1: …]`, `[bookmark: …]`.

use std::ops::Range;

/// A line without its notes, and the notes.
#[derive(Debug, Default)]
pub struct Pieces {
    /// What stays in the line.
    pub body: Vec<Range<usize>>,
    /// The words of notes.
    pub notes: Vec<Range<usize>>,
}

/// Takes a line apart.
pub fn pieces(line: &str) -> Pieces {
    let mut found = Pieces::default();
    let mut start = 0;
    let mut at = 0;
    while let Some(open) = line[at..].find('[').map(|index| at + index) {
        let Some((end, note)) = bracket(&line[open..]).map(|(length, note)| (open + length, note)) else {
            at = open + 1;
            continue;
        };
        found.body.push(start..open);
        found.notes.extend(note.map(|note| open + note.start..open + note.end));
        start = end;
        at = end;
    }
    found.body.push(start..line.len());
    found
}

/// The length of a bracket that is a note or a mark, and the words of the note within.
fn bracket(text: &str) -> Option<(usize, Option<Range<usize>>)> {
    if text.starts_with("[footnoteRef:") || text.starts_with("[bookmark:") {
        return text.find(']').map(|end| (end + 1, None));
    }
    let digits = text[1..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 || !text[1 + digits..].starts_with(':') {
        return None;
    }
    let mut depth = 0;
    for (index, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return Some((index + 1, Some(2 + digits..index))),
            ']' => depth -= 1,
            _ => {}
        }
    }
    // A note that never closes goes to the end of the line.
    Some((text.len(), Some(2 + digits..text.len())))
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn notes_leave_the_sentence() {
        let line = "nghỉ hưu[footnoteRef:2]; có 11 người. [2:  Gồm 9 (xem [a]) người.]";
        let found = pieces(line);
        let body: String = found.body.iter().map(|range| &line[range.clone()]).collect();
        assert_eq!(body, "nghỉ hưu; có 11 người. ");
        assert_eq!(
            found.notes.iter().map(|range| &line[range.clone()]).collect::<Vec<_>>(),
            ["  Gồm 9 (xem [a]) người."]
        );
    }
}
