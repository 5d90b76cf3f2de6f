//! How a figure follows from others, as the form declares it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Address, Column, ColumnKind, Evaluated, Row, RowKind, Table, Value, signed};

/// How a figure follows from others. `Id` is what names a figure: its address, or its number in a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub enum Computation<Id = Address> {
    /// The sum of the first figures less the second.
    Sum(Vec<Id>, Vec<Id>),
    /// The same as another figure: an opening balance.
    Carried(Id),
    /// The first in per cent of the second.
    Percent(Id, Id),
    /// The first (result) judged against the second (target).
    Evaluation(Id, Id),
    /// The rank of the first among the second.
    Rank(Id, Vec<Id>),
    /// A score from a grade or from target and result.
    Score(Box<ScoreParts<Id>>),
}

/// What a score follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreParts<Id = Address> {
    /// The highest score.
    pub most: Id,
    /// The grade, and what each is worth in per cent.
    pub grade: Option<(Id, BTreeMap<String, u32>)>,
    /// Result and target.
    pub measured: Option<(Id, Id)>,
}

/// Enough digits for any printed percentage, few enough to read.
const PERCENT_DIGITS: u32 = 12;

impl<Id> Computation<Id> {
    /// What the computation gives; none while an operand is blank or a denominator is 0. `value` knows the operands.
    pub fn result(&self, value: impl Fn(&Id) -> Value) -> Option<Value> {
        match self {
            Self::Sum(added, subtracted) => {
                let mut sum = Decimal::ZERO;
                let mut applies = false;
                for part in added.iter().map(&value) {
                    applies |= part != Value::NotApplicable;
                    sum = sum.checked_add(part.addend()?)?;
                }
                for part in subtracted.iter().map(&value) {
                    applies |= part != Value::NotApplicable;
                    sum = sum.checked_sub(part.addend()?)?;
                }
                // What applies to no part applies to the whole neither.
                Some(if applies { Value::Number(sum) } else { Value::NotApplicable })
            }
            Self::Carried(from) => value(from).number().map(Value::Number),
            Self::Percent(part, whole) => {
                let (part, whole) = (value(part).number()?, value(whole).number()?);
                let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
                Some(Value::Number(percent.round_dp(PERCENT_DIGITS).normalize()))
            }
            Self::Evaluation(result, target) => {
                let judged = evaluated(&value(result), &value(target))?;
                Some(Value::Text(judged.word().to_owned()))
            }
            Self::Rank(own, among) => {
                let own = value(own).number()?;
                let above = among.iter().filter_map(|other| value(other).number()).filter(|other| *other > own);
                Some(Value::Number(Decimal::from(above.count() + 1)))
            }
            Self::Score(parts) => parts.score(value).map(|score| Value::Number(score.normalize())),
        }
    }

    /// The figures it is computed from, in order.
    pub fn operands(&self) -> Vec<&Id> {
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

    /// The same with other names for the figures; none if one has no other name.
    pub fn renamed<Other>(&self, name: impl Fn(&Id) -> Option<Other>) -> Option<Computation<Other>> {
        let all = |ids: &[Id]| ids.iter().map(&name).collect::<Option<Vec<_>>>();
        Some(match self {
            Self::Sum(added, subtracted) => Computation::Sum(all(added)?, all(subtracted)?),
            Self::Carried(from) => Computation::Carried(name(from)?),
            Self::Percent(part, whole) => Computation::Percent(name(part)?, name(whole)?),
            Self::Evaluation(result, target) => Computation::Evaluation(name(result)?, name(target)?),
            Self::Rank(own, among) => Computation::Rank(name(own)?, all(among)?),
            Self::Score(parts) => {
                let grade = parts.grade.as_ref().map(|(grade, scale)| Some((name(grade)?, scale.clone())));
                let measured = parts.measured.as_ref().map(|(result, target)| Some((name(result)?, name(target)?)));
                Computation::Score(Box::new(ScoreParts {
                    most: name(&parts.most)?,
                    // A part that the row leaves out is as good as none.
                    grade: grade.flatten(),
                    measured: measured.flatten(),
                }))
            }
        })
    }
}

/// How a result stands to its target: as numbers, or as words.
pub fn evaluated(result: &Value, target: &Value) -> Option<Evaluated> {
    match (result, target) {
        (Value::Text(result), Value::Text(target)) => Some(Evaluated::judge_words(result, target)),
        (result, target) => Some(Evaluated::judge(result.number()?, target.number()?)),
    }
}

impl<Id> ScoreParts<Id> {
    fn score(&self, value: impl Fn(&Id) -> Value) -> Option<Decimal> {
        let most = value(&self.most).number()?;
        if let Some((grade, scale)) = &self.grade
            && let Value::Text(grade) = value(grade)
        {
            return scale.get(&grade).map(|worth| most * Decimal::from(*worth) / Decimal::ONE_HUNDRED);
        }
        let (result, target) = self.measured.as_ref()?;
        let (result, target) = (value(result).number()?, value(target).number()?);
        let score = most.checked_mul(result)?.checked_div(target)?;
        // Points are given to two digits after the comma.
        Some(score.min(most).round_dp(2))
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
    let score = table.column(column)?;
    let ranked = table.rows.iter().filter(|row| row.kind == RowKind::Data && row.applies(score));
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
