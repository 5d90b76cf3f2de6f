use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A body that reports or receives, read from `config/organizations`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The id; the file is named after it.
    pub id: String,
    /// The full name as running text writes it.
    pub name: String,
    /// The body's part of the symbol of its letters, `LĐLĐ`.
    pub symbol: String,
    /// The name as the letter's head prints it, line by line; the full name in capitals if absent.
    #[serde(default)]
    pub heading: Vec<String>,
    /// The place that letters are dated from.
    #[serde(default)]
    pub place: String,
    /// The tier in the tree, in the body's own words. Tiers are data: laws add and end them.
    #[serde(default)]
    pub tier: String,
    /// The superior body's id.
    #[serde(default)]
    pub parent: Option<String>,
    /// The letterhead profile's id; of several, the first that holds on the letter's date.
    #[serde(default)]
    pub letterhead: Letterheads,
    /// The last line of the recipients, if it is not the letterhead's: `Lưu Văn phòng ĐUK`.
    #[serde(default)]
    pub archive: Option<String>,
    /// Which of the forms' rules hold for the body.
    #[serde(default)]
    pub rules: RuleChoice,
    /// The exporters of a bundle, in order.
    #[serde(default)]
    pub exporters: Vec<String>,
    /// What goes back to the body when its figures must be corrected.
    #[serde(default)]
    pub slip: SlipChoice,
    /// What each exporter may use, where it is more or less than usual.
    #[serde(default)]
    pub exporter_limits: BTreeMap<String, ExporterLimits>,
    /// The options of each exporter; each exporter says what they may be.
    #[serde(default)]
    pub exporter: BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
}

/// Which of the forms' rules hold for a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RuleChoice {
    /// The groups of rules that are switched off.
    pub off: Vec<String>,
}

/// What goes back to a body when its figures must be corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SlipChoice {
    /// The exporters of a slip, in order; those of a bundle if absent.
    pub exporters: Option<Vec<String>>,
}

/// What an exporter may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExporterLimits {
    /// How many seconds one export may take.
    pub seconds: Option<u64>,
    /// How many MiB of memory it may allocate.
    pub memory: Option<u64>,
    /// How many MiB it may write.
    pub output: Option<u64>,
}

/// One letterhead profile, or several that follow each other in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Letterheads {
    /// One for all dates.
    One(String),
    /// Several; the first that holds on the letter's date is used.
    Several(Vec<String>),
}

impl Default for Letterheads {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Letterheads {
    /// The profiles' ids in order.
    pub fn ids(&self) -> &[String] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(ids) => ids,
        }
    }
}
