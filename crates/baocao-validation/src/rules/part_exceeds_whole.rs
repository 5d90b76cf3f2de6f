use baocao_model::{Catalogue, Finding, Form};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// An "of which" figure cannot be larger than the figure it is a part of.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    boxed(asked(form).flat_map(|part| {
        let column = part.column.within.iter().map(move |column| (&part.row.id, column));
        let row = part.row.within.iter().map(move |row| (row, &part.column.id));
        let number = move |(row, column): (&String, &String)| catalogue.number_of(&part.table.id, row, column);
        column.chain(row).filter_map(number).map(move |whole| Within { part: part.number, whole })
    }))
}

struct Within {
    part: usize,
    whole: usize,
}

impl Relation for Within {
    fn figures(&self) -> Vec<usize> {
        vec![self.part, self.whole]
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        let (part, whole) = (given.values.number(self.part), given.values.number(self.whole));
        !given.reported[self.part] || part.zip(whole).is_none_or(|(part, whole)| part <= whole)
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.part)?;
        let (found, limit) = (cell.figure.value.number()?, scope.value(self.whole).number()?);
        let finding = scope.error("part-exceeds-whole", &cell, &[self.whole]);
        Some(compared(finding.with("whole", scope.label(scope.address(self.whole))), found, limit))
    }
}
