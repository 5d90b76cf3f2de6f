use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Address, Column, Date, FigureName, Form, Row, RowKind, Severity, Table, Value, decimal};

/// A relation between figures that a form states in words of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The id, as findings and waivers name it.
    pub id: String,
    /// How bad it is if the rule is not met.
    #[serde(default = "error")]
    pub severity: Severity,
    /// The rows or cells that the rule is about: `table.row`, `table.*`, `table.*.column`, `*`. None if it names all its
    /// figures in full.
    #[serde(default, rename = "for")]
    pub over: Patterns,
    /// What must hold.
    pub check: String,
    /// What is said if it does not, in Vietnamese; `{name}` is filled with the figure.
    pub message: String,
    /// The same in English.
    #[serde(default)]
    pub message_en: Option<String>,
    /// What becomes of the rule if a figure is blank.
    #[serde(default)]
    pub missing: Missing,
    /// How far apart two numbers may be and still count as equal.
    #[serde(default)]
    pub tolerance: Option<serde_json::Number>,
    /// The group that organisations may switch off.
    #[serde(default)]
    pub group: Option<String>,
    /// The first day of reports that the rule holds for: a period counts by its last day.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last such day.
    #[serde(default)]
    pub until: Option<Date>,
    /// The tiers whose reports the rule holds for; all if empty.
    #[serde(default)]
    pub tiers: Vec<String>,
    /// Figures that meet the rule or do not, as a test of the rule itself.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// One pattern or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Patterns {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// What becomes of a rule if a figure it needs is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The rule is not checked.
    #[default]
    Skip,
    /// The blank counts as 0.
    Zero,
    /// The rule is not met.
    Fail,
}

/// Figures with what a rule should say of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// Whether they meet the rule.
    pub pass: bool,
    /// The figures by the names that the rule uses; several for a name with `*`.
    #[serde(flatten)]
    pub values: BTreeMap<String, serde_json::Value>,
}

/// What one evaluation of a rule is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'f> {
    /// The table.
    pub table: &'f Table,
    /// The row.
    pub row: &'f Row,
    /// The column, if the rule is about single cells.
    pub column: Option<&'f Column>,
}

fn error() -> Severity {
    Severity::Error
}

impl Default for Patterns {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Patterns {
    /// The patterns in order.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(pattern) => std::slice::from_ref(pattern),
            Self::Several(patterns) => patterns,
        }
    }
}

impl Rule {
    /// How far apart two numbers may be; nothing if the rule does not say.
    pub fn tolerance(&self) -> Decimal {
        self.tolerance.as_ref().and_then(decimal).unwrap_or_default().abs()
    }

    /// What the rule is evaluated for, in the form's order; a rule without `for` once, for nothing in particular.
    pub fn subjects<'f>(&self, form: &'f Form) -> Vec<Option<Subject<'f>>> {
        let patterns = self.over.all();
        if patterns.is_empty() {
            return vec![None];
        }
        let cells = form.tables.iter().flat_map(|table| {
            let rows = table.rows.iter().filter(|row| row.kind != RowKind::Section);
            rows.flat_map(move |row| subjects_of_row(patterns, table, row))
        });
        cells.map(Some).collect()
    }
}

fn subjects_of_row<'f>(patterns: &[String], table: &'f Table, row: &'f Row) -> Vec<Subject<'f>> {
    let mut found: Vec<Subject<'f>> = Vec::new();
    for pattern in patterns {
        let (named_table, named_row, named_column) = split(pattern);
        let fits = |name: &str, id: &str| name == "*" || name == id;
        if !fits(named_table, &table.id) || !fits(named_row, &row.id) {
            continue;
        }
        let columns: Vec<_> = match named_column {
            None => vec![None],
            Some(name) => {
                let columns = table.columns.iter().filter(|column| fits(name, &column.id) && row.applies(column));
                columns.map(Some).collect()
            }
        };
        for column in columns {
            let id = |column: Option<&Column>| column.map(|column| column.id.clone());
            if !found.iter().any(|other| id(other.column) == id(column)) {
                found.push(Subject { table, row, column });
            }
        }
    }
    found
}

/// Table, row and, for single cells, column of a pattern; `*` alone is every row of every table.
pub(crate) fn split(pattern: &str) -> (&str, &str, Option<&str>) {
    let mut parts = pattern.splitn(3, '.');
    (parts.next().unwrap_or("*"), parts.next().unwrap_or("*"), parts.next())
}

impl Subject<'_> {
    /// What the form calls it, `Công đoàn cơ sở (Tổ chức đại hội)`.
    pub fn label(&self) -> String {
        match self.column {
            Some(column) => format!("{} – {} ({})", self.row.label, column.label, self.table.title),
            None => format!("{} ({})", self.row.label, self.table.title),
        }
    }
}

impl Form {
    /// The figures that a name in a rule stands for; empty if there are none in this form or this row.
    pub fn figures_named(&self, name: &FigureName, subject: Option<&Subject<'_>>) -> Vec<Address> {
        let (table, row, column) = match (&*name.0, subject) {
            ([this], Some(Subject { table, row, column: Some(column) })) if this == "this" => {
                (&*table.id, &*row.id, &*column.id)
            }
            ([column], Some(subject)) => (&*subject.table.id, &*subject.row.id, &**column),
            ([row, column], Some(subject)) => (&*subject.table.id, &**row, &**column),
            ([table, row, column], _) => (&**table, &**row, &**column),
            _ => return Vec::new(),
        };
        let Some(table) = self.table(table) else { return Vec::new() };
        // A sum over all rows takes the totals for what they are.
        let rows = table.rows.iter().filter(|own| match row {
            "*" => own.kind == RowKind::Data && own.sum_of.is_empty(),
            id => own.id == id,
        });
        let cells = rows.flat_map(|row| {
            let columns =
                table.columns.iter().filter(move |own| row.applies(own) && (column == "*" || own.id == column));
            columns.map(move |column| Address::new(&*table.id, &*row.id, &*column.id))
        });
        cells.collect()
    }
}

impl Example {
    /// The figures under this name; none if the example does not give them, or not as figures.
    pub fn figures(&self, name: &str) -> Option<Vec<Value>> {
        match self.values.get(name)? {
            serde_json::Value::Array(items) => items.iter().map(figure).collect(),
            item => figure(item).map(|value| vec![value]),
        }
    }
}

fn figure(written: &serde_json::Value) -> Option<Value> {
    match written {
        serde_json::Value::Number(number) => number.to_string().parse().ok().map(Value::Number),
        serde_json::Value::String(words) => match words.to_lowercase().as_str() {
            "trống" => Some(Value::Blank),
            "không phát sinh" => Some(Value::Nil),
            "không áp dụng" => Some(Value::NotApplicable),
            _ => None,
        },
        _ => None,
    }
}
