use baocao_model::{Catalogue, Computation, Finding, Form};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// A reported rank must follow from the scores: the highest is 1, equal scores share a rank.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).filter_map(|figure| {
        let computation = catalogue.computation(figure.number)?;
        let Computation::Rank(score, _) = computation else { return None };
        Some(Rank { own: figure.number, score: *score, computation: computation.clone() })
    }))
}

struct Rank {
    own: usize,
    score: usize,
    computation: Computation<usize>,
}

impl Relation for Rank {
    fn holds(&self, given: &Given<'_>) -> bool {
        if !given.reported[self.own] {
            return true;
        }
        let expected = self.computation.result(|figure| given.values.get(*figure)).and_then(|rank| rank.number());
        given.values.number(self.own).zip(expected).is_none_or(|(found, expected)| found == expected)
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let expected = self.computation.result(|figure| scope.value(*figure).clone())?.number()?;
        let found = cell.figure.value.number()?;
        Some(compared(scope.error("rank-differs", &cell, &[self.score]), found, expected))
    }
}
