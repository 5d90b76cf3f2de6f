use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use crate::{Address, PeriodKind, Rows, Rule};

/// What a kind of report asks for, read from `config/forms`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The id; the file is named after it.
    pub id: String,
    /// The version; it rises when tables, rows or columns change.
    pub version: u32,
    /// The name for people.
    pub title: String,
    /// The abbreviation of the letter's kind in its symbol, `BC`; empty for a công văn.
    #[serde(default)]
    pub kind: String,
    /// The letter's kind in words, `Báo cáo`.
    #[serde(default)]
    pub kind_name: String,
    /// The narrative skeleton in `templates`.
    pub template: String,
    /// The kinds of period that the form is used for; any if empty.
    #[serde(default)]
    pub periods: Vec<PeriodKind>,
    /// The letter's subject line by line; `{period}` and `{next_period}` are filled in.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Whether the letter goes to the superior body, so that it needs an addressee.
    #[serde(default)]
    pub sent_upwards: bool,
    /// How headings are numbered by level: `I.`, `1.`, `1.1.`, `a)`. Deeper levels have no number.
    #[serde(default)]
    pub numbering: Vec<String>,
    /// Whether counts below 10 are written `05` in running text.
    #[serde(default)]
    pub leading_zero: bool,
    /// How submissions of lower units are asked for and brought together.
    #[serde(default)]
    pub lower_units: LowerUnits,
    /// The tables.
    #[serde(default, rename = "table")]
    pub tables: Vec<Table>,
    /// The charts.
    #[serde(default, rename = "chart")]
    pub charts: Vec<Chart>,
    /// The annexes.
    #[serde(default, rename = "annex")]
    pub annexes: Vec<Annex>,
    /// The relations that columns and rows cannot declare.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
}

/// How submissions of lower units are asked for and brought together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LowerUnits {
    /// The tiers whose units are to report; the units with no unit below them if there are none.
    pub tiers: Vec<String>,
    /// How many days after the period's last day submissions may come; any time if the form does not say.
    pub deadline_days: Option<u16>,
    /// What becomes of a unit that did not report.
    pub missing: MissingUnits,
    /// The part of the expected units, in per cent, below which nothing is rolled up.
    #[schemars(range(min = 0, max = 100))]
    pub refuse_below: Option<u8>,
    /// Whether the figures of a submission that contradicts itself count.
    pub invalid: InvalidUnits,
}

/// What becomes of a unit that did not report. Never is it taken for zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingUnits {
    /// It is left out, and the report says so.
    #[default]
    LeaveOut,
    /// Its figures of the period before are carried forward, and the report says so.
    CarryForward,
}

/// Whether the figures of a submission that contradicts itself count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvalidUnits {
    /// They count, and the errors are reported.
    #[default]
    Count,
    /// They are left out until they are corrected.
    LeaveOut,
}

/// A table of figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The id, the first part of an address.
    pub id: String,
    /// The title.
    pub title: String,
    /// The unit of all figures, `cuộc`.
    #[serde(default)]
    pub unit: Option<String>,
    /// The heading over the rows' labels: "Nội dung", or "Năm" and "Đơn vị" for rows by year and by unit, if absent.
    #[serde(default)]
    pub label: Option<String>,
    /// Where more rows come from; they stand before `rows`.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// Whether a year of the report's period without a row is worth a warning.
    #[serde(default)]
    pub covers_period: bool,
    /// What keeps a wrong unit from going unseen.
    #[serde(default)]
    pub plausible: Option<Plausible>,
    /// The rows in order.
    #[serde(default)]
    #[schemars(with = "Vec<Row>")]
    pub rows: Rows,
    /// The columns in order.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// Notes printed under the table.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Where the rows of a repeating table come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// A row for each year in the figures file, labelled by the year.
    Year,
    /// A row for each entry in the figures file, labelled by its own `label`.
    Item,
    /// A row for each unit right below the report's organisation, labelled by its name.
    Unit,
}

/// A bound that no figure of a table may exceed in relation to another figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plausible {
    /// The address of the figure to divide by, such as the number of members.
    pub per: String,
    /// What the quotient may be at most, in the table's unit.
    pub most: u64,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Row {
    /// The id, the middle part of an address.
    pub id: String,
    /// The label.
    pub label: String,
    /// The unit of the row's figures, if it is not the table's.
    pub unit: Option<String>,
    /// What the row is.
    pub kind: RowKind,
    /// The rows that this row adds up; `-` in front subtracts, `*` stands for all repeated rows.
    pub sum_of: Vec<String>,
    /// Groups of rows of which each must add up to this row. They are checked, never computed.
    pub partitions: Vec<Vec<String>>,
    /// The row whose value in the column to the left this row carries on, as an opening balance does.
    pub carried_from: Option<String>,
    /// What no number of the row may be below.
    pub minimum: Option<serde_json::Number>,
    /// What no number of the row may be above.
    pub maximum: Option<serde_json::Number>,
    /// How the numbers of the row go on from one column to the next.
    pub order: Option<Order>,
    /// Whether a blank is an error (`true`) or nothing to speak of (`false`); a warning if the form does not say.
    pub required: Option<bool>,
    /// The line's code in the printed form, `22`; with the column's code it names the figure.
    pub code: Option<String>,
    /// How figures of lower units are brought together, if it is not as the column says.
    pub over_units: Option<Operator>,
    /// How figures of shorter periods are brought together, if it is not as the column says.
    pub over_time: Option<Operator>,
    /// The row that this row is a part of: its figures may not exceed that row's.
    pub within: Option<String>,
    /// The columns that apply to the row; all if empty.
    pub columns: Vec<String>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A row of figures.
    #[default]
    Data,
    /// A row that adds up others.
    Total,
    /// A heading within the table, without figures.
    Section,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Column {
    /// The id, the last part of an address.
    pub id: String,
    /// The label.
    pub label: String,
    /// The headings above the label, outermost first. Neighbours with the same group share its cell.
    pub group: Group,
    /// What the figures are.
    pub kind: ColumnKind,
    /// The figure of the form, `table.row.column`, that each unit of a table by unit gave here.
    pub of: Option<String>,
    /// How many digits are printed after the decimal comma: 0, or 1 for percentages.
    pub decimals: Option<u8>,
    /// The unit, if it is not the row's or the table's.
    pub unit: Option<String>,
    /// The columns that this column adds up; `-` in front subtracts.
    pub sum_of: Vec<String>,
    /// The column by which the rows are ranked here: the highest is 1, equal values share a rank.
    pub rank_of: Option<String>,
    /// How a score follows from a grade, or from target and result.
    pub score_of: Option<Score>,
    /// Whether no two rows may say the same.
    pub unique: bool,
    /// The column that this column is a part of: its figures may not exceed that column's.
    pub within: Option<String>,
    /// The columns whose ratio this percentage is.
    pub percent_of: Option<Percentage>,
    /// The columns that this evaluation compares.
    pub evaluation_of: Option<Evaluation>,
    /// What no number of the column may be below: 0 for a share.
    pub minimum: Option<serde_json::Number>,
    /// What no number of the column may be above: 100 for a share.
    pub maximum: Option<serde_json::Number>,
    /// How the numbers of the column go on from one row to the next.
    pub order: Option<Order>,
    /// The words that the column may hold; any if empty.
    pub allowed: Vec<String>,
    /// Whether a blank is an error (`true`) or nothing to speak of (`false`); a warning if the form does not say.
    pub required: Option<bool>,
    /// The column's code in the printed form; with the row's code it names the figure.
    pub code: Option<String>,
    /// How figures of lower units are brought together.
    pub over_units: Operator,
    /// How figures of shorter periods are brought together.
    pub over_time: Operator,
}

/// How numbers go on from one to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// None is below the one before, as with running totals.
    Rising,
    /// None is above the one before.
    Falling,
}

/// The headings above a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Group {
    /// One heading.
    One(String),
    /// Several, outermost first.
    Several(Vec<String>),
}

impl Default for Group {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Group {
    /// The headings, outermost first.
    pub fn levels(&self) -> &[String] {
        match self {
            Self::One(heading) => std::slice::from_ref(heading),
            Self::Several(headings) => headings,
        }
    }
}

/// What the figures of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Counts and measures.
    #[default]
    Number,
    /// Percentages: 98.7 means 98,7 %.
    Percent,
    /// Words.
    Text,
    /// Numbers in some rows, words in others.
    Any,
    /// The row's unit; the column holds no figures.
    Unit,
}

impl ColumnKind {
    /// True for counts, measures and percentages.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Percent)
    }
}

/// How a score follows from a grade, or from target and result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Score {
    /// The column with the highest score.
    pub most: String,
    /// The column with the grade.
    pub grade: Option<String>,
    /// What each grade is worth, in per cent of the highest score.
    pub scale: BTreeMap<String, u32>,
    /// The column with what was reached, where there is no grade.
    pub result: Option<String>,
    /// The column with what was to be reached.
    pub target: Option<String>,
}

/// The columns whose ratio a percentage is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Percentage {
    /// The numerator's column.
    pub part: String,
    /// The denominator's column.
    pub whole: String,
}

/// The columns that an evaluation compares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// What was reached.
    pub result: String,
    /// What was to be reached.
    pub target: String,
}

/// How several figures become one: over lower units, or over shorter periods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// By the column's kind: numbers are added, ratios recomputed from their parts, words left out.
    #[default]
    Default,
    /// Added.
    Sum,
    /// How many there are.
    Count,
    /// The mean, each weighted by the figure in the named column of its row.
    Mean(String),
    /// Recomputed from the parts when these are brought together.
    Ratio,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The last in time, for what has run up until then.
    Last,
    /// One after the other, each with its unit; for words.
    List,
    /// Left out.
    None,
}

/// A chart of figures of one table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// The id, as narratives write it.
    pub id: String,
    /// The title.
    pub title: String,
    /// How the figures are shown.
    #[serde(default)]
    pub kind: ChartKind,
    /// The table's id.
    pub table: String,
    /// The rows to show; `*` stands for all rows of figures but totals.
    #[serde(default = "all_rows")]
    pub rows: Vec<String>,
    /// The columns to show.
    pub columns: Vec<String>,
    /// Whether values stand over rows, each column a series, or over columns, each row a series.
    #[serde(default)]
    pub categories: Categories,
    /// The unit of all values, if it is not the figures' own.
    #[serde(default)]
    pub unit: Option<String>,
    /// What the chart shows, for readers who cannot see it; made of title and numbers if absent.
    #[serde(default)]
    pub alt: Option<String>,
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
    /// The shares of a whole; one series.
    Pie,
}

/// What the values of a chart stand over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Categories {
    /// Rows; each column is a series.
    #[default]
    Rows,
    /// Columns; each row is a series.
    Columns,
}

fn all_rows() -> Vec<String> {
    vec!["*".to_owned()]
}

impl Chart {
    /// True if the chart shows every row of figures.
    pub fn shows_all_rows(&self) -> bool {
        self.rows.iter().any(|row| row == "*")
    }
}

/// An annex of the letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// The title; `{period}` is filled in.
    pub title: String,
    /// Which way the pages are turned.
    #[serde(default)]
    pub orientation: PageOrientation,
    /// The ids of its tables in order.
    pub tables: Vec<String>,
}

/// Which way a page is turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageOrientation {
    /// The short edge is on top.
    #[default]
    Portrait,
    /// The long edge is on top.
    Landscape,
}

impl Form {
    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The chart with this id.
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|chart| chart.id == id)
    }

    /// The table, row and column of an address, if the form has such a figure.
    pub fn locate(&self, address: &Address) -> Option<(&Table, &Row, &Column)> {
        let table = self.table(&address.table)?;
        let row = table.row(&address.row)?;
        let column = table.column(&address.column)?;
        row.applies(column).then_some((table, row, column))
    }

    /// What the form calls a figure, `Kiểm tra chấp hành Điều lệ – Tổng số (Công tác kiểm tra, giám sát)`; its address if
    /// the form has none such.
    pub fn label(&self, address: &Address) -> String {
        match self.locate(address) {
            Some((table, row, column)) => format!("{} – {} ({})", row.label, column.label, table.title),
            None => address.to_string(),
        }
    }

    /// What a figure is counted in; empty if that is not said.
    pub fn unit_of(&self, address: &Address) -> &str {
        self.locate(address).map_or("", |(table, row, column)| table.unit_of(row, column))
    }

    /// All figures, table by table and row by row: where [`Self::locate`] finds them.
    pub fn figures(&self) -> impl Iterator<Item = (&Table, &Row, &Column)> {
        self.tables.iter().flat_map(|table| {
            table.rows.iter().flat_map(move |row| {
                let columns = table.columns.iter().filter(|column| row.applies(column));
                columns.map(move |column| (table, row, column))
            })
        })
    }

    /// The addresses of all figures, in the same order.
    pub fn addresses(&self) -> impl Iterator<Item = Address> + '_ {
        self.figures().map(|(table, row, column)| Address::new(&*table.id, &*row.id, &*column.id))
    }
}

impl Table {
    /// The row with this id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.with_id(id)
    }

    /// The column with this id.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The heading over the rows' labels.
    pub fn label_heading(&self) -> &str {
        match (&self.label, self.repeat) {
            (Some(label), _) => label,
            (None, Some(Repeat::Year)) => "Năm",
            (None, Some(Repeat::Unit)) => "Đơn vị",
            (None, _) => "Nội dung",
        }
    }

    /// True if a column of the table shows the rows' units.
    pub fn shows_units(&self) -> bool {
        self.columns.iter().any(|column| column.kind == ColumnKind::Unit)
    }

    /// The unit of a figure: the column's, else the row's, else the table's. Percentages have none but `%`.
    pub fn unit_of<'a>(&'a self, row: &'a Row, column: &'a Column) -> &'a str {
        if column.kind == ColumnKind::Percent {
            return "%";
        }
        [&column.unit, &row.unit, &self.unit].into_iter().flatten().next().map_or("", String::as_str)
    }
}

impl Column {
    /// The figure that each unit gave here, in a table by unit.
    pub fn of_units(&self) -> Option<Address> {
        self.of.as_deref().and_then(Address::parse)
    }
}

impl Row {
    /// True if the column has a figure in this row.
    pub fn applies(&self, column: &Column) -> bool {
        self.kind != RowKind::Section
            && column.kind != ColumnKind::Unit
            && (self.columns.is_empty() || self.columns.contains(&column.id))
    }
}

impl Form {
    /// The form with the rows that a figures file brings to its repeating tables: id and label by table.
    pub fn expanded(&self, repeated: &BTreeMap<String, Vec<(String, String)>>) -> Self {
        let mut form = self.clone();
        for table in form.tables.iter_mut().filter(|table| table.repeat.is_some()) {
            let Some(rows) = repeated.get(&table.id) else {
                // The figures file does not have the table: it belongs to a part that the report leaves out.
                table.rows = Rows::default();
                continue;
            };
            let ids: Vec<String> = rows.iter().map(|(id, _)| id.clone()).collect();
            let own = rows.iter().map(|(id, label)| Row { id: id.clone(), label: label.clone(), ..Row::default() });
            // A total of nothing is no row.
            let after = std::mem::take(&mut table.rows)
                .into_iter()
                .filter(|row| !ids.is_empty() || row.sum_of != ["*"])
                .map(|mut row| {
                    row.sum_of = row
                        .sum_of
                        .into_iter()
                        .flat_map(|part| if part == "*" { ids.clone() } else { vec![part] })
                        .collect();
                    row
                });
            table.rows = own.chain(after.collect::<Vec<_>>()).collect();
        }
        form
    }
}

/// A part of a sum, read from `id` or `-id`: what it is and whether it is subtracted.
pub fn signed(part: &str) -> (&str, bool) {
    part.strip_prefix('-').map_or((part, false), |id| (id, true))
}

impl Column {
    /// How many digits are printed after the decimal comma.
    pub fn printed_decimals(&self) -> u32 {
        u32::from(self.decimals.unwrap_or(u8::from(self.kind == ColumnKind::Percent)))
    }
}
