use baocao_model::{Address, Computation, Finding, Value, trimmed};

use crate::scope::{Cell, Scope, compare};

/// A reported total must equal the sum of its parts, along its row and along its column.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope
        .reported()
        .flat_map(|cell| sums(scope, &cell).into_iter().filter_map(move |parts| check(scope, &cell, &parts)))
        .collect()
}

/// The sums that the form declares for a figure: one over the columns of its row, one over the rows of its column.
fn sums(scope: &Scope<'_>, cell: &Cell<'_>) -> Vec<Vec<Address>> {
    let in_row = |column: &String| Address::new(&*cell.table.id, &*cell.row.id, &**column);
    let in_column = |row: &String| Address::new(&*cell.table.id, &**row, &*cell.column.id);
    if !matches!(cell.figure.computation, Some(Computation::Sum(_))) {
        return Vec::new();
    }
    let across: Vec<_> = cell.column.sum_of.iter().map(in_row).collect();
    let down: Vec<_> = cell.row.sum_of.iter().map(in_column).collect();
    let applying = |parts: Vec<Address>| parts.into_iter().filter(|part| scope.figures().get(part).is_some()).collect();
    [across, down].map(applying).into_iter().filter(|parts: &Vec<Address>| !parts.is_empty()).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>, parts: &[Address]) -> Option<Finding> {
    let found = cell.figure.value.number()?;
    let computed = scope.figures().compute(&Computation::Sum(parts.to_vec()))?;
    let Value::Number(expected) = computed else { return None };
    if found == expected {
        return None;
    }
    let shown = |part: &Address| scope.figures().value(part).addend().map(trimmed);
    let sentence = parts.iter().filter_map(shown).collect::<Vec<_>>().join(" + ");
    let finding = scope.error("total-differs-from-parts", cell, &parts.iter().collect::<Vec<_>>());
    Some(compare(finding.with("parts", sentence), found, expected))
}
