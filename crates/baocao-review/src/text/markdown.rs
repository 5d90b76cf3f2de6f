//! Markdown: paragraphs, lists, tables and footnotes.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::passage_builder::{At, PassageBuilder};
use crate::passage::{Mark, PassageKind, Table, Text};

/// Reads Markdown.
pub fn read(file: &str, source: &str) -> Text {
    let lines = LineStarts::new(source);
    let mut walk = Walk {
        text: Text { file: file.to_owned(), ..Text::default() },
        lines: &lines,
        source,
        open: PassageBuilder::default(),
        kind: PassageKind::Body,
        table: None,
        items: 0,
        note: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        walk.event(event, &range);
    }
    walk.flush();
    walk.text
}

struct Walk<'a> {
    text: Text,
    lines: &'a LineStarts,
    source: &'a str,
    open: PassageBuilder,
    kind: PassageKind,
    table: Option<Table>,
    items: usize,
    note: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push(&text, range),
            Event::SoftBreak | Event::HardBreak => self.open.space(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        // The words of an escaped text are its end.
        let source = if self.source[range.clone()] == *text {
            range.start
        } else {
            self.source.floor_char_boundary(range.end.saturating_sub(text.len()))
        };
        let (line, column) = self.lines.position(self.source, source);
        self.open.push(text, At { line, column, source });
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(self.ground()),
            Tag::Heading { level, .. } => self.begin(PassageKind::Heading(rank(*level))),
            Tag::Item => {
                self.flush();
                self.items += 1;
                self.kind = PassageKind::Item;
                self.marker(range);
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.note += 1;
                self.kind = PassageKind::Footnote;
            }
            Tag::Table(_) => {
                self.flush();
                let caption =
                    self.text.passages.len().checked_sub(1).filter(|index| !self.text.passages[*index].is_cell());
                self.table = Some(Table { caption, ..Table::default() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                let table = self.text.tables.len();
                if let Some(open) = &self.table {
                    let (row, column) = (open.rows.len() - 1, open.rows.last().map_or(0, Vec::len));
                    self.kind = PassageKind::Cell { table, row, column };
                }
            }
            _ => {}
        }
    }

    /// The number or the dash of an item belongs to its words: relations look at them.
    fn marker(&mut self, range: &Range<usize>) {
        let text = &self.source[range.clone()];
        let end = text.find(char::is_whitespace).unwrap_or(0);
        let marker = text[..end].to_owned();
        self.push(&marker, &(range.start..range.start + end));
        self.open.space();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = self.note.saturating_sub(1);
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => self.text.tables.extend(self.table.take()),
            _ => {}
        }
    }

    fn ground(&self) -> PassageKind {
        match (self.note, self.items) {
            (0, 0) => PassageKind::Body,
            (0, _) => PassageKind::Item,
            _ => PassageKind::Footnote,
        }
    }

    fn begin(&mut self, kind: PassageKind) {
        // The first paragraph of an item goes on after its marker.
        if self.kind != PassageKind::Item || kind != PassageKind::Item {
            self.flush();
        }
        self.kind = kind;
    }

    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        if !open.is_blank() {
            self.text.passages.push(open.finish(self.kind));
        }
        self.kind = self.ground();
    }

    fn end_cell(&mut self) {
        let mut passage = std::mem::take(&mut self.open).finish(self.kind);
        if passage.marks.is_empty() {
            let before = self.text.passages.last().and_then(|before| before.marks.first());
            passage.marks.push(Mark {
                offset: 0,
                ..before.copied().unwrap_or(Mark { offset: 0, line: 1, column: 1, source: 0 })
            });
        }
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
            row.push(self.text.passages.len());
            self.text.passages.push(passage);
        }
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Where each line begins.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn new(source: &str) -> Self {
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    fn position(&self, source: &str, at: usize) -> (u32, u32) {
        let line = self.0.partition_point(|start| *start <= at);
        let column = source[self.0[line - 1]..at].chars().count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}
