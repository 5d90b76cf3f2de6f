use baocao_model::{Computation, Finding};

use crate::scope::{Cell, Scope, compare};

/// An opening balance must be what was left at the end before.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let Some(Computation::Carried(from)) = &cell.figure.computation else { return None };
    let (found, expected) = (cell.figure.value.number()?, scope.number(from)?);
    let finding = || compare(scope.error("carried-forward-differs", cell, &[from]), found, expected);
    (found != expected).then(finding)
}
