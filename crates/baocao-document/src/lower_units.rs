use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Source;

/// The units below the one that reports, of whose figures its own were made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LowerUnits {
    /// The units, each before those below it. Where there are too many to carry, only those right below.
    pub units: Vec<LowerUnit>,
    /// How many units there are in all.
    pub total: u32,
    /// The last day for submissions, `YYYY-MM-DD`, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Where the units are that are not listed here, in the document's language; none if all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
}

/// A unit below the one that reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LowerUnit {
    /// The unit's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of unit it is, in the organisation's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tier: String,
    /// The id of the unit above it; none for one right below the unit that reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether it reported; none for a unit whose figures are those of the units below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How many units below it were to report; 0 for one that reports itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub expected: u32,
    /// How many of them did.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub received: u32,
    /// When its submission came in, `2023-09-01 09:40` in Vietnam's time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<String>,
    /// The submission that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// How a unit stands that was to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its submission came in time, or there was no last day.
    OnTime,
    /// It came after the last day.
    Late,
    /// It came, and contradicts itself or cannot be read.
    Invalid,
    /// Nothing came, and the figures of the period before stand in.
    BroughtForward,
    /// Nothing came.
    Missing,
    /// A standing that this reader does not know.
    #[serde(other)]
    Unknown,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
