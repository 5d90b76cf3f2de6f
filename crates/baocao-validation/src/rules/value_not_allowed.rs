use baocao_model::{Catalogue, Finding, Form, Value, nearest};

use crate::Context;
use crate::relation::{Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// A column that lists the words it may hold must hold one of them, in whatever case.
pub fn relations(form: &Form, _: &Catalogue, _: &Context<'_>) -> Relations {
    let limited = asked(form).filter(|figure| !figure.column.allowed.is_empty());
    boxed(limited.map(|figure| Allowed { own: figure.number, words: figure.column.allowed.clone() }))
}

struct Allowed {
    own: usize,
    words: Vec<String>,
}

impl Relation for Allowed {
    fn holds(&self, given: &Given<'_>) -> bool {
        match given.values.get(self.own) {
            Value::Text(text) => self.words.iter().any(|word| word.to_lowercase() == text.to_lowercase()),
            _ => true,
        }
    }

    fn finding(&self, scope: &Scope<'_>) -> Option<Finding> {
        let cell = scope.cell(self.own)?;
        let Value::Text(found) = &cell.figure.value else { return None };
        let known = self.words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
        let finding = scope.error("value-not-allowed", &cell, &[]).with("found", found).with("known", &known);
        let mut finding = finding.with_nearest(nearest(found, self.words.iter().map(String::as_str)));
        finding.found = Some(found.clone());
        finding.expected = Some(self.words.join(", "));
        Some(finding)
    }
}
