//! Tables with a row for each unit: what their columns take from the units must be a figure that units have.

use crate::{Address, Column, ColumnKind, Form, FormProblem, Repeat, Table, nearest};

/// Everything that is wrong with what columns take from units.
pub fn problems(form: &Form) -> Vec<FormProblem> {
    let columns = form.tables.iter().enumerate().flat_map(|(at, table)| {
        table
            .columns
            .iter()
            .enumerate()
            .map(move |(column_at, column)| (format!("/table/{at}/column/{column_at}"), table, column))
    });
    columns.filter_map(|(pointer, table, column)| problem(form, table, column, &pointer)).collect()
}

/// The first thing that is wrong with a column; what follows from a wrong name would only repeat it.
fn problem(form: &Form, table: &Table, column: &Column, pointer: &str) -> Option<FormProblem> {
    let of = column.of.as_deref()?;
    let report = |code, name: &str, nearest: Option<&str>| {
        let (pointer, name, nearest) = (format!("{pointer}/of"), name.to_owned(), nearest.map(str::to_owned));
        Some(FormProblem { code, pointer, name, nearest, span: None })
    };
    if table.repeat != Some(Repeat::Unit) {
        return report("of-outside-unit-table", &column.id, None);
    }
    if follows(column) {
        return report("of-and-computed", &column.id, None);
    }
    let address = Address::parse(of);
    if let Some(named) =
        address.as_ref().and_then(|address| form.table(&address.table)).filter(|table| !units_fill_in(table))
    {
        return report("of-what-units-lack", &named.title, None);
    }
    let Some((named, row, figure)) = address.as_ref().and_then(|address| form.locate(address)) else {
        let known: Vec<_> = available(form).map(|address| address.to_string()).collect();
        return report("unknown-figure-in-form", of, nearest(of, known.iter().map(String::as_str)));
    };
    if !kinds_agree(column.kind, figure.kind) {
        return report("of-another-kind", of, None);
    }
    let own = column.unit.as_ref().or(table.unit.as_ref()).map_or("", String::as_str);
    let theirs = named.unit_of(row, figure);
    // What is counted in nothing goes with all; a percentage has its sign.
    let differ = column.kind != ColumnKind::Percent && !own.is_empty() && !theirs.is_empty() && own != theirs;
    differ.then(|| report("rule-mixes-units", &format!("{own}, {theirs}"), None)).flatten()
}

/// True if the column has a computation of its own.
fn follows(column: &Column) -> bool {
    !column.sum_of.is_empty()
        || column.percent_of.is_some()
        || column.evaluation_of.is_some()
        || column.rank_of.is_some()
        || column.score_of.is_some()
}

/// True if lower units have the table's figures: rows that each of them names itself are not of one thing.
fn units_fill_in(table: &Table) -> bool {
    !matches!(table.repeat, Some(Repeat::Unit | Repeat::Item))
}

fn available(form: &Form) -> impl Iterator<Item = Address> + '_ {
    form.addresses().filter(|address| form.table(&address.table).is_some_and(units_fill_in))
}

/// A column of numbers or words takes either; all others take their own kind.
fn kinds_agree(own: ColumnKind, figure: ColumnKind) -> bool {
    match own {
        ColumnKind::Any => figure != ColumnKind::Unit,
        own => own == figure,
    }
}
