use baocao_model::{Computation, Finding};

use crate::scope::{Cell, Scope, compare};

/// A reported score must follow from its grade, or from target and result.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let computation = cell.figure.computation.as_ref()?;
    let Computation::Score(_) = computation else { return None };
    let (found, expected) = (cell.figure.value.number()?, scope.figures().compute(computation)?.number()?);
    // A score with fewer digits than the scale gives may be rounded.
    let tolerance = rust_decimal::Decimal::new(1, found.scale());
    let finding = || compare(scope.error("score-differs", cell, &computation.operands()), found, expected);
    ((found - expected).abs() >= tolerance).then(finding)
}
