use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The options of `[exporter.html]`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The colour of links and marks on screen, as `#rrggbb`. Text in it is darkened or lightened until it can be read.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub accent: String,
    /// Whether the page on screen is light or dark. Print is always black on white.
    pub theme: Theme,
    /// Shows where each figure comes from, and makes figures links to it.
    pub provenance: bool,
    /// Shows the findings when there are any.
    pub findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { accent: "#a61b1b".to_owned(), theme: Theme::Auto, provenance: true, findings: true }
    }
}

/// The looks of the page on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the reader's device is set.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}
