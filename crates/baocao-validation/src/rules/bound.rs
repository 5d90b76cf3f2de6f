//! What numbers of a row or a column may not go below or above.

use std::cmp::Ordering;

use baocao_model::{Catalogue, Column, Finding, Form, Place, Row, Values, trimmed};
use rust_decimal::Decimal;

use crate::number::Limit;
use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// Reads the bounds of a form: `side` is how a number that breaks one compares with it, `row` and `column` are where the
/// form declares it.
pub fn relations(
    form: &Form,
    catalogue: &Catalogue,
    (code, side): (&'static str, Ordering),
    row: fn(&Row) -> Option<Decimal>,
    column: fn(&Column) -> Option<Decimal>,
) -> Relations {
    let mut bounds: Vec<Bound> = Vec::new();
    for figure in asked(form, catalogue) {
        let declared = [row(figure.row).map(|limit| (limit, false)), column(figure.column).map(|limit| (limit, true))];
        for (limit, of_column) in declared.into_iter().flatten() {
            let line = if of_column { Line::Column } else { Line::Row }.of(&figure);
            match bounds.iter_mut().find(|bound| bound.line == line) {
                Some(bound) => bound.figures.push(figure.number),
                None => bounds.push(Bound { code, side, limit: Limit::new(limit), line, figures: vec![figure.number] }),
            }
        }
    }
    boxed(bounds)
}

/// A row or a column of the form.
#[derive(Clone, Copy)]
enum Line {
    Row,
    Column,
}

impl Line {
    /// Its table's id, its own id and whether it is a column.
    fn of(self, figure: &Asked<'_>) -> (String, String, bool) {
        match self {
            Self::Row => (figure.table.id.clone(), figure.row.id.clone(), false),
            Self::Column => (figure.table.id.clone(), figure.column.id.clone(), true),
        }
    }
}

struct Bound {
    code: &'static str,
    side: Ordering,
    limit: Limit,
    line: (String, String, bool),
    figures: Vec<usize>,
}

impl Bound {
    #[inline]
    fn is_broken_by(&self, values: &Values, figure: usize) -> bool {
        self.limit.compared(values, figure) == Some(self.side)
    }
}

impl Relation for Bound {
    // Computed numbers are looked at too: a balance below zero is usually a computed one.
    fn holds(&self, given: &Given<'_>) -> bool {
        !self.figures.iter().any(|figure| self.is_broken_by(given.values, *figure))
    }

    /// All numbers of a row make one finding: they usually have one cause. Those of a column have one each.
    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        let is_broken = |figure: &usize| self.is_broken_by(scope.given().values, *figure);
        let broken: Vec<usize> = self.figures.iter().copied().filter(is_broken).collect();
        let (table, id, of_column) = &self.line;
        let Some(table) = scope.form().table(table) else { return Vec::new() };
        if *of_column {
            return broken
                .iter()
                .map(|figure| self.finding(scope, scope.label(scope.address(*figure)), &[*figure]))
                .collect();
        }
        let label = table.row(id).map_or_else(String::new, |row| format!("{} ({})", row.label, table.title));
        vec![self.finding(scope, label, &broken)]
    }
}

impl Bound {
    fn finding(&self, scope: &Scope<'_>, label: String, broken: &[usize]) -> Finding {
        let shown = broken.iter().filter_map(|figure| {
            let (_, _, column) = scope.form().locate(scope.address(*figure))?;
            Some(format!("{} ({})", trimmed(scope.value(*figure).number()?), column.label))
        });
        let shown = shown.collect::<Vec<_>>().join("; ");
        let origin = broken.iter().find_map(|figure| scope.cell(*figure)).map(|cell| Place::from(cell.origin));
        let place = origin.or_else(|| broken.first().map(|figure| scope.nearest_place(scope.address(*figure))));
        let place = place.unwrap_or_else(|| Place::file(scope.file()));
        let limit = self.limit.number();
        let mut finding = Finding::error(self.code, place).with("label", label);
        finding = finding.with("values", shown).with("expected", trimmed(limit));
        finding.operands = broken.iter().map(|figure| scope.operand(scope.address(*figure))).collect();
        if let Some(number) = broken.first().and_then(|figure| scope.value(*figure).number()) {
            finding.found = Some(number.normalize().to_string());
            finding.difference = Some((number - limit).normalize().to_string());
        }
        finding.expected = Some(limit.normalize().to_string());
        finding
    }
}
