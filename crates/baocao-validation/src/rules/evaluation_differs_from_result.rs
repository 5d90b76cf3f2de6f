use baocao_model::{Computation, Evaluated, Finding, Value, trimmed};

use crate::scope::{Cell, Scope};

/// A reported evaluation must follow from target and result.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let Some(Computation::Evaluation(result, target)) = &cell.figure.computation else { return None };
    let Value::Text(found) = &cell.figure.value else { return None };
    let (reached, aimed) = (scope.number(result)?, scope.number(target)?);
    let expected = Evaluated::judge(reached, aimed).word();
    if found.to_lowercase() == expected.to_lowercase() {
        return None;
    }
    let finding = scope.error("evaluation-differs-from-result", cell, &[result, target]);
    let mut finding = finding
        .with("found", found)
        .with("expected", expected)
        .with("result", trimmed(reached))
        .with("target", trimmed(aimed));
    finding.found = Some(found.clone());
    finding.expected = Some(expected.to_owned());
    finding.difference = Some((reached - aimed).normalize().to_string());
    Some(finding)
}
