use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The errors that someone answers for, read from `waivers.toml` in a report's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waivers {
    /// The waivers.
    #[serde(default, rename = "waiver")]
    pub waivers: Vec<Waiver>,
}

/// One error, or several of one rule, that does not keep a report from being issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The code of the finding.
    pub code: String,
    /// The address of its first figure, or the id of the rule.
    pub place: String,
    /// Why the report may be issued all the same.
    #[serde(default)]
    pub reason: String,
    /// Who answers for it.
    #[serde(default)]
    pub name: String,
}
