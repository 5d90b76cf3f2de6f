mod tally;
mod unit_values;

use std::collections::BTreeMap;

use baocao_model::{Catalogue, Date, Scope, Snapshot, UnitIndex, Value, Values};
use rayon::prelude::*;

use crate::{Carried, Completeness, Contribution, Entries, EntryId, Giver, Partial, Plan, Selected, Spot, Stamp};

pub use unit_values::UnitValues;

use tally::Tally;

/// What came in for a tree of units.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    /// The tree on the day that counts.
    pub snapshot: &'a Snapshot<'a>,
    /// The day on which the units that report lived. If the tree is that of a later day, what they report is added to
    /// the units that stand for them then.
    pub reported_on: Date,
    /// The unit that reports.
    pub root: UnitIndex,
    /// The tiers whose units are to report; the units with no unit below them if there are none.
    pub tiers: &'a [String],
    /// The form's figures.
    pub catalogue: &'a Catalogue,
    /// How they are brought together.
    pub plan: &'a Plan,
    /// The submissions.
    pub entries: &'a Entries,
    /// Which of them count.
    pub selected: &'a Selected,
}

/// Figures rolled up over a tree: for each unit between the reporting ones and the top what those below it make.
#[derive(Debug)]
pub struct RollUp<'a> {
    arrived: Arrived<'a>,
    /// By unit: the submissions that count.
    given: Vec<Given>,
    /// By unit: the submissions of those that it stands for on a later day.
    joined: BTreeMap<UnitIndex, Vec<EntryId>>,
    /// By unit: what was rolled up; none for reporting units and those outside.
    rolled: Vec<Option<Box<Rolled>>>,
    statements: Vec<StatementDiffers>,
}

/// The submissions of a unit that count.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    whole: Option<EntryId>,
    own: Option<EntryId>,
}

/// What the units below a unit make.
#[derive(Clone, Debug)]
pub struct Rolled {
    /// The figures brought together, with how many units are behind each.
    pub partials: Vec<Partial>,
    /// The figures, completed: ratios follow from what was added.
    pub values: Values,
    /// How many units were to report.
    pub expected: u32,
    /// How many did.
    pub received: u32,
    /// How many offices of units between reported for themselves.
    pub offices: u32,
    /// True if nothing below came in, and the unit's own statement stands for all of it.
    pub by_statement: bool,
}

/// A figure that a unit stated and that the units below it do not make.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementDiffers {
    /// Who stated it.
    pub unit: UnitIndex,
    /// Where.
    pub entry: EntryId,
    /// The figure's number.
    pub figure: usize,
    /// What was stated.
    pub stated: Value,
    /// What the units below make.
    pub computed: Value,
}

/// Rolls figures up. `look` is shown each submission that counts, as completed and with what was reported, and says
/// whether it may count; it is called from several threads.
pub fn roll_up<'a>(arrived: Arrived<'a>, look: &(impl Fn(EntryId, &Values, &[bool]) -> bool + Sync)) -> RollUp<'a> {
    let units = arrived.snapshot.tree().len();
    let mut given = vec![Given::default(); units];
    let mut joined: BTreeMap<UnitIndex, Vec<EntryId>> = BTreeMap::new();
    for id in &arrived.selected.kept {
        let entry = arrived.entries.get(*id);
        if !arrived.snapshot.has(entry.unit) {
            let heirs = arrived.snapshot.tree().successors(entry.unit, arrived.snapshot.day());
            joined.entry(heirs[0]).or_default().push(*id);
            continue;
        }
        let of_unit = &mut given[entry.unit.number()];
        match entry.scope {
            Scope::Whole => of_unit.whole = Some(*id),
            Scope::Own => of_unit.own = Some(*id),
        }
    }
    let mut roll_up = RollUp { arrived, given, joined, rolled: Vec::new(), statements: Vec::new() };
    let inner = roll_up.inner_units();
    // Most of the work is with the units that report; each of those above is one task.
    let gathered: Vec<(UnitIndex, Box<Rolled>)> =
        inner.par_iter().map(|unit| (*unit, Box::new(roll_up.gather(*unit, look)))).collect();
    roll_up.rolled = (0..units).map(|_| None).collect();
    for (unit, rolled) in gathered {
        roll_up.rolled[unit.number()] = Some(rolled);
    }
    for unit in inner.iter().rev() {
        roll_up.join_children(*unit, look);
    }
    roll_up
}

impl<'a> RollUp<'a> {
    /// What the units below a unit make; none for a unit that reports itself.
    pub fn of(&self, unit: UnitIndex) -> Option<&Rolled> {
        self.rolled[unit.number()].as_deref()
    }

    /// Where statements of units between differ from what those below them make, in the order of the units.
    pub fn statements(&self) -> &[StatementDiffers] {
        &self.statements
    }

    /// The units that are to report below a unit, in the tree's order; the unit itself if it is one.
    pub fn reporters(&self, unit: UnitIndex) -> Vec<UnitIndex> {
        let mut open = vec![unit];
        let mut reporters = Vec::new();
        while let Some(next) = open.pop() {
            if self.reports(next) {
                reporters.push(next);
            } else {
                open.extend(self.arrived.snapshot.children(next).iter().rev());
            }
        }
        reporters
    }

    /// The submission of a unit that counts, for the unit with all below it or for its own office.
    pub fn submission(&self, unit: UnitIndex, scope: Scope) -> Option<EntryId> {
        let given = &self.given[unit.number()];
        match scope {
            Scope::Whole => given.whole,
            Scope::Own => given.own,
        }
    }

    /// The submissions of units that a unit stands for on the later day whose tree holds.
    pub fn joined(&self, unit: UnitIndex) -> &[EntryId] {
        self.joined.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// True if a unit is one of those that are to report.
    pub fn reports(&self, unit: UnitIndex) -> bool {
        let snapshot = self.arrived.snapshot;
        let of_tier = || snapshot.unit(unit).is_some_and(|known| self.arrived.tiers.iter().any(|t| **t == *known.tier));
        unit != self.arrived.root && (snapshot.children(unit).is_empty() || of_tier())
    }

    /// Who gave how much to each figure of a unit: by figure, in the order of the units.
    pub fn contributions(&self, unit: UnitIndex) -> Vec<Vec<Contribution>> {
        let mut contributions: Vec<Vec<Contribution>> = vec![Vec::new(); self.arrived.catalogue.len()];
        if let Some(id) = self.given[unit.number()].own {
            self.add_submission(Giver::OwnOffice, id, &mut contributions);
        }
        self.add_joined(unit, &mut contributions);
        for &child in self.arrived.snapshot.children(unit) {
            let giver = Giver::Unit(child);
            match (self.of(child), self.given[child.number()].whole) {
                (Some(rolled), statement) if !rolled.by_statement || statement.is_none() => {
                    for (figure, value) in rolled.values.iter().enumerate().filter(|(_, value)| !value.is_blank()) {
                        let reported = rolled.partials[figure].reported;
                        contributions[figure].push(Contribution { giver, value, source: None, reported });
                    }
                }
                (rolled, statement) => {
                    if let Some(id) = statement {
                        self.add_submission(giver, id, &mut contributions);
                    }
                    if rolled.is_none() {
                        self.add_joined(child, &mut contributions);
                    }
                }
            }
        }
        contributions
    }

    /// The submissions of those that a unit stands for on the later day.
    fn add_joined(&self, unit: UnitIndex, contributions: &mut [Vec<Contribution>]) {
        for id in self.joined(unit) {
            self.add_submission(Giver::Unit(self.arrived.entries.get(*id).unit), *id, contributions);
        }
    }

    fn add_submission(&self, giver: Giver, id: EntryId, contributions: &mut [Vec<Contribution>]) {
        let mut values = self.arrived.entries.values(id);
        self.arrived.catalogue.complete(&mut values);
        let carried = self.arrived.entries.get(id).carried.as_ref();
        let placed = values.iter().zip(self.arrived.entries.spots(id)).enumerate();
        for (figure, (value, spot)) in placed.filter(|(_, (value, _))| !value.is_blank()) {
            let reported = carried.map_or(1, |carried| carried.partials[figure].reported);
            contributions[figure].push(Contribution { giver, value, source: Some((id, spot)), reported });
        }
    }

    /// What a unit's figures are for the level above: its values, and how many units are behind each. Taken in there as
    /// the unit's submission, they give the same result as all submissions below would.
    pub fn carried(&self, unit: UnitIndex) -> Option<(Values, Carried)> {
        let rolled = self.of(unit)?;
        let completeness = Completeness {
            expected: rolled.expected,
            received: rolled.received,
            missing: rolled.expected - rolled.received,
            ..Completeness::default()
        };
        let carried = Carried { partials: rolled.partials.clone(), completeness };
        Some((rolled.values.clone(), carried))
    }

    /// The units between the reporting ones and the top, each before those below it.
    fn inner_units(&self) -> Vec<UnitIndex> {
        let root = self.arrived.root;
        let mut inner = Vec::new();
        let mut open = vec![root];
        while let Some(unit) = open.pop() {
            inner.push(unit);
            let below = self.arrived.snapshot.children(unit).iter().filter(|child| !self.reports(**child));
            open.extend(below);
        }
        inner
    }

    /// What the reporting units right below a unit and its own office make.
    fn gather(&self, unit: UnitIndex, look: &impl Fn(EntryId, &Values, &[bool]) -> bool) -> Rolled {
        let mut gathering = Gathering::new(self.arrived);
        if let Some(own) = self.given[unit.number()].own {
            gathering.rolled.offices += 1;
            gathering.take(own, look);
        }
        self.joined(unit).iter().for_each(|id| gathering.take_unit(*id, look));
        for child in self.arrived.snapshot.children(unit).iter().filter(|child| self.reports(**child)) {
            let (whole, joined) = (self.given[child.number()].whole, self.joined(*child));
            whole.iter().chain(joined).for_each(|id| gathering.take_unit(*id, look));
            if whole.is_none() && joined.is_empty() {
                gathering.rolled.expected += 1;
            }
        }
        gathering.finish()
    }

    /// Adds what the units between have gathered to the unit above them, from below upwards.
    fn join_children(&mut self, unit: UnitIndex, look: &impl Fn(EntryId, &Values, &[bool]) -> bool) {
        let mut own = self.rolled[unit.number()].take().expect("every unit between was gathered");
        for child in self.arrived.snapshot.children(unit) {
            let Some(below) = self.rolled[child.number()].as_deref() else { continue };
            for (figure, combination) in self.arrived.plan.combinations().iter().enumerate() {
                own.partials[figure].merge(*combination, &below.partials[figure]);
            }
            own.expected += below.expected;
            own.received += below.received;
            own.offices += below.offices;
        }
        let statement =
            self.given[unit.number()].whole.filter(|_| unit != self.arrived.root && self.is_as_it_was(unit));
        if let Some(id) = statement {
            if own.received == 0 && self.given[unit.number()].own.is_none() {
                own = Box::new(self.by_statement(id, look));
            } else {
                own.complete(self.arrived.catalogue);
                self.compare(unit, id, &own);
            }
        }
        own.complete(self.arrived.catalogue);
        self.rolled[unit.number()] = Some(own);
    }

    /// False if a unit stands for others since they reported: its own statement was without them.
    fn is_as_it_was(&self, unit: UnitIndex) -> bool {
        let Arrived { snapshot, reported_on, .. } = self.arrived;
        snapshot.day() <= reported_on
            || snapshot.tree().predecessors(unit, reported_on, snapshot.day()).iter().all(|former| *former == unit)
    }

    /// A unit's own statement in the place of what never came from below it.
    fn by_statement(&self, id: EntryId, look: &impl Fn(EntryId, &Values, &[bool]) -> bool) -> Rolled {
        let mut gathering = Gathering::new(self.arrived);
        gathering.rolled.by_statement = true;
        gathering.take_unit(id, look);
        gathering.finish()
    }

    fn compare(&mut self, unit: UnitIndex, entry: EntryId, computed: &Rolled) {
        let stated = self.arrived.entries.values(entry);
        let differing = differences(self.arrived.plan, &stated, &computed.values);
        self.statements.extend(differing.into_iter().map(|figure| StatementDiffers {
            unit,
            entry,
            figure,
            stated: stated.get(figure),
            computed: computed.values.get(figure),
        }));
    }
}

/// The figures that were stated otherwise than they were computed. What is only recomputed is held against its parts
/// elsewhere, and nothing is said where one side is blank.
pub(crate) fn differences(plan: &Plan, stated: &Values, computed: &Values) -> Vec<usize> {
    let pairs = plan.combinations().iter().zip(stated.iter().zip(computed.iter())).enumerate();
    let differing = pairs.filter(|(_, (combination, (stated, computed)))| {
        let numbers = stated.number().zip(computed.number());
        combination.brings_together() && numbers.is_some_and(|(stated, computed)| stated != computed)
    });
    differing.map(|(figure, _)| figure).collect()
}

impl Rolled {
    /// True if all units that were to report did.
    pub fn is_complete(&self) -> bool {
        self.received == self.expected
    }

    fn complete(&mut self, catalogue: &Catalogue) {
        self.values = self.partials.iter().map(Partial::value).collect();
        catalogue.complete(&mut self.values);
    }
}

/// Submissions on their way into one unit's figures.
struct Gathering<'a> {
    arrived: Arrived<'a>,
    values: Values,
    reported: Vec<bool>,
    tallies: Vec<Tally>,
    rolled: Rolled,
}

impl<'a> Gathering<'a> {
    fn new(arrived: Arrived<'a>) -> Self {
        let figures = arrived.catalogue.len();
        let rolled = Rolled {
            partials: vec![Partial::default(); figures],
            values: Values::blank(figures),
            expected: 0,
            received: 0,
            offices: 0,
            by_statement: false,
        };
        let (values, reported) = (Values::blank(figures), vec![false; figures]);
        Self { arrived, values, reported, tallies: vec![Tally::EMPTY; figures], rolled }
    }

    /// Takes what stands for a unit with all below it.
    fn take_unit(&mut self, id: EntryId, look: &impl Fn(EntryId, &Values, &[bool]) -> bool) {
        let carried = self.arrived.entries.get(id).carried.as_deref();
        self.rolled.expected += carried.map_or(1, |carried| carried.completeness.expected);
        if !self.arrived.entries.get(id).brought_forward {
            self.rolled.received += carried.map_or(1, |carried| carried.completeness.received);
        }
        self.take(id, look);
    }

    fn take(&mut self, id: EntryId, look: &impl Fn(EntryId, &Values, &[bool]) -> bool) {
        let Arrived { entries, catalogue, plan, snapshot, .. } = self.arrived;
        entries.read(id, &mut self.values);
        self.reported.clear();
        self.reported.extend(self.values.reported());
        catalogue.complete(&mut self.values);
        if !look(id, &self.values, &self.reported) {
            return;
        }
        let entry = entries.get(id);
        let stamp = Stamp { at: entry.at, unit: snapshot.id(entry.unit) };
        let combinations = plan.combinations();
        if let Some(carried) = entry.carried.as_deref() {
            let partials = self.rolled.partials.iter_mut().zip(&carried.partials);
            partials.zip(combinations).for_each(|((own, other), combination)| own.merge(*combination, other));
            return;
        }
        let given = self.values.shorts().zip(&self.reported);
        let figures = combinations.iter().zip(&mut self.tallies).zip(given).enumerate();
        for (figure, ((combination, tally), (number, reported))) in figures {
            // What is only recomputed is counted where it was reported.
            let counts = combination.brings_together() || *reported;
            if counts && !number.is_some_and(|number| tally.take(*combination, number, &self.values)) {
                self.rolled.partials[figure].add(*combination, &self.values, figure, stamp);
            }
        }
    }

    /// What all that was taken makes.
    fn finish(mut self) -> Rolled {
        let tallies = self.tallies.iter().zip(self.arrived.plan.combinations());
        for (partial, (tally, combination)) in self.rolled.partials.iter_mut().zip(tallies) {
            partial.merge(*combination, &tally.partial(*combination));
        }
        self.rolled
    }
}

impl Contribution {
    /// True if the place within the file is known. A fast reader does not say it.
    pub fn is_placed(&self) -> bool {
        self.source.as_ref().is_some_and(|(_, spot)| *spot != Spot::Unknown)
    }
}
