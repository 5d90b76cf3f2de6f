use schemars::JsonSchema;
use serde::Deserialize;

/// The options of `[exporter.official-letter]`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The family of type instead of the letterhead's. The lengths of drawn lines fit families with the widths of
    /// Times New Roman.
    #[schemars(length(min = 1))]
    pub font: Option<String>,
    /// Whether the letter is printed on both sides: left and right margins change places on every other page.
    pub two_sided: bool,
}
