use std::collections::BTreeSet;

use baocao_aggregation::{Entries, Kept, Spot};
use baocao_intake::submissions::{Expected, Incoming, Located, Sink, Submissions};
use baocao_model::{Finding, Origin, Place, Scope, UnitIndex};

use super::years::Years;

/// Collects submissions as one thread reads them. Whose they are is found when the tree is there, which is read beside.
pub struct Collector {
    years: Years,
    entries: Entries,
    waiting: Vec<Waiting>,
    /// The ids of all units and superiors, one behind the other.
    ids: String,
}

/// A submission that was read.
#[derive(Clone, Debug)]
pub struct Waiting {
    unit: Id,
    parent: Option<Id>,
    pub submitted_at: Option<i64>,
    pub scope: Scope,
    pub source: Located,
    /// Its values; none if they have to be read again.
    pub kept: Option<Kept>,
}

/// Where an id stands among all of them.
#[derive(Clone, Copy, Debug)]
struct Id {
    start: usize,
    end: usize,
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

impl Collector {
    pub fn new(expected: &Expected<'_>) -> Self {
        Self {
            years: Years::of(expected.written, expected.catalogue),
            entries: Entries::new(expected.catalogue.len()),
            waiting: Vec::new(),
            ids: String::new(),
        }
    }

    /// The submissions, their units, their superiors if they state them, and their values.
    pub fn into_parts(self) -> (Vec<Waiting>, Ids, Entries) {
        (self.waiting, Ids(self.ids), self.entries)
    }

    fn id(&mut self, id: &str) -> Id {
        let start = self.ids.len();
        self.ids.push_str(id);
        Id { start, end: self.ids.len() }
    }
}

/// The ids that submissions named.
pub struct Ids(String);

impl Ids {
    /// The unit that a submission says it is of.
    pub fn unit(&self, waiting: &Waiting) -> &str {
        self.get(waiting.unit)
    }

    /// The unit above, if it is stated.
    pub fn parent(&self, waiting: &Waiting) -> Option<&str> {
        waiting.parent.map(|id| self.get(id))
    }

    fn get(&self, id: Id) -> &str {
        &self.0[id.start..id.end]
    }
}

impl Sink for Collector {
    fn take(&mut self, incoming: Incoming<'_>) {
        let spots = incoming.spots.map(|origins| origins.iter().map(spot).collect::<Vec<_>>());
        let kept = match incoming.faulty {
            true => None,
            false => Some(self.entries.keep(&self.years.mark(incoming.values), spots.as_deref())),
        };
        let waiting = Waiting {
            unit: self.id(incoming.unit),
            parent: incoming.parent.map(|parent| self.id(parent)),
            submitted_at: incoming.submitted_at,
            scope: incoming.scope,
            source: incoming.source.clone(),
            kept,
        };
        self.waiting.push(waiting);
    }
}

/// What all threads took in. Findings come in the order of the files, however the work was shared out.
pub fn joined(parts: Vec<Taken>, figures: usize, findings: Vec<Finding>) -> Taken {
    let entries = Entries::new(figures);
    let mut all = Taken { entries, findings, unreadable: Vec::new(), left_out: BTreeSet::new() };
    for part in parts {
        all.entries.append(part.entries);
        all.findings.extend(part.findings);
        all.unreadable.extend(part.unreadable);
        all.left_out.extend(part.left_out);
    }
    all.findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.place.line, finding.place.column);
        a.place.file.cmp(&b.place.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.code.cmp(b.code))
    });
    all.unreadable.sort_unstable();
    all.unreadable.dedup();
    all
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
