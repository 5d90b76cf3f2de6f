//! Figures with what follows from them: totals, percentages and evaluations that were left out are computed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Address, Column, ColumnKind, Evaluated, Form, Origin, Row, RowKind, Submission, Table, Value, signed};

/// All figures of a form, reported or computed, in the form's units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    figures: BTreeMap<Address, Completed>,
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

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq)]
pub enum Computation {
    /// The sum of the first figures less the second.
    Sum(Vec<Address>, Vec<Address>),
    /// The same as another figure: an opening balance.
    Carried(Address),
    /// The first in per cent of the second.
    Percent(Address, Address),
    /// The first (result) judged against the second (target).
    Evaluation(Address, Address),
    /// The rank of the first among the second.
    Rank(Address, Vec<Address>),
    /// A score from a grade or from target and result.
    Score(Box<ScoreParts>),
}

/// What a score follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreParts {
    /// The highest score.
    pub most: Address,
    /// The grade, and what each is worth in per cent.
    pub grade: Option<(Address, BTreeMap<String, u32>)>,
    /// Result and target.
    pub measured: Option<(Address, Address)>,
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

/// Enough digits for any printed percentage, few enough to read.
const PERCENT_DIGITS: u32 = 12;

impl Figures {
    /// Completes a submission of a form.
    pub fn complete(form: &Form, submission: &Submission) -> Self {
        let mut figures = Self::default();
        let mut converted = submission.clone();
        for table in &form.tables {
            figures.doubts.extend(convert(form, table, &mut converted));
        }
        for table in &form.tables {
            for row in &table.rows {
                for column in table.columns.iter().filter(|column| row.applies(column)) {
                    figures.add(&converted, table, row, column);
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

    /// The tables whose stated unit is not to be believed.
    pub fn doubtful_units(&self) -> &[DoubtfulUnit] {
        &self.doubts
    }

    /// Adds a figure, its operands first. Forms hold no loops, so this ends.
    fn add(&mut self, submission: &Submission, table: &Table, row: &Row, column: &Column) {
        let address = Address::new(&*table.id, &*row.id, &*column.id);
        if self.figures.contains_key(&address) {
            return;
        }
        let computation = computation(table, row, column);
        for operand in computation.iter().flat_map(Computation::operands) {
            if let (Some(row), Some(column)) = (table.row(&operand.row), table.column(&operand.column))
                && row.applies(column)
            {
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
            Computation::Sum(added, subtracted) => {
                // What applies to no part applies to the whole neither.
                let mut parts = added.iter().chain(subtracted);
                if parts.all(|part| *self.value(part) == Value::NotApplicable) {
                    return Some(Value::NotApplicable);
                }
                let mut sum = Decimal::ZERO;
                for part in added {
                    sum = sum.checked_add(self.value(part).addend()?)?;
                }
                for part in subtracted {
                    sum = sum.checked_sub(self.value(part).addend()?)?;
                }
                Some(Value::Number(sum))
            }
            Computation::Carried(from) => self.value(from).number().map(Value::Number),
            Computation::Percent(part, whole) => {
                let (part, whole) = (self.value(part).number()?, self.value(whole).number()?);
                let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
                Some(Value::Number(percent.round_dp(PERCENT_DIGITS).normalize()))
            }
            Computation::Evaluation(result, target) => {
                let judged = self.evaluate(result, target)?;
                Some(Value::Text(judged.word().to_owned()))
            }
            Computation::Rank(own, among) => {
                let own = self.value(own).number()?;
                let above = among.iter().filter_map(|other| self.value(other).number()).filter(|other| *other > own);
                Some(Value::Number(Decimal::from(above.count() + 1)))
            }
            Computation::Score(parts) => self.score(parts).map(|score| Value::Number(score.normalize())),
        }
    }

    /// How a result stands to its target: as numbers, or as words.
    pub fn evaluate(&self, result: &Address, target: &Address) -> Option<Evaluated> {
        match (self.value(result), self.value(target)) {
            (Value::Text(result), Value::Text(target)) => Some(Evaluated::judge_words(result, target)),
            (result, target) => Some(Evaluated::judge(result.number()?, target.number()?)),
        }
    }

    fn score(&self, parts: &ScoreParts) -> Option<Decimal> {
        let most = self.value(&parts.most).number()?;
        if let Some((grade, scale)) = &parts.grade
            && let Value::Text(grade) = self.value(grade)
        {
            return scale.get(grade).map(|worth| most * Decimal::from(*worth) / Decimal::ONE_HUNDRED);
        }
        let (result, target) = parts.measured.as_ref()?;
        let (result, target) = (self.value(result).number()?, self.value(target).number()?);
        let score = most.checked_mul(result)?.checked_div(target)?;
        // Points are given to two digits after the comma.
        Some(score.min(most).round_dp(2))
    }
}

impl Computation {
    /// The figures it is computed from, in order.
    pub fn operands(&self) -> Vec<&Address> {
        match self {
            Self::Sum(added, subtracted) => added.iter().chain(subtracted).collect(),
            Self::Carried(from) => vec![from],
            Self::Percent(first, second) | Self::Evaluation(first, second) => vec![first, second],
            // A rank looks at all, its own figure included.
            Self::Rank(_, among) => among.iter().collect(),
            Self::Score(parts) => {
                let grade = parts.grade.iter().map(|(grade, _)| grade);
                let measured = parts.measured.iter().flat_map(|(result, target)| [result, target]);
                std::iter::once(&parts.most).chain(grade).chain(measured).collect()
            }
        }
    }
}

/// How the form says that a figure follows from others. A total row adds up its rows in number columns.
pub(crate) fn computation(table: &Table, row: &Row, column: &Column) -> Option<Computation> {
    let in_row = |column: &str| Address::new(&*table.id, &*row.id, column);
    if let Some(ratio) = &column.percent_of {
        return Some(Computation::Percent(in_row(&ratio.part), in_row(&ratio.whole)));
    }
    if let Some(evaluation) = &column.evaluation_of {
        return Some(Computation::Evaluation(in_row(&evaluation.result), in_row(&evaluation.target)));
    }
    let totals = column.kind == ColumnKind::Number && !row.sum_of.is_empty();
    if totals && column.rank_of.is_none() {
        let applying = |part: &str| table.row(part).filter(|part| part.applies(column));
        return sum(&row.sum_of, |part| applying(part).map(|part| Address::new(&*table.id, &*part.id, &*column.id)));
    }
    if let Some(score) = &column.rank_of {
        return rank(table, row, score);
    }
    if let Some(score) = &column.score_of {
        return Some(Computation::Score(Box::new(ScoreParts {
            most: in_row(&score.most),
            grade: score.grade.as_ref().map(|grade| (in_row(grade), score.scale.clone())),
            measured: score.result.as_ref().zip(score.target.as_ref()).map(|(r, t)| (in_row(r), in_row(t))),
        })));
    }
    if column.kind == ColumnKind::Number
        && let Some(from) = &row.carried_from
        && let Some(left) = column_to_the_left(table, row, column)
    {
        return Some(Computation::Carried(Address::new(&*table.id, &**from, left)));
    }
    sum(&column.sum_of, |part| table.column(part).filter(|part| row.applies(part)).map(|part| in_row(&part.id)))
}

fn sum(parts: &[String], address: impl Fn(&str) -> Option<Address>) -> Option<Computation> {
    let (mut added, mut subtracted) = (Vec::new(), Vec::new());
    for (part, negative) in parts.iter().map(|part| signed(part)) {
        if negative { &mut subtracted } else { &mut added }.extend(address(part));
    }
    (!added.is_empty() || !subtracted.is_empty()).then_some(Computation::Sum(added, subtracted))
}

fn rank(table: &Table, row: &Row, column: &str) -> Option<Computation> {
    let ranked = table.rows.iter().filter(|row| row.kind == RowKind::Data);
    let among: Vec<_> = ranked.map(|row| Address::new(&*table.id, &*row.id, column)).collect();
    let own = Address::new(&*table.id, &*row.id, column);
    among.contains(&own).then_some(Computation::Rank(own, among))
}

/// The column before this one in which the row has a figure, totals left aside.
fn column_to_the_left<'t>(table: &'t Table, row: &Row, column: &Column) -> Option<&'t str> {
    let carries =
        |column: &&Column| column.kind == ColumnKind::Number && column.sum_of.is_empty() && row.applies(column);
    let before = table.columns.iter().take_while(|other| other.id != column.id).filter(carries);
    if column.sum_of.is_empty() { before.last().map(|left| &*left.id) } else { None }
}

/// Brings a table's figures to the form's unit, unless that makes them implausible.
fn convert(form: &Form, table: &Table, submission: &mut Submission) -> Option<DoubtfulUnit> {
    let stated = submission.units.get(&table.id).cloned();
    let factor = Decimal::from(stated.as_ref().map_or(1, |unit| unit.factor));
    let doubt = implausible(form, table, submission, factor);
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
    table: &Table,
    submission: &Submission,
    factor: Decimal,
) -> Option<(Address, Decimal, Decimal)> {
    let plausible = table.plausible.as_ref()?;
    let per = Address::parse(&plausible.per)?;
    // The figure compared with may be a total that was left out.
    let per = match submission.value(&per).number() {
        Some(number) => number,
        None => {
            let (table, row, column) = form.locate(&per)?;
            let mut figures = Figures::default();
            figures.add(submission, table, row, column);
            figures.value(&per).number()?
        }
    };
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
    use crate::{ColumnKind, Figure, Percentage};

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
        Form {
            id: "f".into(),
            version: 1,
            title: String::new(),
            kind: String::new(),
            kind_name: String::new(),
            template: String::new(),
            periods: Vec::new(),
            subject: Vec::new(),
            sent_upwards: false,
            numbering: Vec::new(),
            leading_zero: false,
            tables: vec![table],
            charts: Vec::new(),
            annexes: Vec::new(),
            rules: Vec::new(),
        }
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
