//! Trees to test with.

use baocao_model::{Date, Finding, Place, SuccessionKind, SuccessionRow, Tree, TreeRow, TreeRows, UnitRow};
use proptest::prelude::*;
use rust_decimal::Decimal;

pub fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A unit that lives always.
pub fn unit(id: &str, parent: Option<&str>) -> UnitRow {
    UnitRow { id: id.into(), name: id.to_uppercase(), parent: parent.map(str::to_owned), ..UnitRow::default() }
}

/// A row of a unit with its first day and its last; an empty text leaves the end open.
pub fn row(id: &str, parent: Option<&str>, from: &str, to: &str) -> UnitRow {
    UnitRow { from: Date::parse(from), to: Date::parse(to), ..unit(id, parent) }
}

pub fn succession(unit: &str, kind: SuccessionKind, other: &str, day: &str, share: &str) -> SuccessionRow {
    let other = (!other.is_empty()).then(|| other.to_owned());
    SuccessionRow { unit: unit.into(), kind, other, date: date(day), share: share.parse().ok() }
}

/// Builds a tree; the place of a row's field is its number and name.
pub fn build(units: Vec<UnitRow>, successions: Vec<SuccessionRow>) -> Result<Tree, Vec<Finding>> {
    let rows = TreeRows { units, successions, ..TreeRows::default() };
    let place = |row: TreeRow, field: &str| {
        let (file, number) = match row {
            TreeRow::Unit(number) => ("units", number),
            TreeRow::Succession(number) => ("successions", number),
        };
        Place { line: Some(number as u32), sheet: Some(field.to_owned()), ..Place::file(file) }
    };
    Tree::build(rows, &place).map_err(|refusal| refusal.0)
}

pub fn sound(units: Vec<UnitRow>, successions: Vec<SuccessionRow>) -> Tree {
    build(units, successions).unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// For every unit but the first the unit above, one with a smaller number or none; the ids' order is another.
pub fn parents(most: usize) -> impl Strategy<Value = Vec<Option<usize>>> {
    proptest::collection::vec(any::<proptest::sample::Index>(), 1..most).prop_map(|choices| {
        let choose = |(number, choice): (usize, &proptest::sample::Index)| {
            let chosen = choice.index(number + 1);
            (chosen < number).then_some(chosen)
        };
        choices.iter().enumerate().map(choose).collect()
    })
}

/// The id of a numbered unit: scattered, so that neither parents nor siblings come in the order of their numbers.
pub fn id(number: usize) -> String {
    format!("u{:03}", number * 377 % 997)
}

/// The rows of units with these parents.
pub fn rows(parents: &[Option<usize>]) -> Vec<UnitRow> {
    let row = |(number, parent): (usize, &Option<usize>)| unit(&id(number), parent.map(id).as_deref());
    parents.iter().enumerate().map(row).collect()
}

pub fn number(number: i64) -> Decimal {
    Decimal::from(number)
}
