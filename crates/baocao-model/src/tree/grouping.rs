//! The rows of a tree by unit and in time, with parents found: what checks and the tree itself are made from.

use super::{Life, TreeRows, UnitRow};
use crate::Date;
use crate::index::Index;

/// A unit's number while the tree is made: its place among all ids in order.
pub type UnitNumber = u32;

/// The rows of a tree by unit.
pub struct Grouping<'r> {
    pub rows: &'r TreeRows,
    /// All ids, in order.
    pub ids: Vec<&'r str>,
    /// The number of the unit above, by row.
    pub parents: Vec<Option<UnitNumber>>,
    /// False for units whose own rows contradict each other; what hangs on them is not checked.
    pub sound: Vec<bool>,
    index: Index,
    /// Row numbers by unit, then in time.
    order: Vec<u32>,
    ends: Vec<u32>,
}

impl<'r> Grouping<'r> {
    pub fn new(rows: &'r TreeRows) -> Self {
        let units = &rows.units;
        let mut order: Vec<u32> = (0..units.len() as u32).collect();
        let key = |row: u32| (units[row as usize].id.as_str(), units[row as usize].from, row);
        // Files mostly have their units in order, which this way of sorting makes use of.
        order.sort_by(|a, b| key(*a).cmp(&key(*b)));
        let (mut ids, mut ends) = (Vec::with_capacity(units.len()), Vec::with_capacity(units.len()));
        for (at, row) in order.iter().enumerate() {
            let id = units[*row as usize].id.as_str();
            if ids.last() != Some(&id) {
                ids.push(id);
                ends.push(0);
            }
            if let Some(end) = ends.last_mut() {
                *end = at as u32 + 1;
            }
        }
        let index = Index::of(ids.len(), |place| ids[place]);
        let parent = |unit: &UnitRow| {
            unit.parent.as_deref().and_then(|id| index.find(id, |place| ids[place]).map(|place| place as u32))
        };
        let parents = units.iter().map(parent).collect();
        let mut grouping = Self { rows, ids, parents, sound: Vec::new(), index, order, ends };
        grouping.sound = grouping.numbers().map(|unit| grouping.is_sound(unit)).collect();
        grouping
    }

    /// All units.
    pub fn numbers(&self) -> impl Iterator<Item = UnitNumber> + use<> {
        0..self.ids.len() as u32
    }

    /// The unit with an id.
    pub fn find(&self, id: &str) -> Option<UnitNumber> {
        self.index.find(id, |place| self.ids[place]).map(|place| place as u32)
    }

    /// The unit with an id, if it can be relied on.
    pub fn find_sound(&self, id: &str) -> Option<UnitNumber> {
        self.find(id).filter(|unit| self.sound[*unit as usize])
    }

    /// The numbers of a unit's rows, in time.
    pub fn rows_of(&self, unit: UnitNumber) -> &[u32] {
        let end = |unit: usize| self.ends[unit] as usize;
        let unit = unit as usize;
        &self.order[if unit == 0 { 0 } else { end(unit - 1) }..end(unit)]
    }

    pub fn row(&self, row: u32) -> &'r UnitRow {
        &self.rows.units[row as usize]
    }

    /// From the first day of the first row to the last day of the last.
    pub fn life(&self, unit: UnitNumber) -> Life {
        let rows = self.rows_of(unit);
        let at = |row: Option<&u32>| row.map(|row| self.row(*row).life()).unwrap_or_default();
        Life { from: at(rows.first()).from, to: at(rows.last()).to }
    }

    /// The row that holds on a day.
    pub fn row_on(&self, unit: UnitNumber, day: Date) -> Option<u32> {
        self.rows_of(unit).iter().copied().find(|row| self.row(*row).life().holds(day))
    }

    /// What is left of it when the rows are to be changed: the index, the number of the unit above by row, the numbers of the
    /// rows by unit and in time, and where those of each unit end.
    pub fn into_parts(self) -> (Index, Vec<Option<UnitNumber>>, Vec<u32>, Vec<u32>) {
        (self.index, self.parents, self.order, self.ends)
    }

    fn is_sound(&self, unit: UnitNumber) -> bool {
        let lives: Vec<Life> = self.rows_of(unit).iter().map(|row| self.row(*row).life()).collect();
        !self.rows.unreadable.contains(self.ids[unit as usize])
            && !lives.iter().any(|life| life.is_backwards())
            && lives.windows(2).all(|pair| pair[0].adjoins(pair[1]))
    }
}
