use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a family of letters may say in its envelope, read from `config/conventions`. How it looks stands in the
/// letterheads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    /// The id; the file is named after it.
    pub id: String,
    /// The family's name for people.
    pub title: String,
    /// The documents that the rules come from.
    pub source: String,
    /// The letterhead profiles of the family.
    pub letterheads: Vec<String>,
    /// The kinds of letter by their abbreviation; one abbreviation may stand for several.
    pub kinds: BTreeMap<String, Vec<String>>,
    /// The abbreviation of a công văn in symbols; none if it has no place there.
    #[serde(default)]
    pub plain_letter: Option<String>,
    /// The kinds that look ahead and may be dated before their period.
    #[serde(default)]
    pub plans: Vec<String>,
    /// The kinds that are addressed to the superior body that they are sent to.
    #[serde(default)]
    pub addressed: Vec<String>,
    /// The marks that may stand before whom a signer signs for, `TM.`
    pub authorities: Vec<Authority>,
    /// The words that a deputy's office begins with.
    #[serde(default)]
    pub deputies: Vec<String>,
    /// What the line about the copy in the archive begins with.
    pub archive: String,
    /// The symbols of the only bodies that write such letters; `*` in front stands for any beginning. Empty for all.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// The symbols of bodies that never do.
    #[serde(default)]
    pub other_bodies: Vec<String>,
}

/// A mark of authority in the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The mark as the family writes it.
    pub mark: String,
    /// What it means.
    pub meaning: String,
    /// Whether a deputy may sign under it.
    #[serde(default)]
    pub deputies: bool,
}

impl Conventions {
    /// True if a body with this symbol writes such letters.
    pub fn holds_for(&self, symbol: &str) -> bool {
        let listed = |list: &[String]| {
            list.iter().any(|pattern| match pattern.strip_prefix('*') {
                Some(end) => symbol.ends_with(end),
                None => symbol == pattern,
            })
        };
        (self.bodies.is_empty() || listed(&self.bodies)) && !listed(&self.other_bodies)
    }
}
