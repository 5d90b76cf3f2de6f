use baocao_layout::FontChoice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The options of `[exporter.pdf-archive]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Which faces to write with.
    pub font: FontChoice,
    /// Whether the report's data are attached as `report.json`. The file then follows PDF/A-3a, without them PDF/A-2a.
    pub attach_data: bool,
    /// Whether there is an empty field for a digital signature, between the signer's title and name.
    pub signature_field: bool,
}
