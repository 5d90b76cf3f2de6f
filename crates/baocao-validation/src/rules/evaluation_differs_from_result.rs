use baocao_model::{Catalogue, Computation, Finding, Form, Value, evaluated, trimmed};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// A reported evaluation must follow from target and result.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).filter_map(|figure| match catalogue.computation(figure.number) {
        Some(Computation::Evaluation(result, target)) => {
            Some(Evaluation { own: figure.number, result: *result, target: *target })
        }
        _ => None,
    }))
}

struct Evaluation {
    own: usize,
    result: usize,
    target: usize,
}

impl Relation for Evaluation {
    fn figures(&self) -> Vec<usize> {
        vec![self.own, self.result, self.target]
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        if !given.reported[self.own] {
            return true;
        }
        let Value::Text(found) = given.values.get(self.own) else { return true };
        let expected = evaluated(&given.values.get(self.result), &given.values.get(self.target));
        expected.is_none_or(|expected| found.to_lowercase() == expected.word().to_lowercase())
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let Value::Text(found) = &cell.figure.value else { return None };
        let (result, target) = (scope.value(self.result), scope.value(self.target));
        let expected = evaluated(result, target)?.word();
        let finding = scope.error("evaluation-differs-from-result", &cell, &[self.result, self.target]);
        let mut finding = finding
            .with("found", found)
            .with("expected", expected)
            .with("result", shown(result))
            .with("target", shown(target));
        finding.found = Some(found.clone());
        finding.expected = Some(expected.to_owned());
        let difference = result.number().zip(target.number()).map(|(result, target)| result - target);
        finding.difference = difference.map(|difference| difference.normalize().to_string());
        Some(finding)
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => trimmed(*number),
        Value::Text(text) => text.clone(),
        _ => "0".to_owned(),
    }
}
