//! What each unit gave by itself, whether it is brought together or not: a row of a table by unit.

use baocao_model::{Scope, UnitIndex, Values};

use super::{Gathering, RollUp};
use crate::{EntryId, Spot};

/// The figures of one unit, completed.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitValues {
    /// The values in the order of the figures. A percentage, a rank or words are what the unit has itself.
    pub values: Values,
    /// The one submission that they stand in, and where each does; none for what was itself rolled up.
    pub source: Option<(EntryId, Vec<Spot>)>,
}

impl RollUp<'_> {
    /// The figures of a unit with all below it; none if nothing came from there.
    pub fn unit_values(&self, unit: UnitIndex) -> Option<UnitValues> {
        let whole = self.given[unit.number()].whole;
        if let Some(rolled) = self.of(unit) {
            return match whole.filter(|_| rolled.by_statement) {
                Some(id) => Some(self.submitted(id)),
                None => Some(UnitValues { values: rolled.values.clone(), source: None }),
            };
        }
        let given: Vec<EntryId> = whole.iter().chain(self.joined(unit)).copied().collect();
        match given[..] {
            [] => None,
            [only] => Some(self.submitted(only)),
            // On a later day a unit stands for others, too.
            _ => {
                let mut gathering = Gathering::new(self.arrived);
                given.iter().for_each(|id| gathering.take_unit(*id, &|_, _, _| true));
                let mut rolled = gathering.finish();
                rolled.complete(self.arrived.catalogue);
                Some(UnitValues { values: rolled.values, source: None })
            }
        }
    }

    /// The figures of a unit's own office; none if it did not report for itself.
    pub fn office_values(&self, unit: UnitIndex) -> Option<UnitValues> {
        self.submission(unit, Scope::Own).map(|id| self.submitted(id))
    }

    fn submitted(&self, id: EntryId) -> UnitValues {
        let mut values = self.arrived.entries.values(id);
        self.arrived.catalogue.complete(&mut values);
        UnitValues { values, source: Some((id, self.arrived.entries.spots(id))) }
    }
}
