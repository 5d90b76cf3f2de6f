use baocao_model::{Scope, UnitIndex, Values};
use rayon::prelude::*;

use crate::packed::{self, Spot};
use crate::{Completeness, Partial};

/// All submissions that came in, in little memory.
#[derive(Debug, Default)]
pub struct Entries {
    figures: usize,
    /// The rows, in pieces; each reader brings its own.
    arenas: Vec<Vec<u8>>,
    list: Vec<Submitted>,
}

/// How many bytes of rows lie in one piece, about: small enough for pieces to go where others gave memory back.
const ARENA: usize = 1 << 20;

/// One of the submissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

/// What is known of a submission beside its values.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// Who reports.
    pub unit: UnitIndex,
    /// When it came in, in seconds since 1970.
    pub at: Option<i64>,
    /// For whom it speaks.
    pub scope: Scope,
    /// Where it stands.
    pub source: Source,
    /// What a roll-up brings along.
    pub carried: Option<Box<Carried>>,
    /// True if it is of the period before, for a unit that has not reported for this one.
    pub brought_forward: bool,
    /// True if it states a unit of measure that is not to be believed.
    pub doubtful: bool,
    kept: Kept,
}

/// Values that were kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    arena: u32,
    row: usize,
}

/// Where a submission stands, in the reader's own numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The file's number.
    pub file: u32,
    /// The record in a file of many, from 1; 0 for the only one.
    pub record: u64,
    /// The first byte of the record in a file of many.
    pub start: u64,
    /// The byte behind its last.
    pub end: u64,
}

/// What a submission that is itself a roll-up brings along: what its figures were made of, so that it counts above as
/// all submissions below it would.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// By figure, in the order of the figures.
    pub partials: Vec<Partial>,
    /// How many units were expected and how many reported.
    pub completeness: Completeness,
}

impl Entries {
    /// Makes room for submissions with so many figures.
    pub fn new(figures: usize) -> Self {
        Self { figures, arenas: vec![Vec::new()], list: Vec::new() }
    }

    /// Keeps the values of a submission that is yet to be taken in, in the order of the figures, as reported, and where
    /// they stand.
    pub fn keep(&mut self, values: &Values, spots: Option<&[Spot]>) -> Kept {
        debug_assert_eq!(values.len(), self.figures);
        if self.arenas.last().is_none_or(|arena| arena.len() >= ARENA) {
            self.arenas.push(Vec::with_capacity(ARENA + ARENA / 16));
        }
        let arena = self.arenas.len() - 1;
        let row = self.arenas[arena].len();
        packed::pack(&mut self.arenas[arena], values, spots);
        Kept { arena: arena as u32, row }
    }

    /// Takes in a submission whose values were kept.
    pub fn push(
        &mut self,
        unit: UnitIndex,
        at: Option<i64>,
        scope: Scope,
        source: Source,
        carried: Option<Box<Carried>>,
        kept: Kept,
    ) {
        self.list.push(Submitted { unit, at, scope, source, carried, brought_forward: false, doubtful: false, kept });
    }

    /// Marks the submission that was taken in last as one that states a unit of measure that is not to be believed.
    pub fn doubt_last(&mut self) {
        if let Some(last) = self.list.last_mut() {
            last.doubtful = true;
        }
    }

    /// Takes in what another reader collected.
    pub fn append(&mut self, other: Self) {
        // Where there is nothing yet, nothing has to be moved.
        if self.list.is_empty() && self.arenas.iter().all(Vec::is_empty) {
            *self = other;
            return;
        }
        let before = self.arenas.len() as u32;
        let moved = |kept: Kept| Kept { arena: kept.arena + before, ..kept };
        self.list.extend(other.list.into_iter().map(|entry| Submitted { kept: moved(entry.kept), ..entry }));
        self.arenas.extend(other.arenas);
        self.arenas.push(Vec::new());
    }

    /// Takes in, from the submissions of the period before, those of units that `is_missing` now. `files` is how much the
    /// numbers of their files grow.
    pub fn bring_forward(&mut self, before: Self, files: u32, is_missing: impl Fn(&Submitted) -> bool) {
        let kept = before.select().kept;
        let brought: Vec<Submitted> = kept
            .iter()
            .map(|id| before.get(*id))
            .filter(|entry| is_missing(entry))
            .map(|entry| Submitted {
                source: Source { file: entry.source.file + files, ..entry.source },
                brought_forward: true,
                ..entry.clone()
            })
            .collect();
        self.append(Self { list: brought, ..before });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in no fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Submitted> {
        self.list.iter()
    }

    /// Those that report no figure.
    pub fn without_figures(&self) -> impl Iterator<Item = &Submitted> {
        self.list.iter().filter(|entry| Values::is_packed_blank(self.figures, self.kept(entry.kept)))
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What is known of a submission beside its values.
    pub fn get(&self, id: EntryId) -> &Submitted {
        &self.list[id.0 as usize]
    }

    /// The values of a submission, as reported.
    pub fn values(&self, id: EntryId) -> Values {
        let mut values = Values::blank(self.figures);
        self.read(id, &mut values);
        values
    }

    /// Reads the values of a submission into a place where they can be read again and again.
    pub fn read(&self, id: EntryId, values: &mut Values) {
        values.unpack(self.row(id));
    }

    /// Where the figures of a submission stand in its file.
    pub fn spots(&self, id: EntryId) -> Vec<Spot> {
        packed::spots(self.row(id), self.figures)
    }

    fn row(&self, id: EntryId) -> &[u8] {
        self.kept(self.get(id).kept)
    }

    fn kept(&self, kept: Kept) -> &[u8] {
        &self.arenas[kept.arena as usize][kept.row..]
    }

    /// Chooses, for each unit and scope, the submission that counts: the last. The others stay, as earlier versions.
    pub fn select(&self) -> Selected {
        let mut order: Vec<EntryId> = (0..self.list.len() as u32).map(EntryId).collect();
        order.par_sort_unstable_by_key(|id| {
            let entry = self.get(*id);
            (entry.unit, entry.scope, entry.at, entry.source)
        });
        let same = |a: &EntryId, b: &EntryId| {
            let (a, b) = (self.get(*a), self.get(*b));
            (a.unit, a.scope) == (b.unit, b.scope)
        };
        let mut selected = Selected::default();
        for versions in order.chunk_by(same) {
            let (last, earlier) = versions.split_last().expect("a chunk is not empty");
            selected.kept.push(*last);
            for id in earlier {
                let (known, kept) = (self.get(*id), self.get(*last));
                let list = if known.at == kept.at { &mut selected.clashing } else { &mut selected.replaced };
                list.push((*id, *last));
            }
        }
        selected
    }

    /// True if two submissions report the same.
    pub fn alike(&self, one: EntryId, other: EntryId) -> bool {
        self.values(one) == self.values(other)
    }
}

/// Which submissions count. Lists are in the order of the units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selected {
    /// The last of each unit and scope.
    pub kept: Vec<EntryId>,
    /// Earlier ones, each with the one that came later.
    pub replaced: Vec<(EntryId, EntryId)>,
    /// Those of which nothing says which came last, each with the one that was kept.
    pub clashing: Vec<(EntryId, EntryId)>,
}
