//! Figures with what follows from them: totals, percentages and evaluations that were left out are computed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{Address, Catalogue, Computation, Figure, Form, Origin, StatedUnit, Submission, Table, Value, Values};

/// All figures of a form, reported or computed, in the form's units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    catalogue: Arc<Catalogue>,
    completed: Vec<Completed>,
    doubts: Vec<DoubtfulUnit>,
}

/// A figure with where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completed {
    /// The value: as reported, else as computed, else blank.
    pub value: Value,
    /// Where it was reported; none for a computed or blank figure.
    pub origin: Option<Origin>,
}

/// A table whose stated unit makes its figures implausible. They are then taken to be in the form's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct DoubtfulUnit {
    /// The table's id.
    pub table: String,
    /// The unit as stated.
    pub words: String,
    /// Where it was stated; for a table without a stated unit, where its largest figure stands.
    pub origin: Origin,
    /// The largest figure.
    pub largest: Address,
    /// Its value in the form's unit, if the stated unit were right.
    pub value: Decimal,
    /// That value for each of the figure that the form compares with.
    pub quotient: Decimal,
}

impl Figures {
    /// Completes a submission of a form.
    pub fn complete(form: &Form, submission: &Submission) -> Self {
        Self::complete_as(form, &Arc::new(Catalogue::of(form)), submission)
    }

    /// The same with the form's catalogue, for those who complete many submissions of one form.
    pub fn complete_as(form: &Form, catalogue: &Arc<Catalogue>, submission: &Submission) -> Self {
        let (values, origins) = submission.in_order_of(catalogue);
        Self::of_values(form, catalogue, values, origins, &submission.units)
    }

    /// The same from values and their places in the order of the figures, and the units of tables that were stated.
    pub fn of_values(
        form: &Form,
        catalogue: &Arc<Catalogue>,
        mut values: Values,
        origins: Vec<Option<Origin>>,
        units: &BTreeMap<String, StatedUnit>,
    ) -> Self {
        let reported: Vec<bool> = values.reported().collect();
        let doubts = bring_to_units_of_form(form, catalogue, &mut values, &origins, units);
        catalogue.complete(&mut values);
        let completed = values.iter().zip(origins).zip(reported);
        let completed =
            completed.map(|((value, origin), reported)| Completed { value, origin: origin.filter(|_| reported) });
        Self { completed: completed.collect(), doubts, catalogue: Arc::clone(catalogue) }
    }

    /// The form's figures, numbered.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The figure at an address; none if the form has no such figure.
    pub fn get(&self, address: &Address) -> Option<&Completed> {
        self.catalogue.number(address).map(|number| &self.completed[number])
    }

    /// The figure with this number in the catalogue.
    pub fn numbered(&self, number: usize) -> &Completed {
        &self.completed[number]
    }

    /// The value at an address; blank if the form has no such figure.
    pub fn value(&self, address: &Address) -> &Value {
        self.get(address).map_or(&Value::Blank, |figure| &figure.value)
    }

    /// All figures in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Address, &Completed)> {
        let mut figures: Vec<_> = self.catalogue.addresses().iter().zip(&self.completed).collect();
        figures.sort_by_key(|(address, _)| *address);
        figures.into_iter()
    }

    /// The tables whose stated unit is not to be believed.
    pub fn doubtful_units(&self) -> &[DoubtfulUnit] {
        &self.doubts
    }

    /// How the form says that the figure at an address follows from others, if it does.
    pub fn computation(&self, address: &Address) -> Option<Computation> {
        self.catalogue.computation_at(address)
    }

    /// What a computation gives; none while an operand is blank or a denominator is 0.
    pub fn compute(&self, computation: &Computation) -> Option<Value> {
        computation.result(|address| self.value(address).clone())
    }
}

/// Brings reported values to the form's units where tables state others, unless that makes them implausible: the tables of
/// which that is so are returned. Values and their places stand in the order of the figures.
fn bring_to_units_of_form(
    form: &Form,
    catalogue: &Catalogue,
    values: &mut Values,
    origins: &[Option<Origin>],
    units: &BTreeMap<String, StatedUnit>,
) -> Vec<DoubtfulUnit> {
    let tables = form.tables.iter().filter(|table| table.plausible.is_some() || units.contains_key(&table.id));
    let convert = |table: &Table| Reported { form, catalogue, table, values, origins }.convert(units.get(&table.id));
    tables.filter_map(convert).collect()
}

impl Form {
    /// The numbers of a table's figures that are counted in its unit: what has one of its own, as people in a table of money,
    /// does not change with it.
    pub fn counted_in_unit_of<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = usize> + 'a {
        let own = table.unit.as_deref().unwrap_or(MONEY);
        let of_table = self.figures().enumerate().filter(|(_, (of, ..))| of.id == table.id);
        let counted = of_table.filter(move |(_, (_, row, column))| ["", own].contains(&table.unit_of(row, column)));
        counted.map(|(number, _)| number)
    }
}

impl Submission {
    /// The reported values and where each was read, in the order of a catalogue's figures.
    pub fn in_order_of(&self, catalogue: &Catalogue) -> (Values, Vec<Option<Origin>>) {
        let mut figures: Vec<Option<&Figure>> = vec![None; catalogue.len()];
        for (address, figure) in &self.figures {
            if let Some(number) = catalogue.number(address) {
                figures[number] = Some(figure);
            }
        }
        let value = |figure: &Option<&Figure>| figure.map_or(Value::Blank, |figure| figure.value.clone());
        let origin = |figure: &Option<&Figure>| figure.map(|figure| figure.origin.clone());
        (figures.iter().map(value).collect(), figures.iter().map(origin).collect())
    }

    /// Brings the figures to the form's units where tables state others, so that figures that were made elsewhere can stand
    /// beside them. A table whose unit is not to be believed stays as it is and keeps the unit that it states. The catalogue
    /// is the form's.
    pub fn bring_to_units_of(&mut self, form: &Form, catalogue: &Catalogue) {
        if self.units.is_empty() {
            return;
        }
        let (mut values, origins) = self.in_order_of(catalogue);
        let doubts = bring_to_units_of_form(form, catalogue, &mut values, &origins, &self.units);
        for (address, figure) in &mut self.figures {
            if let Some(number) = catalogue.number(address) {
                figure.value = values.get(number);
            }
        }
        self.units.retain(|table, _| doubts.iter().any(|doubt| doubt.table == *table));
    }
}

/// What a table of money without a unit is counted in.
pub const MONEY: &str = "đồng";

/// What was reported of a table.
struct Reported<'a> {
    form: &'a Form,
    catalogue: &'a Catalogue,
    table: &'a Table,
    values: &'a mut Values,
    origins: &'a [Option<Origin>],
}

impl Reported<'_> {
    fn numbers(&self) -> impl Iterator<Item = usize> {
        self.form.counted_in_unit_of(self.table)
    }

    /// Brings the table's figures to the form's unit, unless that makes them implausible.
    fn convert(&mut self, stated: Option<&StatedUnit>) -> Option<DoubtfulUnit> {
        let factor = Decimal::from(stated.map_or(1, |unit| unit.factor));
        if let Some((largest, value, quotient)) = self.implausible(factor) {
            let origin = stated.map(|unit| unit.origin.clone()).or_else(|| self.origins[largest].clone());
            return Some(DoubtfulUnit {
                table: self.table.id.clone(),
                words: stated.map(|unit| unit.words.clone()).or_else(|| self.table.unit.clone()).unwrap_or_default(),
                origin: origin.unwrap_or_default(),
                largest: self.catalogue.address(largest).clone(),
                value,
                quotient,
            });
        }
        if factor != Decimal::ONE {
            let numbers: Vec<usize> = self.numbers().collect();
            for number in numbers {
                if let Value::Number(own) = self.values.get(number) {
                    self.values.set(number, Value::Number(own.checked_mul(factor).unwrap_or(own)));
                }
            }
        }
        None
    }

    /// The largest figure of the table and its share of the figure it is compared with, if that is more than plausible.
    fn implausible(&self, factor: Decimal) -> Option<(usize, Decimal, Decimal)> {
        let plausible = self.table.plausible.as_ref()?;
        let per = Address::parse(&plausible.per)?;
        self.form.locate(&per)?;
        let per = self.catalogue.number(&per)?;
        // The figure compared with may be a total that was left out.
        let per = self.values.number(per).or_else(|| {
            let mut values = self.values.clone();
            self.catalogue.complete(&mut values);
            values.number(per)
        })?;
        let numbers = self.numbers().filter_map(|number| Some((number, self.values.number(number)?)));
        let (largest, number) = numbers.max_by_key(|(_, number)| *number)?;
        let value = number.checked_mul(factor)?;
        let quotient = value.checked_div(per)?;
        (quotient > Decimal::from(plausible.most)).then_some((largest, value, quotient))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, ColumnKind, Figure, Percentage, Row};

    fn form() -> Form {
        let column = |id: &str| Column { id: id.into(), label: id.into(), ..Column::default() };
        let row = |id: &str| Row { id: id.into(), label: id.into(), ..Row::default() };
        let table = Table {
            id: "t".into(),
            title: "T".into(),
            unit: None,
            label: None,
            repeat: None,
            covers_period: false,
            plausible: None,
            rows: [Row { sum_of: vec!["a".into(), "b".into()], ..row("all") }, row("a"), row("b")]
                .into_iter()
                .collect(),
            columns: vec![
                Column { sum_of: vec!["x".into(), "y".into()], ..column("total") },
                column("x"),
                column("y"),
                Column {
                    kind: ColumnKind::Percent,
                    percent_of: Some(Percentage { part: "x".into(), whole: "total".into() }),
                    ..column("share")
                },
            ],
            notes: Vec::new(),
        };
        Form { id: "f".into(), version: 1, tables: vec![table], ..Form::default() }
    }

    fn submission(values: &[(&str, Value)]) -> Submission {
        let figures = values.iter().map(|(address, value)| {
            (Address::parse(address).unwrap(), Figure { value: value.clone(), origin: Origin::default() })
        });
        Submission { figures: figures.collect(), ..Submission::default() }
    }

    fn number(n: i64) -> Value {
        Value::Number(Decimal::from(n))
    }

    #[test]
    fn totals_and_ratios_are_computed_through_several_steps() {
        let given =
            submission(&[("t.a.x", number(1)), ("t.a.y", number(3)), ("t.b.x", number(2)), ("t.b.y", Value::Nil)]);
        let figures = Figures::complete(&form(), &given);
        let value = |address: &str| figures.value(&Address::parse(address).unwrap()).clone();
        assert_eq!(value("t.all.total"), number(6));
        assert_eq!(value("t.all.share"), number(50));
        assert_eq!(value("t.b.total"), number(2), "nil adds nothing");
    }

    #[test]
    fn a_blank_is_never_zero() {
        let given = submission(&[("t.a.x", number(1)), ("t.b.x", number(2)), ("t.b.y", number(2))]);
        let figures = Figures::complete(&form(), &given);
        let value = |address: &str| figures.value(&Address::parse(address).unwrap()).clone();
        assert_eq!(value("t.a.total"), Value::Blank);
        assert_eq!(value("t.all.total"), Value::Blank);
        assert_eq!(value("t.all.x"), number(3));
    }
}
