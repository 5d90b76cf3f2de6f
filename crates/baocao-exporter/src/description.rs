use baocao_document::SchemaVersion;
use serde::{Deserialize, Serialize};

/// What an exporter says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// The id, as organisations write it in `exporters = […]`.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The exporter's own version.
    pub version: String,
    /// The media type of the main output.
    pub media_type: String,
    /// The file extension of the main output, without a dot.
    pub extension: String,
    /// The newest document schema it understands.
    pub document: SchemaVersion,
    /// What it can show. A feature that a document uses and the exporter lacks gives a warning.
    pub features: Vec<Feature>,
    /// The JSON Schema of its options.
    pub options_schema: serde_json::Value,
}

/// A feature of documents that a format can show or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The letter's head, number, date, subject, signature and recipients.
    Envelope,
    /// Headings by level.
    Headings,
    /// Lists.
    Lists,
    /// Bold and italic text.
    Emphasis,
    /// Footnotes at the foot of the page, or reachable by a link where there are no pages.
    Footnotes,
    /// Tables.
    Tables,
    /// Headers of several levels with merged cells.
    MergedHeaders,
    /// Headers repeated on every page.
    RepeatedHeaders,
    /// Pages turned to landscape.
    Landscape,
    /// Annexes with titles and pages of their own.
    Annexes,
    /// Page numbers.
    PageNumbers,
    /// The mark of a draft.
    Draft,
    /// Numbers stored as numbers.
    TypedNumbers,
    /// Totals and ratios stored as formulas.
    Formulas,
    /// The findings.
    Findings,
    /// Where each figure comes from.
    Provenance,
    /// Charts.
    Charts,
    /// A feature that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Feature {
    /// All features that this version knows, in the order of the published matrix.
    pub const ALL: [Self; 17] = [
        Self::Envelope,
        Self::Headings,
        Self::Lists,
        Self::Emphasis,
        Self::Footnotes,
        Self::Tables,
        Self::MergedHeaders,
        Self::RepeatedHeaders,
        Self::Landscape,
        Self::Annexes,
        Self::PageNumbers,
        Self::Draft,
        Self::TypedNumbers,
        Self::Formulas,
        Self::Findings,
        Self::Provenance,
        Self::Charts,
    ];
}
