use std::collections::BTreeMap;

use baocao_model::{Catalogue, Finding, Form, Value};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// In a column of numbers of documents and the like no two rows may say the same.
pub fn relations(form: &Form, _: &Catalogue, _: &Context<'_>) -> Relations {
    let mut columns: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for figure in asked(form).filter(|figure| figure.column.unique) {
        columns.entry((&figure.table.id, &figure.column.id)).or_default().push(figure.number);
    }
    boxed(columns.into_values().map(|figures| Unique { figures }))
}

struct Unique {
    figures: Vec<usize>,
}

impl Unique {
    /// The figures that say what another said before them, each with that other one.
    fn repeated(&self, value: impl Fn(usize) -> Option<Value>) -> Vec<(usize, usize)> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut repeated = Vec::new();
        for &figure in &self.figures {
            let Some(Value::Text(text)) = value(figure) else { continue };
            let first = *seen.entry(text.to_lowercase()).or_insert(figure);
            repeated.extend((first != figure).then_some((first, figure)));
        }
        repeated
    }
}

impl Relation for Unique {
    fn holds(&self, given: &Given<'_>) -> bool {
        self.repeated(|figure| given.reported[figure].then(|| given.values.get(figure))).is_empty()
    }

    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        let repeated = self.repeated(|figure| scope.cell(figure).map(|cell| cell.figure.value.clone()));
        let finding = |(first, second): (usize, usize)| {
            let (first_cell, cell) = (scope.cell(first)?, scope.cell(second)?);
            let Value::Text(text) = &cell.figure.value else { return None };
            let finding = scope.error("value-used-twice", &cell, &[first]);
            let mut finding = finding.with("first", &first_cell.row.label).with("second", &cell.row.label);
            finding.found = Some(text.clone());
            Some(finding.with("found", text))
        };
        repeated.into_iter().filter_map(finding).collect()
    }
}
