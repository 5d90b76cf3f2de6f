//! What follows from what in a form: no figure may follow from itself, and what is added or compared has one unit.

use std::collections::{BTreeMap, BTreeSet};

use crate::computation::computation;
use crate::form::signed;
use crate::{Address, Column, Form, FormProblem, Row, Table};

/// Everything that is wrong with the relations that tables declare.
pub fn problems(form: &Form) -> Vec<FormProblem> {
    let mut problems = Vec::new();
    for (index, table) in form.tables.iter().enumerate() {
        let relations = Relations::of(index, table);
        problems.extend(relations.loops());
        problems.extend(relations.mixed_units());
    }
    problems
}

/// The id of the row that stands for those which come with the figures.
const ANY_ROW: &str = "…";

/// A table with one row in place of those that it repeats.
struct Relations {
    pointer: String,
    table: Table,
    /// How many rows stand before the form's own.
    added: usize,
}

impl Relations {
    fn of(index: usize, table: &Table) -> Self {
        let mut form = Form { tables: vec![table.clone()], ..Form::default() };
        if table.repeat.is_some() {
            let row = (ANY_ROW.to_owned(), String::new());
            form = form.expanded(&BTreeMap::from([(table.id.clone(), vec![row])]));
        }
        let expanded = form.tables.swap_remove(0);
        let added = expanded.rows.len() - table.rows.len();
        Self { pointer: format!("/table/{index}"), table: expanded, added }
    }

    /// The figures that follow from themselves: one for each place in the form that closes a loop.
    fn loops(&self) -> Vec<FormProblem> {
        let follows = self.follows();
        let mut settled = BTreeSet::new();
        let mut problems: Vec<FormProblem> = Vec::new();
        for path in follows.keys().filter_map(|start| find_loop(start, &follows, &mut settled)) {
            let problem = self.loop_problem(&path);
            if problems.iter().all(|known| known.pointer != problem.pointer) {
                problems.push(problem);
            }
        }
        problems
    }

    /// What each figure is computed from.
    fn follows(&self) -> BTreeMap<Address, Vec<Address>> {
        let figures = self.table.rows.iter().flat_map(|row| {
            let columns = self.table.columns.iter().filter(|column| row.applies(column));
            columns.map(move |column| (row, column))
        });
        figures
            .filter_map(|(row, column)| {
                let operands = computation(&self.table, row, column)?.operands().into_iter().cloned().collect();
                Some((Address::new(&*self.table.id, &*row.id, &*column.id), operands))
            })
            .collect()
    }

    fn loop_problem(&self, path: &[Address]) -> FormProblem {
        let names = path.iter().chain(path.first()).map(|address| format!("`{address}`"));
        let name = names.collect::<Vec<_>>().join(" ← ");
        let first = path.first().expect("a loop has a figure");
        FormProblem { name, ..self.problem("figure-of-itself", &self.declared_at(first)) }
    }

    /// Where the form says how a figure follows from others: at its row if the row adds up, else at its column.
    fn declared_at(&self, address: &Address) -> String {
        let key = self.table.column(&address.column).map_or("", relation);
        let row = self.table.rows.iter().position(|row| row.id == address.row && !row.sum_of.is_empty());
        match row.and_then(|at| at.checked_sub(self.added)) {
            // A row adds up its sums and scores; percentages, evaluations and ranks remain what they are.
            Some(row) if ["/sum_of", "/score_of"].contains(&key) => format!("{}/rows/{row}/sum_of", self.pointer),
            _ => self.column_at(&address.column, key),
        }
    }

    fn column_at(&self, id: &str, key: &str) -> String {
        let column = self.table.columns.iter().position(|column| column.id == id).unwrap_or_default();
        format!("{}/column/{column}{key}", self.pointer)
    }

    /// Sums, parts and wholes whose units differ. A figure without a unit goes with all.
    fn mixed_units(&self) -> Vec<FormProblem> {
        let mut problems = Vec::new();
        for (index, row) in self.table.rows.iter().enumerate().skip(self.added) {
            let at = format!("{}/rows/{}", self.pointer, index - self.added);
            problems.extend(self.mixed_rows(&format!("{at}/sum_of"), row, &row.sum_of));
            for (group, ids) in row.partitions.iter().enumerate() {
                problems.extend(self.mixed_rows(&format!("{at}/partitions/{group}"), row, ids));
            }
            let others = [("within", &row.within), ("carried_from", &row.carried_from)];
            for (key, id) in others.into_iter().filter_map(|(key, id)| Some((key, id.as_ref()?))) {
                problems.extend(self.mixed_rows(&format!("{at}/{key}"), row, std::slice::from_ref(id)));
            }
        }
        for column in &self.table.columns {
            problems.extend(self.mixed_columns("/sum_of", column, &column.sum_of));
            problems.extend(self.mixed_columns("/within", column, column.within.as_slice()));
        }
        problems
    }

    fn mixed_rows(&self, pointer: &str, row: &Row, others: &[String]) -> Option<FormProblem> {
        let others: Vec<_> = others.iter().filter_map(|id| self.table.row(signed(id).0)).collect();
        let columns = self.table.columns.iter().filter(|column| column.kind.is_number() && row.applies(column));
        let mut units = columns.map(|column| {
            let applying = others.iter().copied().filter(|other| other.applies(column));
            self.units(std::iter::once(row).chain(applying).map(|row| (row, column)))
        });
        self.mixed(pointer, units.find(|units| units.len() > 1)?)
    }

    fn mixed_columns(&self, key: &str, column: &Column, others: &[String]) -> Option<FormProblem> {
        let others: Vec<_> = others.iter().filter_map(|id| self.table.column(signed(id).0)).collect();
        let rows = self.table.rows.iter().filter(|row| row.applies(column));
        let mut units = rows.map(|row| {
            let applying = others.iter().copied().filter(|other| row.applies(other));
            self.units(std::iter::once(column).chain(applying).map(|column| (row, column)))
        });
        self.mixed(&self.column_at(&column.id, key), units.find(|units| units.len() > 1)?)
    }

    fn units<'a>(&'a self, figures: impl Iterator<Item = (&'a Row, &'a Column)>) -> BTreeSet<&'a str> {
        figures.map(|(row, column)| self.table.unit_of(row, column)).filter(|unit| !unit.is_empty()).collect()
    }

    fn mixed(&self, pointer: &str, units: BTreeSet<&str>) -> Option<FormProblem> {
        let name = units.into_iter().collect::<Vec<_>>().join(", ");
        Some(FormProblem { name, ..self.problem("rule-mixes-units", pointer) })
    }

    fn problem(&self, code: &'static str, pointer: &str) -> FormProblem {
        FormProblem { code, pointer: pointer.to_owned(), name: String::new(), nearest: None, span: None }
    }
}

/// The key by which a column says how it follows from others.
fn relation(column: &Column) -> &'static str {
    let keys = [
        (column.percent_of.is_some(), "/percent_of"),
        (column.evaluation_of.is_some(), "/evaluation_of"),
        (column.rank_of.is_some(), "/rank_of"),
        (column.score_of.is_some(), "/score_of"),
    ];
    keys.into_iter().find_map(|(is, key)| is.then_some(key)).unwrap_or("/sum_of")
}

/// The first loop that is reached from something, in the order in which it follows. What was looked at once is not
/// looked at again, and no depth overflows the stack.
pub fn find_loop<T: Ord + Clone>(
    start: &T,
    follows: &BTreeMap<T, Vec<T>>,
    settled: &mut BTreeSet<T>,
) -> Option<Vec<T>> {
    if settled.contains(start) {
        return None;
    }
    let mut path: Vec<(&T, usize)> = vec![(start, 0)];
    let mut on_path = BTreeSet::from([start]);
    let mut found = None;
    while let Some((own, next)) = path.last_mut() {
        let operand = follows.get(*own).and_then(|operands| operands.get(*next));
        *next += 1;
        match operand {
            None => {
                settled.insert((*own).clone());
                on_path.remove(*own);
                path.pop();
            }
            Some(operand) if on_path.contains(operand) => {
                let from = path.iter().position(|(own, _)| *own == operand).unwrap_or_default();
                found = found.or_else(|| Some(path[from..].iter().map(|(own, _)| (*own).clone()).collect()));
            }
            Some(operand) if !settled.contains(operand) => {
                on_path.insert(operand);
                path.push((operand, 0));
            }
            Some(_) => {}
        }
    }
    found
}
