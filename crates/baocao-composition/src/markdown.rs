//! Markdown in, blocks out. Marks become figures, tables and charts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use baocao_document::{
    Block, Footnote, Heading, Inline, List, ListItem, ListMarker, Paragraph, ParagraphRole, inline_text,
};
use baocao_model::{Finding, Place};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::Input;
use crate::helpers::Rendered;
use crate::mark::{Marked, Marks, Piece};
use crate::section::slug;

/// Reads the rendered sections as one text, so that a footnote may be defined anywhere.
pub fn parse(input: &Input<'_>, sections: &[Rendered], marks: &Marks, findings: &mut Vec<Finding>) -> Vec<Block> {
    let text = Joined::new(sections);
    let mut notes = Notes::default();
    notes.collect(&text, marks);
    let mut reader =
        Reader { events: events(&text.text), at: 0, text: &text, marks, notes, findings, placed: Vec::new() };
    let mut blocks = reader.blocks(None, 0);
    let unused = reader.notes.unused();
    for label in unused {
        let place = text.place_of(&format!("[^{label}]:"));
        findings.push(Finding::warning("unused-footnote", place).with("name", label));
    }
    mark_grounds(&mut blocks, input);
    blocks
}

/// Paragraphs before the first heading that begin with "Căn cứ" are the letter's legal grounds.
fn mark_grounds(blocks: &mut [Block], _: &Input<'_>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if inline_text(&paragraph.content).starts_with("Căn cứ ") => {
                paragraph.role = ParagraphRole::Ground;
            }
            Block::Heading(_) => return,
            _ => {}
        }
    }
}

/// All sections in one string that knows where each part came from.
struct Joined<'a> {
    text: String,
    starts: Vec<(usize, &'a Rendered)>,
}

impl<'a> Joined<'a> {
    fn new(sections: &'a [Rendered]) -> Self {
        let mut joined = Self { text: String::new(), starts: Vec::new() };
        for section in sections {
            joined.starts.push((joined.text.len(), section));
            joined.text.push_str(&section.text);
            joined.text.push_str("\n\n");
        }
        joined
    }

    fn place(&self, span: &Range<usize>) -> Place {
        let Some((start, section)) = self.starts.iter().rev().find(|(start, _)| *start <= span.start) else {
            return Place::default();
        };
        let before = &self.text[*start..span.start];
        let line = before.matches('\n').count() as u32;
        Place { line: Some(section.line + line), column: Some(1), ..Place::file(&*section.file) }
    }

    fn place_of(&self, words: &str) -> Place {
        self.text.find(words).map_or_else(Place::default, |at| self.place(&(at..at)))
    }
}

fn events(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    Parser::new_ext(text, options).into_offset_iter().collect()
}

/// The footnotes of a text by label.
#[derive(Default)]
struct Notes {
    contents: BTreeMap<String, Vec<Inline>>,
    used: BTreeSet<String>,
    count: u32,
}

impl Notes {
    /// Reads all definitions first: a note may be used before it is defined.
    fn collect(&mut self, text: &Joined<'_>, marks: &Marks) {
        let mut silent = Vec::new();
        let events = events(&text.text);
        let starts: Vec<usize> =
            (0..events.len()).filter(|at| matches!(events[*at].0, Event::Start(Tag::FootnoteDefinition(_)))).collect();
        let mut reader =
            Reader { events, at: 0, text, marks, notes: Self::default(), findings: &mut silent, placed: Vec::new() };
        for start in starts {
            let Event::Start(Tag::FootnoteDefinition(label)) = reader.events[start].0.clone() else { continue };
            reader.at = start + 1;
            let blocks = reader.blocks(Some(TagEnd::FootnoteDefinition), 0);
            self.contents.insert(label.to_string(), flatten(blocks));
        }
    }

    fn take(&mut self, label: &str) -> Inline {
        self.used.insert(label.to_owned());
        self.count += 1;
        let content = self.contents.get(label).cloned().unwrap_or_default();
        Inline::Footnote(Footnote { number: self.count, content })
    }

    fn unused(&self) -> Vec<String> {
        self.contents.keys().filter(|label| !self.used.contains(*label)).cloned().collect()
    }
}

/// The text of blocks in one run, for places that hold no blocks.
fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut content = Vec::new();
    for block in blocks {
        let inlines = match block {
            Block::Paragraph(paragraph) => paragraph.content,
            Block::List(list) => flatten(list.items.into_iter().flat_map(|item| item.blocks).collect()),
            _ => continue,
        };
        if !content.is_empty() {
            content.push(Inline::LineBreak);
        }
        content.extend(inlines);
    }
    content
}

struct Reader<'a, 't> {
    events: Vec<(Event<'t>, Range<usize>)>,
    at: usize,
    text: &'t Joined<'a>,
    marks: &'t Marks,
    notes: Notes,
    findings: &'t mut Vec<Finding>,
    /// Tables and charts whose marks stood in the paragraph being read.
    placed: Vec<Block>,
}

impl<'t> Reader<'_, 't> {
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    /// Reads blocks up to `end`. Text that stands in no paragraph (a tight list) becomes one.
    fn blocks(&mut self, end: Option<TagEnd>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, span)) = self.next() {
            match event {
                Event::End(found) if Some(found) == end => break,
                Event::Start(Tag::Paragraph) => self.paragraph(&mut blocks, Some(TagEnd::Paragraph)),
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let content = self.inlines(Some(TagEnd::Heading(level)));
                    let id = id.map_or_else(|| slug(&inline_text(&content)), |id| id.to_string());
                    blocks.push(Block::Heading(Heading { level: level as u8, number: String::new(), content, id }));
                }
                Event::Start(Tag::List(first)) => blocks.push(self.list(first, depth)),
                Event::Start(Tag::BlockQuote(kind)) => {
                    let content = flatten(self.blocks(Some(TagEnd::BlockQuote(kind)), depth));
                    blocks.push(Block::Paragraph(Paragraph { content, role: ParagraphRole::Quote }));
                }
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    // Read already by `Notes::collect`; its own references count where the note stands.
                    self.skip(&TagEnd::FootnoteDefinition);
                }
                Event::Start(tag @ (Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_))) => {
                    let (vi, en) = match tag {
                        Tag::CodeBlock(_) => {
                            ("khối mã (dòng thụt vào bốn dấu cách)", "a code block (a line indented by four spaces)")
                        }
                        Tag::HtmlBlock => ("mã HTML", "HTML"),
                        _ => ("bảng gõ tay", "a table typed by hand"),
                    };
                    self.not_shown(&span, vi, en);
                    let end = tag.to_end();
                    self.paragraph(&mut blocks, Some(end));
                }
                Event::Rule => blocks.push(Block::PageBreak),
                Event::End(_) => {}
                _ => {
                    self.at -= 1;
                    self.paragraph(&mut blocks, None);
                }
            }
        }
        blocks
    }

    fn paragraph(&mut self, blocks: &mut Vec<Block>, end: Option<TagEnd>) {
        let content = self.inlines(end);
        if content.iter().any(|inline| !matches!(inline, Inline::Text { text } if text.trim().is_empty())) {
            blocks.push(Block::Paragraph(Paragraph { content, role: ParagraphRole::Body }));
        }
        blocks.append(&mut self.placed);
    }

    fn list(&mut self, first: Option<u64>, depth: usize) -> Block {
        let marker = match (first, depth) {
            (Some(_), _) => ListMarker::Number,
            (None, 0) => ListMarker::Dash,
            (None, _) => ListMarker::Plus,
        };
        let mut items = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let label = match (first, marker) {
                        (Some(first), _) => format!("{}.", first + items.len() as u64),
                        (None, ListMarker::Dash) => "-".to_owned(),
                        (None, _) => "+".to_owned(),
                    };
                    items.push(ListItem { label, blocks: self.blocks(Some(TagEnd::Item), depth + 1) });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Block::List(List { marker, items })
    }

    /// Reads inlines up to `end`, or up to the next block where the text stands in no paragraph.
    fn inlines(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        let mut content = Vec::new();
        let mut text = String::new();
        let mut start = 0;
        while let Some((event, span)) = self.next() {
            match event {
                Event::Text(part) | Event::Code(part) => {
                    if text.is_empty() {
                        start = span.start;
                    }
                    text.push_str(&part);
                    continue;
                }
                Event::SoftBreak => {
                    text.push(' ');
                    continue;
                }
                _ => {}
            }
            self.flush(&mut text, start, &mut content);
            match event {
                Event::End(found) if Some(found) == end => return content,
                Event::Start(Tag::Strong) => {
                    content.push(Inline::Strong { content: self.inlines(Some(TagEnd::Strong)) });
                }
                Event::Start(Tag::Emphasis) => {
                    content.push(Inline::Emphasis { content: self.inlines(Some(TagEnd::Emphasis)) });
                }
                Event::Start(Tag::Link { .. }) => content.extend(self.inlines(Some(TagEnd::Link))),
                Event::Start(Tag::Image { .. }) => {
                    self.not_shown(&span, "hình ảnh", "a picture");
                    content.extend(self.inlines(Some(TagEnd::Image)));
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    self.not_shown(&span, "mã HTML", "HTML");
                    content.push(Inline::text(&*html));
                }
                Event::FootnoteReference(label) => content.push(self.notes.take(&label)),
                Event::HardBreak => content.push(Inline::LineBreak),
                Event::Start(_) | Event::End(_) | Event::Rule if end.is_none() => {
                    // A block begins or the list item ends: not ours to read.
                    self.at -= 1;
                    return content;
                }
                _ => {}
            }
        }
        self.flush(&mut text, start, &mut content);
        content
    }

    fn flush(&mut self, text: &mut String, start: usize, content: &mut Vec<Inline>) {
        if text.is_empty() {
            return;
        }
        self.lint_text(text, start);
        for piece in self.marks.split(text) {
            match piece {
                Piece::Text(text) => content.push(Inline::text(text)),
                Piece::Marked(Marked::Figure(figure)) => content.push(Inline::Figure(figure)),
                Piece::Marked(Marked::Block(block)) => self.placed.push(*block),
            }
        }
        text.clear();
    }

    /// Markdown never fails; what it did not understand is left in the text.
    fn lint_text(&mut self, text: &str, start: usize) {
        if let Some((_, after)) = text.split_once("[^")
            && let Some((label, _)) = after.split_once(']')
        {
            let finding = Finding::error("unknown-footnote", self.text.place(&(start..start)));
            self.findings.push(finding.with("name", label));
        }
        if text.contains("**") {
            self.findings.push(Finding::warning("unpaired-emphasis", self.text.place(&(start..start))));
        }
    }

    fn not_shown(&mut self, span: &Range<usize>, vi: &str, en: &str) {
        let finding = Finding::warning("markup-not-shown", self.text.place(span));
        self.findings.push(finding.with("what", vi).with("what_en", en));
    }

    fn skip(&mut self, end: &TagEnd) {
        while let Some((event, _)) = self.next() {
            if matches!(&event, Event::End(found) if found == end) {
                break;
            }
        }
    }
}
