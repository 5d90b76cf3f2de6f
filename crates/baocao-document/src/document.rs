use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Block, Envelope, Finding, LowerUnits, Provenance};

/// The major version of the document schema. A change to what exists raises it.
pub const SCHEMA_MAJOR: u16 = 1;
/// The minor version of the document schema. An addition raises it.
pub const SCHEMA_MINOR: u16 = 3;

/// A finished report, ready to be written in any format.
///
/// Order on paper: envelope head, `body`, signature and recipients, then each annex on a new page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The version of this schema that the document was written with.
    pub schema: SchemaVersion,
    /// The language of the text as a BCP 47 tag, `vi-VN`.
    pub language: String,
    /// What office programs show as document properties.
    pub properties: Properties,
    /// Everything around the body: head, number, date, subject, signature, recipients.
    pub envelope: Envelope,
    /// The body of the letter, from the first line after the subject to the closing mark.
    pub body: Vec<Block>,
    /// The annexes in order. Each starts on a new page with page numbers of its own.
    #[serde(default)]
    pub annexes: Vec<Annex>,
    /// What validation found and did not refuse, worst first.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Where each figure comes from, by the figure's address `table.row.column`.
    #[serde(default)]
    pub provenance: BTreeMap<String, Provenance>,
    /// The units below the one that reports, if figures were rolled up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower_units: Option<LowerUnits>,
}

/// A version of the document schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SchemaVersion {
    /// Readers refuse a major version they do not know.
    pub major: u16,
    /// Readers accept any minor version.
    pub minor: u16,
}

impl SchemaVersion {
    /// The version that this crate writes.
    pub const CURRENT: Self = Self { major: SCHEMA_MAJOR, minor: SCHEMA_MINOR };
}

/// What office programs show as document properties. No field is taken from a clock.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Properties {
    /// The kind and subject on one line.
    pub title: String,
    /// The full name of the issuing organisation.
    pub author: String,
    /// The id of the issuing organisation.
    pub organization: String,
    /// The id of the form.
    pub form: String,
    /// The period in words, `quý III năm 2023`.
    pub period: String,
    /// The date to record as the creation date, `YYYY-MM-DD`: the letter's own date.
    pub date: String,
    /// The program and version that composed the document.
    pub generator: String,
}

/// Which way a page is turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// The short edge is on top.
    #[default]
    Portrait,
    /// The long edge is on top.
    Landscape,
}

/// An annex of the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Annex {
    /// The label on its own line, `Phụ lục` or `Phụ lục II`.
    pub label: String,
    /// The title in capitals.
    pub title: String,
    /// The line in brackets that names the letter, or none.
    #[serde(default)]
    pub reference: Option<String>,
    /// Which way the annex's pages are turned.
    #[serde(default)]
    pub orientation: Orientation,
    /// The content.
    pub blocks: Vec<Block>,
}
