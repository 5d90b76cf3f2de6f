use baocao_model::{Catalogue, ColumnKind, Computation, Finding, Form, Value, trimmed};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// Groups that share out a whole must add up to it, in every number column.
pub fn relations(form: &Form, catalogue: &Catalogue, _: &Context<'_>) -> Relations {
    let wholes = asked(form).filter(|figure| figure.column.kind == ColumnKind::Number);
    boxed(wholes.flat_map(|whole| {
        whole.row.partitions.iter().map(move |group| {
            let part = |row: &String| catalogue.number_of(&whole.table.id, row, &whole.column.id);
            let parts = group.iter().filter_map(part).collect();
            Partition { whole: whole.number, sum: Computation::Sum(parts, Vec::new()) }
        })
    }))
}

struct Partition {
    whole: usize,
    sum: Computation<usize>,
}

impl Relation for Partition {
    fn figures(&self) -> Vec<usize> {
        std::iter::once(self.whole).chain(self.sum.operands().into_iter().copied()).collect()
    }

    fn holds(&self, given: &Given<'_>) -> bool {
        if !given.reported[self.whole] {
            return true;
        }
        let whole = given.values.number(self.whole);
        match (whole, self.sum.result(|part| given.values.get(*part))) {
            (Some(whole), Some(Value::Number(sum))) => whole == sum,
            _ => true,
        }
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.whole)?;
        let expected = self.sum.result(|part| scope.value(*part).clone())?.number()?;
        let parts: Vec<usize> = self.sum.operands().into_iter().copied().collect();
        let shown = |part: &usize| scope.value(*part).addend().filter(|number| !number.is_zero()).map(trimmed);
        let sentence = parts.iter().filter_map(shown).collect::<Vec<_>>().join(" + ");
        let finding = scope.error("partition-differs-from-whole", &cell, &parts).with("parts", sentence);
        Some(compared(finding, cell.figure.value.number()?, expected))
    }
}
