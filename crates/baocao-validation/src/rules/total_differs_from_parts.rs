use baocao_model::{Catalogue, Computation, Finding, Form, Value, signed, trimmed};

use crate::Context;
use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// A reported total must equal the sum of its parts, along its row and along its column.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    let totals =
        asked(form).filter(|figure| matches!(catalogue.computation(figure.number), Some(Computation::Sum(..))));
    boxed(totals.flat_map(|figure| {
        let sums = [across(&figure, catalogue), down(&figure, catalogue)];
        let sums = sums.into_iter().filter(|parts| !parts.is_empty());
        sums.map(move |parts| Total::new(figure.number, parts)).collect::<Vec<_>>()
    }))
}

/// A part with its sign: true if it is subtracted.
type Part = (usize, bool);

/// The columns of its row that a figure adds up.
fn across(figure: &Asked<'_>, catalogue: &Catalogue) -> Vec<Part> {
    let parts = figure.column.sum_of.iter().map(|part| signed(part));
    let numbered = |column| catalogue.number_of(&figure.table.id, &figure.row.id, column);
    parts.filter_map(|(column, negative)| Some((numbered(column)?, negative))).collect()
}

/// The rows of its column that a figure adds up.
fn down(figure: &Asked<'_>, catalogue: &Catalogue) -> Vec<Part> {
    let parts = figure.row.sum_of.iter().map(|part| signed(part));
    let numbered = |row| catalogue.number_of(&figure.table.id, row, &figure.column.id);
    parts.filter_map(|(row, negative)| Some((numbered(row)?, negative))).collect()
}

struct Total {
    own: usize,
    /// As the form lists them.
    parts: Vec<Part>,
    sum: Computation<usize>,
}

impl Total {
    fn new(own: usize, parts: Vec<Part>) -> Self {
        let of = |sign| parts.iter().filter(|part| part.1 == sign).map(|part| part.0).collect();
        Self { own, sum: Computation::Sum(of(false), of(true)), parts }
    }
}

impl Relation for Total {
    fn figures(&self) -> Vec<usize> {
        std::iter::once(self.own).chain(self.parts.iter().map(|part| part.0)).collect()
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        if !given.reported[self.own] {
            return true;
        }
        let found = given.values.number(self.own);
        match (found, self.sum.result(|part| given.values.get(*part))) {
            (Some(found), Some(Value::Number(expected))) => found == expected,
            _ => true,
        }
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let expected = self.sum.result(|part| scope.value(*part).clone())?.number()?;
        let mut sentence = String::new();
        for (part, negative) in &self.parts {
            let sign = match (sentence.is_empty(), negative) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            };
            sentence.push_str(sign);
            sentence.extend(scope.value(*part).addend().map(trimmed));
        }
        let parts: Vec<usize> = self.parts.iter().map(|part| part.0).collect();
        let finding = scope.error("total-differs-from-parts", &cell, &parts).with("parts", sentence);
        Some(compared(finding, cell.figure.value.number()?, expected))
    }
}
