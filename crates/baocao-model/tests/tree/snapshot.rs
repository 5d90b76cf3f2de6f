//! The tree of one day against the same found the long way.

use std::collections::BTreeSet;

use baocao_model::UnitIndex;
use proptest::prelude::*;

use crate::forest::{date, id, parents, row, rows, sound};

proptest! {
    #[test]
    fn who_is_expected_below_a_unit_is_expected_below_one_of_its_children(parents in parents(60)) {
        let tree = sound(rows(&parents), vec![]);
        let snapshot = tree.as_of(date("2025-01-01"));
        for unit in tree.indices() {
            let mut parts: Vec<UnitIndex> =
                snapshot.children(unit).iter().flat_map(|child| tree.expected(*child, date("2025-01-01"))).collect();
            parts.extend(snapshot.children(unit).iter().filter(|child| snapshot.is_leaf(**child)));
            let distinct: BTreeSet<_> = parts.iter().copied().collect();
            prop_assert_eq!(distinct.len(), parts.len(), "nobody is expected twice");
            prop_assert_eq!(distinct.into_iter().collect::<Vec<_>>(), snapshot.expected(unit));
        }
        let all: usize = snapshot.roots().iter().map(|root| snapshot.expected(*root).len().max(snapshot.is_leaf(*root).into())).sum();
        prop_assert_eq!(all, snapshot.leaves().count());
    }

    #[test]
    fn the_walks_agree_with_the_parents(parents in parents(60)) {
        let tree = sound(rows(&parents), vec![]);
        let snapshot = tree.as_of(date("2025-01-01"));
        let index = |number: usize| snapshot.index_of(&id(number)).unwrap();
        let above = |number: usize| std::iter::successors(parents[number], |number| parents[*number]).map(index);
        for number in 0..parents.len() {
            let unit = index(number);
            prop_assert_eq!(snapshot.parent(unit), parents[number].map(index));
            prop_assert!(snapshot.ancestors(unit).eq(above(number)));
            let below: BTreeSet<_> = (0..parents.len()).filter(|other| above(*other).any(|above| above == unit)).map(index).collect();
            prop_assert_eq!(&snapshot.descendants(unit).iter().copied().collect::<BTreeSet<_>>(), &below);
            prop_assert!(tree.indices().all(|other| snapshot.is_below(other, unit) == below.contains(&other)));
            let children: Vec<_> = below.iter().copied().filter(|below| snapshot.parent(*below) == Some(unit)).collect();
            prop_assert_eq!(snapshot.children(unit), children, "in the order of ids");
            let path = snapshot.path(unit);
            prop_assert_eq!(path.last(), Some(&unit));
            prop_assert_eq!(path.len(), 1 + above(number).count());
        }
        let mut seen = BTreeSet::new();
        for unit in snapshot.bottom_up() {
            prop_assert!(snapshot.children(unit).iter().all(|child| seen.contains(child)), "children come first");
            seen.insert(unit);
        }
        prop_assert_eq!(seen.len(), tree.len());
    }

    /// The order of the rows in the files says nothing.
    #[test]
    fn the_order_of_rows_does_not_matter(parents in parents(40), turn in 0_usize..40) {
        let mut turned = rows(&parents);
        let turn = turn % turned.len();
        turned.rotate_left(turn);
        let (one, other) = (sound(rows(&parents), vec![]), sound(turned, vec![]));
        let day = date("2025-01-01");
        prop_assert!(one.as_of(day).top_down().eq(other.as_of(day).top_down()));
        prop_assert!(one.indices().all(|unit| one.id(unit) == other.id(unit)));
    }
}

#[test]
fn the_last_day_counts_and_the_day_after_does_not() {
    let tree = sound(
        vec![
            row("top", None, "", ""),
            row("a", Some("top"), "2020-01-01", "2025-06-30"),
            row("b", Some("top"), "2025-07-01", ""),
        ],
        vec![],
    );
    let living = |day: &str| tree.as_of(date(day)).top_down().map(|unit| tree.id(unit).to_owned()).collect::<Vec<_>>();
    assert_eq!(living("2019-12-31"), ["top"]);
    assert_eq!(living("2020-01-01"), ["top", "a"]);
    assert_eq!(living("2025-06-30"), ["top", "a"]);
    assert_eq!(living("2025-07-01"), ["top", "b"]);
    let a = tree.index_of("a").unwrap();
    let after = tree.as_of(date("2025-07-01"));
    assert!(after.index_of("a").is_none() && after.unit(a).is_none() && after.path(a).is_empty());
    assert!(after.descendants(a).is_empty() && after.parent(a).is_none() && !after.is_leaf(a));
}

#[test]
fn a_unit_that_moves_is_under_one_parent_on_each_day() {
    let rows = vec![
        row("p", None, "", ""),
        row("q", None, "", ""),
        row("a", Some("p"), "", "2024-12-31"),
        row("a", Some("q"), "2025-01-01", ""),
        row("b", Some("a"), "", ""),
    ];
    let tree = sound(rows, vec![]);
    let b = tree.index_of("b").unwrap();
    let path =
        |day: &str| tree.as_of(date(day)).path(b).iter().map(|unit| tree.id(*unit).to_owned()).collect::<Vec<_>>();
    assert_eq!(path("2024-12-31"), ["p", "a", "b"]);
    assert_eq!(path("2025-01-01"), ["q", "a", "b"]);
}
