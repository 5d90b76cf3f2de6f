use std::cmp::Ordering;

use baocao_model::{Value, Values};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Combination;

/// What the values of one figure make so far. Merging is associative and commutative: neither the order of the
/// submissions nor how they are grouped changes the result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partial {
    /// How many units reported the figure; nil counts.
    pub reported: u32,
    /// For how many units the figure does not apply.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_applicable: u32,
    /// What the values make.
    #[serde(default, skip_serializing_if = "State::is_empty")]
    state: State,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Nothing yet.
    #[default]
    Empty,
    /// A sum, a count, the smallest or the largest.
    Number(Decimal),
    /// The weighted sum and the sum of the weights.
    Mean(Decimal, Decimal),
    /// The last value with what makes it the last.
    Last(Option<i64>, Box<str>, Value),
    /// Words, each with who gave them.
    List(Vec<(Box<str>, String)>),
    /// Beyond what a number can hold.
    Beyond,
}

/// What decides which of two values is the last: the time, then the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp<'a> {
    /// When it was submitted, in seconds since 1970; unknown times come first.
    pub at: Option<i64>,
    /// Who reported it, by id.
    pub unit: &'a str,
}

impl Partial {
    /// A number that the values of so many units make.
    pub(crate) fn of_number(number: Decimal, reported: u32) -> Self {
        Self { reported, not_applicable: 0, state: State::Number(number) }
    }

    /// A figure that so many units reported and that is not brought together.
    pub(crate) fn counted(reported: u32) -> Self {
        Self { reported, ..Self::default() }
    }

    /// Numbers of so many units, each times its weight, and these weights, added.
    pub(crate) fn of_mean(sum: Decimal, weights: Decimal, reported: u32) -> Self {
        Self { reported, not_applicable: 0, state: State::Mean(sum, weights) }
    }

    /// Takes in a figure of one unit; `stamp` says when and who.
    pub fn add(&mut self, combination: Combination, values: &Values, figure: usize, stamp: Stamp<'_>) {
        if values.is_blank(figure) {
            return;
        }
        if !values.applies(figure) {
            self.not_applicable += 1;
            return;
        }
        self.reported += 1;
        if !combination.brings_together() || self.is_later_than(stamp) {
            return;
        }
        let one = match combination {
            Combination::Count => Some(State::Number(Decimal::ONE)),
            Combination::Mean(weight) => State::of_mean(&values.get(figure), &values.get(weight)),
            _ => State::of(combination, &values.get(figure), stamp),
        };
        if let Some(one) = one {
            self.state.join(combination, one);
        }
    }

    /// True if the last value counts, and a later one than this is known.
    fn is_later_than(&self, stamp: Stamp<'_>) -> bool {
        self.stamp().is_some_and(|last| last > stamp)
    }

    /// Takes in another partial of the same figure.
    pub fn merge(&mut self, combination: Combination, other: &Self) {
        self.reported += other.reported;
        self.not_applicable += other.not_applicable;
        self.state.join(combination, other.state.clone());
    }

    /// What the values make. Without any there is nothing: a missing unit never becomes zero.
    pub fn value(&self) -> Value {
        match &self.state {
            State::Number(number) => Value::Number(*number),
            State::Mean(sum, weight) => {
                sum.checked_div(*weight).map_or(Value::Blank, |mean| Value::Number(mean.normalize()))
            }
            State::Last(_, _, value) => value.clone(),
            State::List(words) => Value::Text(listed(words)),
            State::Empty if self.reported == 0 && self.not_applicable > 0 => Value::NotApplicable,
            State::Empty | State::Beyond => Value::Blank,
        }
    }

    /// When and by whom the last value was reported, for a figure of which the last counts.
    pub fn stamp(&self) -> Option<Stamp<'_>> {
        match &self.state {
            State::Last(at, unit, _) => Some(Stamp { at: *at, unit }),
            _ => None,
        }
    }

    /// True if the values are more than a number can hold; there is no result then.
    pub fn is_beyond(&self) -> bool {
        self.state == State::Beyond
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Words in the order of those who gave them.
fn listed(words: &[(Box<str>, String)]) -> String {
    let mut words: Vec<_> = words.iter().collect();
    words.sort();
    words.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("; ")
}

impl State {
    fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// A value with its weight; none without one of them.
    fn of_mean(value: &Value, weight: &Value) -> Option<Self> {
        let (number, weight) = value.number().zip(weight.number())?;
        Some(number.checked_mul(weight).map_or(Self::Beyond, |product| Self::Mean(product, weight)))
    }

    /// What one value is by itself; none if it cannot be brought together in this way.
    fn of(combination: Combination, value: &Value, stamp: Stamp<'_>) -> Option<Self> {
        match combination {
            Combination::Sum | Combination::Min | Combination::Max => value.number().map(Self::Number),
            Combination::Last => match value {
                Value::Blank | Value::NotApplicable => None,
                value => Some(Self::Last(stamp.at, stamp.unit.into(), value.clone())),
            },
            Combination::List => match value {
                Value::Text(words) => Some(Self::List(vec![(stamp.unit.into(), words.clone())])),
                value => value.number().map(|n| Self::List(vec![(stamp.unit.into(), n.normalize().to_string())])),
            },
            Combination::Count | Combination::Mean(_) | Combination::Recomputed | Combination::None => None,
        }
    }

    fn join(&mut self, combination: Combination, other: Self) {
        *self = match (std::mem::take(self), other) {
            (own, Self::Empty) => own,
            (Self::Empty, other) => other,
            (Self::Number(own), Self::Number(other)) => match combination {
                Combination::Min => Self::Number(own.min(other)),
                Combination::Max => Self::Number(own.max(other)),
                _ => own.checked_add(other).map_or(Self::Beyond, Self::Number),
            },
            (Self::Mean(sum, weight), Self::Mean(other_sum, other_weight)) => {
                let (sum, weight) = (sum.checked_add(other_sum), weight.checked_add(other_weight));
                sum.zip(weight).map_or(Self::Beyond, |(sum, weight)| Self::Mean(sum, weight))
            }
            (Self::Last(at, unit, value), Self::Last(other_at, other_unit, other)) => {
                let order = (at, &unit).cmp(&(other_at, &other_unit));
                // Two values with the same stamp are from one unit; a fixed order keeps the result the same.
                match order.then_with(|| words(&value).cmp(&words(&other))) {
                    Ordering::Less => Self::Last(other_at, other_unit, other),
                    _ => Self::Last(at, unit, value),
                }
            }
            (Self::List(mut own), Self::List(other)) => {
                own.extend(other);
                Self::List(own)
            }
            _ => Self::Beyond,
        };
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        value => value.number().map(|number| number.normalize().to_string()).unwrap_or_default(),
    }
}
