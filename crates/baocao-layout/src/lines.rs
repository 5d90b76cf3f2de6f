use baocao_document::Align;

use crate::page::{Item, Rule, Text};
use crate::typesetter::{Style, Typesetter};
use crate::words::{NoteText, Piece, Word};

/// A line of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub words: Vec<Word>,
    /// How far the line starts from the left edge.
    pub indent: f64,
    /// The width of words and spaces, unstretched.
    pub natural: f64,
    /// Whether a paragraph or a forced line ends here, so that it is not stretched.
    pub ends: bool,
    /// Whether a space stood where the line ends. It is written, so that words stay apart when lines are joined.
    pub spaced: bool,
}

/// Where lines stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub x: f64,
    pub width: f64,
    pub align: Align,
}

/// Rounding must not push the last word of a line that just fits to the next one.
const TOLERANCE: f64 = 0.01;
/// An underline's distance from the baseline and its thickness, for a size of 1.
const UNDERLINE_DEPTH: f64 = 0.12;
const UNDERLINE_THICKNESS: f64 = 0.05;

/// Breaks words into lines of the given width, the first with an indent of its own.
pub(crate) fn break_lines(setter: &Typesetter<'_>, words: Vec<Word>, width: f64, first_indent: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line { indent: first_indent, ..Line::default() };
    for word in words {
        if word.starts_line && !lines_are_empty(&lines, &line) {
            line.ends = true;
            line.spaced = true;
            lines.push(std::mem::take(&mut line));
        }
        let needed = if line.words.is_empty() { word.width } else { line.natural + word.space + word.width };
        if needed <= width - line.indent + TOLERANCE {
            line.natural = needed;
            line.words.push(word);
            continue;
        }
        if !line.words.is_empty() {
            line.spaced = true;
            lines.push(std::mem::take(&mut line));
        }
        for fragment in fragments(setter, word, width, line.indent) {
            if !line.words.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.natural = fragment.width;
            line.words.push(fragment);
        }
    }
    if !line.words.is_empty() {
        line.ends = true;
        lines.push(line);
    }
    lines
}

fn lines_are_empty(lines: &[Line], line: &Line) -> bool {
    lines.is_empty() && line.words.is_empty()
}

/// More centred lines than this are no title any more, and finding their width takes long.
const MOST_BALANCED: usize = 40;

/// Breaks words into as few lines as they need, of lengths as equal as can be. For centred lines.
pub(crate) fn balance_lines(setter: &Typesetter<'_>, words: Vec<Word>, width: f64) -> Vec<Line> {
    let lines = break_lines(setter, words.clone(), width, 0.0);
    let count = lines.len();
    if !(2..=MOST_BALANCED).contains(&count) {
        return lines;
    }
    let (mut narrow, mut wide) = (0.0, width);
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        let fits = words.iter().all(|word| word.width <= middle);
        if fits && break_lines(setter, words.clone(), middle, 0.0).len() == count {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    break_lines(setter, words, wide, 0.0)
}

/// Cuts a word that is wider than a line at the margin.
fn fragments(setter: &Typesetter<'_>, word: Word, width: f64, indent: f64) -> Vec<Word> {
    let mut room = width - indent;
    if word.width <= room + TOLERANCE {
        return vec![word];
    }
    let mut fragments = Vec::new();
    let mut fragment = Word::default();
    for piece in word.pieces {
        let metrics = setter.metrics(piece.style);
        for character in piece.text.chars() {
            let advance = metrics.advance(character).unwrap_or(0.0) * piece.style.size;
            if fragment.width + advance > room + TOLERANCE && !fragment.pieces.is_empty() {
                fragments.push(std::mem::take(&mut fragment));
                room = width;
            }
            fragment.width += advance;
            match fragment.pieces.last_mut() {
                Some(last) if last.style == piece.style => {
                    last.text.push(character);
                    last.width += advance;
                }
                _ => fragment.pieces.push(Piece { text: character.into(), style: piece.style, width: advance }),
            }
        }
    }
    fragment.notes = word.notes;
    fragments.push(fragment);
    fragments
}

impl Line {
    /// Takes the notes that are marked in the line.
    pub(crate) fn take_notes(&mut self) -> Vec<NoteText> {
        self.words.iter_mut().flat_map(|word| std::mem::take(&mut word.notes)).collect()
    }

    /// Draws the line with its baseline at `baseline`.
    pub(crate) fn draw(self, span: Span, baseline: f64) -> Vec<Item> {
        let room = span.width - self.indent;
        let gaps = self.words.len().saturating_sub(1);
        let stretch = match span.align {
            Align::Justify if !self.ends && gaps > 0 => ((room - self.natural) / gaps as f64).max(0.0),
            _ => 0.0,
        };
        let start = match span.align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => (room - self.natural) / 2.0,
            Align::Right => room - self.natural,
        };
        let mut pen = Pen { x: span.x + self.indent + start, baseline, ..Pen::default() };
        for (at, word) in self.words.into_iter().enumerate() {
            if at > 0 {
                pen.space(word.space, stretch);
            }
            for piece in word.pieces {
                pen.write(piece);
            }
        }
        if self.spaced {
            pen.space(0.0, 0.0);
        }
        pen.finish()
    }
}

/// Draws pieces from left to right.
#[derive(Default)]
struct Pen {
    x: f64,
    baseline: f64,
    /// The run that the next piece may continue.
    run: Option<Text>,
    /// Where the text that is being underlined starts, and its size.
    underline: Option<(f64, f64)>,
    texts: Vec<Item>,
    rules: Vec<Item>,
}

impl Pen {
    /// Moves over a space. It is written too, so that words stay apart when text is copied out.
    fn space(&mut self, width: f64, stretch: f64) {
        if let Some(run) = &mut self.run {
            run.text.push(' ');
        }
        self.x += width + stretch;
        if stretch > 0.0 {
            self.end_run();
        }
    }

    fn write(&mut self, piece: Piece) {
        let Piece { text, style, width } = piece;
        self.underline(style);
        let baseline = self.baseline - style.rise;
        match &mut self.run {
            Some(run)
                if (run.face, run.size, run.baseline, run.link, run.element)
                    == (style.face, style.size, baseline, style.link, style.element) =>
            {
                run.text.push_str(&text);
            }
            _ => {
                self.end_run();
                let Style { face, size, link, element, .. } = style;
                self.run = Some(Text { x: self.x, baseline, face, size, text, link, element });
            }
        }
        self.x += width;
    }

    fn underline(&mut self, style: Style) {
        match (self.underline, style.underline) {
            (None, true) => self.underline = Some((self.x, style.size)),
            (Some(_), false) => self.end_underline(),
            _ => {}
        }
    }

    fn end_underline(&mut self) {
        if let Some((start, size)) = self.underline.take() {
            let y = self.baseline + size * UNDERLINE_DEPTH;
            self.rules.push(Item::Rule(Rule::level(start, self.x, y, size * UNDERLINE_THICKNESS)));
        }
    }

    fn end_run(&mut self) {
        self.texts.extend(self.run.take().map(Item::Text));
    }

    fn finish(mut self) -> Vec<Item> {
        self.end_run();
        self.end_underline();
        self.texts.append(&mut self.rules);
        self.texts
    }
}
