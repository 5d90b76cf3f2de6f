use schemars::JsonSchema;
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

use crate::kind::{self, OfKinds, Words};
use crate::{Align, Computation};

/// A table of figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// The table's id in the form.
    pub id: String,
    /// The title printed above, with its number if it has one; empty for none.
    #[serde(default)]
    pub caption: String,
    /// The unit line printed above on the right, `Đơn vị tính: cuộc`; empty for none.
    #[serde(default)]
    pub unit: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The header rows from top to bottom, repeated on every page that the table reaches.
    pub header: Vec<Vec<HeaderCell>>,
    /// The rows below the header.
    pub rows: Vec<Row>,
    /// Notes printed under the table.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// The column's id: the last part of an address, or `number` and `label` for the two leading columns.
    pub id: String,
    /// The full heading on one line, for readers that cannot show levels.
    pub label: String,
    /// How values are written.
    pub format: Format,
    /// How values stand in the cell.
    pub align: Align,
    /// The share of the table's width; the shares of all columns add up to 1.
    pub width: f64,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Format {
    /// What the value is.
    pub kind: FormatKind,
    /// How many digits stand after the decimal comma.
    #[serde(default)]
    pub decimals: u8,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormatKind {
    /// Words.
    #[default]
    Text,
    /// A count or measure.
    Number,
    /// A percentage: 98.7 is written `98,7%`.
    Percent,
    /// A kind this reader does not know; show the text.
    #[serde(other)]
    Unknown,
}

/// A cell of a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeaderCell {
    /// The text.
    pub text: String,
    /// The leftmost column that the cell covers, from 0.
    pub column: usize,
    /// How many columns it covers, from 1.
    pub colspan: usize,
    /// How many header rows it covers, from 1.
    pub rowspan: usize,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// The row's id: the middle part of an address.
    pub id: String,
    /// What the row is.
    #[serde(default)]
    pub kind: RowKind,
    /// The cells from left to right. With spans, fewer than there are columns.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A row of values.
    #[default]
    Data,
    /// A row that adds up others; printed bold.
    Total,
    /// A heading within the table that covers all columns; printed bold.
    Section,
    /// A kind this reader does not know; treat it as a row of values.
    #[serde(other)]
    Unknown,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The cell as printed, in Vietnamese form.
    pub text: String,
    /// The value behind the text, if the cell holds a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The figure's address `table.row.column`, if the cell holds a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How many columns the cell covers.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub colspan: usize,
    /// How the value follows from others in the same document, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computation: Option<Computation>,
    /// How the text stands, where it differs from the column's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
    /// Where the cell leads, as [`crate::Link::href`] says; since version 1.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Cell {
    /// Makes a cell of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None, address: None, colspan: 1, computation: None, align: None, href: None }
    }
}

fn one() -> usize {
    1
}

fn is_one(n: &usize) -> bool {
    *n == 1
}

/// The value of a figure: one of four states. A blank is never zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Value {
    /// A reported number, exact, as decimal digits with `.`: `90.6`.
    Number {
        /// The digits.
        number: String,
    },
    /// A reported result in words, `Đạt`.
    Text {
        /// The words.
        text: String,
    },
    /// Reported as "không phát sinh": there was nothing to count.
    Nil,
    /// Not reported.
    Blank,
    /// The figure does not apply here.
    NotApplicable,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        kind::read(from)
    }
}

impl OfKinds for Value {
    const KEY: &'static str = "state";

    fn of_kind<'de, D: Deserializer<'de>>(state: &str, rest: D) -> Result<Self, D::Error> {
        const STATES: &[&str] = &["number", "text", "nil", "blank", "not_applicable"];
        Ok(match state {
            "number" => Self::Number { number: Digits::deserialize(rest)?.number },
            "text" => Self::Text { text: Words::deserialize(rest)?.text },
            "nil" => IgnoredAny::deserialize(rest).map(|_| Self::Nil)?,
            "blank" => IgnoredAny::deserialize(rest).map(|_| Self::Blank)?,
            "not_applicable" => IgnoredAny::deserialize(rest).map(|_| Self::NotApplicable)?,
            unknown => return Err(Error::unknown_variant(unknown, STATES)),
        })
    }
}

/// What stands beside the state of a number.
#[derive(Deserialize)]
struct Digits {
    number: String,
}
