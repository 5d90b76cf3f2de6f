use std::collections::BTreeSet;

use baocao_aggregation::{Carried, Entries, Source, Spot};
use baocao_intake::submissions::{Expected, Incoming, Located, Reread, Submissions, reread};
use baocao_model::{Finding, Origin, Place, Scope, Snapshot, StandIn, UnitIndex, Values, nearest};
use rust_decimal::Decimal;

use super::carried;
use super::years::Years;

/// Takes submissions in as one thread reads them.
pub struct Sink<'a> {
    snapshot: &'a Snapshot<'a>,
    before: &'a Snapshot<'a>,
    root: UnitIndex,
    submissions: &'a Submissions,
    expected: &'a Expected<'a>,
    years: Years,
    taken: Taken,
}

/// What was taken in.
#[derive(Debug)]
pub struct Taken {
    pub entries: Entries,
    pub findings: Vec<Finding>,
    pub unreadable: Vec<UnitIndex>,
    /// The tables with rows that units named themselves.
    pub left_out: BTreeSet<String>,
}

impl<'a> Sink<'a> {
    pub fn new(
        snapshot: &'a Snapshot<'a>,
        before: &'a Snapshot<'a>,
        root: UnitIndex,
        submissions: &'a Submissions,
        expected: &'a Expected<'a>,
    ) -> Self {
        let entries = Entries::new(expected.catalogue.len());
        Self {
            snapshot,
            before,
            root,
            submissions,
            expected,
            years: Years::of(expected.written, expected.catalogue),
            taken: Taken { entries, findings: Vec::new(), unreadable: Vec::new(), left_out: BTreeSet::new() },
        }
    }
}

/// What all threads took in. Findings come in the order of the files, however the work was shared out.
pub fn joined(sinks: Vec<Sink<'_>>, figures: usize, findings: Vec<Finding>) -> Taken {
    let entries = Entries::new(figures);
    let mut all = Taken { entries, findings, unreadable: Vec::new(), left_out: BTreeSet::new() };
    for sink in sinks {
        all.entries.append(sink.taken.entries);
        all.findings.extend(sink.taken.findings);
        all.unreadable.extend(sink.taken.unreadable);
        all.left_out.extend(sink.taken.left_out);
    }
    all.findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.place.line, finding.place.column);
        a.place.file.cmp(&b.place.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.code.cmp(b.code))
    });
    all.unreadable.sort_unstable();
    all.unreadable.dedup();
    all
}

impl baocao_intake::submissions::Sink for Sink<'_> {
    fn take(&mut self, incoming: Incoming<'_>) {
        let Some(unit) = self.unit(&incoming) else { return };
        self.parent(&incoming, unit);
        if incoming.faulty {
            return self.take_again(unit, &incoming);
        }
        let spots = incoming.spots.map(|origins| origins.iter().map(spot).collect::<Vec<_>>());
        self.push(unit, &incoming, None, incoming.values, spots.as_deref());
    }
}

impl Sink<'_> {
    fn push(
        &mut self,
        unit: UnitIndex,
        incoming: &Incoming<'_>,
        carried: Option<Box<Carried>>,
        values: &Values,
        spots: Option<&[Spot]>,
    ) {
        let Located { file, record, start, end } = *incoming.source;
        let source = Source { file, record, start, end };
        let values = &*self.years.mark(values);
        self.taken.entries.push(unit, incoming.submitted_at, incoming.scope, source, carried, values, spots);
    }

    /// Reads a submission again that the fast reader would not vouch for. What is right in it counts.
    fn take_again(&mut self, unit: UnitIndex, incoming: &Incoming<'_>) {
        let (read, findings) = reread(self.submissions, incoming.source, self.expected);
        let name = self.snapshot.id(unit).to_owned();
        self.taken.findings.extend(findings.into_iter().map(|finding| finding.with("unit", &name)));
        let Some(Reread { submission, rolled_up, .. }) = read else {
            self.taken.unreadable.push(unit);
            return;
        };
        let carried = match rolled_up.map(|written| carried::read(&written, self.expected.catalogue)) {
            None => None,
            Some(Ok(carried)) => Some(Box::new(carried)),
            Some(Err(reason)) => {
                let finding = Finding::error("rolled-up-unreadable", self.place(incoming.source));
                self.taken.findings.push(finding.with("unit", &name).with("reason", reason));
                self.taken.unreadable.push(unit);
                return;
            }
        };
        let unknown = submission.figures.keys().filter(|address| self.expected.catalogue.number(address).is_none());
        self.taken.left_out.extend(unknown.map(|address| address.table.clone()));
        let addresses = self.expected.catalogue.addresses();
        let values: Values = addresses.iter().map(|address| submission.value(address).clone()).collect();
        let spots: Vec<Spot> = addresses
            .iter()
            .map(|address| submission.figures.get(address).map_or(Spot::Unknown, |figure| spot(&figure.origin)))
            .collect();
        self.push(unit, incoming, carried, &values, Some(&spots));
    }

    /// The unit of the tree that a submission is of, if it may report here.
    fn unit(&mut self, incoming: &Incoming<'_>) -> Option<UnitIndex> {
        let snapshot = self.snapshot;
        let known = snapshot.tree().index_of(incoming.unit);
        let code = match known {
            Some(unit) if !snapshot.has(unit) && self.before.has(unit) => return self.former(incoming, unit),
            Some(unit) if !snapshot.has(unit) => "unit-not-living",
            Some(unit) if unit == self.root && incoming.scope == Scope::Own => {
                return Some(unit);
            }
            Some(unit) if !snapshot.is_below(unit, self.root) => "unit-not-below",
            Some(unit) => return Some(unit),
            None => "unit-not-in-tree",
        };
        if incoming.unit.is_empty() {
            let (_, findings) = reread(self.submissions, incoming.source, self.expected);
            self.taken.findings.extend(findings);
            return None;
        }
        let place = self.place(incoming.source);
        let finding = Finding::error(code, place).with("unit", incoming.unit).with("date", snapshot.day().in_text());
        let finding = finding.with("root", snapshot.id(self.root));
        let ids = snapshot.descendants(self.root).iter().map(|unit| snapshot.id(*unit));
        let nearest = if known.is_none() { nearest(incoming.unit, ids) } else { None };
        self.taken.findings.push(finding.with_nearest(nearest));
        None
    }

    /// A unit that reported and has ended before the day whose tree holds: another one stands for it.
    fn former(&mut self, incoming: &Incoming<'_>, unit: UnitIndex) -> Option<UnitIndex> {
        let (snapshot, before) = (self.snapshot, self.before);
        let heirs = snapshot.tree().stand_ins(unit, before.day(), snapshot.day());
        let heir = match heirs[..] {
            [StandIn { unit: heir, share }] if share == Some(Decimal::ONE) => Some(heir),
            _ => None,
        };
        let is_here = |heir: &UnitIndex| *heir == self.root || snapshot.is_below(*heir, self.root);
        let place = self.place(incoming.source);
        let finding = |finding: Finding| {
            let name = snapshot.tree().history(unit).last().map_or("", |unit| &unit.name);
            finding.with("unit", incoming.unit).with("name", name).with("date", snapshot.day().in_text())
        };
        let Some(heir) = heir.filter(is_here) else {
            self.taken.findings.push(finding(Finding::error("unit-not-restated", place)));
            return None;
        };
        let name = snapshot.unit(heir).map_or("", |unit| &unit.name);
        // What a unit between stated holds what the units below it gave, which are here too.
        let (code, taken) = match incoming.scope == Scope::Whole && !before.is_leaf(unit) {
            true => ("statement-of-former-unit", None),
            false => ("submission-restated", Some(unit)),
        };
        self.taken.findings.push(finding(Finding::note(code, place)).with("successor", name));
        taken
    }

    /// A stated superior that is not the tree's.
    fn parent(&mut self, incoming: &Incoming<'_>, unit: UnitIndex) {
        let Some(stated) = incoming.parent else { return };
        let snapshot = if self.snapshot.has(unit) { self.snapshot } else { self.before };
        let parent = snapshot.parent(unit).map(|parent| snapshot.id(parent));
        if parent != Some(stated) {
            let finding = Finding::warning("parent-differs", self.place(incoming.source)).with("unit", incoming.unit);
            let finding = finding.with("found", stated).with("expected", parent.unwrap_or("–"));
            self.taken.findings.push(finding.with("date", snapshot.day().in_text()));
        }
    }

    fn place(&self, source: &Located) -> Place {
        place(self.submissions, source.file, source.record)
    }
}

/// The place of a submission: its file, with the line in a file of many.
pub fn place(submissions: &Submissions, file: u32, record: u64) -> Place {
    let line = (record > 0).then(|| u32::try_from(record).unwrap_or(u32::MAX));
    Place { line, column: line.map(|_| 1), ..Place::file(submissions.name(file)) }
}

/// A place in a submission, packed.
pub fn spot(origin: &Origin) -> Spot {
    match (&origin.sheet, &origin.cell, origin.line) {
        (Some(sheet), Some(cell), _) => Spot::Cell { sheet: sheet.clone(), cell: cell.clone() },
        (_, _, Some(line)) => Spot::Text { line, column: origin.column.unwrap_or(1) },
        _ => Spot::Unknown,
    }
}
