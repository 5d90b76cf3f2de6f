use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Link, Value};

/// A piece of text within a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
