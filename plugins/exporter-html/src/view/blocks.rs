use std::collections::VecDeque;

use baocao_exporter::{
    Block, Document, Footnote, Heading, List, ListMarker, Orientation, Paragraph, ParagraphRole, inline_text,
};
use serde::Serialize;

use super::anchors::Anchors;
use super::chart::ChartView;
use super::inlines::InlineView;
use super::table::{Columns, TableView};
use crate::text;

/// A block. `as` names the template that writes it.
#[derive(Debug, Serialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum BlockView {
    Heading(HeadingView),
    Paragraph { class: &'static str, content: Vec<InlineView> },
    List { ordered: bool, items: Vec<ItemView> },
    Table(Box<TableView>),
    Chart(Box<ChartView>),
    PageBreak,
    Section { landscape: bool, blocks: Vec<BlockView> },
}

#[derive(Debug, Serialize)]
pub struct HeadingView {
    /// The depth in the page, 2 to 6; the letter's title is 1.
    pub rank: u8,
    /// The depth in the letter, as far as its profile knows looks.
    pub level: usize,
    pub id: String,
    pub number: String,
    pub content: Vec<InlineView>,
}

#[derive(Debug, Serialize)]
pub struct ItemView {
    pub label: String,
    pub blocks: Vec<BlockView>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsEntry {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// Makes views of blocks and remembers what they leave for later.
#[derive(Debug)]
pub struct Builder<'a> {
    pub document: &'a Document,
    pub anchors: Anchors<'a>,
    pub contents: Vec<ContentsEntry>,
    pub open_notes: VecDeque<(usize, &'a Footnote)>,
    /// What this exporter does not know: where it stands and its kind.
    pub unknown: Vec<(String, String)>,
    /// How many levels stand above the headings, beyond the page's own title.
    pub depth: u8,
    /// True within an annex, whose tables are lists to look things up in.
    pub in_annex: bool,
    pub columns: Columns,
}

impl<'a> Builder<'a> {
    pub fn new(document: &'a Document, provenance: bool) -> Self {
        Self {
            document,
            anchors: Anchors::new(document, provenance),
            contents: Vec::new(),
            open_notes: VecDeque::new(),
            unknown: Vec::new(),
            depth: 0,
            in_annex: false,
            columns: Columns::default(),
        }
    }

    pub fn blocks(&mut self, blocks: &'a [Block], at: &str) -> Vec<BlockView> {
        blocks.iter().enumerate().map(|(index, block)| self.block(block, &format!("{at}/{index}"))).collect()
    }

    fn block(&mut self, block: &'a Block, at: &str) -> BlockView {
        match block {
            Block::Heading(heading) => BlockView::Heading(self.heading(heading, at)),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, at),
            Block::List(list) => self.list(list, at),
            Block::Table(table) => BlockView::Table(Box::new(self.table(table))),
            Block::Chart(chart) => BlockView::Chart(Box::new(self.chart(chart))),
            Block::PageBreak => BlockView::PageBreak,
            Block::Section(section) => BlockView::Section {
                landscape: section.orientation == Orientation::Landscape,
                blocks: self.blocks(&section.blocks, &format!("{at}/blocks")),
            },
            Block::Unknown(unknown) => {
                self.unknown.push((at.to_owned(), unknown.kind.clone()));
                let content = vec![InlineView::Text { text: text::clean(&unknown.text) }];
                BlockView::Paragraph { class: "", content }
            }
        }
    }

    fn heading(&mut self, heading: &'a Heading, at: &str) -> HeadingView {
        let id = self.anchors.heading(&heading.id);
        let number = text::clean(&heading.number);
        let title = [number.as_str(), text::clean(&inline_text(&heading.content)).as_str()].join(" ");
        let level = heading.level.max(1);
        self.contents.push(ContentsEntry {
            level: (level + self.depth).min(5),
            id: id.clone(),
            text: title.trim().to_owned(),
        });
        let looks = self.document.envelope.letterhead.headings.len().max(1);
        HeadingView {
            rank: level.saturating_add(1 + self.depth).min(6),
            level: usize::from(level).min(looks),
            id,
            number,
            content: self.inlines(&heading.content, at),
        }
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, at: &str) -> BlockView {
        let class = match paragraph.role {
            ParagraphRole::Body | ParagraphRole::Unknown => "",
            ParagraphRole::Ground => "ground",
            ParagraphRole::Quote => "quote",
            ParagraphRole::Centered => "centered",
        };
        BlockView::Paragraph { class, content: self.inlines(&paragraph.content, at) }
    }

    fn list(&mut self, list: &'a List, at: &str) -> BlockView {
        let items = list.items.iter().enumerate().map(|(index, item)| ItemView {
            label: text::clean(&item.label),
            blocks: self.blocks(&item.blocks, &format!("{at}/items/{index}/blocks")),
        });
        BlockView::List { ordered: list.marker == ListMarker::Number, items: items.collect() }
    }
}
