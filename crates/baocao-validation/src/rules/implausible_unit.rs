use baocao_model::{Address, Catalogue, Finding, Form, MONEY, Place, trimmed};
use rust_decimal::Decimal;

use crate::Context;
use crate::relation::{Given, Relation, Relations, boxed};
use crate::scope::Scope;

/// Figures that are far too large for those they stand for were probably filled in with another unit than stated.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    let limited = form.tables.iter().enumerate().filter_map(|(table, own)| {
        let plausible = own.plausible.as_ref()?;
        let per = catalogue.number(&Address::parse(&plausible.per)?)?;
        let figures = form.counted_in_unit_of(own).collect();
        Some(Plausible { table, figures, per, most: plausible.most.into() })
    });
    boxed(limited)
}

struct Plausible {
    table: usize,
    figures: Vec<usize>,
    per: usize,
    most: Decimal,
}

impl Relation for Plausible {
    fn holds(&self, given: &Given<'_>) -> bool {
        if given.doubtful.contains(&self.table) {
            return false;
        }
        let reported = self.figures.iter().filter(|figure| given.reported[**figure]);
        let largest = reported.filter_map(|figure| given.values.number(*figure)).max();
        let quotient = largest.zip(given.values.number(self.per)).and_then(|(number, per)| number.checked_div(per));
        quotient.is_none_or(|quotient| quotient <= self.most)
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let table = scope.form().tables.get(self.table)?;
        let plausible = table.plausible.as_ref()?;
        let doubt = scope.figures().doubtful_units().iter().find(|doubt| doubt.table == table.id)?;
        let finding = Finding::error("implausible-unit", Place::from(&doubt.origin));
        let mut finding = finding
            .with("table", &table.title)
            .with("measure", &doubt.words)
            .with("own", table.unit.as_deref().unwrap_or(MONEY))
            .with("label", scope.label(&doubt.largest))
            .with("found", trimmed(doubt.value))
            .with("quotient", trimmed(doubt.quotient.round()))
            .with("per", scope.label_of(&plausible.per))
            .with("expected", trimmed(plausible.most.into()));
        finding.operands.push(scope.operand(&doubt.largest));
        finding.found = Some(doubt.value.normalize().to_string());
        finding.expected = Some(plausible.most.to_string());
        Some(finding)
    }
}
