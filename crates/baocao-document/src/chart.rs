use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A chart: figures of one table to be compared with the eye.
///
/// A missing value is a gap, never zero. [`crate::drawing::draw`] makes a picture of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Chart {
    /// The chart's id in the form.
    pub id: String,
    /// The title printed above, with its number: `Biểu đồ 1. Số cuộc kiểm tra`.
    #[serde(default)]
    pub caption: String,
    /// How the figures are shown.
    pub kind: ChartKind,
    /// The unit of all values, `cuộc`; empty for none.
    #[serde(default)]
    pub unit: String,
    /// What the picture shows, for readers who cannot see it.
    pub alt: String,
    /// The chart as plain text, for readers that do not know charts; see [`crate::Unknown`].
    pub text: String,
    /// What the values stand over, in order.
    pub categories: Vec<String>,
    /// The series in order. A pie has one.
    pub series: Vec<Series>,
}

/// How a chart shows its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Bars side by side.
    #[default]
    Bar,
    /// Bars on top of each other.
    StackedBar,
    /// Lines from point to point.
    Line,
    /// The shares of a whole.
    Pie,
    /// A kind this reader does not know; draw bars.
    #[serde(other)]
    Unknown,
}

/// A series of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// The name in the legend.
    pub name: String,
    /// One point for each category, in the same order.
    pub points: Vec<DataPoint>,
}

/// A value of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataPoint {
    /// The value as decimal digits with `.`; none where there is no number. Nil is 0.
    #[serde(default)]
    pub value: Option<String>,
    /// The figure's address `table.row.column`; empty for none.
    #[serde(default)]
    pub address: String,
    /// The value as tables print it, in Vietnamese form.
    pub text: String,
}

impl DataPoint {
    /// The value for drawing, where rounding cannot be seen.
    pub fn number(&self) -> Option<f64> {
        self.value.as_ref().and_then(|digits| digits.parse().ok()).filter(|number: &f64| number.is_finite())
    }
}
