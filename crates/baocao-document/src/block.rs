use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::kind::{self, OfKinds, PlainText};
use crate::{Chart, Inline, Orientation, Table, Unknown};

/// A piece of the report that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A numbered or unnumbered heading.
    Heading(Heading),
    /// A paragraph of text.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table of figures.
    Table(Table),
    /// A chart; since version 1.1.
    Chart(Chart),
    /// What follows starts on a new page.
    PageBreak,
    /// Pages turned another way than the rest.
    Section(Section),
    /// A kind this reader does not know; show [`Unknown::text`] and warn.
    #[serde(untagged)]
    Unknown(Unknown),
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        kind::read(from)
    }
}

impl OfKinds for Block {
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Self, D::Error> {
        Ok(match kind {
            "heading" => Self::Heading(Heading::deserialize(rest)?),
            "paragraph" => Self::Paragraph(Paragraph::deserialize(rest)?),
            "list" => Self::List(List::deserialize(rest)?),
            "table" => Self::Table(Table::deserialize(rest)?),
            "chart" => Self::Chart(Chart::deserialize(rest)?),
            "page_break" => IgnoredAny::deserialize(rest).map(|_| Self::PageBreak)?,
            "section" => Self::Section(Section::deserialize(rest)?),
            unknown => Self::Unknown(Unknown { kind: unknown.to_owned(), text: PlainText::deserialize(rest)?.text }),
        })
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// The depth, from 1. `Letterhead::headings[level - 1]` says how it looks.
    pub level: u8,
    /// The number with its mark, `II.` or `1.6.`; empty for an unnumbered heading.
    #[serde(default)]
    pub number: String,
    /// The text, already in capitals where the profile asks for them.
    pub content: Vec<Inline>,
    /// A stable name to link to.
    pub id: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// The text.
    pub content: Vec<Inline>,
    /// What part the paragraph plays; it decides indent and style.
    #[serde(default)]
    pub role: ParagraphRole,
}

/// What part a paragraph plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphRole {
    /// Running text: justified, first line indented.
    #[default]
    Body,
    /// A legal ground (căn cứ): the profile says whether it is italic.
    Ground,
    /// A quotation: indented on both sides.
    Quote,
    /// A line that stands in the middle.
    Centered,
    /// A role this reader does not know; treat it as running text.
    #[serde(other)]
    Unknown,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// What stands before each item.
    pub marker: ListMarker,
    /// The items in order.
    pub items: Vec<ListItem>,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListMarker {
    /// `-`, the first level in Vietnamese letters.
    #[default]
    Dash,
    /// `+`, the second level.
    Plus,
    /// The number stands in each item's `label`.
    Number,
    /// A marker this reader does not know; treat it as a dash.
    #[serde(other)]
    Unknown,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// What is printed before the item, `-`, `+`, `1.`, `a)`.
    pub label: String,
    /// Usually one paragraph, then nested lists.
    pub blocks: Vec<Block>,
}

/// A run of pages turned another way than the rest, with page numbers that go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Which way its pages are turned.
    pub orientation: Orientation,
    /// The content.
    pub blocks: Vec<Block>,
}
