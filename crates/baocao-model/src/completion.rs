//! Figures with what follows from them: totals, percentages and evaluations that were left out are computed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Address, Column, ColumnKind, Evaluated, Form, Origin, Row, Submission, Table, Value};

/// All figures of a form, reported or computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    figures: BTreeMap<Address, Completed>,
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

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Computation {
    /// The sum of these figures.
    Sum(Vec<Address>),
    /// The first in per cent of the second.
    Percent(Address, Address),
    /// The first (result) judged against the second (target).
    Evaluation(Address, Address),
}

/// Enough digits for any printed percentage, few enough to read.
const PERCENT_DIGITS: u32 = 12;

impl Figures {
    /// Completes a submission of a form.
    pub fn complete(form: &Form, submission: &Submission) -> Self {
        let mut figures = Self::default();
        for table in &form.tables {
            for row in &table.rows {
                for column in table.columns.iter().filter(|column| row.applies(column)) {
                    figures.add(submission, table, row, column);
                }
            }
        }
        figures
    }

    /// The figure at an address; none if the form has no such figure.
    pub fn get(&self, address: &Address) -> Option<&Completed> {
        self.figures.get(address)
    }

    /// The value at an address; blank if the form has no such figure.
    pub fn value(&self, address: &Address) -> &Value {
        self.figures.get(address).map_or(&Value::Blank, |figure| &figure.value)
    }

    /// All figures in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Address, &Completed)> {
        self.figures.iter()
    }

    /// Adds a figure, its operands first. Forms hold no loops, so this ends.
    fn add(&mut self, submission: &Submission, table: &Table, row: &Row, column: &Column) {
        let address = Address::new(&*table.id, &*row.id, &*column.id);
        if self.figures.contains_key(&address) {
            return;
        }
        let computation = computation(table, row, column);
        for operand in computation.iter().flat_map(Computation::operands) {
            if let (Some(row), Some(column)) = (table.row(&operand.row), table.column(&operand.column)) {
                self.add(submission, table, row, column);
            }
        }
        let reported = submission.figures.get(&address).filter(|figure| !figure.value.is_blank());
        let completed = match reported {
            Some(figure) => Completed { value: figure.value.clone(), origin: Some(figure.origin.clone()), computation },
            None => {
                let value = computation.as_ref().and_then(|computation| self.compute(computation));
                Completed { value: value.unwrap_or_default(), origin: None, computation }
            }
        };
        self.figures.insert(address, completed);
    }

    /// What a computation gives; none while an operand is blank or a denominator is 0.
    pub fn compute(&self, computation: &Computation) -> Option<Value> {
        match computation {
            Computation::Sum(parts) => {
                let mut sum = Decimal::ZERO;
                for part in parts {
                    sum = sum.checked_add(self.value(part).addend()?)?;
                }
                Some(Value::Number(sum))
            }
            Computation::Percent(part, whole) => {
                let (part, whole) = (self.value(part).number()?, self.value(whole).number()?);
                let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
                Some(Value::Number(percent.round_dp(PERCENT_DIGITS).normalize()))
            }
            Computation::Evaluation(result, target) => {
                let (result, target) = (self.value(result).number()?, self.value(target).number()?);
                Some(Value::Text(Evaluated::judge(result, target).word().to_owned()))
            }
        }
    }
}

impl Computation {
    /// The figures it is computed from, in order.
    pub fn operands(&self) -> Vec<&Address> {
        match self {
            Self::Sum(parts) => parts.iter().collect(),
            Self::Percent(first, second) | Self::Evaluation(first, second) => vec![first, second],
        }
    }
}

/// How the form says that a figure follows from others. A total row adds up its rows in number columns.
fn computation(table: &Table, row: &Row, column: &Column) -> Option<Computation> {
    let in_row = |column: &str| Address::new(&*table.id, &*row.id, column);
    if let Some(ratio) = &column.percent_of {
        return Some(Computation::Percent(in_row(&ratio.part), in_row(&ratio.whole)));
    }
    if let Some(evaluation) = &column.evaluation_of {
        return Some(Computation::Evaluation(in_row(&evaluation.result), in_row(&evaluation.target)));
    }
    if column.kind == ColumnKind::Number && !row.sum_of.is_empty() {
        let parts = row.sum_of.iter().map(|part| Address::new(&*table.id, &**part, &*column.id));
        return Some(Computation::Sum(parts.collect()));
    }
    let parts: Vec<_> =
        column.sum_of.iter().filter(|part| table.column(part).is_some_and(|c| row.applies(c))).collect();
    (!parts.is_empty()).then(|| Computation::Sum(parts.into_iter().map(|part| in_row(part)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ColumnKind, Figure, Percentage};

    fn form() -> Form {
        let column = |id: &str| Column { id: id.into(), label: id.into(), ..Column::default() };
        let row = |id: &str| Row { id: id.into(), label: id.into(), ..Row::default() };
        let table = Table {
            id: "t".into(),
            title: "T".into(),
            unit: None,
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
        Form {
            id: "f".into(),
            version: 1,
            title: String::new(),
            kind: String::new(),
            kind_name: String::new(),
            template: String::new(),
            periods: Vec::new(),
            subject: Vec::new(),
            numbering: Vec::new(),
            leading_zero: false,
            tables: vec![table],
            annexes: Vec::new(),
        }
    }

    fn submission(values: &[(&str, Value)]) -> Submission {
        let figures = values.iter().map(|(address, value)| {
            (Address::parse(address).unwrap(), Figure { value: value.clone(), origin: Origin::default() })
        });
        Submission { figures: figures.collect() }
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
