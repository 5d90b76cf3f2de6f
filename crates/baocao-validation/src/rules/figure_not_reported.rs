use baocao_model::{Catalogue, Finding, Form, Place, Repeat};

use crate::Context;
use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// A figure that the form asks for and that neither was reported nor follows from others: a warning, an error where the
/// form requires it, nothing where it does not.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form, catalogue).filter_map(|figure| {
        let code = match figure.row.required.or(figure.column.required) {
            Some(false) => return None,
            Some(true) => "required-figure-missing",
            // A unit that did not report is told of once, not for each of its cells.
            None if is_of_units(&figure, catalogue) => return None,
            None => "figure-not-reported",
        };
        Some(Required { own: figure.number, code })
    }))
}

/// True for what units give to a table by unit, and for what follows from it.
fn is_of_units(figure: &Asked<'_>, catalogue: &Catalogue) -> bool {
    let follows = || catalogue.computation(figure.number).is_some();
    figure.table.repeat == Some(Repeat::Unit) && (figure.column.of.is_some() || follows())
}

struct Required {
    own: usize,
    code: &'static str,
}

impl Relation for Required {
    fn holds(&self, given: &Given<'_>) -> bool {
        !given.values.is_blank(self.own)
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
