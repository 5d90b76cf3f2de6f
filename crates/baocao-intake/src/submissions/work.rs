//! What there is to read, cut into pieces that threads take one after the other.

use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use baocao_model::{Finding, Refusal};

use super::line_blocks::LineBlocks;
use super::parquet::{self, Table};
use super::{FigureNames, Kind, Progress, Submissions};

/// How many files a thread takes at a time.
const BATCH: usize = 64;
/// About how many bytes of a file of many are as much work as a file of one submission.
const BYTES_PER_FILE: u64 = 2_000;

/// All that there is to read.
#[derive(Debug, Default)]
pub struct Work {
    /// The files of lines; threads share each.
    pub lines: Vec<LineBlocks>,
    /// The tables of columns.
    pub tables: Vec<(u32, Table)>,
    /// The parts of the tables.
    parts: Vec<Part>,
    next_part: AtomicUsize,
    /// Files of many that could not be opened are read like files of one, which says why.
    singles: Vec<u32>,
    next: AtomicUsize,
    /// What was found when files were opened.
    pub findings: Vec<(u32, u64, Finding)>,
}

/// A part of a table that one thread reads.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The table's place in the list of tables.
    pub table: usize,
    /// The number of the stretch of rows, or of the part of the units.
    pub first: usize,
    /// How much work it is, in files of one submission.
    pub weight: u64,
}

impl Work {
    /// Cuts the reading of these submissions into pieces.
    pub fn of(submissions: &Submissions, names: &FigureNames, jobs: usize) -> Self {
        let mut work = Self::default();
        let mut path = PathBuf::new();
        for file in 0..submissions.len() as u32 {
            submissions.set_path(file, &mut path);
            match submissions.kind(file) {
                Kind::JsonLines => match File::open(&path) {
                    Ok(input) => work.lines.push(LineBlocks::new(file, submissions.name(file), input)),
                    Err(_) => work.singles.push(file),
                },
                Kind::Parquet => work.table(file, parquet::open(&path, names, jobs)),
                _ => work.singles.push(file),
            }
        }
        work
    }

    fn table(&mut self, file: u32, opened: Result<(Table, Vec<Finding>), Refusal>) {
        let (table, findings) = match opened {
            Ok((table, findings)) => (Some(table), findings),
            Err(refusal) => (None, refusal.0),
        };
        self.findings.extend(findings.into_iter().map(|finding| (file, 0, finding)));
        let Some(table) = table else { return };
        let at = self.tables.len();
        match &table {
            Table::Wide(wide) => {
                let parts = wide.stretches.iter().enumerate();
                self.parts.extend(parts.map(|(first, stretch)| Part { table: at, first, weight: stretch.rows }));
            }
            Table::Long(long) => {
                let parts = long.sizes().enumerate();
                self.parts.extend(parts.map(|(first, units)| Part { table: at, first, weight: units as u64 }));
            }
        }
        self.tables.push((file, table));
    }

    /// The next part of a table; none when all are taken.
    pub fn part(&self) -> Option<Part> {
        self.parts.get(self.next_part.fetch_add(1, Ordering::Relaxed)).copied()
    }

    /// The next files of one submission; none when all are taken.
    pub fn batch(&self) -> Option<&[u32]> {
        let start = self.next.fetch_add(BATCH, Ordering::Relaxed);
        let end = (start + BATCH).min(self.singles.len());
        self.singles.get(start..end).filter(|batch| !batch.is_empty())
    }

    /// How much work there is, in files of one submission.
    fn weight(&self) -> u64 {
        let bytes: u64 = self.lines.iter().map(LineBlocks::size).sum();
        let parts: u64 = self.parts.iter().map(|part| part.weight).sum();
        self.singles.len() as u64 + bytes / BYTES_PER_FILE + parts
    }
}

/// Counts what was read.
pub struct Meter<'a> {
    total: u64,
    files: AtomicU64,
    bytes: AtomicU64,
    bytes_of_many: AtomicU64,
    submissions: AtomicU64,
    progress: &'a (dyn Fn(Progress) + Sync),
}

impl<'a> Meter<'a> {
    /// A meter for this work.
    pub fn new(work: &Work, progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let zero = AtomicU64::default;
        let total = work.weight().max(1);
        Self { total, files: zero(), bytes: zero(), bytes_of_many: zero(), submissions: zero(), progress }
    }

    /// A part of a table was read.
    pub fn rows(&self, submissions: u64) {
        self.files(submissions, 0);
    }

    /// Some files of one submission each were read.
    pub fn files(&self, files: u64, bytes: u64) {
        self.files.fetch_add(files, Ordering::Relaxed);
        self.tell(bytes, files);
    }

    /// A part of a file of many was read.
    pub fn part(&self, submissions: u64, bytes: u64) {
        self.bytes_of_many.fetch_add(bytes, Ordering::Relaxed);
        self.tell(bytes, submissions);
    }

    fn tell(&self, bytes: u64, submissions: u64) {
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let submissions = self.submissions.fetch_add(submissions, Ordering::Relaxed) + submissions;
        let of_many = self.bytes_of_many.load(Ordering::Relaxed) / BYTES_PER_FILE;
        let done = self.files.load(Ordering::Relaxed) + of_many;
        let share = (done as f64 / self.total as f64).min(1.0);
        (self.progress)(Progress { bytes, submissions, share });
    }
}

/// The bytes of a line without its end.
pub fn span(start: u64, line: &[u8]) -> Range<u64> {
    start..start + line.len() as u64
}
