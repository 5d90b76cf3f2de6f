use baocao_model::{Computation, Finding, Value, trimmed};

use crate::scope::{Cell, Scope};

/// A reported evaluation must follow from target and result.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope.reported().filter_map(|cell| check(scope, &cell)).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>) -> Option<Finding> {
    let Some(Computation::Evaluation(result, target)) = &cell.figure.computation else { return None };
    let Value::Text(found) = &cell.figure.value else { return None };
    let expected = scope.figures().evaluate(result, target)?.word();
    if found.to_lowercase() == expected.to_lowercase() {
        return None;
    }
    let finding = scope.error("evaluation-differs-from-result", cell, &[result, target]);
    let mut finding = finding
        .with("found", found)
        .with("expected", expected)
        .with("result", shown(scope.figures().value(result)))
        .with("target", shown(scope.figures().value(target)));
    finding.found = Some(found.clone());
    finding.expected = Some(expected.to_owned());
    let difference = scope.number(result).zip(scope.number(target)).map(|(result, target)| result - target);
    finding.difference = difference.map(|difference| difference.normalize().to_string());
    Some(finding)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => trimmed(*number),
        Value::Text(text) => text.clone(),
        _ => "0".to_owned(),
    }
}
