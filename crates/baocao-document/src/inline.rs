use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::kind::{self, OfKinds, PlainText, Words};
use crate::{Link, Value};

/// A piece of text within a block.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    /// Plain characters.
    Text {
        /// The characters, NFC.
        text: String,
    },
    /// Bold text.
    Strong {
        /// What is bold.
        content: Vec<Inline>,
    },
    /// Italic text.
    Emphasis {
        /// What is italic.
        content: Vec<Inline>,
    },
    /// A footnote: the mark stands here, the content at the foot of the page.
    Footnote(Footnote),
    /// A figure from the submission, as printed.
    Figure(FigureText),
    /// A text that leads elsewhere; since version 1.2.
    Link(Link),
    /// A line that ends here within the paragraph.
    LineBreak,
    /// A kind this reader does not know; show [`Unknown::text`] and warn.
    #[serde(untagged)]
    Unknown(Unknown),
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        kind::read(from)
    }
}

impl OfKinds for Inline {
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Self, D::Error> {
        Ok(match kind {
            "text" => Self::Text { text: Words::deserialize(rest)?.text },
            "strong" => Self::Strong { content: Content::deserialize(rest)?.content },
            "emphasis" => Self::Emphasis { content: Content::deserialize(rest)?.content },
            "footnote" => Self::Footnote(Footnote::deserialize(rest)?),
            "figure" => Self::Figure(FigureText::deserialize(rest)?),
            "link" => Self::Link(Link::deserialize(rest)?),
            "line_break" => IgnoredAny::deserialize(rest).map(|_| Self::LineBreak)?,
            unknown => Self::Unknown(Unknown { kind: unknown.to_owned(), text: PlainText::deserialize(rest)?.text }),
        })
    }
}

/// What stands beside the kind of bold and italic text.
#[derive(Deserialize)]
struct Content {
    content: Vec<Inline>,
}

impl Inline {
    /// Makes plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Footnote {
    /// The number, running from 1 through the document.
    pub number: u32,
    /// The text of the note.
    pub content: Vec<Inline>,
}

/// A figure in running text, which keeps its address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureText {
    /// The figure as printed, `4.067.150.000`.
    pub text: String,
    /// The figures it shows: one, or the operands of a ratio in order, each `table.row.column`.
    pub addresses: Vec<String>,
    /// The value that was printed.
    pub value: Value,
}

/// A block or inline of a kind that this reader does not know.
///
/// Every kind added after version 1.0 carries `text`, so that an older reader has something to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Unknown {
    /// The kind's name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The content as plain text.
    #[serde(default)]
    pub text: String,
}
