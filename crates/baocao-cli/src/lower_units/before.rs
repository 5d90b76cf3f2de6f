//! The submissions of the period before, for units that have not reported for this one.

use std::collections::HashSet;

use baocao_intake::open_report;
use baocao_intake::submissions::{Expected, Submissions, find, read_all};
use baocao_model::{Refusal, Scope, Snapshot, UnitIndex};

use super::admission::Admission;
use super::gather::{self, Collector, Taken};
use super::{Asked, submissions_of};

/// Where the period before is found.
pub struct Before<'a> {
    pub asked: &'a Asked<'a>,
    pub snapshot: &'a Snapshot<'a>,
    pub root: UnitIndex,
    pub expected: &'a Expected<'a>,
}

impl Before<'_> {
    /// Takes in what the units that are missing reported for the period before. What was wrong with it then was said then.
    pub fn bring_forward(&self, submissions: &mut Submissions, taken: &mut Taken) -> Result<(), Refusal> {
        let Some(previous) = &self.asked.folder.report.value.previous else { return Ok(()) };
        let folder = open_report(&self.asked.folder.path.join(previous), self.asked.library)?;
        let Some(path) = submissions_of(&folder.path) else { return Ok(()) };
        let earlier = find(&path)?;
        let expected = Expected { period: folder.report.value.period, ..*self.expected };
        let (collected, _) = read_all(&earlier, &expected, self.asked.jobs, |_| Collector::new(&expected), &|_| {});
        let Self { snapshot, root, .. } = *self;
        let admission = Admission { snapshot, before: snapshot, root, submissions: &earlier, expected: &expected };
        let admitted = collected.into_iter().map(|collected| admission.admit(collected)).collect();
        let entries = gather::joined(admitted, expected.catalogue.len(), Vec::new()).entries;
        let here: HashSet<UnitIndex> = taken.entries.iter().map(|entry| entry.unit).collect();
        let tiers = &expected.form.lower_units.tiers;
        let reports = |unit: UnitIndex| {
            let tier = self.snapshot.unit(unit).map_or("", |unit| &unit.tier);
            self.snapshot.is_leaf(unit) || tiers.iter().any(|own| own == tier)
        };
        let files = submissions.append(earlier.clone());
        taken.entries.bring_forward(entries, files, |entry| {
            let silent = !here.contains(&entry.unit) && taken.unreadable.binary_search(&entry.unit).is_err();
            entry.scope == Scope::Whole && silent && reports(entry.unit)
        });
        Ok(())
    }
}
