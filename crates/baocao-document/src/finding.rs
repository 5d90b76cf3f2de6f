use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that validation found, as exporters may show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The code, `total-differs-from-parts`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The sentence, in the document's language.
    pub message: String,
    /// Where it is, in words a clerk can follow.
    pub place: String,
    /// The figures it speaks of, each `table.row.column`.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// The id of the lower unit whose submission it is about; its addresses are then that submission's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Who answers for it, if it was an error that is waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

/// An error that someone answers for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The code of the error.
    pub code: String,
    /// The error's own sentence.
    pub message: String,
    /// Why the report may be issued with it.
    pub reason: String,
    /// Who says so.
    pub name: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The report cannot be issued, except as a draft.
    Error,
    /// Someone should look.
    Warning,
    /// Worth knowing.
    Note,
}
