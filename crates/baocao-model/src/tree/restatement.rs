use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Tree, UnitIndex};
use crate::{Date, Finding, Place};

/// Figures of an earlier day as the units of a later one would have reported them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restated {
    /// The figures by unit of the later day.
    pub figures: BTreeMap<UnitIndex, Decimal>,
    /// The units of the later day whose figure cannot be known, because a part of it came from a split without shares.
    /// They have no figure: a part of it would be a wrong one.
    pub unknown: BTreeSet<UnitIndex>,
    /// What could not be carried over.
    pub findings: Vec<Finding>,
}

impl Tree {
    /// Carries figures that add up (never ratios, averages or ranks) from the units of one day to those of a later one.
    ///
    /// The total stays the same unless a finding says what is missing: a split without shares, a unit without successor.
    pub fn restate(&self, figures: &BTreeMap<UnitIndex, Decimal>, from: Date, to: Date) -> Restated {
        let mut restated = Restated::default();
        if to < from {
            let finding = Finding::error("restated-backwards", Place::default());
            restated.findings.push(finding.with("from", from).with("to", to));
            return restated;
        }
        for (unit, figure) in figures {
            let trail = self.trail(*unit, from, to);
            restated.findings.extend(trail.undivided.iter().map(|unit| self.undivided(*unit, to)));
            restated.findings.extend(trail.lost.iter().map(|unit| self.lost(*unit, to)));
            for stand_in in trail.stand_ins {
                match stand_in.share {
                    Some(share) => *restated.figures.entry(stand_in.unit).or_default() += *figure * share,
                    None => {
                        restated.unknown.insert(stand_in.unit);
                    }
                }
            }
        }
        restated.figures.retain(|unit, _| !restated.unknown.contains(unit));
        restated
    }

    /// What to do about a split without shares.
    fn undivided(&self, unit: UnitIndex, to: Date) -> Finding {
        let mut rows = self.taken_from.get(&unit).into_iter().flatten().map(|at| &self.successions[*at as usize]);
        let row = rows.rfind(|row| row.share.is_none() && row.date <= to);
        let place = row.map(|row| row.place.clone()).unwrap_or_default();
        self.about("restated-without-shares", unit, to, place, Finding::error)
    }

    /// What is missing because a unit ended with none to stand for it. Not an error: that is what happened.
    fn lost(&self, unit: UnitIndex, to: Date) -> Finding {
        let place = self.end_places.get(&unit).cloned().unwrap_or_default();
        self.about("restated-without-successor", unit, to, place, Finding::warning)
    }

    fn about(
        &self,
        code: &'static str,
        unit: UnitIndex,
        to: Date,
        place: Place,
        make: fn(&'static str, Place) -> Finding,
    ) -> Finding {
        let name = self.history(unit).last().map(|unit| unit.name.to_string()).unwrap_or_default();
        make(code, place).with("unit", self.id(unit)).with("name", name).with("date", to)
    }
}
