//! What holds for all roll-ups: neither the order of the submissions nor how they are grouped changes a figure.

use baocao_aggregation::{Arrived, Entries, Plan, RollUp, Source, roll_up};
use baocao_model::{Catalogue, Date, FieldPlace, Form, Place, Scope, Snapshot, Tree, TreeRows, UnitRow, Value, Values};
use proptest::prelude::*;
use rust_decimal::Decimal;

const FORM: &str = r#"{
    "id": "f", "version": 1, "title": "F", "template": "f.md",
    "table": [{
        "id": "t", "title": "T",
        "rows": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B", "over_units": "max" },
                 { "id": "all", "label": "All", "kind": "total", "sum_of": ["a"] }],
        "column": [
            { "id": "n", "label": "N" },
            { "id": "part", "label": "P" },
            { "id": "share", "label": "%", "kind": "percent", "percent_of": { "part": "part", "whole": "n" } },
            { "id": "mean", "label": "M", "over_units": { "mean": "n" } },
            { "id": "least", "label": "L", "over_units": "min" },
            { "id": "last", "label": "Z", "over_units": "last" },
            { "id": "count", "label": "C", "over_units": "count" },
            { "id": "none", "label": "X", "over_units": "none" }
        ]
    }]
}"#;

fn tree(depth: &[usize]) -> Tree {
    let mut rows = TreeRows::default();
    let unit = |id: String, parent: Option<String>| UnitRow {
        name: id.clone(),
        tier: "t".into(),
        id,
        parent,
        ..UnitRow::default()
    };
    rows.units.push(unit("u".into(), None));
    for (upper, below) in depth.iter().enumerate() {
        rows.units.push(unit(format!("u{upper}"), Some("u".into())));
        for leaf in 0..*below {
            rows.units.push(unit(format!("u{upper}.{leaf}").replace('.', "-"), Some(format!("u{upper}"))));
        }
    }
    let place: &FieldPlace<'_> = &|_, _| Place::default();
    Tree::build(rows, place).expect("a sound tree")
}

#[derive(Clone, Debug)]
struct Given {
    unit: String,
    at: i64,
    values: Values,
}

fn entries(snapshot: &Snapshot<'_>, figures: usize, given: &[Given]) -> Entries {
    let mut entries = Entries::new(figures);
    for (number, given) in given.iter().enumerate() {
        let unit = snapshot.index_of(&given.unit).expect("a unit of the tree");
        let kept = entries.keep(&given.values, None);
        entries.push(
            unit,
            Some(given.at),
            Scope::Whole,
            Source { file: number as u32, ..Source::default() },
            None,
            kept,
        );
    }
    entries
}

fn summary(rolled: &RollUp<'_>, unit: baocao_model::UnitIndex) -> (Vec<Value>, Vec<(u32, u32)>, u32, u32) {
    let found = rolled.of(unit).expect("a unit between");
    let normal = |value: Value| match value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other,
    };
    let counts = found.partials.iter().map(|partial| (partial.reported, partial.not_applicable)).collect();
    (found.values.iter().map(normal).collect(), counts, found.expected, found.received)
}

fn values(figures: usize) -> impl Strategy<Value = Values> {
    let one = prop_oneof![
        2 => Just(Value::Blank),
        1 => Just(Value::Nil),
        1 => Just(Value::NotApplicable),
        8 => (0_i64..100_000, 0_u32..3).prop_map(|(number, scale)| Value::Number(Decimal::new(number, scale))),
        // Two of these are more than 64 bits hold.
        1 => (0..i64::MAX).prop_map(|number| Value::Number(Decimal::new(i64::MAX - number / 4, 0))),
    ];
    prop::collection::vec(one, figures).prop_map(|values| values.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_grouping_change_nothing(
        depth in prop::collection::vec(1_usize..5, 1..5),
        rows in prop::collection::vec((values(24), any::<bool>(), 0_i64..3), 20),
        turn in 0_usize..20,
    ) {
        let form: Form = serde_json::from_str(FORM).unwrap();
        prop_assert_eq!(form.problems(), []);
        let catalogue = Catalogue::of(&form);
        prop_assert_eq!(catalogue.len(), 24);
        let plan = Plan::over_units(&form, &catalogue);
        let tree = tree(&depth);
        let snapshot = tree.as_of(Date::parse("2023-09-30").unwrap());
        let root = snapshot.index_of("u").unwrap();
        let leaves = depth.iter().enumerate().flat_map(|(upper, below)| (0..*below).map(move |leaf| format!("u{upper}-{leaf}")));
        let given: Vec<Given> = leaves.zip(&rows).filter(|(_, row)| row.1)
            .map(|(unit, row)| Given { unit, at: row.2, values: row.0.clone() }).collect();
        let rolled = |given: &[Given]| {
            let entries = entries(&snapshot, catalogue.len(), given);
            let selected = entries.select();
            let arrived = Arrived { snapshot: &snapshot, reported_on: snapshot.day(), root, tiers: &[], catalogue: &catalogue, plan: &plan, entries: &entries, selected: &selected };
            let whole = roll_up(arrived, &|_, _, _| true);
            let all = summary(&whole, root);
            // The same again from what each upper unit made, as the next level would take it in.
            let mut carried = Entries::new(catalogue.len());
            for upper in snapshot.children(root) {
                let (values, brought) = whole.carried(*upper).unwrap();
                let kept = carried.keep(&values, None);
                carried.push(*upper, Some(9), Scope::Whole, Source::default(), Some(Box::new(brought)), kept);
            }
            let selected = carried.select();
            let again = roll_up(Arrived { entries: &carried, selected: &selected, ..arrived }, &|_, _, _| true);
            (all, summary(&again, root))
        };
        let (all, again) = rolled(&given);
        prop_assert_eq!(&all.0, &again.0);
        prop_assert_eq!(&all.1, &again.1);
        let mut turned = given.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(&all, &rolled(&turned).0);
        prop_assert_eq!(all.3 as usize, given.len());
    }
}
