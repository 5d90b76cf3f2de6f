//! The format-neutral report: what composition produces and every exporter receives.
//!
//! The types are plain data. They cross the exporter boundary as JSON, so their rules of change are
//! those of a published format: within [`SCHEMA_MAJOR`] fields, block kinds and inline kinds are only
//! added, and a reader shows the plain text of what it does not know.

mod block;
mod chart;
pub mod columns;
mod document;
pub mod drawing;
mod envelope;
mod finding;
mod inline;
mod kind;
mod letterhead;
mod link;
mod lower_units;
mod plain_text;
mod provenance;
pub mod specimen;
mod table;
pub mod typeface;

pub use block::{Block, Heading, List, ListItem, ListMarker, Paragraph, ParagraphRole, Section};
pub use chart::{Chart, ChartKind, DataPoint, Series};
pub use document::{Annex, Document, Orientation, Properties, SCHEMA_MAJOR, SCHEMA_MINOR, SchemaVersion};
pub use envelope::{Envelope, Signature};
pub use finding::{Finding, Severity, Waiver};
pub use inline::{FigureText, Footnote, Inline, Unknown};
pub use letterhead::{
    Align, BodyStyle, DateParts, EnvelopeParts, HeadingStyle, IssuerPart, Letterhead, LetterheadPage, LineRule,
    LineSpacing, Margins, NationalPart, NumberPart, PageNumber, RecipientsPart, SignaturePart, StyledLine, TextStyle,
    TitlePart, UnderMark, UnderMarkKind,
};
pub use link::{Link, Target, href_of_file};
pub use lower_units::{LowerUnit, LowerUnits, Standing};
pub use plain_text::{document_text, inline_text};
pub use provenance::{Computation, Contribution, EarlierValue, Operator, PassedCheck, Provenance, Source};
pub use table::{Cell, Column, Format, FormatKind, HeaderCell, Row, RowKind, Table, Value};

/// Returns the JSON Schema of [`Document`], for exporters written in other languages.
pub fn json_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Document).to_value();
    allow_additions(&mut schema);
    schema
}

/// What a person writes into a letterhead must be known; what crosses the boundary may have grown.
fn allow_additions(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(words) => {
            words.retain(|word, value| word != "additionalProperties" || *value != serde_json::Value::Bool(false));
            words.values_mut().for_each(allow_additions);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(allow_additions),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specimen_survives_a_round_trip() {
        let document = specimen::specimen();
        let again: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        assert_eq!(document, again);
        assert_eq!(document.schema, SchemaVersion::CURRENT);
    }

    #[test]
    fn a_later_minor_version_can_be_read() {
        let mut json: serde_json::Value = serde_json::from_str(specimen::SPECIMEN_JSON).unwrap();
        json["envelope"]["letterhead"]["body"]["x-future"] = 1.into();
        json["envelope"]["x-future"] = 1.into();
        assert!(serde_json::from_value::<Document>(json).is_ok(), "a reader takes fields that it does not know");
        assert!(!json_schema().to_string().contains("\"additionalProperties\":false"));
    }

    #[test]
    fn readers_that_know_no_charts_have_their_text() {
        let document = specimen::specimen();
        let charts: Vec<_> = document.body.iter().filter(|block| matches!(block, Block::Chart(_))).collect();
        assert_eq!(charts.len(), 1);
        // What version 1.0 made of a kind that it did not know.
        let unknown: Unknown = serde_json::from_value(serde_json::to_value(charts[0]).unwrap()).unwrap();
        assert_eq!(unknown.kind, "chart");
        assert!(unknown.text.starts_with("Biểu đồ 1.") && unknown.text.contains("Cấp dưới 8"), "{}", unknown.text);
        let newer: ChartKind = serde_json::from_str("\"radar\"").unwrap();
        assert_eq!(newer, ChartKind::Unknown);
    }

    #[test]
    fn unknown_kinds_keep_their_text() {
        let document = specimen::specimen();
        let unknown: Vec<_> = document.body.iter().filter(|b| matches!(b, Block::Unknown(_))).collect();
        assert_eq!(unknown.len(), 1, "only the planted kind is unknown: {unknown:?}");
        let text = document_text(&document).join("\n");
        assert!(text.contains("Khối chưa biết") && text.contains("quý IV năm 2023./."), "{text}");
    }
}
