//! What becomes of submissions: statements, own offices, versions, tiers, and what is missing.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use baocao_aggregation::{Arrived, Entries, Giver, Part, Plan, RollUp, Source, over_time, roll_up};
use baocao_model::{
    Catalogue, Date, FieldPlace, Form, Period, Place, Scope, Snapshot, Tree, TreeRows, UnitRow, Value, Values,
};
use rust_decimal::Decimal;

const FORM: &str = r#"{
    "id": "f", "version": 1, "title": "F", "template": "f.md",
    "table": [{
        "id": "t", "title": "T", "rows": [{ "id": "a", "label": "A" }],
        "column": [
            { "id": "all", "label": "All", "sum_of": ["x", "y"] },
            { "id": "x", "label": "X" },
            { "id": "y", "label": "Y" },
            { "id": "share", "label": "%", "kind": "percent", "percent_of": { "part": "x", "whole": "all" } },
            { "id": "stock", "label": "S", "over_time": "last" },
            { "id": "words", "label": "W", "kind": "text", "over_units": "list" }
        ]
    }]
}"#;
const ALL: usize = 0;
const X: usize = 1;
const SHARE: usize = 3;

struct World {
    catalogue: Catalogue,
    plan: Plan,
    time: Plan,
    tree: Tree,
}

/// A province with two districts of two units each.
fn world() -> World {
    let form: Form = serde_json::from_str(FORM).unwrap();
    assert_eq!(form.problems(), []);
    let mut rows = TreeRows::default();
    let units = [("p", None), ("d1", Some("p")), ("d2", Some("p"))];
    let leaves = [("u1", Some("d1")), ("u2", Some("d1")), ("u3", Some("d2")), ("u4", Some("d2"))];
    for (id, parent) in units.into_iter().chain(leaves) {
        let tier = if id.starts_with('d') { "district" } else { "unit" };
        rows.units.push(UnitRow {
            id: id.into(),
            name: id.to_uppercase(),
            tier: tier.into(),
            parent: parent.map(str::to_owned),
            ..UnitRow::default()
        });
    }
    let place: &FieldPlace<'_> = &|_, _| Place::default();
    let catalogue = Catalogue::of(&form);
    let (plan, time) = (Plan::over_units(&form, &catalogue), Plan::over_time(&form, &catalogue));
    World { catalogue, plan, time, tree: Tree::build(rows, place).unwrap() }
}

fn numbers(x: i64, y: i64) -> Values {
    let number = |n: i64| Value::Number(Decimal::from(n));
    let words = Value::Text(format!("{x}/{y}"));
    [Value::Blank, number(x), number(y), Value::Blank, Value::Blank, words].into_iter().collect()
}

fn push(entries: &mut Entries, snapshot: &Snapshot<'_>, unit: &str, at: i64, scope: Scope, values: &Values) {
    let file = entries.len() as u32;
    let kept = entries.keep(values, None);
    entries.push(snapshot.index_of(unit).unwrap(), Some(at), scope, Source { file, ..Source::default() }, None, kept);
}

fn with<R>(
    tiers: &[String],
    given: &[(&str, i64, Scope, Values)],
    look: impl Fn(&RollUp<'_>, &Snapshot<'_>) -> R,
) -> R {
    let world = world();
    let snapshot = world.tree.as_of(Date::parse("2023-09-30").unwrap());
    let mut entries = Entries::new(world.catalogue.len());
    for (unit, at, scope, values) in given {
        push(&mut entries, &snapshot, unit, *at, *scope, values);
    }
    let selected = entries.select();
    let arrived = Arrived {
        snapshot: &snapshot,
        reported_on: snapshot.day(),
        root: snapshot.index_of("p").unwrap(),
        tiers,
        catalogue: &world.catalogue,
        plan: &world.plan,
        entries: &entries,
        selected: &selected,
    };
    look(&roll_up(arrived, &|_, _, _| true), &snapshot)
}

fn number(roll_up: &RollUp<'_>, snapshot: &Snapshot<'_>, unit: &str, figure: usize) -> Option<Decimal> {
    roll_up.of(snapshot.index_of(unit).unwrap())?.values.number(figure)
}

#[test]
fn units_and_own_offices_add_up_and_ratios_follow() {
    let given = [
        ("u1", 1, Scope::Whole, numbers(1, 3)),
        ("u2", 1, Scope::Whole, numbers(2, 2)),
        ("u3", 1, Scope::Whole, numbers(10, 0)),
        ("d1", 1, Scope::Own, numbers(100, 0)),
    ];
    with(&[], &given, |rolled, snapshot| {
        assert_eq!(number(rolled, snapshot, "d1", X), Some(103.into()));
        assert_eq!(number(rolled, snapshot, "p", X), Some(113.into()));
        assert_eq!(number(rolled, snapshot, "p", ALL), Some(118.into()), "totals that units leave out are computed");
        assert_eq!(number(rolled, snapshot, "d2", SHARE), Some(100.into()), "recomputed, never added");
        let root = rolled.of(snapshot.index_of("p").unwrap()).unwrap();
        assert_eq!((root.expected, root.received), (4, 3));
        assert_eq!(root.partials[X].reported, 4, "three units and an office");
        assert_eq!(root.values.get(5), Value::Text("100/0; 1/3; 2/2; 10/0".into()), "in the order of the units' ids");
        let contributions = rolled.contributions(snapshot.index_of("d1").unwrap()).swap_remove(X);
        let given: Vec<_> = contributions.iter().map(|c| (c.giver, c.value.number().unwrap())).collect();
        let unit = |id| Giver::Unit(snapshot.index_of(id).unwrap());
        assert_eq!(given, [(Giver::OwnOffice, 100.into()), (unit("u1"), 1.into()), (unit("u2"), 2.into())]);
    });
}

#[test]
fn a_statement_is_held_against_the_units_and_stands_for_them_where_none_came() {
    let given = [
        ("u1", 1, Scope::Whole, numbers(1, 3)),
        ("u2", 1, Scope::Whole, numbers(2, 2)),
        ("d1", 1, Scope::Whole, numbers(4, 5)),
        ("d2", 1, Scope::Whole, numbers(40, 50)),
    ];
    with(&[], &given, |rolled, snapshot| {
        let differing: Vec<_> = rolled.statements().iter().map(|s| (snapshot.id(s.unit), s.figure)).collect();
        assert_eq!(differing, [("d1", X)], "y agrees; d2 has nobody to be held against");
        assert_eq!(number(rolled, snapshot, "p", X), Some(43.into()), "what the units make counts, not the statement");
        let root = rolled.of(snapshot.index_of("p").unwrap()).unwrap();
        assert_eq!((root.expected, root.received), (3, 3), "d2 speaks for its units");
        assert!(rolled.of(snapshot.index_of("d2").unwrap()).unwrap().by_statement);
        let from: Vec<_> =
            rolled.contributions(snapshot.index_of("p").unwrap())[X].iter().map(|c| c.source.is_some()).collect();
        assert_eq!(from, [false, true], "d1 was rolled up, d2 is a submission");
    });
}

#[test]
fn a_form_may_ask_a_tier() {
    let given = [("d1", 1, Scope::Whole, numbers(4, 5))];
    with(&["district".to_owned()], &given, |rolled, snapshot| {
        let root = rolled.of(snapshot.index_of("p").unwrap()).unwrap();
        assert_eq!((root.expected, root.received), (2, 1));
        assert_eq!(number(rolled, snapshot, "p", X), Some(4.into()));
    });
}

#[test]
fn the_last_version_counts_and_the_others_stay() {
    let world = world();
    let snapshot = world.tree.as_of(Date::parse("2023-09-30").unwrap());
    let mut entries = Entries::new(world.catalogue.len());
    let given = [("u1", 5, 1), ("u1", 9, 2), ("u2", 5, 3), ("u2", 5, 4), ("u3", 5, 6), ("u3", 5, 6)];
    for (unit, at, x) in given {
        push(&mut entries, &snapshot, unit, at, Scope::Whole, &numbers(x, 0));
    }
    let selected = entries.select();
    let files = |pairs: &[(_, _)]| -> Vec<(u32, u32)> {
        pairs
            .iter()
            .map(|(earlier, kept)| (entries.get(*earlier).source.file, entries.get(*kept).source.file))
            .collect()
    };
    assert_eq!(selected.kept.iter().map(|id| entries.get(*id).source.file).collect::<Vec<_>>(), [1, 3, 5]);
    assert_eq!(files(&selected.replaced), [(0, 1)]);
    assert_eq!(files(&selected.clashing), [(2, 3), (4, 5)]);
    let alike: Vec<_> = selected.clashing.iter().map(|(one, other)| entries.alike(*one, *other)).collect();
    assert_eq!(alike, [false, true]);
}

#[test]
fn what_nobody_reports_is_blank_and_what_applies_to_none_does_not_apply() {
    let mut none = numbers(1, 1);
    none.set(X, Value::NotApplicable);
    let given = [("u1", 1, Scope::Whole, none.clone()), ("u2", 1, Scope::Whole, none)];
    with(&[], &given, |rolled, snapshot| {
        let of = |unit: &str| rolled.of(snapshot.index_of(unit).unwrap()).unwrap().values.get(X);
        assert_eq!(of("d1"), Value::NotApplicable);
        assert_eq!(of("d2"), Value::Blank);
    });
}

#[test]
fn months_make_a_quarter() {
    let world = world();
    let month = |number: i64, stock: i64, missing: bool| {
        let mut values = numbers(number, 1);
        values.set(4, Value::Number(Decimal::from(stock)));
        if missing {
            values.set(2, Value::Blank);
        }
        world.catalogue.complete(&mut values);
        values
    };
    let months = [month(1, 50, false), month(2, 70, false), month(3, 60, true)];
    let parts: Vec<Part<'_>> = ["2023-07", "2023-08", "2023-09"]
        .iter()
        .zip(&months)
        .map(|(period, values)| Part { period: Period::parse(period).unwrap(), values })
        .collect();
    let quarter = over_time(&world.time, &world.catalogue, &parts);
    assert_eq!(quarter.number(X), Some(6.into()), "flows are added");
    assert_eq!(quarter.get(2), Value::Blank, "a sum without one month is not the quarter's");
    assert_eq!(quarter.number(4), Some(60.into()), "of a stock the last counts");
    let turned: Vec<_> = parts.iter().rev().copied().collect();
    assert_eq!(over_time(&world.time, &world.catalogue, &turned), quarter);
}
