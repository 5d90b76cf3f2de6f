use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::Life;
use crate::{Date, Finding, Place};

/// What a unit is for a time. A unit that changes has several rows, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// The id; the same in all rows of the unit.
    pub id: String,
    /// The name; the organisation's of the same id if left out.
    #[serde(default)]
    pub name: String,
    /// The tier in the body's own words; the organisation's if left out.
    #[serde(default)]
    pub tier: String,
    /// The unit above; none for the top of a tree.
    #[serde(default)]
    pub parent: Option<String>,
    /// The first day on which the row holds; open if absent.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day on which the row holds; open if absent.
    #[serde(default)]
    pub to: Option<Date>,
    /// The unit's part of the symbol of its letters.
    #[serde(default)]
    pub symbol: Option<String>,
}

impl UnitRow {
    /// The days on which the row holds.
    pub fn life(&self) -> Life {
        Life { from: self.from, to: self.to }
    }
}

/// What became of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessionRow {
    /// The unit that it is about.
    pub unit: String,
    /// What happened to it.
    pub kind: SuccessionKind,
    /// The other unit, where there is one; the kind says which.
    #[serde(default)]
    pub other: Option<String>,
    /// The first day on which it is so.
    pub date: Date,
    /// The part of the old unit's figures that goes with a split, above 0 and up to 1.
    #[serde(default, deserialize_with = "decimal")]
    #[schemars(with = "Option<f64>")]
    pub share: Option<Decimal>,
}

/// What happens to units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// The unit ended and the other goes on for both.
    MergedInto,
    /// The unit ended and the other is one of those that it was divided into.
    SplitInto,
    /// The unit began as a part of the other, which goes on.
    SplitFrom,
    /// The unit has another name; with another id if the other is named.
    Renamed,
    /// The unit is under the other now.
    Moved,
    /// The unit ended and no other stands for it.
    Dissolved,
}

impl SuccessionKind {
    /// All kinds as files name them.
    pub const NAMES: [&str; 6] = ["merged_into", "split_into", "split_from", "renamed", "moved", "dissolved"];

    /// Reads a kind's name.
    pub fn parse(text: &str) -> Option<Self> {
        let kinds = [Self::MergedInto, Self::SplitInto, Self::SplitFrom, Self::Renamed, Self::Moved, Self::Dissolved];
        kinds.into_iter().find(|kind| kind.name() == text)
    }

    /// The name that files use.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// The rows of a tree as they were read, with what was wrong in reading them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeRows {
    /// The units.
    pub units: Vec<UnitRow>,
    /// What became of units.
    pub successions: Vec<SuccessionRow>,
    /// The ids of units with a row that could not be read. What hangs on them is not checked.
    pub unreadable: BTreeSet<String>,
    /// What was wrong in reading.
    pub findings: Vec<Finding>,
}

/// A row, for asking where a field of it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeRow {
    /// A row of `TreeRows::units`.
    Unit(usize),
    /// A row of `TreeRows::successions`.
    Succession(usize),
}

/// Says where a field of a row stands. Fields have the names that files use.
pub type FieldPlace<'a> = dyn Fn(TreeRow, &str) -> Place + 'a;

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let number = Option::<serde_json::Number>::deserialize(deserializer)?;
    Ok(number.and_then(|number| number.to_string().parse().ok()))
}
