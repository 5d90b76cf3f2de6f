use baocao_model::{Address, Finding, Form, Place, Row, Table, trimmed};
use rust_decimal::Decimal;

use crate::scope::Scope;

/// No number of a row may be below the least value that the form declares, computed numbers included. All columns of a
/// row make one finding: they usually have one cause.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let rows = |form: &'_ Form| -> Vec<Finding> {
        form.tables.iter().flat_map(|table| table.rows.iter().filter_map(|row| check(scope, table, row))).collect()
    };
    rows(scope.form())
}

fn check(scope: &Scope<'_>, table: &Table, row: &Row) -> Option<Finding> {
    let minimum = Decimal::from(row.minimum?);
    let mut below = Vec::new();
    for column in table.columns.iter().filter(|column| row.applies(column)) {
        let address = Address::new(&*table.id, &*row.id, &*column.id);
        if let Some(number) = scope.number(&address).filter(|number| *number < minimum) {
            below.push((address, column, number));
        }
    }
    let (first, _, number) = below.first()?;
    let shown: Vec<_> =
        below.iter().map(|(_, column, number)| format!("{} ({})", trimmed(*number), column.label)).collect();
    let origin = below.iter().find_map(|(address, ..)| scope.figures().get(address)?.origin.as_ref());
    let place = origin.map_or_else(|| scope.nearest_place(first), Place::from);
    let finding = Finding::error("below-minimum", place).with("label", format!("{} ({})", row.label, table.title));
    let mut finding = finding.with("values", shown.join("; ")).with("expected", trimmed(minimum));
    finding.operands = below.iter().map(|(address, ..)| scope.operand(address)).collect();
    finding.found = Some(number.normalize().to_string());
    finding.expected = Some(minimum.to_string());
    finding.difference = Some((number - minimum).normalize().to_string());
    Some(finding)
}
