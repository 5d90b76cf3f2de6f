use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a figure comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// The figure in words: table, row and column.
    pub label: String,
    /// The place it was read from, if it was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How it was computed, if it was not reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computation: Option<Computation>,
    /// Which lower unit gave how much, if it was rolled up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
    /// The figure in the reports of other periods, as far as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierValue>,
    /// What the figure was held against and agreed with. What it did not agree with is a finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<PassedCheck>,
}

/// A figure in the report of another period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EarlierValue {
    /// Which period it is, in words: `Cùng kỳ năm trước`.
    pub period: String,
    /// The value as printed.
    pub text: String,
}

/// A check that figures agreed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassedCheck {
    /// The code of the finding that it would have given, or the id of the form's own rule.
    pub rule: String,
    /// What holds, in words.
    pub text: String,
    /// The other figures that it looked at, each `table.row.column`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file, relative to the report's folder.
    pub file: String,
    /// The line from 1, in a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in characters from 1, in a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The sheet, in a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell such as `D14`, in a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Computation {
    /// What is done.
    pub operator: Operator,
    /// The addresses it is done with, in order.
    pub operands: Vec<String>,
    /// The addresses that a balance subtracts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subtracted: Vec<String>,
}

/// What a computation does with its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// All operands added.
    Sum,
    /// The first operand in per cent of the second.
    Percent,
    /// The first operand (result) judged against the second (target).
    Evaluation,
    /// All operands added, `subtracted` taken off.
    Balance,
    /// The operand itself, carried on from the column before.
    Carried,
    /// The place of the row's own operand among all, the highest first; of more than a hundred, the own one alone.
    Rank,
    /// Points from the highest score (first operand) and a grade, or result and target.
    Score,
    /// An operator this reader does not know; show the stored value.
    #[serde(other)]
    Unknown,
}

/// What one lower unit gave to a rolled-up figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contribution {
    /// The unit's id.
    pub unit: String,
    /// The unit's name. Empty for a contribution to a contribution: [`crate::LowerUnits`] has the name of its unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it gave, as decimal digits.
    pub value: String,
    /// Where it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What the units below this one gave to it. They follow no further than [`crate::LowerUnits`] lists units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
}
