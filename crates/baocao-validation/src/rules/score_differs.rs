use baocao_model::{Catalogue, Computation, Finding, Form};
use rust_decimal::Decimal;

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// A reported score must follow from its grade, or from target and result.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).filter_map(|figure| {
        let computation = catalogue.computation(figure.number)?;
        let is_score = matches!(computation, Computation::Score(_));
        is_score.then(|| Score { own: figure.number, computation: computation.clone() })
    }))
}

struct Score {
    own: usize,
    computation: Computation<usize>,
}

/// A score with fewer digits than the scale gives may be rounded.
fn agree(found: Decimal, expected: Decimal) -> bool {
    (found - expected).abs() < Decimal::new(1, found.scale())
}

impl Relation for Score {
    fn holds(&self, given: &Given<'_>) -> bool {
        if !given.reported[self.own] {
            return true;
        }
        let expected = self.computation.result(|figure| given.values.get(*figure)).and_then(|score| score.number());
        given.values.number(self.own).zip(expected).is_none_or(|(found, expected)| agree(found, expected))
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let expected = self.computation.result(|figure| scope.value(*figure).clone())?.number()?;
        let operands: Vec<usize> = self.computation.operands().into_iter().copied().collect();
        Some(compared(scope.error("score-differs", &cell, &operands), cell.figure.value.number()?, expected))
    }
}
