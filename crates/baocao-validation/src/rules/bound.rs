//! What numbers of a row or a column may not go below or above.

use std::collections::BTreeMap;
use std::ops::Range;

use baocao_model::{Column, Finding, Form, Limit, Place, Row, Values, trimmed};
use rust_decimal::Decimal;

use crate::relation::{Asked, Given, Relation, Relations, asked, boxed};
use crate::scope::Scope;

/// Reads the bounds of a form: `row` and `column` are where the form declares them.
pub fn relations(
    form: &Form,
    code: &'static str,
    limit_of: fn(Decimal) -> Limit,
    row: fn(&Row) -> Option<Decimal>,
    column: fn(&Column) -> Option<Decimal>,
) -> Relations {
    let mut bounds = Bounds { code, lines: Vec::new(), limits: Vec::new() };
    let (mut numbers, mut limits) = (BTreeMap::new(), BTreeMap::new());
    for Asked { number: figure, table, row: own_row, column: own_column } in asked(form) {
        let declared = [(row(own_row), &own_row.id, false), (column(own_column), &own_column.id, true)];
        for (limit, id, is_column) in declared {
            let Some(limit) = limit else { continue };
            let line = *numbers.entry((&table.id, id, is_column)).or_insert_with(|| {
                bounds.lines.push(Line { table: table.id.clone(), id: id.clone(), is_column, limit });
                bounds.lines.len() - 1
            });
            let limit = *limits.entry(limit).or_insert_with(|| {
                bounds.limits.push(Limited { limit: limit_of(limit), figures: Vec::new(), runs: Vec::new() });
                bounds.limits.len() - 1
            });
            bounds.limits[limit].add(Bounded { figure, line });
        }
    }
    boxed((!bounds.limits.is_empty()).then_some(bounds))
}

/// All bounds of one side.
struct Bounds {
    code: &'static str,
    lines: Vec<Line>,
    /// They are gone through for every submission: forms have hundreds of bounds, but few limits.
    limits: Vec<Limited>,
}

/// A row or a column with a limit.
struct Line {
    table: String,
    id: String,
    is_column: bool,
    limit: Decimal,
}

/// A limit with the figures that it is for.
struct Limited {
    limit: Limit,
    figures: Vec<Bounded>,
    /// The same figures: those that lie beside each other are asked together.
    runs: Vec<Range<usize>>,
}

/// A figure with the line that declares its limit.
struct Bounded {
    figure: usize,
    line: usize,
}

impl Limited {
    /// Adds a figure; they come in order.
    fn add(&mut self, bounded: Bounded) {
        match self.runs.last_mut() {
            Some(run) if run.contains(&bounded.figure) => {}
            Some(run) if run.end == bounded.figure => run.end += 1,
            _ => self.runs.push(bounded.figure..bounded.figure + 1),
        }
        self.figures.push(bounded);
    }

    // Computed numbers are looked at too: a balance below zero is usually a computed one.
    fn is_broken(&self, values: &Values) -> bool {
        self.runs.iter().any(|run| self.limit.is_broken_in(values, run.clone()))
    }

    fn broken<'a>(&'a self, values: &'a Values) -> impl Iterator<Item = &'a Bounded> {
        self.figures.iter().filter(|bounded| self.limit.is_broken(values, bounded.figure))
    }
}

impl Relation for Bounds {
    fn holds(&self, given: &Given<'_>) -> bool {
        !self.limits.iter().any(|limited| limited.is_broken(given.values))
    }

    /// All numbers of a row make one finding: they usually have one cause. Those of a column have one each.
    fn findings(&self, scope: &Scope<'_>) -> Vec<Finding> {
        let mut broken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for Bounded { figure, line } in self.limits.iter().flat_map(|of| of.broken(scope.given().values)) {
            broken.entry(*line).or_default().push(*figure);
        }
        let findings = broken.into_iter().flat_map(|(line, figures)| self.of_line(scope, &self.lines[line], &figures));
        findings.collect()
    }
}

impl Bounds {
    fn of_line(&self, scope: &Scope<'_>, line: &Line, broken: &[usize]) -> Vec<Finding> {
        if line.is_column {
            let finding =
                |figure: &usize| self.finding(scope, line.limit, scope.label(scope.address(*figure)), &[*figure]);
            return broken.iter().map(finding).collect();
        }
        let Some(table) = scope.form().table(&line.table) else { return Vec::new() };
        let label = table.row(&line.id).map_or_else(String::new, |row| format!("{} ({})", row.label, table.title));
        vec![self.finding(scope, line.limit, label, broken)]
    }

    fn finding(&self, scope: &Scope<'_>, limit: Decimal, label: String, broken: &[usize]) -> Finding {
        let shown = broken.iter().filter_map(|figure| {
            let (_, _, column) = scope.form().locate(scope.address(*figure))?;
            Some(format!("{} ({})", trimmed(scope.value(*figure).number()?), column.label))
        });
        let shown = shown.collect::<Vec<_>>().join("; ");
        let origin = broken.iter().find_map(|figure| scope.cell(*figure)).map(|cell| Place::from(cell.origin));
        let place = origin.or_else(|| broken.first().map(|figure| scope.nearest_place(scope.address(*figure))));
        let place = place.unwrap_or_else(|| Place::file(scope.file()));
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
