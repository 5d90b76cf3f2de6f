use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char::is_combining_mark, is_nfc_quick};

use crate::passage::{Mark, Passage, PassageKind};

/// Puts a passage together from pieces of a source, and keeps where each comes from.
#[derive(Debug, Default)]
pub struct PassageBuilder {
    text: String,
    marks: Vec<Mark>,
}

/// Where a piece stands in the source.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The line from 1.
    pub line: u32,
    /// The column from 1.
    pub column: u32,
    /// The byte.
    pub source: usize,
}

impl PassageBuilder {
    /// Adds a piece as the source has it; it comes out in NFC, with `Đ` for its look-alikes.
    pub fn push(&mut self, piece: &str, at: At) {
        if piece.is_empty() {
            return;
        }
        self.mark(at);
        if is_nfc_quick(piece.chars()) == IsNormalized::Yes && !piece.chars().any(needs_care) {
            self.text.push_str(piece);
            return;
        }
        self.push_cleaned(piece, at);
    }

    /// Joins what follows with a space.
    pub fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// True if nothing was added but spaces.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The passage.
    pub fn finish(self, kind: PassageKind) -> Passage {
        Passage { kind, text: self.text, marks: self.marks, known: Vec::new() }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn mark(&mut self, at: At) {
        self.marks.push(Mark { offset: self.text.len(), line: at.line, column: at.column, source: at.source });
    }

    /// Letters with their marks one by one, so that each keeps its place.
    fn push_cleaned(&mut self, piece: &str, at: At) {
        let mut rest = piece;
        let mut column = at.column;
        let mut source = at.source;
        let mut moved = false;
        while let Some(first) = rest.chars().next() {
            let marks =
                rest[first.len_utf8()..].find(|c| !is_combining_mark(c)).unwrap_or(rest.len() - first.len_utf8());
            let length = first.len_utf8() + marks;
            let cluster = &rest[..length];
            if moved {
                self.mark(At { line: at.line, column, source });
            }
            let before = self.text.len();
            self.text.extend(cluster.chars().filter(|c| !is_invisible(*c)).map(proper).nfc());
            moved = self.text.len() - before != length;
            column += u32::try_from(cluster.chars().count()).unwrap_or(0);
            source += length;
            rest = &rest[length..];
        }
    }
}

fn proper(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        other => other,
    }
}

fn needs_care(c: char) -> bool {
    matches!(c, 'Ð' | 'Ɖ' | 'ð' | 'ɖ') || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

impl PassageBuilder {
    /// Adds what another builder has, with its marks.
    pub fn append(&mut self, other: Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark { offset: start + mark.offset, ..mark }));
    }
}
