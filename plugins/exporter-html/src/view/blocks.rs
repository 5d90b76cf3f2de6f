use std::collections::VecDeque;

use baocao_exporter::{
    Block, Document, Footnote, Heading, List, ListMarker, Orientation, Paragraph, ParagraphRole, inline_text,
};
use handlebars::RenderError;
use serde::Serialize;

use super::anchors::Anchors;
use super::table::Columns;
use crate::markup::Markup;
use crate::pieces::Pieces;
use crate::text;

#[derive(Debug, Serialize)]
struct HeadingView {
    /// The depth in the page, 2 to 6; the letter's title is 1.
    rank: u8,
    /// The depth in the letter, as far as its profile knows looks.
    level: usize,
    id: String,
    number: String,
    content: Markup,
}

#[derive(Debug, Serialize)]
struct ParagraphView {
    class: &'static str,
    content: Markup,
}

#[derive(Debug, Serialize)]
struct ListView {
    ordered: bool,
    items: Vec<ItemView>,
}

#[derive(Debug, Serialize)]
struct ItemView {
    label: String,
    blocks: Markup,
}

#[derive(Debug, Serialize)]
struct SectionView {
    landscape: bool,
    blocks: Markup,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsEntry {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// Writes blocks and remembers what they leave for later.
#[derive(Debug)]
pub struct Builder<'a> {
    pub document: &'a Document,
    pub pieces: Pieces<'a>,
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
    pub fn new(document: &'a Document, pieces: Pieces<'a>, provenance: bool) -> Self {
        Self {
            document,
            pieces,
            anchors: Anchors::new(document, provenance),
            contents: Vec::new(),
            open_notes: VecDeque::new(),
            unknown: Vec::new(),
            depth: 0,
            in_annex: false,
            columns: Columns::default(),
        }
    }

    /// Writes blocks, each on lines of its own.
    pub fn blocks(&mut self, blocks: &'a [Block], at: &str) -> Result<Markup, RenderError> {
        let mut markup = Markup::default();
        for (index, block) in blocks.iter().enumerate() {
            markup.append(&self.block(block, &format!("{at}/{index}"))?);
            markup.tag("\n");
        }
        Ok(markup)
    }

    fn block(&mut self, block: &'a Block, at: &str) -> Result<Markup, RenderError> {
        let pieces = self.pieces;
        match block {
            Block::Heading(heading) => pieces.render("heading", &self.heading(heading, at)?),
            Block::Paragraph(paragraph) => pieces.render("paragraph", &self.paragraph(paragraph, at)?),
            Block::List(list) => pieces.render("list", &self.list(list, at)?),
            Block::Table(table) => pieces.render("table", &self.table(table)?),
            Block::Chart(chart) => pieces.render("chart", &self.chart(chart)),
            Block::PageBreak => pieces.render("page_break", &()),
            Block::Section(section) => {
                let landscape = section.orientation == Orientation::Landscape;
                let blocks = self.blocks(&section.blocks, &format!("{at}/blocks"))?;
                pieces.render("section", &SectionView { landscape, blocks })
            }
            Block::Unknown(unknown) => {
                self.unknown.push((at.to_owned(), unknown.kind.clone()));
                let mut content = Markup::default();
                content.text(&text::clean(&unknown.text));
                pieces.render("paragraph", &ParagraphView { class: "", content })
            }
        }
    }

    fn heading(&mut self, heading: &'a Heading, at: &str) -> Result<HeadingView, RenderError> {
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
        Ok(HeadingView {
            rank: level.saturating_add(1 + self.depth).min(6),
            level: usize::from(level).min(looks),
            id,
            number,
            content: self.inlines(&heading.content, at)?,
        })
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, at: &str) -> Result<ParagraphView, RenderError> {
        let class = match paragraph.role {
            ParagraphRole::Body | ParagraphRole::Unknown => "",
            ParagraphRole::Ground => "ground",
            ParagraphRole::Quote => "quote",
            ParagraphRole::Centered => "centered",
        };
        Ok(ParagraphView { class, content: self.inlines(&paragraph.content, at)? })
    }

    fn list(&mut self, list: &'a List, at: &str) -> Result<ListView, RenderError> {
        let mut items = Vec::with_capacity(list.items.len());
        for (index, item) in list.items.iter().enumerate() {
            let blocks = self.blocks(&item.blocks, &format!("{at}/items/{index}/blocks"))?;
            items.push(ItemView { label: text::clean(&item.label), blocks });
        }
        Ok(ListView { ordered: list.marker == ListMarker::Number, items })
    }
}
