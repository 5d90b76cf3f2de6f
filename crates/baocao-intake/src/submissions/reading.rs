//! Reads all submissions with several threads.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::thread;

use baocao_model::{Finding, Origin};

use super::json_record;
use super::line_blocks::{self, Block, LineBlocks};
use super::parquet::{self, Table};
use super::precise;
use super::record::Record;
use super::work::{Meter, Part, Work, span};
use super::{Expected, Incoming, Kind, Located, Progress, Reread, Sink, Submissions};
use crate::source::FIGURES_LIMIT;

/// A finding with where its submission stands, so that findings come out in one order.
type Placed = (u32, u64, Finding);

/// Reads all submissions with `jobs` threads, each into a sink of its own, and tells how far it has come.
///
/// Every submission reaches a sink, a faulty one too: what is wrong with it is for [`reread`](super::reread) to say. The
/// findings are about what is no submission at all.
pub fn read_all<S: Sink>(
    submissions: &Submissions,
    expected: &Expected<'_>,
    jobs: usize,
    sinks: impl Fn(usize) -> S + Sync,
    progress: &(dyn Fn(Progress) + Sync),
) -> (Vec<S>, Vec<Finding>) {
    let work = Work::of(submissions, expected.names, jobs);
    let meter = Meter::new(&work, progress);
    let run = |thread: usize| {
        let reader = Reader {
            submissions,
            expected,
            work: &work,
            meter: &meter,
            record: Record::new(*expected),
            sink: sinks(thread),
            buffer: Vec::new(),
            path: PathBuf::new(),
            findings: Vec::new(),
        };
        reader.run()
    };
    let results: Vec<(S, Vec<Placed>)> = thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..jobs.max(1)).map(|thread| scope.spawn(move || run(thread))).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let (sinks, findings): (Vec<S>, Vec<Vec<Placed>>) = results.into_iter().unzip();
    let mut findings: Vec<Placed> = findings.into_iter().flatten().chain(work.findings).collect();
    findings.sort_by_key(|(file, record, _)| (*file, *record));
    (sinks, findings.into_iter().map(|(.., finding)| finding).collect())
}

/// What one thread reads with.
struct Reader<'a, S> {
    submissions: &'a Submissions,
    expected: &'a Expected<'a>,
    work: &'a Work,
    meter: &'a Meter<'a>,
    record: Record<'a>,
    sink: S,
    buffer: Vec<u8>,
    path: PathBuf,
    findings: Vec<Placed>,
}

impl<S: Sink> Reader<'_, S> {
    fn run(mut self) -> (S, Vec<Placed>) {
        let work = self.work;
        for lines in &work.lines {
            self.lines(lines);
        }
        while let Some(part) = work.part() {
            self.part(part);
        }
        while let Some(files) = work.batch() {
            let bytes = files.iter().map(|file| self.file(*file)).sum();
            self.meter.files(files.len() as u64, bytes);
        }
        (self.sink, self.findings)
    }

    fn lines(&mut self, lines: &LineBlocks) {
        let mut block = Block::default();
        let mut findings = Vec::new();
        while lines.next(&mut block, &mut findings) {
            let mut submissions = 0;
            for (record, start, bytes) in line_blocks::lines(&block) {
                let bytes_in_file = span(start, bytes);
                json_record::read(bytes, &mut self.record);
                let located = Located { file: lines.file, record, start: bytes_in_file.start, end: bytes_in_file.end };
                self.sink.take(self.record.incoming(&located));
                submissions += 1;
            }
            self.meter.part(submissions, block.bytes.len() as u64);
        }
        self.findings.extend(findings.into_iter().map(|(record, finding)| (lines.file, record, finding)));
    }

    fn part(&mut self, part: Part) {
        let (file, table) = &self.work.tables[part.table];
        let rows = match table {
            Table::Wide(table) => {
                let (record, sink) = (&mut self.record, &mut self.sink);
                let read = || Ok(Ok(parquet::read_stretch(table, &table.stretches[part.first], *file, record, sink)?));
                parquet::guarded(&table.path, read)
            }
            Table::Long(table) => {
                let units = table.take(part.first);
                let count = units.len() as u64;
                for unit in units {
                    let located = parquet::put(&unit, *file, &mut self.record);
                    self.sink.take(self.record.incoming(&located));
                }
                Ok(count)
            }
        };
        match rows {
            Ok(rows) => self.meter.rows(rows),
            Err(refusal) => self.findings.extend(refusal.0.into_iter().map(|finding| (*file, 0, finding))),
        }
    }

    /// Reads a file of one submission; how many bytes it took is not known of those that others open.
    fn file(&mut self, file: u32) -> u64 {
        if self.submissions.kind(file) != Kind::Json {
            self.precisely(file);
            return 0;
        }
        let located = Located::file(file);
        self.submissions.set_path(file, &mut self.path);
        match read_file(&self.path, &mut self.buffer) {
            Ok(true) => json_record::read(&self.buffer, &mut self.record),
            // Why it cannot be read is for the precise reader to say.
            Ok(false) | Err(_) => json_record::read(&[], &mut self.record),
        }
        self.sink.take(self.record.incoming(&located));
        self.buffer.len() as u64
    }

    fn precisely(&mut self, file: u32) {
        let located = Located::file(file);
        let (read, findings) = precise::reread(self.submissions, &located, self.expected);
        let faulty = !findings.is_empty();
        match read {
            Some(read) => hand_on(&read, self.expected, &located, faulty, &mut self.sink),
            None => {
                json_record::read(&[], &mut self.record);
                self.sink.take(self.record.incoming(&located));
            }
        }
    }
}

/// Hands on a submission that was read precisely. One that brings rows of its own, or whose figures are in units of their
/// own, is for the caller to take in that shape.
fn hand_on<S: Sink>(read: &Reread, expected: &Expected<'_>, source: &Located, faulty: bool, sink: &mut S) {
    let (values, origins) = read.submission.in_order_of(expected.catalogue);
    let spots: Vec<Origin> = origins.into_iter().map(Option::unwrap_or_default).collect();
    let brings_rows = read.submission.figures.keys().any(|address| expected.catalogue.number(address).is_none());
    sink.take(Incoming {
        unit: &read.unit,
        parent: read.parent.as_deref(),
        submitted_at: read.submitted_at,
        scope: read.scope,
        values: &values,
        spots: Some(&spots),
        source,
        faulty: faulty || brings_rows || !read.submission.units.is_empty(),
    });
}

/// Reads a file; false if it is larger than allowed.
fn read_file(path: &std::path::Path, buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.clear();
    File::open(path)?.take(FIGURES_LIMIT + 1).read_to_end(buffer)?;
    Ok(buffer.len() as u64 <= FIGURES_LIMIT)
}
