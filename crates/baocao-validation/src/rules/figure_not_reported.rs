use baocao_model::{Catalogue, Finding, Form, Place, Repeat};

use crate::Context;
use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// A figure that the form asks for and that neither was reported nor follows from others: a warning, an error where the
/// form requires it, nothing where it does not.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    let required = asked(form).filter_map(|figure| {
        let code = match figure.row.required.or(figure.column.required) {
            Some(false) => return None,
            Some(true) => "required-figure-missing",
            // A unit that did not report is told of once, not for each of its cells.
            None if is_of_units(&figure, catalogue) => return None,
            None => "figure-not-reported",
        };
        Some((figure.number, code))
    });
    boxed([Required { figures: required.collect() }])
}

/// True for what units give to a table by unit, and for what follows from it.
fn is_of_units(figure: &Asked<'_>, catalogue: &Catalogue) -> bool {
    let follows = || catalogue.computation(figure.number).is_some();
    figure.table.repeat == Some(Repeat::Unit) && (figure.column.of.is_some() || follows())
}

/// In one list: forms ask for hundreds of figures.
struct Required {
    /// Each with the code of what is found where it is blank.
    figures: Vec<(usize, &'static str)>,
}

impl Relation for Required {
    fn holds(&self, given: &Given<'_>) -> bool {
        self.figures.iter().all(|(own, _)| !given.values.is_blank(*own))
    }

    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        let blank = self.figures.iter().filter(|(own, _)| scope.given().values.is_blank(*own));
        let finding = |&(own, code): &(usize, &'static str)| {
            let place = Place::file(scope.file());
            let finding = match code {
                "figure-not-reported" => Finding::warning(code, place),
                code => Finding::error(code, place),
            };
            let address = scope.address(own);
            finding.with("label", scope.label(address)).with("address", address)
        };
        blank.map(finding).collect()
    }
}
