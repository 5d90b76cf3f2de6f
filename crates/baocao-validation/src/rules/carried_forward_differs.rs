use baocao_model::{Catalogue, Computation, Finding, Form};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// An opening balance must be what was left at the end before.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).filter_map(|figure| match catalogue.computation(figure.number) {
        Some(Computation::Carried(from)) => Some(Carried { own: figure.number, from: *from }),
        _ => None,
    }))
}

struct Carried {
    own: usize,
    from: usize,
}

impl Relation for Carried {
    fn figures(&self) -> Vec<usize> {
        vec![self.own, self.from]
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        let (own, from) = (given.values.number(self.own), given.values.number(self.from));
        !given.reported[self.own] || own.zip(from).is_none_or(|(own, from)| own == from)
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let (found, expected) = (cell.figure.value.number()?, scope.value(self.from).number()?);
        Some(compared(scope.error("carried-forward-differs", &cell, &[self.from]), found, expected))
    }
}
