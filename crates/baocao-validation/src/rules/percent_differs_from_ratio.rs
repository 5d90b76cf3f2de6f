use baocao_model::{Computation, Finding, Value, format_number, trimmed};
use rust_decimal::Decimal;

use crate::scope::{Cell, Scope, compare};

/// A reported percentage must follow from its numerator and denominator, rounded or cut off at its last digit.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let Some(Computation::Percent(part, whole)) = &cell.figure.computation else { return None };
    let Value::Number(found) = cell.figure.value else { return None };
    let (numerator, denominator) = (scope.number(part)?, scope.number(whole)?);
    let finding = |code| {
        let finding = scope.error(code, cell, &[part, whole]);
        finding.with("part", trimmed(numerator)).with("whole", trimmed(denominator))
    };
    if denominator.is_zero() {
        return Some(finding("percent-of-nothing"));
    }
    let exact = numerator.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(denominator)?;
    // Offices round or cut off: anything closer than one unit of the last printed digit may be either.
    let tolerance = Decimal::new(1, found.scale());
    if (found - exact).abs() < tolerance {
        return None;
    }
    let digits = found.scale().max(2);
    let finding = compare(finding("percent-differs-from-ratio"), found, exact.round_dp(digits));
    let mut finding = finding.with("expected", format_number(exact, digits));
    finding.tolerance = Some(tolerance.to_string());
    Some(finding)
}
