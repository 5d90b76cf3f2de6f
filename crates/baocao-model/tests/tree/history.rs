//! Mergers and divisions made up at random: nothing is lost and nothing counts twice.

use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{Date, SuccessionKind, SuccessionRow, Tree, UnitRow};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::forest::{date, number, sound, succession, unit};

/// What happens to a unit; the numbers choose among the units that live.
#[derive(Clone, Debug)]
enum Event {
    Merge(usize, usize),
    Divide(usize, u8),
    SplitOff(usize, u8),
    Rename(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        (any::<usize>(), any::<usize>()).prop_map(|(old, new)| Event::Merge(old, new)),
        (any::<usize>(), 1_u8..100).prop_map(|(old, share)| Event::Divide(old, share)),
        (any::<usize>(), 1_u8..100).prop_map(|(old, share)| Event::SplitOff(old, share)),
        any::<usize>().prop_map(Event::Rename),
    ];
    // Decimals have 28 digits: the product of more shares than these would be rounded.
    proptest::collection::vec(event, 0..12)
}

/// A history under one top: an event a year, from 2001 on.
#[derive(Default)]
struct History {
    units: BTreeMap<String, UnitRow>,
    successions: Vec<SuccessionRow>,
}

impl History {
    fn new(count: usize, events: &[Event]) -> Self {
        let mut history = Self::default();
        history.units.insert("top".into(), unit("top", None));
        for number in 0..count {
            history.begin(&format!("u{number}"), None);
        }
        for (year, event) in (2001..).zip(events) {
            history.apply(event, Date::new(year, 7, 1).unwrap());
        }
        history
    }

    fn begin(&mut self, id: &str, from: Option<Date>) {
        self.units.insert(id.into(), UnitRow { from, ..unit(id, Some("top")) });
    }

    fn living(&self) -> Vec<String> {
        self.units
            .values()
            .filter(|unit| unit.parent.is_some() && unit.to.is_none())
            .map(|unit| unit.id.clone())
            .collect()
    }

    fn end(&mut self, id: &str, day: Date) {
        self.units.get_mut(id).unwrap().to = day.previous_day();
    }

    fn say(&mut self, unit: &str, kind: SuccessionKind, other: &str, day: Date, share: u8) {
        let share = if share == 0 { String::new() } else { Decimal::new(share.into(), 2).to_string() };
        self.successions.push(succession(unit, kind, other, &day.to_string(), &share));
    }

    fn apply(&mut self, event: &Event, day: Date) {
        let living = self.living();
        let chosen = |number: &usize| living[number % living.len()].clone();
        match event {
            Event::Merge(old, new) if chosen(old) != chosen(new) => {
                self.end(&chosen(old), day);
                self.say(&chosen(old), SuccessionKind::MergedInto, &chosen(new), day, 0);
            }
            Event::Merge(..) => {}
            Event::Divide(old, share) => {
                let old = chosen(old);
                self.end(&old, day);
                for (part, share) in [("x", *share), ("y", 100 - share)] {
                    let part = format!("{part}{}", day.year());
                    self.begin(&part, Some(day));
                    self.say(&old, SuccessionKind::SplitInto, &part, day, share);
                }
            }
            Event::SplitOff(old, share) => {
                let part = format!("z{}", day.year());
                self.begin(&part, Some(day));
                self.say(&part, SuccessionKind::SplitFrom, &chosen(old), day, *share);
            }
            Event::Rename(old) => {
                let (old, new) = (chosen(old), format!("n{}", day.year()));
                self.end(&old, day);
                self.begin(&new, Some(day));
                self.say(&old, SuccessionKind::Renamed, &new, day, 0);
            }
        }
    }

    fn tree(&self) -> Tree {
        sound(self.units.values().cloned().collect(), self.successions.clone())
    }
}

proptest! {
    #[test]
    fn totals_stay_the_same_on_every_later_tree(count in 1_usize..8, events in events(), from in 2000_i16..2013, years in 0_i16..13) {
        let tree = History::new(count, &events).tree();
        let (from, to) = (Date::new(from, 12, 31).unwrap(), Date::new(from + years, 12, 31).unwrap());
        let (old, new) = (tree.as_of(from), tree.as_of(to));
        let figures: BTreeMap<_, _> = old.leaves().zip(1..).map(|(unit, figure)| (unit, number(figure * figure))).collect();
        let restated = tree.restate(&figures, from, to);
        prop_assert_eq!(&restated.findings, &[]);
        prop_assert!(restated.unknown.is_empty());
        prop_assert!(restated.figures.keys().all(|unit| new.has(*unit)));
        prop_assert_eq!(restated.figures.values().sum::<Decimal>(), figures.values().sum::<Decimal>());
    }

    #[test]
    fn successors_and_predecessors_mirror_each_other(count in 1_usize..8, events in events(), from in 2000_i16..2013, years in 0_i16..13) {
        let tree = History::new(count, &events).tree();
        let (from, to) = (Date::new(from, 12, 31).unwrap(), Date::new(from + years, 12, 31).unwrap());
        let forward: BTreeSet<_> = tree
            .as_of(from)
            .top_down()
            .flat_map(|old| tree.stand_ins(old, from, to).into_iter().map(move |new| (old, new.unit)))
            .collect();
        let backward: BTreeSet<_> = tree
            .as_of(to)
            .top_down()
            .flat_map(|new| tree.predecessors(new, from, to).into_iter().map(move |old| (old, new)))
            .collect();
        prop_assert_eq!(&forward, &backward);
        for old in tree.as_of(from).top_down() {
            let shares: Decimal = tree.stand_ins(old, from, to).iter().filter_map(|stand_in| stand_in.share).sum();
            prop_assert_eq!(shares, Decimal::ONE);
            if !tree.lives(old, to) {
                let last = tree.life(old).to.unwrap();
                let heirs: Vec<_> = tree.stand_ins(old, last, to).iter().map(|heir| heir.unit).collect();
                prop_assert_eq!(tree.successors(old, to), heirs);
            }
        }
    }

    /// Going straight to a day or by way of another gives the same figures.
    #[test]
    fn restating_in_two_steps_is_restating_in_one(count in 1_usize..8, events in events(), between in 2000_i16..2013) {
        let tree = History::new(count, &events).tree();
        let (from, between, to) = (date("2000-12-31"), Date::new(between, 12, 31).unwrap(), date("2013-12-31"));
        let figures: BTreeMap<_, _> = tree.as_of(from).leaves().zip(1..).map(|(unit, figure)| (unit, number(figure))).collect();
        let halfway = tree.restate(&figures, from, between).figures;
        prop_assert_eq!(tree.restate(&halfway, between, to).figures, tree.restate(&figures, from, to).figures);
    }
}
