//! Figures with what follows from them: totals, percentages and evaluations that were left out are computed.

use rust_decimal::Decimal;

use crate::{Address, Catalogue, Computation, Form, Origin, Submission, Table, Value};

/// All figures of a form, reported or computed, in the form's units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    catalogue: Catalogue,
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
    /// How the form says that it follows from others, if it does.
    pub computation: Option<Computation>,
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
        let catalogue = Catalogue::of(form);
        let mut converted = submission.clone();
        let doubts = form.tables.iter().filter_map(|table| convert(form, &catalogue, table, &mut converted)).collect();
        let mut values = reported(&catalogue, &converted);
        catalogue.complete(&mut values);
        let completed = catalogue.addresses().iter().zip(values).enumerate().map(|(number, (address, value))| {
            let origin = converted.figures.get(address).filter(|figure| !figure.value.is_blank());
            let by_address = |number: &usize| Some(catalogue.address(*number).clone());
            let computation = catalogue.computation(number).and_then(|computation| computation.renamed(by_address));
            Completed { value, origin: origin.map(|figure| figure.origin.clone()), computation }
        });
        Self { completed: completed.collect(), doubts, catalogue }
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

    /// What a computation gives; none while an operand is blank or a denominator is 0.
    pub fn compute(&self, computation: &Computation) -> Option<Value> {
        computation.result(|address| self.value(address))
    }
}

/// What a submission reports, in the order of the figures.
fn reported(catalogue: &Catalogue, submission: &Submission) -> Vec<Value> {
    catalogue.addresses().iter().map(|address| submission.value(address).clone()).collect()
}

/// Brings a table's figures to the form's unit, unless that makes them implausible.
fn convert(form: &Form, catalogue: &Catalogue, table: &Table, submission: &mut Submission) -> Option<DoubtfulUnit> {
    let stated = submission.units.get(&table.id).cloned();
    let factor = Decimal::from(stated.as_ref().map_or(1, |unit| unit.factor));
    let doubt = implausible(form, catalogue, table, submission, factor);
    if let Some((largest, value, quotient)) = doubt {
        let origin = stated.as_ref().map(|unit| unit.origin.clone());
        let origin = origin.or_else(|| submission.figures.get(&largest).map(|figure| figure.origin.clone()));
        let words = stated.map(|unit| unit.words).or_else(|| table.unit.clone()).unwrap_or_default();
        let origin = origin.unwrap_or_default();
        return Some(DoubtfulUnit { table: table.id.clone(), words, origin, largest, value, quotient });
    }
    if factor != Decimal::ONE {
        for (_, figure) in submission.figures.iter_mut().filter(|(address, _)| address.table == table.id) {
            if let Value::Number(number) = &mut figure.value {
                *number = number.checked_mul(factor).unwrap_or(*number);
            }
        }
    }
    None
}

/// The largest figure of the table and its share of the figure it is compared with, if that is more than plausible.
fn implausible(
    form: &Form,
    catalogue: &Catalogue,
    table: &Table,
    submission: &Submission,
    factor: Decimal,
) -> Option<(Address, Decimal, Decimal)> {
    let plausible = table.plausible.as_ref()?;
    let per = Address::parse(&plausible.per)?;
    form.locate(&per)?;
    // The figure compared with may be a total that was left out.
    let per = submission.value(&per).number().or_else(|| {
        let mut values = reported(catalogue, submission);
        catalogue.complete(&mut values);
        values[catalogue.number(&per)?].number()
    })?;
    let numbers = submission.figures.iter().filter(|(address, _)| address.table == table.id);
    let numbers = numbers.filter_map(|(address, figure)| figure.value.number().map(|number| (address, number)));
    let (largest, number) = numbers.max_by_key(|(_, number)| *number)?;
    let value = number.checked_mul(factor)?;
    let quotient = value.checked_div(per)?;
    (quotient > Decimal::from(plausible.most)).then(|| (largest.clone(), value, quotient))
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
            rows: vec![Row { sum_of: vec!["a".into(), "b".into()], ..row("all") }, row("a"), row("b")],
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
