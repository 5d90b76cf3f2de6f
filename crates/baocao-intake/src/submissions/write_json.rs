use std::collections::BTreeMap;

use baocao_model::{Form, Period, Scope, StatedUnit, Value, Values};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use super::Expected;

/// What a submission says of itself beside its figures.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// The unit's id.
    pub unit: &'a str,
    /// The unit above.
    pub parent: Option<&'a str>,
    /// When it was submitted, in seconds since 1970 UTC.
    pub submitted_at: Option<i64>,
    /// Whose figures they are.
    pub scope: Scope,
    /// The units of money that tables are filled in with, where they are not the form's.
    pub units: Option<&'a BTreeMap<String, StatedUnit>>,
    /// What the figures were made of, if they were rolled up.
    pub rolled_up: Option<&'a serde_json::Value>,
}

/// A submission as its text goes.
#[derive(Serialize)]
struct Text<'a> {
    figures: BTreeMap<&'a str, BTreeMap<&'a str, BTreeMap<&'a str, Box<RawValue>>>>,
    form: &'a str,
    form_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rolled_up: Option<&'a serde_json::Value>,
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_at: Option<String>,
    unit: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    units: BTreeMap<&'a str, &'a str>,
}

/// Writes a submission as JSON that the level above takes in. The values stand in the catalogue's order; blanks are left
/// out, keys are sorted, and numbers keep their digits, so the same figures give the same bytes.
///
/// The form is the one with the rows that the figures brought.
pub fn write_submission_json(stated: &Stated<'_>, expected: &Expected<'_>, values: &Values) -> String {
    let text = Text {
        figures: figures(expected, values),
        form: &expected.form.id,
        form_version: expected.form.version,
        parent: stated.parent,
        period: Period::to_string(&expected.period),
        rolled_up: stated.rolled_up,
        scope: stated.scope.word(),
        submitted_at: stated.submitted_at.and_then(|at| Timestamp::from_second(at).ok()).map(|at| at.to_string()),
        unit: stated.unit,
        units: stated.units.into_iter().flatten().map(|(table, unit)| (table.as_str(), unit.words.as_str())).collect(),
    };
    let mut text = serde_json::to_string_pretty(&text).expect("text and numbers are always JSON");
    text.push('\n');
    text
}

type Rows<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Box<RawValue>>>;

fn figures<'a>(expected: &Expected<'a>, values: &Values) -> BTreeMap<&'a str, Rows<'a>> {
    let mut figures = repeated_rows(expected.form);
    for (address, value) in expected.catalogue.addresses().iter().zip(values.iter()) {
        let Some(token) = token(&value) else { continue };
        let rows = figures.entry(&address.table).or_default();
        rows.entry(&address.row).or_default().insert(&address.column, token);
    }
    figures
}

/// The rows that figures brought to repeating tables say what they are called, with figures or without.
fn repeated_rows(form: &Form) -> BTreeMap<&str, Rows<'_>> {
    let mut tables = BTreeMap::new();
    for table in form.tables.iter().filter(|table| table.repeat.is_some()) {
        let rows = table.rows.iter().filter(|row| row.sum_of.is_empty());
        let labelled = rows.map(|row| (&*row.id, BTreeMap::from([("label", quoted(&row.label))])));
        let labelled: Rows<'_> = labelled.collect();
        if !labelled.is_empty() {
            tables.insert(&*table.id, labelled);
        }
    }
    tables
}

fn token(value: &Value) -> Option<Box<RawValue>> {
    match value {
        Value::Blank => None,
        Value::Number(number) => {
            Some(RawValue::from_string(number.to_string()).expect("a decimal is a number in JSON"))
        }
        words => words.words().map(quoted),
    }
}

fn quoted(text: &str) -> Box<RawValue> {
    let quoted = serde_json::to_string(text).expect("text is always JSON");
    RawValue::from_string(quoted).expect("quoted text is JSON")
}
