//! Tables with a row for each year. The years of the period are the same for all units, so they are rolled up like any
//! other row; rows that units name themselves are not.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use baocao_aggregation::Rolled;
use baocao_model::{Catalogue, Form, Period, Repeat, Row, Table, Value, Values};

/// Rows by table: id and label.
pub type Rows = BTreeMap<String, Vec<(String, String)>>;

/// The form as lower units fill it in: tables by year have the years of the period and those that the report has itself.
pub fn for_units(written: &Form, own: &Form, period: Period) -> Form {
    let (first, last) = period.days();
    let years: Vec<String> = (first.year()..=last.year()).map(|year| year.to_string()).collect();
    let rows = by_year(written).map(|table| {
        let of_report = brought(table, own).into_iter().map(|(id, _)| id);
        let years: BTreeSet<String> = of_report.chain(years.iter().cloned()).collect();
        (table.id.clone(), years.into_iter().map(|year| (year.clone(), year)).collect())
    });
    let mut form = written.expanded(&rows.collect());
    for table in form.tables.iter_mut().filter(|table| table.repeat == Some(Repeat::Year)) {
        // No file brings other rows: from here on they are rows like all others.
        table.repeat = None;
    }
    form
}

/// The rows of the report's own form, with the years that have figures now.
pub fn of_report(written: &Form, own: &Form, catalogue: &Catalogue, rolled: &Rolled) -> Rows {
    let mut filled: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let reported = catalogue.addresses().iter().zip(rolled.values.iter()).filter(|(_, value)| is_reported(value));
    for (address, _) in reported {
        filled.entry(&address.table).or_default().insert(&address.row);
    }
    let mut rows: Rows = own
        .tables
        .iter()
        .filter_map(|table| Some((table.id.clone(), brought(written.table(&table.id)?, own))))
        .collect();
    for table in by_year(written) {
        let there = rows.entry(table.id.clone()).or_default();
        let years = filled.get(&*table.id).into_iter().flatten().filter(|row| table.row(row).is_none());
        let new: Vec<&str> = years.copied().filter(|year| !there.iter().any(|(id, _)| id == year)).collect();
        there.extend(new.into_iter().map(|year| (year.to_owned(), year.to_owned())));
        there.sort();
    }
    // A table that neither the report nor its units fill in stays out of the document.
    rows.retain(|id, rows| !rows.is_empty() || own.table(id).is_some_and(|table| !table.rows.is_empty()));
    rows
}

fn is_reported(value: &Value) -> bool {
    !matches!(value, Value::Blank | Value::NotApplicable)
}

/// The figures of each year of each table by year.
#[derive(Clone, Debug, Default)]
pub struct Years(Vec<Vec<Vec<usize>>>);

impl Years {
    /// The years of the form that units fill in.
    pub fn of(written: &Form, catalogue: &Catalogue) -> Self {
        let years = |table: &Table| {
            let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (number, address) in catalogue.addresses().iter().enumerate() {
                if address.table == table.id && table.row(&address.row).is_none() {
                    rows.entry(&address.row).or_default().push(number);
                }
            }
            rows.into_values().collect()
        };
        Self(by_year(written).map(years).collect())
    }

    /// Marks the years that a submission has no row for. In the unit's own report there is no such row, and its total is
    /// that of the others; a table that it left out altogether stays blank.
    pub fn mark<'v>(&self, values: &'v Values) -> Cow<'v, Values> {
        let mut values = Cow::Borrowed(values);
        for years in &self.0 {
            let is_blank = |year: &Vec<usize>| year.iter().all(|figure| values.is_blank(*figure));
            let (blank, filled): (Vec<_>, Vec<_>) = years.iter().partition(|year| is_blank(year));
            if !filled.is_empty() && !blank.is_empty() {
                let values = values.to_mut();
                blank.into_iter().flatten().for_each(|figure| values.set(*figure, Value::NotApplicable));
            }
        }
        values
    }
}

fn by_year(form: &Form) -> impl Iterator<Item = &Table> {
    form.tables.iter().filter(|table| table.repeat == Some(Repeat::Year))
}

/// The rows that a report's figures brought to a table.
fn brought(written: &Table, own: &Form) -> Vec<(String, String)> {
    let rows = own.table(&written.id).map_or(&[][..], |table| &table.rows);
    let is_brought = |row: &&Row| written.repeat.is_some() && written.row(&row.id).is_none();
    rows.iter().filter(is_brought).map(|row| (row.id.clone(), row.label.clone())).collect()
}
