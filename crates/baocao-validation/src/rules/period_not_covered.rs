use baocao_model::{Catalogue, Finding, Form, Place, RowKind, Table};

use crate::Context;
use crate::relation::{Given, Relation, Relations, boxed};
use crate::scope::Scope;

/// A table by year should have a row for each year of the period.
pub fn relations(form: &Form, _: &Catalogue, context: &Context<'_>) -> Relations {
    let tables = form.tables.iter().filter(|table| table.covers_period);
    boxed(tables.filter_map(|table| {
        let years = missing_years(table, context)?;
        Some(NotCovered { table: table.id.clone(), years })
    }))
}

fn missing_years(table: &Table, context: &Context<'_>) -> Option<Vec<String>> {
    let rows: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Data).map(|row| &*row.id).collect();
    let (first, last) = context.period?.days();
    let years = (first.year()..=last.year()).map(|year| year.to_string());
    let missing: Vec<_> = years.filter(|year| !rows.contains(&year.as_str())).collect();
    // A table without any row belongs to a part that the report leaves out.
    (!missing.is_empty() && !rows.is_empty()).then_some(missing)
}

/// The rows that a file brings are part of the form by now, so this is known before any figure is looked at.
struct NotCovered {
    table: String,
    years: Vec<String>,
}

impl Relation for NotCovered {
    fn holds(&self, _: &Given<'_>) -> bool {
        false
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let (table, period) = (scope.form().table(&self.table)?, scope.period()?);
        let finding = Finding::warning("period-not-covered", Place::file(scope.file())).with("table", &table.title);
        Some(finding.with("period", period.words()).with("years", self.years.join(", ")))
    }
}
