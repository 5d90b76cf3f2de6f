use baocao_document::{
    Align, Annex, Block, Document, Heading, Inline, List, ListItem, Orientation, Paragraph, ParagraphRole, inline_text,
};

use crate::Fonts;
use crate::annex::push_annex_head;
use crate::chart::push_chart;
use crate::closing::push_closing;
use crate::envelope::push_head;
use crate::flow::Flow;
use crate::geometry::{Frame, points};
use crate::lines::Span;
use crate::page::Layout;
use crate::remark::Remarks;
use crate::slice::{ParagraphStyle, Slice, paragraph};
use crate::structure::{Outliner, Role};
use crate::table::push_table;
use crate::typesetter::{Style, Typesetter};
use crate::words::Word;

/// Lays a document out in pages.
pub fn lay_out(document: &Document, fonts: &Fonts) -> Layout {
    let letterhead = &document.envelope.letterhead;
    let (outliner, remarks) = (Outliner::default(), Remarks::default());
    let mut setter = Typesetter { fonts, letterhead, links: Vec::new(), outliner, remarks };
    let mut flow = Flow::new(Frame::new(&letterhead.page, Orientation::Portrait), letterhead.page.number);
    let mut writer = Writer { setter: &mut setter, flow: &mut flow, orientation: Orientation::Portrait };
    writer.letter(document);
    for (index, annex) in document.annexes.iter().enumerate() {
        writer.annex(annex, &format!("document:/annexes/{index}"));
    }
    let (pages, outline) = flow.finish(&mut setter);
    let structure = setter.outliner.finish();
    Layout { pages, outline, links: setter.links, structure, remarks: setter.remarks.into_vec() }
}

/// Each deeper list starts this share of the indent further right.
const NESTED_INDENT: f64 = 0.5;

/// Walks the document and hands strips to the flow.
struct Writer<'a, 'b> {
    setter: &'a mut Typesetter<'b>,
    flow: &'a mut Flow,
    orientation: Orientation,
}

impl Writer<'_, '_> {
    fn letter(&mut self, document: &Document) {
        self.setter.begin(Role::Section);
        push_head(self.setter, self.flow, &document.envelope);
        self.blocks(&document.body, "document:/body", 0);
        push_closing(self.setter, self.flow, &document.envelope);
        self.setter.end();
    }

    fn annex(&mut self, annex: &Annex, at: &str) {
        self.orientation = annex.orientation;
        self.flow.restart(self.setter, self.frame());
        self.setter.begin(Role::Section);
        push_annex_head(self.setter, self.flow, annex, at);
        self.blocks(&annex.blocks, &format!("{at}/blocks"), 0);
        self.setter.end();
    }

    fn frame(&self) -> Frame {
        Frame::new(&self.setter.letterhead.page, self.orientation)
    }

    fn blocks(&mut self, blocks: &[Block], at: &str, depth: usize) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, &format!("{at}/{index}"), depth);
        }
    }

    fn block(&mut self, block: &Block, at: &str, depth: usize) {
        match block {
            Block::Heading(heading) => self.heading(heading, at),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, at),
            Block::List(list) => self.list(list, at, depth),
            Block::Table(table) => push_table(self.setter, self.flow, table, at),
            Block::Chart(chart) => push_chart(self.setter, self.flow, chart, at),
            Block::PageBreak => self.flow.break_page(self.setter),
            Block::Section(section) => {
                let before = std::mem::replace(&mut self.orientation, section.orientation);
                self.flow.turn(self.setter, self.frame());
                self.blocks(&section.blocks, &format!("{at}/blocks"), depth);
                self.orientation = before;
                self.flow.turn(self.setter, self.frame());
            }
            Block::Unknown(unknown) => {
                self.setter.remarks.unknown("layout.unknown-block", &unknown.kind, at);
                let style = self.setter.tagged(self.body_style(), Role::Paragraph);
                let words = self.setter.plain(&unknown.text, style, at);
                self.body_lines(words, self.indent());
            }
        }
    }

    fn heading(&mut self, heading: &Heading, at: &str) {
        let styles = &self.setter.letterhead.headings;
        let Some(look) = styles.get(usize::from(heading.level.max(1)) - 1).or(styles.last()).copied() else {
            // A profile without headings prints them as running text.
            let style = self.setter.tagged(self.body_style(), Role::Paragraph);
            let words = self.numbered(&heading.number, style, &heading.content, style, at);
            return self.body_lines(words, self.indent());
        };
        let title = format!("{} {}", heading.number, inline_text(&heading.content)).trim().to_owned();
        let style = Style::from(look.style);
        let style = self.setter.tagged(style, Role::Heading { level: heading.level, title: title.clone() });
        let words = self.numbered(&heading.number, style, &heading.content, style, at);
        let first_indent = if look.indent && look.align != Align::Center { self.indent() } else { 0.0 };
        let mut slices = self.lines(words, style, look.align, 0.0, first_indent);
        slices.iter_mut().for_each(|slice| slice.keep = true);
        if let Some(first) = slices.first_mut() {
            first.bookmark = Some((heading.level, title));
        }
        self.flow.extend(self.setter, slices);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, at: &str) {
        let body = self.body_style();
        let (style, align, inset, first_indent) = match paragraph.role {
            ParagraphRole::Body | ParagraphRole::Unknown => (body, Align::Justify, 0.0, self.indent()),
            ParagraphRole::Ground if self.setter.letterhead.body.grounds_italic => {
                (body.italic(), Align::Justify, 0.0, self.indent())
            }
            ParagraphRole::Ground => (body, Align::Justify, 0.0, self.indent()),
            ParagraphRole::Quote => (body, Align::Justify, self.indent(), 0.0),
            ParagraphRole::Centered => (body, Align::Center, 0.0, 0.0),
        };
        let role = if paragraph.role == ParagraphRole::Quote { Role::Quotation } else { Role::Paragraph };
        let style = self.setter.tagged(style, role);
        let words = self.setter.words(&paragraph.content, style, at);
        let slices = self.lines(words, style, align, inset, first_indent);
        self.flow.extend(self.setter, slices);
    }

    fn list(&mut self, list: &List, at: &str, depth: usize) {
        self.setter.begin(Role::List);
        for (index, item) in list.items.iter().enumerate() {
            self.setter.begin(Role::Item);
            self.item(item, &format!("{at}/items/{index}/blocks"), depth);
            self.setter.end();
        }
        self.setter.end();
    }

    /// As in every report of this kind, an item is a paragraph with an indented first line, not a hanging one.
    fn item(&mut self, item: &ListItem, at: &str, depth: usize) {
        let first_indent = self.indent() * (1.0 + NESTED_INDENT * depth as f64);
        let (content, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(paragraph), rest)) => (paragraph.content.as_slice(), rest),
            _ => ([].as_slice(), item.blocks.as_slice()),
        };
        let label = self.setter.tagged(self.body_style(), Role::Label);
        let body = self.setter.begin(Role::Content);
        let body = self.body_style().within(Some(body));
        let words = self.numbered(&item.label, label, content, body, &format!("{at}/0"));
        self.body_lines(words, first_indent);
        let skipped = item.blocks.len() - rest.len();
        for (index, block) in rest.iter().enumerate() {
            self.block(block, &format!("{at}/{}", index + skipped), depth + 1);
        }
        self.setter.end();
    }

    /// The words of a text with its number or label before it.
    fn numbered(&mut self, number: &str, number_style: Style, content: &[Inline], style: Style, at: &str) -> Vec<Word> {
        let mut words = self.setter.plain(number, number_style, at);
        let mut text = self.setter.words(content, style, at);
        if let Some(first) = text.first_mut()
            && !words.is_empty()
        {
            first.space = self.setter.space(style);
        }
        words.append(&mut text);
        words
    }

    fn body_lines(&mut self, words: Vec<Word>, first_indent: f64) {
        let slices = self.lines(words, self.body_style(), Align::Justify, 0.0, first_indent);
        self.flow.extend(self.setter, slices);
    }

    /// Breaks words into strips with the space of a paragraph after the last.
    fn lines(&mut self, words: Vec<Word>, style: Style, align: Align, inset: f64, first_indent: f64) -> Vec<Slice> {
        let column = self.flow.frame().text_width();
        let pitch = self.setter.body_pitch(style);
        let span = Span { x: inset, width: column - 2.0 * inset, align };
        let mut slices = paragraph(self.setter, words, ParagraphStyle { span, first_indent, pitch, style, column });
        if let Some(last) = slices.last_mut() {
            last.after = self.setter.letterhead.body.space_after;
        }
        slices
    }

    fn body_style(&self) -> Style {
        Style::new(self.setter.letterhead.body.size, false, false)
    }

    fn indent(&self) -> f64 {
        points(self.setter.letterhead.body.indent)
    }
}
