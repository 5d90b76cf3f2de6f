//! What holds for all figures: consistent ones are let through, and no sum can be changed unseen.

use std::collections::BTreeMap;

use baocao_model::{Address, Column, Figure, Figures, Form, Origin, Row, RowKind, Severity, Submission, Value};
use baocao_validation::{Context, validate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;

const TOTAL: &str = "total";

/// A table with a total of its rows, a total of its columns, and a written rule about the same sums.
fn form(rows: usize, columns: usize) -> Form {
    let ids = |letter: char, count: usize| (0..count).map(|index| format!("{letter}{index}")).collect::<Vec<_>>();
    let (row_ids, column_ids) = (ids('r', rows), ids('c', columns));
    let text = serde_json::json!({
        "id": "f", "version": 1, "title": "F", "template": "f.md",
        "table": [{ "id": "t", "title": "T", "column": [{ "id": TOTAL, "label": "T" }] }],
        "rule": [{ "id": "r", "for": "t.total.*", "check": "t.total.total >= this", "message": "{this}" }],
    });
    let mut form: Form = serde_json::from_value(text).expect("a form");
    let table = &mut form.tables[0];
    table.columns[0].sum_of = column_ids.clone();
    table.columns.extend(column_ids.into_iter().map(|id| Column { id, ..Column::default() }));
    let rows: Vec<Row> = row_ids.iter().map(|id| Row { id: id.clone(), ..Row::default() }).collect();
    let total = Row { id: TOTAL.into(), kind: RowKind::Total, sum_of: row_ids, ..Row::default() };
    table.rows = rows.into_iter().chain([total]).collect();
    assert_eq!(form.problems(), []);
    form
}

/// The numbers of a table, all totals stated. Numbers have up to three decimals.
fn consistent(numbers: &[Vec<u32>]) -> BTreeMap<Address, Decimal> {
    let mut cells: BTreeMap<Address, Decimal> = BTreeMap::new();
    for (row, numbers) in numbers.iter().enumerate() {
        for (column, number) in numbers.iter().enumerate() {
            let number = Decimal::new(i64::from(*number), number % 4);
            for row in [format!("r{row}"), TOTAL.to_owned()] {
                for column in [format!("c{column}"), TOTAL.to_owned()] {
                    *cells.entry(Address::new("t", &*row, column)).or_default() += number;
                }
            }
        }
    }
    cells
}

fn errors(form: &Form, cells: &BTreeMap<Address, Decimal>) -> usize {
    let figure = |number: &Decimal| Figure { value: Value::Number(*number), origin: Origin::default() };
    let figures = cells.iter().map(|(address, number)| (address.clone(), figure(number))).collect();
    let submission = Submission { figures, ..Submission::default() };
    let figures = Figures::complete(form, &submission);
    let found = validate(form, &figures, "figures.toml", &Context::default());
    found.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// A table's numbers: up to five rows of up to five columns.
fn tables() -> impl Strategy<Value = Vec<Vec<u32>>> {
    (2_usize..6, 2_usize..6).prop_flat_map(|(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(0_u32..2_000_000, columns), rows)
    })
}

#[test]
fn consistent_figures_pass_and_no_sum_can_be_changed_unseen() {
    // The same tables every time: a failure can be met again.
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRunner::deterministic().rng().clone());
    let cases = (tables(), any::<prop::sample::Index>(), any::<bool>());
    let checked = runner.run(&cases, |(numbers, changed, up)| {
        let form = form(numbers.len(), numbers[0].len());
        let mut cells = consistent(&numbers);
        prop_assert_eq!(errors(&form, &cells), 0);
        let address = changed.get(&cells.keys().collect::<Vec<_>>()).to_owned().clone();
        let number = cells.get_mut(&address).unwrap();
        *number += if up { Decimal::ONE } else { -Decimal::ONE };
        prop_assert!(errors(&form, &cells) > 0, "{} was changed by one", address);
        Ok(())
    });
    checked.unwrap();
}
