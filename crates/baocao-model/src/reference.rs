use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Date;

/// The dated texts that laws change: rates, legal grounds, names. Read from `config/references.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct References {
    /// The texts; of several with one id, each holds for its own days.
    #[serde(default, rename = "reference")]
    pub references: Vec<Reference>,
}

/// A text that holds for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What it is, `union-fee`.
    pub id: String,
    /// The text as reports print it, `0,5%`.
    pub text: String,
    /// The first day on which it holds; open if absent.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day on which it holds; open if absent.
    #[serde(default)]
    pub until: Option<Date>,
    /// The document that it comes from.
    #[serde(default)]
    pub source: String,
}

impl Reference {
    /// True if the text holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
