use std::collections::BTreeMap;

use baocao_model::{Catalogue, ColumnKind, Finding, Form, Order, RowKind, Values};

use crate::Context;
use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::{Scope, compared};

/// Numbers that only rise or only fall, from column to column of a row or from row to row of a column. Blanks are
/// stepped over; totals do not take part.
pub fn relations(form: &Form, _: &Catalogue, _: &Context<'_>) -> Relations {
    let counted = |figure: &Asked<'_>| {
        let numbers = matches!(figure.column.kind, ColumnKind::Number | ColumnKind::Percent);
        numbers && figure.row.kind == RowKind::Data && figure.row.sum_of.is_empty() && figure.column.sum_of.is_empty()
    };
    let mut lines: BTreeMap<(&str, bool, &str), Line> = BTreeMap::new();
    for figure in asked(form).filter(counted) {
        let row = figure.row.order.map(|order| (order, false, &*figure.row.id));
        let column = figure.column.order.map(|order| (order, true, &*figure.column.id));
        for (order, of_column, id) in [row, column].into_iter().flatten() {
            let line = lines.entry((&figure.table.id, of_column, id));
            line.or_insert_with(|| Line { order, figures: Vec::new() }).figures.push(figure.number);
        }
    }
    boxed(lines.into_values())
}

struct Line {
    order: Order,
    figures: Vec<usize>,
}

impl Line {
    /// The neighbours that stand the wrong way round.
    fn broken(&self, values: &Values) -> Vec<(usize, usize)> {
        let mut broken = Vec::new();
        let mut before = None;
        for &figure in &self.figures {
            let Some(number) = values.number(figure) else { continue };
            if let Some((last, earlier)) = before {
                let wrong = match self.order {
                    Order::Rising => number < earlier,
                    Order::Falling => number > earlier,
                };
                broken.extend(wrong.then_some((last, figure)));
            }
            before = Some((figure, number));
        }
        broken
    }
}

impl Relation for Line {
    fn holds(&self, given: &Given<'_>) -> bool {
        self.broken(given.values).is_empty()
    }

    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        let (vi, en) = match self.order {
            Order::Rising => ("nhỏ hơn", "below"),
            Order::Falling => ("lớn hơn", "above"),
        };
        let finding = |(before, after): (usize, usize)| {
            let (expected, found) = (scope.value(before).number()?, scope.value(after).number()?);
            // A computed number is looked for where it comes from.
            let (cell, other) = match (scope.cell(after), scope.cell(before)) {
                (Some(cell), _) => (cell, before),
                (None, Some(cell)) => (cell, after),
                (None, None) => return None,
            };
            let finding = scope.error("order-broken", &cell, &[other]);
            let finding = finding
                .with("label", scope.label(scope.address(after)))
                .with("before", scope.label(scope.address(before)))
                .with("relation", vi)
                .with("relation_en", en);
            Some(compared(finding, found, expected))
        };
        self.broken(scope.given().values).into_iter().filter_map(finding).collect()
    }
}
