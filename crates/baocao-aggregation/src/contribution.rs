use baocao_model::{UnitIndex, Value};

use crate::{EntryId, Spot};

/// What one giver put into a figure of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Who gave it.
    pub giver: Giver,
    /// What it was.
    pub value: Value,
    /// The submission that it stands in, and where; none for what was itself rolled up.
    pub source: Option<(EntryId, Spot)>,
    /// How many units are behind it.
    pub reported: u32,
}

/// Who put something into a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Giver {
    /// The unit's own office.
    OwnOffice,
    /// A unit below, by its own submission or from the units below it.
    Unit(UnitIndex),
}
