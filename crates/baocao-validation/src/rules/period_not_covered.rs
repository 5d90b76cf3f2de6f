use baocao_model::{Finding, Place, RowKind, Table};

use crate::scope::Scope;

/// A table by year should have a row for each year of the period.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.form().tables.iter().filter(|table| table.covers_period).filter_map(|table| check(scope, table)).collect()
}

fn check(scope: &Scope<'_>, table: &Table) -> Option<Finding> {
    let rows: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Data).map(|row| &*row.id).collect();
    let (first, last) = scope.period()?.days();
    let years = (first.year()..=last.year()).map(|year| year.to_string());
    let missing: Vec<_> = years.filter(|year| !rows.contains(&year.as_str())).collect();
    // A table without any row belongs to a part that the report leaves out.
    if missing.is_empty() || rows.is_empty() {
        return None;
    }
    let finding = Finding::warning("period-not-covered", Place::file(scope.file())).with("table", &table.title);
    Some(finding.with("period", scope.period()?.words()).with("years", missing.join(", ")))
}
