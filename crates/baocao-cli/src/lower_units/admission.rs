//! Whose submissions are taken in: those of units that live below the report's organisation on the day of the tree.

use std::collections::BTreeSet;

use baocao_aggregation::{Carried, Kept, Source, Spot};
use baocao_intake::submissions::{Expected, Located, Reread, Submissions, reread};
use baocao_model::{Finding, Place, Scope, Snapshot, StandIn, UnitIndex, nearest};
use rust_decimal::Decimal;

use super::carried;
use super::gather::{Collector, Ids, Taken, Waiting, place, spot};
use super::years::Years;

/// The tree that units are looked up in, and what their submissions are read for.
#[derive(Clone, Copy)]
pub struct Admission<'a> {
    /// The tree of the day that holds.
    pub snapshot: &'a Snapshot<'a>,
    /// The tree in which the units lived when they reported.
    pub before: &'a Snapshot<'a>,
    pub root: UnitIndex,
    pub submissions: &'a Submissions,
    pub expected: &'a Expected<'a>,
}

impl Admission<'_> {
    /// Takes in what one thread collected.
    pub fn admit(&self, collected: Collector) -> Taken {
        let (waiting, ids, entries) = collected.into_parts();
        let years = Years::of(self.expected.written, self.expected.catalogue);
        let taken = Taken { entries, findings: Vec::new(), unreadable: Vec::new(), left_out: BTreeSet::new() };
        let mut clerk = Clerk { admission: self, ids, years, taken };
        waiting.iter().for_each(|waiting| clerk.take(waiting));
        clerk.taken
    }
}

/// Takes in the submissions of one thread.
struct Clerk<'a> {
    admission: &'a Admission<'a>,
    ids: Ids,
    years: Years,
    taken: Taken,
}

impl Clerk<'_> {
    fn take(&mut self, waiting: &Waiting) {
        let Some(unit) = self.unit(waiting) else { return };
        self.parent(waiting, unit);
        match waiting.kept {
            Some(kept) => self.push(unit, waiting, None, kept),
            None => self.take_again(unit, waiting),
        }
    }

    fn push(&mut self, unit: UnitIndex, waiting: &Waiting, carried: Option<Box<Carried>>, kept: Kept) {
        let Located { file, record, start, end } = waiting.source;
        let source = Source { file, record, start, end };
        self.taken.entries.push(unit, waiting.submitted_at, waiting.scope, source, carried, kept);
    }

    /// Reads a submission again that the fast reader would not vouch for. What is right in it counts.
    fn take_again(&mut self, unit: UnitIndex, waiting: &Waiting) {
        let Admission { snapshot, submissions, expected, .. } = *self.admission;
        let (read, findings) = reread(submissions, &waiting.source, expected);
        let name = snapshot.id(unit).to_owned();
        self.taken.findings.extend(findings.into_iter().map(|finding| finding.with("unit", &name)));
        let Some(Reread { mut submission, rolled_up, .. }) = read else {
            self.taken.unreadable.push(unit);
            return;
        };
        let carried = match rolled_up.map(|written| carried::read(&written, expected.catalogue)) {
            None => None,
            Some(Ok(carried)) => Some(Box::new(carried)),
            Some(Err(reason)) => {
                let finding = Finding::error("rolled-up-unreadable", self.place(&waiting.source));
                self.taken.findings.push(finding.with("unit", &name).with("reason", reason));
                self.taken.unreadable.push(unit);
                return;
            }
        };
        let unknown = submission.figures.keys().filter(|address| expected.catalogue.number(address).is_none());
        self.taken.left_out.extend(unknown.map(|address| address.table.clone()));
        submission.bring_to_units_of(expected.form, expected.catalogue);
        let (values, origins) = submission.in_order_of(expected.catalogue);
        let spots: Vec<Spot> = origins.iter().map(|origin| origin.as_ref().map_or(Spot::Unknown, spot)).collect();
        let kept = self.taken.entries.keep(&self.years.mark(&values), Some(&spots));
        self.push(unit, waiting, carried, kept);
        // Only a unit that is not to be believed is still stated.
        if !submission.units.is_empty() {
            self.taken.entries.doubt_last();
        }
    }

    /// The unit of the tree that a submission is of, if it may report here.
    fn unit(&mut self, waiting: &Waiting) -> Option<UnitIndex> {
        let Admission { snapshot, before, root, submissions, expected } = *self.admission;
        let id = self.ids.unit(waiting);
        let known = snapshot.tree().index_of(id);
        let code = match known {
            Some(unit) if !snapshot.has(unit) && before.has(unit) => return self.former(waiting, unit),
            Some(unit) if !snapshot.has(unit) => "unit-not-living",
            Some(unit) if unit == root && waiting.scope == Scope::Own => {
                return Some(unit);
            }
            Some(unit) if !snapshot.is_below(unit, root) => "unit-not-below",
            Some(unit) => return Some(unit),
            None => "unit-not-in-tree",
        };
        if id.is_empty() {
            let (_, findings) = reread(submissions, &waiting.source, expected);
            self.taken.findings.extend(findings);
            return None;
        }
        let place = self.place(&waiting.source);
        let finding = Finding::error(code, place).with("unit", id).with("date", snapshot.day().in_text());
        let finding = finding.with("root", snapshot.id(root));
        let ids = snapshot.descendants(root).iter().map(|unit| snapshot.id(*unit));
        let nearest = if known.is_none() { nearest(id, ids) } else { None };
        self.taken.findings.push(finding.with_nearest(nearest));
        None
    }

    /// A unit that reported and has ended before the day whose tree holds: another one stands for it.
    fn former(&mut self, waiting: &Waiting, unit: UnitIndex) -> Option<UnitIndex> {
        let Admission { snapshot, before, root, .. } = *self.admission;
        let heirs = snapshot.tree().stand_ins(unit, before.day(), snapshot.day());
        let heir = match heirs[..] {
            [StandIn { unit: heir, share }] if share == Some(Decimal::ONE) => Some(heir),
            _ => None,
        };
        let is_here = |heir: &UnitIndex| *heir == root || snapshot.is_below(*heir, root);
        let place = self.place(&waiting.source);
        let finding = |finding: Finding| {
            let name = snapshot.tree().history(unit).last().map_or("", |unit| &unit.name);
            finding.with("unit", self.ids.unit(waiting)).with("name", name).with("date", snapshot.day().in_text())
        };
        let Some(heir) = heir.filter(is_here) else {
            self.taken.findings.push(finding(Finding::error("unit-not-restated", place)));
            return None;
        };
        let name = snapshot.unit(heir).map_or("", |unit| &unit.name);
        // What a unit between stated holds what the units below it gave, which are here too.
        let (code, taken) = match waiting.scope == Scope::Whole && !before.is_leaf(unit) {
            true => ("statement-of-former-unit", None),
            false => ("submission-restated", Some(unit)),
        };
        self.taken.findings.push(finding(Finding::note(code, place)).with("successor", name));
        taken
    }

    /// A stated superior that is not the tree's.
    fn parent(&mut self, waiting: &Waiting, unit: UnitIndex) {
        let Some(stated) = self.ids.parent(waiting) else { return };
        let Admission { snapshot, before, .. } = *self.admission;
        let snapshot = if snapshot.has(unit) { snapshot } else { before };
        let parent = snapshot.parent(unit).map(|parent| snapshot.id(parent));
        if parent != Some(stated) {
            let finding =
                Finding::warning("parent-differs", self.place(&waiting.source)).with("unit", self.ids.unit(waiting));
            let finding = finding.with("found", stated).with("expected", parent.unwrap_or("–"));
            self.taken.findings.push(finding.with("date", snapshot.day().in_text()));
        }
    }

    fn place(&self, source: &Located) -> Place {
        place(self.admission.submissions, source.file, source.record)
    }
}
