use schemars::JsonSchema;
use serde::Deserialize;

/// The options of `[exporter.xlsx]`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Protects every sheet against changes by mistake; there is no password.
    pub protect: bool,
    /// Writes the sheet that says where each figure comes from.
    pub provenance: bool,
    /// Writes the sheet of findings when there are any.
    pub findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { protect: false, provenance: true, findings: true }
    }
}
