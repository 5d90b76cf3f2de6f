//! Organisations under organisations, in time: every unit and every link to a unit above holds for certain days, and a
//! table of successions says what became of units that ended.

mod build;
mod checks;
mod grouping;
mod life;
mod restatement;
mod rows;
mod snapshot;
mod stand_ins;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

pub use life::Life;
pub use restatement::Restated;
pub use rows::{FieldPlace, SuccessionKind, SuccessionRow, TreeRow, TreeRows, UnitRow};
pub use snapshot::Snapshot;
pub use stand_ins::StandIn;

use crate::index::Index;
use crate::{Date, Place};

/// A unit of a tree. Numbers are dense and follow the ids' order; they hold for all days of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIndex(u32);

impl UnitIndex {
    /// The number, for arrays with one place per unit of the tree.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// What a unit is on certain days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The name.
    pub name: Box<str>,
    /// The tier in the body's own words.
    pub tier: Arc<str>,
    /// The unit's part of the symbol of its letters.
    pub symbol: Option<Box<str>>,
    /// The unit above; none at the top.
    pub parent: Option<UnitIndex>,
    /// The days.
    pub life: Life,
}

/// What became of a unit, as the tree keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Succession {
    /// The unit that it is about.
    pub unit: UnitIndex,
    /// What happened to it.
    pub kind: SuccessionKind,
    /// The other unit, where there is one.
    pub other: Option<UnitIndex>,
    /// The first day on which it is so.
    pub date: Date,
    /// The part of the old unit's figures that goes with a split.
    pub share: Option<Decimal>,
    /// Where it was read from.
    pub place: Place,
}

/// The tree of organisations with all its days. Made of rows that were found to be sound.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The ids, in order.
    ids: Vec<Box<str>>,
    index: Index,
    /// What the units are, by unit and then in time.
    units: Vec<Unit>,
    /// Where the units of each id end in `units`.
    ends: Vec<u32>,
    successions: Vec<Succession>,
    /// The successions that take something from a unit, in time.
    taken_from: BTreeMap<UnitIndex, Vec<u32>>,
    /// The successions that give something to a unit.
    given_to: BTreeMap<UnitIndex, Vec<u32>>,
    /// Where it says that a unit ends.
    end_places: BTreeMap<UnitIndex, Place>,
}

impl Tree {
    /// How many units the tree has, whenever they live. Every `UnitIndex` is below.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True if the tree has no unit.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All units, in the order of their ids.
    pub fn indices(&self) -> impl ExactSizeIterator<Item = UnitIndex> + use<> {
        (0..self.ids.len() as u32).map(UnitIndex)
    }

    /// The unit with an id, whenever it lives.
    pub fn index_of(&self, id: &str) -> Option<UnitIndex> {
        self.index.find(id, |place| &*self.ids[place]).map(|place| UnitIndex(place as u32))
    }

    /// A unit's id.
    pub fn id(&self, unit: UnitIndex) -> &str {
        &self.ids[unit.number()]
    }

    /// What a unit is, in time: one after the other.
    pub fn history(&self, unit: UnitIndex) -> &[Unit] {
        let end = |number: usize| self.ends[number] as usize;
        let number = unit.number();
        &self.units[if number == 0 { 0 } else { end(number - 1) }..end(number)]
    }

    /// What a unit is on a day; none if it does not live then.
    pub fn unit_on(&self, unit: UnitIndex, day: Date) -> Option<&Unit> {
        self.history(unit).iter().find(|known| known.life.holds(day))
    }

    /// True if a unit lives on a day.
    pub fn lives(&self, unit: UnitIndex, day: Date) -> bool {
        self.life(unit).holds(day)
    }

    /// From a unit's first day to its last.
    pub fn life(&self, unit: UnitIndex) -> Life {
        let history = self.history(unit);
        Life { from: history.first().and_then(|unit| unit.life.from), to: history.last().and_then(|unit| unit.life.to) }
    }

    /// What became of units, in the order of the days.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The tree of one day.
    pub fn as_of(&self, day: Date) -> Snapshot<'_> {
        Snapshot::new(self, day)
    }

    /// The units that are expected to report below a unit on a day: those with no unit below them. In the order of ids.
    pub fn expected(&self, unit: UnitIndex, day: Date) -> Vec<UnitIndex> {
        self.as_of(day).expected(unit)
    }
}
