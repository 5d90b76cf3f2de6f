use baocao_model::{Computation, Finding};

use crate::scope::{Cell, Scope, compare};

/// A reported rank must follow from the scores: the highest is 1, equal scores share a rank.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let computation = cell.figure.computation.as_ref()?;
    let Computation::Rank(own, _) = computation else { return None };
    let (found, expected) = (cell.figure.value.number()?, scope.figures().compute(computation)?.number()?);
    let finding = || compare(scope.error("rank-differs", cell, &[own]), found, expected);
    (found != expected).then(finding)
}
