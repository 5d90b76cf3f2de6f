use std::rc::Rc;

use baocao_document::Align;

use crate::lines::{Line, Span, balance_lines, break_lines};
use crate::page::{Item, Rule};
use crate::typesetter::{Style, Typesetter};
use crate::words::{NoteText, Word};

/// The thickness of every drawn line but an underline.
pub(crate) const HAIRLINE: f64 = 0.5;

/// A strip of the text column that stands on one page: a line of a paragraph, a row of a table, a block of the envelope.
///
/// Places are relative to the strip's upper left corner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slice {
    pub height: f64,
    pub items: Vec<Item>,
    /// The footnotes that must stand on the same page, one strip a line.
    pub notes: Vec<Slice>,
    /// No page ends between this strip and the next.
    pub keep: bool,
    /// The space before, dropped at the top of a page.
    pub before: f64,
    /// The space after, dropped at the foot of a page.
    pub after: f64,
    /// What is printed above the strip where it starts a page: the repeated header of its table.
    pub repeated: Option<Rc<Slice>>,
    /// The entry for the table of contents that points here: level and words.
    pub bookmark: Option<(u8, String)>,
}

impl Slice {
    /// Cuts a strip that is taller than a page. The lower part is what did not fit.
    ///
    /// Text goes where its baseline lies; lines are cut and closed. `None` if no text fits above the cut or all does.
    pub(crate) fn split(&self, room: f64) -> Option<(Slice, Slice)> {
        let fits = |item: &Item| matches!(item, Item::Text(text) if text.baseline + text.size * 0.25 <= room);
        let first_below = |item: &Item| match item {
            Item::Text(text) if !fits(item) => Some(text.baseline - text.size),
            _ => None,
        };
        let cut = self.items.iter().filter_map(first_below).reduce(f64::min)?.max(0.0);
        if !self.items.iter().any(fits) {
            return None;
        }
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        for item in &self.items {
            match item {
                Item::Text(_) if fits(item) => upper.push(item.clone()),
                Item::Text(_) => lower.push(item.clone().moved(0.0, -cut)),
                Item::Rule(rule) => cut_rule(rule, room, cut, &mut upper, &mut lower),
                // Only a picture taller than its page is cut, on paper that no letterhead has.
                Item::Area(_) | Item::Stroke(_) | Item::Room(_) => upper.push(item.clone()),
            }
        }
        close_box(&mut upper, room);
        close_box(&mut lower, 0.0);
        let upper = Slice {
            height: room,
            items: upper,
            before: self.before,
            repeated: self.repeated.clone(),
            bookmark: self.bookmark.clone(),
            ..Slice::default()
        };
        let lower = Slice {
            height: self.height - cut,
            items: lower,
            notes: self.notes.clone(),
            keep: self.keep,
            after: self.after,
            repeated: self.repeated.clone(),
            ..Slice::default()
        };
        Some((upper, lower))
    }
}

fn cut_rule(rule: &Rule, room: f64, cut: f64, upper: &mut Vec<Item>, lower: &mut Vec<Item>) {
    if rule.is_upright() {
        if rule.y0 < room {
            upper.push(Item::Rule(Rule { y1: rule.y1.min(room), ..*rule }));
        }
        if rule.y1 > cut {
            lower.push(Item::Rule(Rule { y0: rule.y0.max(cut) - cut, y1: rule.y1 - cut, ..*rule }));
        }
    } else if rule.y0 <= room {
        upper.push(Item::Rule(*rule));
    } else {
        lower.push(Item::Rule(*rule).moved(0.0, -cut));
    }
}

/// Draws the missing edge of a box that was cut at `y`.
fn close_box(items: &mut Vec<Item>, y: f64) {
    let ends = |item: &Item| match item {
        Item::Rule(rule) if rule.is_upright() && (rule.y0 == y || rule.y1 == y) => Some(rule.x0),
        _ => None,
    };
    let left = items.iter().filter_map(ends).reduce(f64::min);
    let right = items.iter().filter_map(ends).reduce(f64::max);
    if let (Some(left), Some(right)) = (left, right) {
        items.push(Item::Rule(Rule::level(left, right, y, HAIRLINE)));
    }
}

/// Lines on top of each other that stay together.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    pub items: Vec<Item>,
    pub height: f64,
}

impl Stack {
    /// Adds text in single spacing; centred text is broken into lines of equal length. Returns the widest line's width.
    pub(crate) fn text(&mut self, setter: &Typesetter<'_>, words: Vec<Word>, style: Style, span: Span) -> f64 {
        let lines = match span.align {
            Align::Center => balance_lines(setter, words, span.width),
            _ => break_lines(setter, words, span.width, 0.0),
        };
        let widest = lines.iter().map(|line| line.natural).fold(0.0, f64::max);
        self.lines(setter, lines, style, span);
        widest
    }

    /// Adds lines in single spacing.
    pub(crate) fn lines(&mut self, setter: &Typesetter<'_>, lines: Vec<Line>, style: Style, span: Span) {
        let pitch = style.single();
        for line in lines {
            let baseline = self.height + setter.baseline(style, pitch);
            self.items.extend(line.draw(span, baseline));
            self.height += pitch;
        }
    }

    /// Adds a level line.
    pub(crate) fn rule(&mut self, x0: f64, x1: f64, before: f64, after: f64) {
        self.items.push(Item::Rule(Rule::level(x0, x1, self.height + before, HAIRLINE)));
        self.height += before + after;
    }

    /// Writes a space after the last words: the next ones belong to the same text.
    pub(crate) fn end_with_space(&mut self) {
        if let Some(Item::Text(text)) = self.items.iter_mut().rev().find(|item| matches!(item, Item::Text(_))) {
            text.text.push(' ');
        }
    }

    pub(crate) fn into_slice(self) -> Slice {
        Slice { height: self.height, items: self.items, ..Slice::default() }
    }
}

/// How a paragraph stands in the column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphStyle {
    pub span: Span,
    pub first_indent: f64,
    pub pitch: f64,
    pub style: Style,
    /// The width of the column, in which footnotes stand however narrow the paragraph is.
    pub column: f64,
}

/// The fewest lines of a paragraph that may stand alone at the foot or top of a page.
const TOGETHER: usize = 2;

/// Breaks a paragraph into one strip a line.
pub(crate) fn paragraph(setter: &Typesetter<'_>, words: Vec<Word>, paragraph: ParagraphStyle) -> Vec<Slice> {
    let ParagraphStyle { span, first_indent, pitch, style, column } = paragraph;
    let lines = match span.align {
        Align::Center => balance_lines(setter, words, span.width),
        _ => break_lines(setter, words, span.width, first_indent),
    };
    let count = lines.len();
    let baseline = setter.baseline(style, pitch);
    let strip = |(at, mut line): (usize, Line)| Slice {
        height: pitch,
        notes: line.take_notes().into_iter().flat_map(|note| note_lines(setter, note, column)).collect(),
        items: line.draw(span, baseline),
        keep: at + 1 < count && (at + 1 < TOGETHER || at + 1 + TOGETHER > count),
        ..Slice::default()
    };
    lines.into_iter().enumerate().map(strip).collect()
}

fn note_lines(setter: &Typesetter<'_>, note: NoteText, width: f64) -> Vec<Slice> {
    let style = Style::new(setter.letterhead.body.footnote_size, false, false);
    let mut words = note.words;
    // A note marked within a note follows it.
    let nested: Vec<NoteText> = words.iter_mut().flat_map(|word| std::mem::take(&mut word.notes)).collect();
    let span = Span { x: 0.0, width, align: Align::Justify };
    let pitch = style.single();
    let baseline = setter.baseline(style, pitch);
    let lines = break_lines(setter, words, span.width, 0.0);
    let mut strips: Vec<Slice> = lines
        .into_iter()
        .map(|line| Slice { height: pitch, items: line.draw(span, baseline), ..Slice::default() })
        .collect();
    strips.extend(nested.into_iter().flat_map(|note| note_lines(setter, note, width)));
    strips
}
