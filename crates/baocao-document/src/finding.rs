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
