use baocao_document::{Footnote, Inline};

use crate::characters::{Kind, composed, kind};
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

/// Characters between two places where a line may end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub pieces: Vec<Piece>,
    pub width: f64,
    /// The width of the space before the word.
    pub space: f64,
    /// Whether the word starts a new line.
    pub starts_line: bool,
    /// The footnotes whose marks the word holds.
    pub notes: Vec<NoteText>,
}

/// A part of a word in one style.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub text: String,
    pub style: Style,
    pub width: f64,
}

/// A footnote before it is broken into lines, its mark included.
#[derive(Clone, Debug)]
pub(crate) struct NoteText {
    pub words: Vec<Word>,
}

/// Few words have more bytes, a space behind them included.
const USUAL_BYTES: usize = 16;
/// What is printed for a character that no face has.
const REPLACEMENT: char = '?';

impl Typesetter<'_> {
    /// Splits a run of inlines into words. `at` is the block's place, for remarks.
    pub(crate) fn words(&mut self, content: &[Inline], style: Style, at: &str) -> Vec<Word> {
        let mut builder = WordBuilder::default();
        self.push_inlines(content, style, at, &mut builder);
        builder.finish()
    }

    /// Splits plain text into words.
    pub(crate) fn plain(&mut self, text: &str, style: Style, at: &str) -> Vec<Word> {
        let mut builder = WordBuilder::default();
        self.push_text(text, style, at, &mut builder);
        builder.finish()
    }

    /// The width of a space.
    pub(crate) fn space(&self, style: Style) -> f64 {
        self.metrics(style).advance(' ').unwrap_or(0.0) * style.size
    }

    fn push_inlines(&mut self, content: &[Inline], style: Style, at: &str, builder: &mut WordBuilder) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.push_text(text, style, at, builder),
                Inline::Figure(figure) => self.push_text(&figure.text, style, at, builder),
                Inline::Link(link) => {
                    let linked = self.linked(style, &link.href);
                    self.push_text(&link.text, linked, at, builder);
                    if linked.element != style.element {
                        builder.interrupt(style.element);
                    }
                }
                Inline::Strong { content } => self.push_inlines(content, style.bold(), at, builder),
                Inline::Emphasis { content } => self.push_inlines(content, style.italic(), at, builder),
                Inline::Footnote(note) => {
                    let mark_style = style.mark().within(self.inner(style, Role::Mark));
                    let text = self.note(note, style, at);
                    builder.attach_mark(self.plain(&note.number.to_string(), mark_style, at), text);
                    builder.interrupt(style.element);
                }
                Inline::LineBreak => builder.end_line(),
                Inline::Unknown(unknown) => {
                    self.remarks.unknown("layout.unknown-inline", &unknown.kind, at);
                    self.push_text(&unknown.text, style, at, builder);
                }
            }
        }
    }

    /// The words of a footnote that is marked in text of this style.
    fn note(&mut self, note: &Footnote, marked: Style, at: &str) -> NoteText {
        let style = Style::new(self.letterhead.body.footnote_size, false, false);
        let element = self.inner(marked, Role::Note);
        let [label, text] = [Role::Label, Role::Run].map(|role| self.inner(style.within(element), role));
        let mut words = self.plain(&note.number.to_string(), style.mark().within(label), at);
        let mut content = self.words(&note.content, style.within(text), at);
        if let Some(first) = content.first_mut() {
            first.space = self.space(style);
        }
        words.append(&mut content);
        NoteText { words }
    }

    /// The element for text of this style. An element's own text is read before those within it, so text that follows one
    /// of those gets an element of its own.
    fn text_element(&mut self, style: Style, builder: &mut WordBuilder) -> Option<usize> {
        let element = style.element?;
        let Some(at) = builder.interrupted.iter().position(|(known, _)| *known == element) else {
            return Some(element);
        };
        if builder.interrupted[at].1.is_none() {
            builder.interrupted[at].1 = self.inner(style, Role::Run);
        }
        builder.interrupted[at].1
    }

    fn push_text(&mut self, text: &str, style: Style, at: &str, builder: &mut WordBuilder) {
        let style = style.within(self.text_element(style, builder));
        let metrics = &self.fonts.face(style.face).metrics;
        for character in composed(text).chars() {
            match kind(character) {
                Kind::Space => builder.end_word(self.space(style)),
                Kind::Invisible => {}
                Kind::Visible(character) => {
                    let (shown, advance) = match metrics.advance(character) {
                        Some(advance) => (character, advance),
                        None => {
                            let advance = metrics.advance(REPLACEMENT).unwrap_or(0.0);
                            self.remarks.missing_character(character, at);
                            (REPLACEMENT, advance)
                        }
                    };
                    builder.push(shown, advance * style.size, style);
                }
            }
        }
    }
}

/// Collects characters into words.
#[derive(Default)]
struct WordBuilder {
    words: Vec<Word>,
    word: Word,
    /// The width of the space that stands before the next character, if one does.
    space: f64,
    starts_line: bool,
    /// The elements whose text was interrupted by one within them, and what holds the rest of it.
    interrupted: Vec<(usize, Option<usize>)>,
}

impl WordBuilder {
    /// Notes that the text of this element goes on after another within it.
    fn interrupt(&mut self, element: Option<usize>) {
        if let Some(element) = element {
            self.interrupted.retain(|(known, _)| *known != element);
            self.interrupted.push((element, None));
        }
    }

    fn push(&mut self, character: char, width: f64, style: Style) {
        if self.word.pieces.is_empty() {
            // Nearly every word is in one style, and short.
            self.word.pieces.reserve_exact(1);
            self.word.space = if self.words.is_empty() { 0.0 } else { self.space };
            self.word.starts_line = std::mem::take(&mut self.starts_line);
        }
        match self.word.pieces.last_mut() {
            Some(piece) if piece.style == style => {
                piece.text.push(character);
                piece.width += width;
            }
            _ => {
                let mut text = String::with_capacity(USUAL_BYTES);
                text.push(character);
                self.word.pieces.push(Piece { text, style, width });
            }
        }
        self.word.width += width;
    }

    fn end_word(&mut self, space: f64) {
        if !self.word.pieces.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
        self.space = space;
    }

    fn end_line(&mut self) {
        self.end_word(0.0);
        if std::mem::replace(&mut self.starts_line, true) {
            // A second break in a row: an empty line.
            self.words.push(Word { starts_line: true, ..Word::default() });
        }
    }

    /// Puts a footnote's mark at the end of the word before it, even where a space stands between.
    fn attach_mark(&mut self, mark: Vec<Word>, note: NoteText) {
        let word = match self.words.last_mut() {
            Some(last) if self.word.pieces.is_empty() && !self.starts_line => last,
            _ => &mut self.word,
        };
        for piece in mark.into_iter().flat_map(|word| word.pieces) {
            word.width += piece.width;
            word.pieces.push(piece);
        }
        word.notes.push(note);
    }

    fn finish(mut self) -> Vec<Word> {
        self.end_word(0.0);
        self.words
    }
}
