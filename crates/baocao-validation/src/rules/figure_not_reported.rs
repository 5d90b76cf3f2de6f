use baocao_model::{Catalogue, Finding, Form, Place};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// A figure that the form asks for and that neither was reported nor follows from others: a warning, an error where the
/// form requires it, nothing where it does not.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form, catalogue).filter_map(|figure| {
        let code = match figure.row.required.or(figure.column.required) {
            Some(false) => return None,
            Some(true) => "required-figure-missing",
            None => "figure-not-reported",
        };
        Some(Required { own: figure.number, code })
    }))
}

struct Required {
    own: usize,
    code: &'static str,
}

impl Relation for Required {
    fn holds(&self, given: &Given<'_>) -> bool {
        !given.values[self.own].is_blank()
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let place = Place::file(scope.file());
        let finding = match self.code {
            "figure-not-reported" => Finding::warning(self.code, place),
            code => Finding::error(code, place),
        };
        let address = scope.address(self.own);
        Some(finding.with("label", scope.label(address)).with("address", address))
    }
}
