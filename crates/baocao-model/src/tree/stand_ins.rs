//! Which units stand for others on another day.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Succession, SuccessionKind, Tree, UnitIndex};
use crate::Date;

/// A unit that stands for another on a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// The unit.
    pub unit: UnitIndex,
    /// The part of the other's figures that goes with it; none if nobody said.
    pub share: Option<Decimal>,
}

/// What stands for a unit, and where the trail ends.
#[derive(Debug, Default)]
pub(super) struct Trail {
    pub stand_ins: Vec<StandIn>,
    /// The units of the trail that ended with none to stand for them.
    pub lost: Vec<UnitIndex>,
    /// The splits of the trail without shares.
    pub undivided: Vec<UnitIndex>,
}

impl Tree {
    /// The units that stand on a day for a unit that no longer lives then, in the order of ids; the unit itself if it
    /// lives, none if it was dissolved or has not begun.
    pub fn successors(&self, unit: UnitIndex, day: Date) -> Vec<UnitIndex> {
        match self.life(unit).to {
            Some(last) if last < day => self.trail(unit, last, day).stand_ins.iter().map(|heir| heir.unit).collect(),
            _ if self.lives(unit, day) => vec![unit],
            _ => Vec::new(),
        }
    }

    /// The units that stand on the later day for what a unit was on the earlier one, with their shares.
    pub fn stand_ins(&self, unit: UnitIndex, from: Date, to: Date) -> Vec<StandIn> {
        self.trail(unit, from, to).stand_ins
    }

    /// The units of the earlier day that a unit stands for on the later one, in the order of ids; itself if it lived then.
    pub fn predecessors(&self, unit: UnitIndex, from: Date, to: Date) -> Vec<UnitIndex> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<(UnitIndex, Option<Date>)> = vec![(unit, None)];
        while let Some((unit, before)) = open.pop() {
            if !seen.insert((unit, before)) {
                continue;
            }
            if self.lives(unit, from) {
                found.insert(unit);
            }
            // What a unit was given on the day on which it gave came too late to be passed on.
            let in_time = |date: Date| from < date && before.map_or(date <= to, |before| date < before);
            let given = self.given_to.get(&unit).into_iter().flatten().map(|at| &self.successions[*at as usize]);
            open.extend(given.filter(|given| in_time(given.date)).map(|given| (giver(given), Some(given.date))));
        }
        found.into_iter().collect()
    }

    /// Follows a unit from one day to a later one.
    pub(super) fn trail(&self, unit: UnitIndex, from: Date, to: Date) -> Trail {
        let mut trail = Trail::default();
        let mut found: BTreeMap<UnitIndex, Option<Decimal>> = BTreeMap::new();
        let mut open = vec![(unit, from, Some(Decimal::ONE))];
        while let Some((unit, since, share)) = open.pop() {
            let takings = self.next_takings(unit, since, to);
            let Some(date) = takings.first().map(|taking| taking.date) else {
                if self.lives(unit, to) {
                    let sum = found.entry(unit).or_insert(Some(Decimal::ZERO));
                    *sum = sum.zip(share).map(|(sum, share)| sum + share);
                } else {
                    trail.lost.push(unit);
                }
                continue;
            };
            let heirs = heirs(unit, &takings);
            if heirs.is_empty() {
                trail.lost.push(unit);
            }
            if heirs.iter().any(|heir| heir.share.is_none()) {
                trail.undivided.push(unit);
            }
            open.extend(heirs.iter().map(|heir| (heir.unit, date, share.zip(heir.share).map(|(a, b)| a * b))));
        }
        trail.stand_ins = found.into_iter().map(|(unit, share)| StandIn { unit, share }).collect();
        trail
    }

    /// The successions of the next day on which something is taken from a unit.
    fn next_takings(&self, unit: UnitIndex, since: Date, to: Date) -> Vec<&Succession> {
        let takings = self.taken_from.get(&unit).into_iter().flatten().map(|at| &self.successions[*at as usize]);
        let mut later = takings.filter(|taking| since < taking.date && taking.date <= to).peekable();
        let date = later.peek().map(|taking| taking.date);
        later.take_while(|taking| Some(taking.date) == date).collect()
    }
}

/// Who has a unit's figures after the successions of a day, and which part.
fn heirs(unit: UnitIndex, takings: &[&Succession]) -> Vec<StandIn> {
    let is_split_off = |taking: &&&Succession| taking.kind == SuccessionKind::SplitFrom;
    let mut heirs: Vec<StandIn> = takings
        .iter()
        .filter_map(|taking| match taking.kind {
            SuccessionKind::SplitFrom => Some(StandIn { unit: taking.unit, share: taking.share }),
            SuccessionKind::SplitInto => Some(StandIn { unit: taking.other?, share: taking.share }),
            _ => Some(StandIn { unit: taking.other?, share: Some(Decimal::ONE) }),
        })
        .collect();
    if takings.iter().any(|taking| is_split_off(&taking)) {
        let given: Option<Decimal> = heirs.iter().map(|heir| heir.share).sum();
        heirs.push(StandIn { unit, share: given.map(|given| Decimal::ONE - given) });
    }
    heirs
}

/// The unit that a succession takes from.
fn giver(succession: &Succession) -> UnitIndex {
    match (succession.kind, succession.other) {
        (SuccessionKind::SplitFrom, Some(other)) => other,
        _ => succession.unit,
    }
}
