//! Rows of tables by unit: a file names the unit, the tree says what it is called.

use baocao_model::{Date, Finding, Form, Place, Refusal, Repeat, Row, Snapshot, Submission, Table, UnitIndex, nearest};

use crate::{Library, open_tree};

/// The units right below an organisation on a day, id and name: the rows that tables by unit have in a report of it.
/// Opens the tree only for a form with such tables; an organisation that is not in the tree has no units.
pub fn units_below(
    form: &Form,
    organization: &str,
    day: Date,
    library: &Library,
) -> Result<Vec<(String, String)>, Refusal> {
    if by_unit(form).next().is_none() {
        return Ok(Vec::new());
    }
    let tree = open_tree(library)?;
    let snapshot = tree.as_of(day);
    let Some(root) = snapshot.index_of(organization) else { return Ok(Vec::new()) };
    let named = |unit: &UnitIndex| (snapshot.id(*unit).to_owned(), name(&snapshot, *unit));
    Ok(snapshot.children(root).iter().map(named).collect())
}

/// Gives the rows that a file brought without a label the names of their units; a key that is no unit's is a finding. The
/// file that brought the rows is where figures without a place of their own are looked for.
pub fn name_rows(
    form: &mut Form,
    written: &Form,
    submission: &Submission,
    day: Date,
    file: &str,
    library: &Library,
) -> Result<Vec<Finding>, Refusal> {
    let is_unnamed = |table: &Table, row: &Row| row.label.is_empty() && is_brought(written, table, row);
    if !by_unit(form).any(|table| table.rows.iter().any(|row| is_unnamed(table, row))) {
        return Ok(Vec::new());
    }
    let tree = open_tree(library)?;
    let snapshot = tree.as_of(day);
    let mut findings = Vec::new();
    for table in form.tables.iter_mut().filter(|table| table.repeat == Some(Repeat::Unit)) {
        let unnamed: Vec<usize> = (0..table.rows.len()).filter(|at| is_unnamed(table, &table.rows[*at])).collect();
        for at in unnamed {
            let id = table.rows[at].id.clone();
            let label = match tree.index_of(&id) {
                Some(unit) => name(&snapshot, unit),
                None => {
                    let place = place(submission, &table.id, &id, file);
                    findings.push(unknown(table, &id, &snapshot, place));
                    id
                }
            };
            table.rows.relabel(at, label);
        }
    }
    Ok(findings)
}

fn by_unit(form: &Form) -> impl Iterator<Item = &Table> {
    form.tables.iter().filter(|table| table.repeat == Some(Repeat::Unit))
}

fn is_brought(written: &Form, table: &Table, row: &Row) -> bool {
    written.table(&table.id).is_none_or(|own| own.row(&row.id).is_none())
}

/// What a unit is called on the day, or was called in the end.
fn name(snapshot: &Snapshot<'_>, unit: UnitIndex) -> String {
    snapshot.last_known(unit).map_or_else(|| snapshot.id(unit).to_owned(), |known| known.name.to_string())
}

fn unknown(table: &Table, id: &str, snapshot: &Snapshot<'_>, place: Place) -> Finding {
    let declared = table.rows.iter().filter(|row| !row.sum_of.is_empty()).map(|row| &*row.id);
    let units = snapshot.top_down().map(|unit| snapshot.id(unit));
    let nearest = nearest(id, declared.chain(units));
    let finding = Finding::error("row-of-unknown-unit", place).with("address", format!("{}.{id}", table.id));
    finding.with("unit", id).with_nearest(nearest)
}

/// Where the first figure of a row stands.
fn place(submission: &Submission, table: &str, row: &str, file: &str) -> Place {
    let mut figures = submission.figures.iter().filter(|(address, _)| address.table == table && address.row == row);
    figures.next().map_or_else(|| Place::file(file), |(_, figure)| Place::from(&figure.origin))
}
