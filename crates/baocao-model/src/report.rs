use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Date, Period};

/// What report, by whom, for when: `report.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The issuing organisation's id.
    pub organization: String,
    /// The form's id.
    pub form: String,
    /// The period.
    pub period: Period,
    /// The day up to which figures were counted; the period's last day if absent.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The folders of the reports for the parts of the period: what this one leaves blank is added up from theirs.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The folder of the report for the period before, for comparisons.
    #[serde(default)]
    pub previous: Option<String>,
    /// The folder of the report for the same period last year, for comparisons.
    #[serde(default)]
    pub same_period_last_year: Option<String>,
    /// The last day for lower units' submissions, if it is not what the form says.
    #[serde(default)]
    pub submissions_due: Option<Date>,
    /// The folders of earlier reports of the same kind: figures that are far from theirs are worth a look.
    #[serde(default)]
    pub history: Vec<String>,
    /// The letter around the report.
    pub letter: Letter,
    /// The same figures for other readers.
    #[serde(default)]
    pub audience: Vec<Audience>,
}

/// The letter around the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The number, with a letter if need be: 757 or "06b"; absent while the registry has not given it.
    #[serde(default)]
    pub number: Option<LetterNumber>,
    /// The body's part of the symbol, if it is not the organisation's: `BCH` for the committee, `UBND-VX`.
    #[serde(default)]
    pub symbol: Option<String>,
    /// The date of the letter.
    pub date: Date,
    /// The place, if it is not the organisation's.
    #[serde(default)]
    pub place: Option<String>,
    /// The subject line by line, if it is not the form's.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Whom the letter is addressed to (Kính gửi).
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Who signs.
    pub signer: Signer,
    /// Who receives it (Nơi nhận), without dashes and marks.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// How urgent it is: KHẨN, THƯỢNG KHẨN or HỎA TỐC.
    #[serde(default)]
    pub urgency: Option<String>,
}

/// The number of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum LetterNumber {
    /// A number alone.
    Plain(u32),
    /// A number with a letter, `06b`.
    Lettered(String),
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// On whose behalf, `TM. BAN THƯỜNG VỤ`.
    #[serde(default)]
    pub authority: Option<String>,
    /// The signer's office.
    pub title: String,
    /// The signer's name without degrees.
    pub name: String,
}

/// Another reader of the same figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// The id; it becomes part of the outputs' names.
    pub id: String,
    /// The letterhead profile's id, if it is not the organisation's.
    #[serde(default)]
    pub letterhead: Option<String>,
    /// The exporters, if they are not the organisation's.
    #[serde(default)]
    pub exporters: Option<Vec<String>>,
    /// The narrative template, if it is not the form's; `narrative.md` then does not apply.
    #[serde(default)]
    pub template: Option<String>,
    /// The subject line by line, if it is not the report's.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Whether the annexes go with it.
    #[serde(default = "yes")]
    pub annexes: bool,
}

fn yes() -> bool {
    true
}
