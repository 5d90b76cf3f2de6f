//! Tables with a row for each unit right below: what each gave, beside what all of them make.

use std::collections::BTreeMap;

use baocao_aggregation::{Rolled, UnitValues};
use baocao_document::{Contribution, Source};
use baocao_model::{
    Address, Column, ColumnKind, Figure, Finding, Form, InvalidUnits, Operand, Origin, Place, Repeat, Submission,
    Table, UnitIndex, Value,
};
use rust_decimal::Decimal;

use super::below::Below;
use super::judge::differing;
use super::years::Rows;
use super::{FOLDER, name_of};

/// The rows of the tables by unit of a report.
pub struct ByUnit<'a> {
    /// The units.
    pub below: &'a Below<'a>,
    rows: Vec<Row>,
}

/// A unit right below the report's organisation, or the organisation's own office.
struct Row {
    unit: UnitIndex,
    label: String,
    /// What it gave; none if it did not report.
    given: Option<UnitValues>,
}

impl<'a> ByUnit<'a> {
    /// Looks at what each unit gave. Without any submission there are no rows.
    pub fn new(below: &'a Below<'a>) -> Self {
        let mut by_unit = Self { below, rows: Vec::new() };
        let asked = by_unit.tables().next().is_some();
        if asked && !below.gathered.selected.kept.is_empty() {
            by_unit.rows = by_unit.office().into_iter().chain(by_unit.units()).collect();
        }
        by_unit
    }

    fn tables(&self) -> impl Iterator<Item = &'a Table> {
        let tables = self.below.gathered.written.tables.iter();
        tables.filter(|table| table.repeat == Some(Repeat::Unit))
    }

    /// The organisation's own office. It is a part of the sum like any unit.
    fn office(&self) -> Option<Row> {
        let Below { rolled, root, snapshot, .. } = *self.below;
        let given = rolled.figures.office_values(root)?;
        Some(Row { unit: root, label: format!("Cơ quan {}", name_of(snapshot, root)), given: Some(given) })
    }

    /// The units right below, in the tree's order.
    fn units(&self) -> Vec<Row> {
        let Below { rolled, root, snapshot, gathered, .. } = *self.below;
        let leaves_out = gathered.form.lower_units.invalid == InvalidUnits::LeaveOut;
        let row = |unit: &UnitIndex| {
            let counts = !leaves_out || !self.below.is_invalid(*unit);
            let given = rolled.figures.unit_values(*unit).filter(|_| counts);
            Row { unit: *unit, label: name_of(snapshot, *unit), given }
        };
        snapshot.children(root).iter().map(row).collect()
    }

    /// Adds the rows of units to those that a report brought itself. What it calls them stands.
    pub fn add_rows(&self, rows: &mut Rows) {
        for table in self.tables().filter(|_| !self.rows.is_empty()) {
            let brought = rows.remove(&table.id).unwrap_or_default();
            let label = |id: &str| brought.iter().find(|(own, label)| own == id && !label.is_empty());
            let units = self.rows.iter().filter(|row| self.has_row(table, row));
            let mut all: Vec<(String, String)> = units
                .map(|row| {
                    let id = self.id(row);
                    (id.to_owned(), label(id).map_or_else(|| row.label.clone(), |(_, label)| label.clone()))
                })
                .collect();
            let others: Vec<_> =
                brought.iter().filter(|(id, _)| all.iter().all(|(known, _)| known != id)).cloned().collect();
            all.extend(others);
            rows.insert(table.id.clone(), all);
        }
    }

    /// Brings what the units gave into the report's own figures; what it states otherwise is returned. `form` has the rows.
    pub fn fill_in(&self, submission: &mut Submission, form: &Form) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (row, address, figure, given) in self.cells() {
            submission.fill_in(&address, &given, || self.origin(row, figure));
            let stated = &submission.figures[&address];
            findings.extend(self.difference(row, &address, stated, &given, form));
        }
        findings
    }

    /// What units between are made of, for readers who follow a cell down.
    pub fn contributions(&self) -> BTreeMap<Address, Vec<Contribution>> {
        if !self.below.is_carried_whole() {
            return BTreeMap::new();
        }
        let mut given: BTreeMap<UnitIndex, Vec<Vec<Contribution>>> = BTreeMap::new();
        let cells = self.cells().filter(|(row, ..)| row.given.as_ref().is_some_and(|given| given.source.is_none()));
        let contributions = cells.map(|(row, address, figure, _)| {
            let of_unit = given.entry(row.unit).or_insert_with(|| self.below.contributions_to(row.unit));
            (address, of_unit[figure].clone())
        });
        contributions.filter(|(_, given)| !given.is_empty()).collect()
    }

    /// Where the cells stand that one submission fills; `own` is what the report states itself.
    pub fn sources(&self, own: &Submission) -> BTreeMap<Address, Source> {
        let cells = self.cells().filter(|(_, address, ..)| own.value(address).is_blank());
        let source = |(row, address, figure, _): (&Row, Address, usize, Value)| {
            let (id, spots) = row.given.as_ref()?.source.as_ref()?;
            Some((address, self.below.source_of(*id, &spots[figure], figure)))
        };
        cells.filter_map(source).collect()
    }

    /// Every cell that holds something: its row, its address, the figure that it is of, the value.
    fn cells(&self) -> impl Iterator<Item = (&Row, Address, usize, Value)> {
        let columns = self.tables().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
        columns.filter_map(|(table, column)| Some((table, column, self.figure(column)?))).flat_map(
            move |(table, column, figure)| {
                self.rows.iter().filter(|row| self.has_row(table, row)).filter_map(move |row| {
                    let value =
                        row.given.as_ref().map(|given| given.values.get(figure)).filter(|value| !value.is_blank())?;
                    Some((row, Address::new(&*table.id, self.id(row), &*column.id), figure, value))
                })
            },
        )
    }

    /// An office that gave nothing of what a table shows has no row there: the figures were never its own to give.
    fn has_row(&self, table: &Table, row: &Row) -> bool {
        row.unit != self.below.root || {
            let mut figures = table.columns.iter().filter_map(|column| self.figure(column));
            figures.any(|figure| row.given.as_ref().is_some_and(|given| !given.values.is_blank(figure)))
        }
    }

    fn figure(&self, column: &Column) -> Option<usize> {
        self.below.gathered.catalogue.number(&column.of_units()?)
    }

    fn id(&self, row: &Row) -> &'a str {
        self.below.snapshot.id(row.unit)
    }

    /// Where a cell's value stands: in the unit's submission, or nowhere if it was rolled up itself.
    fn origin(&self, row: &Row, figure: usize) -> Origin {
        match row.given.as_ref().and_then(|given| given.source.as_ref()) {
            Some((id, spots)) => self.below.origin(*id, &spots[figure], figure),
            None => Origin { file: FOLDER.into(), ..Origin::default() },
        }
    }

    /// What is to be said of a cell that does not hold what the unit gave.
    fn difference(&self, row: &Row, address: &Address, stated: &Figure, given: &Value, form: &Form) -> Option<Finding> {
        if stated.value == *given {
            return None;
        }
        let place = Place::from(&stated.origin);
        let (Some(found), Some(expected)) = (stated.value.number(), given.number()) else {
            let finding = Finding::error("words-differ-from-unit", place).with("label", form.label(address));
            let finding = finding.with("address", address).with("unit", &row.label);
            return Some(finding.with("found", words(&stated.value)).with("expected", words(given)));
        };
        let is_percent = form.locate(address).is_some_and(|(_, _, column)| column.kind == ColumnKind::Percent);
        // A percentage may be rounded or cut off.
        let step = Decimal::new(1, found.scale());
        let differs = if is_percent { (found - expected).abs() >= step } else { found != expected };
        differs.then(|| self.statement(row, address, place, given, form).compared(found, expected))
    }

    /// A figure that the report states otherwise than the unit gave it. An error only where all below the unit reported.
    fn statement(&self, row: &Row, address: &Address, place: Place, given: &Value, form: &Form) -> Finding {
        let rolled = self.below.rolled.figures.of(row.unit);
        let complete = rolled.is_none_or(Rolled::is_complete);
        let operand = Operand {
            address: format!("{}:{address}", self.id(row)),
            label: row.label.clone(),
            value: given.digits(),
            unit: form.unit_of(address).to_owned(),
        };
        let finding = differing("figure-differs-from-unit", form, address, vec![operand], complete, place);
        finding.with("unit", &row.label)
    }
}

fn words(value: &Value) -> String {
    value.words().map_or_else(|| value.digits(), str::to_owned)
}
