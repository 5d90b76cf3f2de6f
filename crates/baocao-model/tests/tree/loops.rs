//! Loops are found if and only if there are any.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::forest::{build, id, row, unit};

/// The units in loops, found by following every one of them.
fn in_loops(parents: &[Option<usize>]) -> BTreeSet<String> {
    let returns = |start: usize| {
        let mut next = parents[start];
        for _ in 0..parents.len() {
            match next {
                Some(at) if at == start => return true,
                Some(at) => next = parents[at],
                None => return false,
            }
        }
        false
    };
    (0..parents.len()).filter(|number| returns(*number)).map(id).collect()
}

proptest! {
    #[test]
    fn every_loop_is_named_in_full_and_once(choices in proptest::collection::vec(proptest::option::weighted(0.9, 0_usize..25), 1..25)) {
        let count = choices.len();
        let parents: Vec<_> = choices.into_iter().map(|parent| parent.map(|parent| parent % count)).collect();
        let rows = parents.iter().enumerate().map(|(number, parent)| unit(&id(number), parent.map(id).as_deref()));
        let found = build(rows.collect(), vec![]).err().unwrap_or_default();
        prop_assert!(found.iter().all(|finding| finding.code == "units-in-a-loop"));
        let mut named = BTreeSet::new();
        for finding in &found {
            let members: Vec<_> = finding.arguments["loop"].split(" → ").collect();
            prop_assert_eq!(members[0], members[members.len() - 1]);
            for member in &members[1..] {
                prop_assert!(named.insert(member.trim_matches('`').to_owned()), "{} is in one loop", member);
            }
        }
        prop_assert_eq!(named, in_loops(&parents));
    }
}

#[test]
fn a_loop_in_the_middle_of_time_is_found() {
    let rows = vec![
        row("a", None, "", "2020-12-31"),
        row("a", Some("b"), "2021-01-01", ""),
        row("b", Some("a"), "", "2021-01-01"),
        row("b", None, "2021-01-02", ""),
    ];
    let found = build(rows.clone(), vec![]).unwrap_err();
    assert_eq!(found[0].arguments["date"], "2021-01-01");
    let mut earlier = rows;
    earlier[2].to = baocao_model::Date::parse("2020-12-31");
    earlier[3].from = baocao_model::Date::parse("2021-01-01");
    assert!(build(earlier, vec![]).is_ok(), "each was above the other, but not on the same day");
}
