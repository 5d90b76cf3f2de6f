use super::{Tree, Unit, UnitIndex};
use crate::Date;

const NONE: u32 = u32::MAX;

/// The tree of one day. Made once and then walked: it has one number per unit for everything that is asked of it.
#[derive(Clone, Debug)]
pub struct Snapshot<'t> {
    tree: &'t Tree,
    day: Date,
    /// What each unit of the tree is on the day, as a place in `Tree::units`.
    standing: Vec<u32>,
    /// The units below each unit are `children[first_child[unit]..first_child[unit + 1]]`.
    first_child: Vec<u32>,
    children: Vec<UnitIndex>,
    roots: Vec<UnitIndex>,
    /// The living units, each right before those below it.
    order: Vec<UnitIndex>,
    /// Where each unit stands in `order`, and where those below it end.
    position: Vec<u32>,
    end: Vec<u32>,
}

impl<'t> Snapshot<'t> {
    pub(super) fn new(tree: &'t Tree, day: Date) -> Self {
        let standing: Vec<u32> = tree.indices().map(|unit| standing(tree, unit, day)).collect();
        let mut snapshot = Self {
            tree,
            day,
            standing,
            first_child: vec![0; tree.len() + 1],
            children: Vec::new(),
            roots: Vec::new(),
            order: Vec::with_capacity(tree.len()),
            position: vec![NONE; tree.len()],
            end: vec![0; tree.len()],
        };
        snapshot.link_children();
        snapshot.number_units();
        snapshot
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The tree that this is a day of.
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// How many units live on the day.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True if no unit lives on the day.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The living unit with an id.
    pub fn index_of(&self, id: &str) -> Option<UnitIndex> {
        self.tree.index_of(id).filter(|unit| self.has(*unit))
    }

    /// True if a unit lives on the day.
    pub fn has(&self, unit: UnitIndex) -> bool {
        self.standing[unit.number()] != NONE
    }

    /// What a unit is on the day; none if it does not live then.
    pub fn unit(&self, unit: UnitIndex) -> Option<&'t Unit> {
        self.tree.units.get(self.standing[unit.number()] as usize)
    }

    /// What a unit is on the day, or was in the end if it has ended.
    pub fn last_known(&self, unit: UnitIndex) -> Option<&'t Unit> {
        self.unit(unit).or_else(|| self.tree.history(unit).last())
    }

    /// A unit's id.
    pub fn id(&self, unit: UnitIndex) -> &'t str {
        self.tree.id(unit)
    }

    /// The units without one above, in the order of ids.
    pub fn roots(&self) -> &[UnitIndex] {
        &self.roots
    }

    /// The unit above; none at the top and for units that do not live.
    pub fn parent(&self, unit: UnitIndex) -> Option<UnitIndex> {
        self.unit(unit)?.parent
    }

    /// The units right below a unit, in the order of ids.
    pub fn children(&self, unit: UnitIndex) -> &[UnitIndex] {
        let number = unit.number();
        &self.children[self.first_child[number] as usize..self.first_child[number + 1] as usize]
    }

    /// The units above a unit, from the nearest to the top.
    pub fn ancestors(&self, unit: UnitIndex) -> impl Iterator<Item = UnitIndex> + '_ {
        std::iter::successors(self.parent(unit), |unit| self.parent(*unit))
    }

    /// The way from the top down to a unit, itself included; empty if it does not live.
    pub fn path(&self, unit: UnitIndex) -> Vec<UnitIndex> {
        let mut path: Vec<_> = self.has(unit).then_some(unit).into_iter().chain(self.ancestors(unit)).collect();
        path.reverse();
        path
    }

    /// All units below a unit, each right before those below it.
    pub fn descendants(&self, unit: UnitIndex) -> &[UnitIndex] {
        match self.position[unit.number()] {
            NONE => &[],
            position => &self.order[position as usize + 1..self.end[unit.number()] as usize],
        }
    }

    /// True if a unit is somewhere below another.
    pub fn is_below(&self, unit: UnitIndex, above: UnitIndex) -> bool {
        let (position, start) = (self.position[unit.number()], self.position[above.number()]);
        position != NONE && start != NONE && start < position && position < self.end[above.number()]
    }

    /// The units below a unit that are of a tier, in the order of ids.
    pub fn descendants_of_tier(&self, unit: UnitIndex, tier: &str) -> Vec<UnitIndex> {
        self.below(unit, |below| self.unit(below).is_some_and(|unit| &*unit.tier == tier))
    }

    /// True if a unit lives and has no unit below it.
    pub fn is_leaf(&self, unit: UnitIndex) -> bool {
        self.has(unit) && self.children(unit).is_empty()
    }

    /// All units with no unit below them, in the order of ids.
    pub fn leaves(&self) -> impl Iterator<Item = UnitIndex> + '_ {
        self.tree.indices().filter(|unit| self.is_leaf(*unit))
    }

    /// The units that are expected to report below a unit: those with no unit below them. In the order of ids.
    pub fn expected(&self, unit: UnitIndex) -> Vec<UnitIndex> {
        self.below(unit, |below| self.is_leaf(below))
    }

    /// All living units, each before those below it.
    pub fn top_down(&self) -> impl ExactSizeIterator<Item = UnitIndex> + DoubleEndedIterator + '_ {
        self.order.iter().copied()
    }

    /// All living units, each after those below it: the order for adding up.
    pub fn bottom_up(&self) -> impl ExactSizeIterator<Item = UnitIndex> + '_ {
        self.top_down().rev()
    }

    fn below(&self, unit: UnitIndex, is_meant: impl Fn(UnitIndex) -> bool) -> Vec<UnitIndex> {
        let mut below: Vec<_> = self.descendants(unit).iter().copied().filter(|below| is_meant(*below)).collect();
        below.sort_unstable();
        below
    }

    /// Puts every unit into its parent's range; ranges come out in the order of ids.
    fn link_children(&mut self) {
        let living = || self.tree.indices().filter(|unit| self.standing[unit.number()] != NONE);
        let mut ends = vec![0_u32; self.tree.len() + 1];
        let mut roots = Vec::new();
        for unit in living() {
            match self.parent(unit) {
                Some(parent) => ends[parent.number() + 1] += 1,
                None => roots.push(unit),
            }
        }
        for number in 1..ends.len() {
            ends[number] += ends[number - 1];
        }
        let first_child = ends.clone();
        let mut children = vec![UnitIndex(NONE); first_child[self.tree.len()] as usize];
        for unit in living() {
            if let Some(parent) = self.parent(unit) {
                let next = &mut ends[parent.number()];
                children[*next as usize] = unit;
                *next += 1;
            }
        }
        (self.first_child, self.children, self.roots) = (first_child, children, roots);
    }

    /// Numbers the units so that those below a unit follow it without a break.
    fn number_units(&mut self) {
        let mut waiting: Vec<UnitIndex> = self.roots.iter().rev().copied().collect();
        while let Some(unit) = waiting.pop() {
            self.position[unit.number()] = self.order.len() as u32;
            self.order.push(unit);
            waiting.extend(self.children(unit).iter().rev());
        }
        for at in (0..self.order.len()).rev() {
            let unit = self.order[at];
            let last = self.children(unit).last().map_or(at as u32 + 1, |last| self.end[last.number()]);
            self.end[unit.number()] = last;
        }
    }
}

/// The place in `Tree::units` of what a unit is on a day.
fn standing(tree: &Tree, unit: UnitIndex, day: Date) -> u32 {
    let history = tree.history(unit);
    let start = tree.ends[unit.number()] - history.len() as u32;
    history.iter().position(|unit| unit.life.holds(day)).map_or(NONE, |at| start + at as u32)
}
