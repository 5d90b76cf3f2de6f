use std::collections::VecDeque;

use baocao_document::{Align, PageNumber};

use crate::geometry::{Frame, points};
use crate::lines::{Span, break_lines};
use crate::page::{Item, OutlineEntry, Page, Rule, join_rules};
use crate::slice::{HAIRLINE, Slice};
use crate::typesetter::{Style, Typesetter};

/// Fills pages with strips from top to bottom.
///
/// Strips that are kept together wait in `cluster` until the next one may stand on another page.
#[derive(Debug)]
pub(crate) struct Flow {
    frame: Frame,
    number_style: PageNumber,
    /// The number of the page that is being filled.
    number: u32,
    pages: Vec<Page>,
    outline: Vec<OutlineEntry>,
    cluster: Vec<Slice>,
    /// The page that is being filled, relative to its text area.
    items: Vec<Item>,
    filled: f64,
    /// The space that the strip above asks for.
    gap: f64,
    notes: Vec<Slice>,
    /// Lines of footnotes that did not fit on the page where they are marked.
    carried: VecDeque<Slice>,
}

/// The space above the footnotes with the line in it, the line's place in it, and the line's length.
const NOTES_GAP: f64 = 11.0;
const NOTES_RULE_AT: f64 = 6.0;
const NOTES_RULE_LENGTH: f64 = 144.0;
/// The share of a page that footnotes carried from the page before may take.
const CARRIED_SHARE: f64 = 0.5;
/// Sums of heights are compared with the page's height.
const TOLERANCE: f64 = 0.01;

impl Flow {
    pub(crate) fn new(frame: Frame, number_style: PageNumber) -> Self {
        Self {
            frame,
            number_style,
            number: 1,
            pages: Vec::new(),
            outline: Vec::new(),
            cluster: Vec::new(),
            items: Vec::new(),
            filled: 0.0,
            gap: 0.0,
            notes: Vec::new(),
            carried: VecDeque::new(),
        }
    }

    pub(crate) fn frame(&self) -> Frame {
        self.frame
    }

    pub(crate) fn push(&mut self, setter: &mut Typesetter<'_>, slice: Slice) {
        if self.cluster.last().is_some_and(|last| !last.keep) {
            self.place_cluster(setter);
        }
        self.cluster.push(slice);
    }

    pub(crate) fn extend(&mut self, setter: &mut Typesetter<'_>, slices: impl IntoIterator<Item = Slice>) {
        for slice in slices {
            self.push(setter, slice);
        }
    }

    /// Keeps the last strip, and those it is kept with, on the page of the next.
    pub(crate) fn keep_with_next(&mut self) {
        if let Some(last) = self.cluster.last_mut() {
            last.keep = true;
        }
    }

    /// Starts a new page, unless this one is still empty.
    pub(crate) fn break_page(&mut self, setter: &mut Typesetter<'_>) {
        self.place_cluster(setter);
        while !self.is_at_top() || !self.carried.is_empty() {
            self.end_page(setter);
        }
    }

    /// Goes on with pages of another frame.
    pub(crate) fn turn(&mut self, setter: &mut Typesetter<'_>, frame: Frame) {
        if frame != self.frame {
            self.break_page(setter);
            self.frame = frame;
        }
    }

    /// Starts a part of the letter with page numbers of its own.
    pub(crate) fn restart(&mut self, setter: &mut Typesetter<'_>, frame: Frame) {
        self.break_page(setter);
        self.frame = frame;
        self.number = 1;
    }

    pub(crate) fn finish(mut self, setter: &mut Typesetter<'_>) -> (Vec<Page>, Vec<OutlineEntry>) {
        self.break_page(setter);
        if self.pages.is_empty() {
            self.end_page(setter);
        }
        (self.pages, self.outline)
    }

    fn is_at_top(&self) -> bool {
        self.filled == 0.0 && self.items.is_empty() && self.notes.is_empty()
    }

    fn place_cluster(&mut self, setter: &mut Typesetter<'_>) {
        let cluster = std::mem::take(&mut self.cluster);
        if !self.fits(&cluster) && !self.is_at_top() && self.fits_on_a_page(&cluster) {
            self.end_page(setter);
        }
        if self.fits(&cluster) {
            cluster.into_iter().for_each(|slice| self.put(slice));
        } else {
            cluster.into_iter().for_each(|slice| self.place_alone(setter, slice));
        }
    }

    /// Places a strip of a cluster that is too tall for one page.
    fn place_alone(&mut self, setter: &mut Typesetter<'_>, mut slice: Slice) {
        while !self.fits(std::slice::from_ref(&slice)) {
            if !self.is_at_top() && self.fits_on_a_page(std::slice::from_ref(&slice)) {
                self.end_page(setter);
                continue;
            }
            let used = self.used_by(std::slice::from_ref(&slice)) - slice.height - height(&slice.notes);
            if let Some((upper, lower)) = slice.split(self.frame.text_height() - used) {
                self.put(upper);
                self.end_page(setter);
                slice = lower;
            } else if self.is_at_top() {
                break;
            } else {
                self.end_page(setter);
            }
        }
        self.put(slice);
    }

    /// Whether strips fit on what is left of the page.
    fn fits(&self, slices: &[Slice]) -> bool {
        self.used_by(slices) <= self.frame.text_height() + TOLERANCE
    }

    /// How much of the page is used when the strips stand on it too.
    fn used_by(&self, slices: &[Slice]) -> f64 {
        let mut used = self.filled;
        let mut gap = self.gap;
        if used == 0.0
            && let Some(repeated) = slices.first().and_then(|first| first.repeated.as_ref())
        {
            used += repeated.height;
            gap = 0.0;
        }
        for slice in slices {
            if used > 0.0 {
                used += gap.max(slice.before);
            }
            used += slice.height;
            gap = slice.after;
        }
        let notes = height(&self.notes) + slices.iter().map(|slice| height(&slice.notes)).sum::<f64>();
        used + if notes > 0.0 { notes + NOTES_GAP } else { 0.0 }
    }

    /// Whether strips fit on a page of their own.
    fn fits_on_a_page(&self, slices: &[Slice]) -> bool {
        let repeated = slices.first().and_then(|first| first.repeated.as_ref()).map_or(0.0, |slice| slice.height);
        let strips: f64 = slices.iter().map(|slice| slice.height + slice.after.max(slice.before)).sum();
        let notes: f64 = slices.iter().map(|slice| height(&slice.notes)).sum();
        let carried = height(&self.carried);
        repeated + strips + notes + carried + NOTES_GAP <= self.frame.text_height()
    }

    fn put(&mut self, mut slice: Slice) {
        if self.filled == 0.0 {
            if let Some(repeated) = slice.repeated.take() {
                self.draw(repeated.items.iter().cloned());
                self.filled += repeated.height;
            }
        } else {
            self.filled += self.gap.max(slice.before);
        }
        if let Some((level, title)) = slice.bookmark.take() {
            let y = self.frame.top + self.filled;
            self.outline.push(OutlineEntry { level, title, page: self.pages.len(), y });
        }
        self.draw(slice.items);
        self.filled += slice.height;
        self.gap = slice.after;
        self.put_notes(slice.notes, self.frame.text_height() - self.filled);
    }

    fn draw(&mut self, items: impl IntoIterator<Item = Item>) {
        let down = self.filled;
        self.items.extend(items.into_iter().map(|item| item.moved(0.0, down)));
    }

    /// Takes as many lines of notes as there is room for; the rest waits for the next page.
    fn put_notes(&mut self, notes: impl IntoIterator<Item = Slice>, room: f64) {
        self.carried.extend(notes);
        let mut used = NOTES_GAP + height(&self.notes);
        while let Some(note) = self.carried.front() {
            used += note.height;
            if used > room + TOLERANCE {
                return;
            }
            self.notes.extend(self.carried.pop_front());
        }
    }

    fn end_page(&mut self, setter: &mut Typesetter<'_>) {
        self.draw_notes();
        let frame = self.frame;
        let mut items: Vec<Item> = self.page_number(setter);
        let body = join_rules(std::mem::take(&mut self.items));
        items.extend(body.into_iter().map(|item| item.moved(frame.left, frame.top)));
        self.pages.push(Page { width: frame.width, height: frame.height, items });
        self.number += 1;
        self.filled = 0.0;
        self.gap = 0.0;
        self.put_notes([], frame.text_height() * CARRIED_SHARE);
        if self.notes.is_empty() {
            // Paper too low for a single line must not keep the rest waiting for ever.
            self.notes.extend(self.carried.pop_front());
        }
    }

    fn draw_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        let mut y = self.frame.text_height() - height(&notes);
        let rule = Rule::level(0.0, NOTES_RULE_LENGTH, y - NOTES_GAP + NOTES_RULE_AT, HAIRLINE);
        self.items.push(Item::Rule(rule));
        for note in notes {
            self.items.extend(note.items.into_iter().map(|item| item.moved(0.0, y)));
            y += note.height;
        }
    }

    fn page_number(&self, setter: &mut Typesetter<'_>) -> Vec<Item> {
        if self.number < self.number_style.first_page {
            return Vec::new();
        }
        let style = Style::new(self.number_style.size, false, false);
        let words = setter.plain(&self.number.to_string(), style, "");
        let span = Span { x: self.frame.left, width: self.frame.text_width(), align: Align::Center };
        let baseline = points(self.number_style.from_top) + setter.metrics(style).ascent * style.size;
        break_lines(setter, words, span.width, 0.0).into_iter().flat_map(|line| line.draw(span, baseline)).collect()
    }
}

fn height<'a>(slices: impl IntoIterator<Item = &'a Slice>) -> f64 {
    slices.into_iter().map(|slice| slice.height).sum()
}
