//! A file of one figure a row. Rows of a unit may stand anywhere, so they are gathered first, eight bytes a figure.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::FileReader as _;
use baocao_model::{Finding, Place, nearest};

use super::super::figure_order::FigureOrder;
use super::super::record::{Key, Record};
use super::super::{FigureNames, Located};
use super::cell::Cell;
use super::column::Column;
use super::gathered::{Gathered, OpenBlock};
use super::layout::Role;
use super::row_text::RowText;
use super::{FileReader, ROWS, reader, units, wide};
use crate::source::display_name;

/// A file of one figure a row, gathered by unit.
#[derive(Debug)]
pub struct LongTable {
    /// The units in the order of their names, in parts that are each taken once.
    parts: Vec<Mutex<Vec<Unit>>>,
}

/// A unit with its figures.
type Unit = (Box<str>, Gathered);

/// How many units a thread takes at a time.
const UNITS: usize = 1_024;

impl LongTable {
    /// Brings together what was gathered of each unit.
    fn new(mut units: Vec<Unit>) -> Self {
        units.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        units.dedup_by(|next, own| {
            let is_same = next.0 == own.0;
            if is_same {
                own.1.join(std::mem::take(&mut next.1));
            }
            is_same
        });
        let mut units = units.into_iter().peekable();
        let mut parts = Vec::new();
        while units.peek().is_some() {
            parts.push(Mutex::new(units.by_ref().take(UNITS).collect()));
        }
        Self { parts }
    }

    /// How many units there are in each part.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.lock().unwrap_or_else(PoisonError::into_inner).len())
    }

    /// The units of a part. They are taken out, so that their memory is given back as they are read.
    pub fn take(&self, part: usize) -> Vec<Unit> {
        std::mem::take(&mut *self.parts[part].lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Puts a unit's figures into a record; says where they stand.
pub fn put((unit, gathered): &Unit, file: u32, record: &mut Record<'_>) -> Located {
    record.start();
    record.unit(unit);
    if let Some(parent) = &gathered.header.parent {
        record.header(Key::Parent, parent);
    }
    if let Some(seconds) = gathered.header.submitted_at {
        record.submitted(seconds);
    }
    for (number, cell) in gathered.cells() {
        cell.put(number, record);
    }
    if gathered.doubtful {
        record.doubt();
    }
    record.finish(true);
    Located { record: gathered.row, ..Located::file(file) }
}

/// Gathers the figures by unit with `jobs` threads.
pub fn gather(
    path: &Path,
    whole: &FileReader,
    columns: [usize; 3],
    names: &FigureNames,
    jobs: usize,
) -> Result<(LongTable, Vec<Finding>), ParquetError> {
    let mut firsts = vec![1];
    for group in whole.metadata().row_groups() {
        firsts.push(firsts[firsts.len() - 1] + u64::try_from(group.num_rows()).unwrap_or(0));
    }
    firsts.pop();
    let next = AtomicUsize::new(0);
    let run = || -> Result<Gathering<'_>, ParquetError> {
        let reader = reader(path)?;
        let mut gathering = Gathering::new(names);
        while let Some(first) = {
            let group = next.fetch_add(1, Ordering::Relaxed);
            firsts.get(group).map(|first| (group, *first))
        } {
            gathering.group(&reader, columns, first)?;
        }
        Ok(gathering)
    };
    let gathered: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.clamp(1, firsts.len().max(1))).map(|_| scope.spawn(run)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut whole = Gathering::new(names);
    for gathering in gathered {
        whole.join(gathering?);
    }
    let mut findings = whole.findings(path);
    let beside = units::read_beside(path, names, &mut findings);
    whole.units.extend(beside.into_iter().map(|(unit, header)| (unit, Gathered::listed(header))));
    Ok((LongTable::new(whole.units), findings))
}

/// What a thread has gathered.
struct Gathering<'n> {
    names: &'n FigureNames,
    order: FigureOrder,
    /// The units of each group of rows, so that one may stand in it several times.
    units: Vec<Unit>,
    /// The names that no figure has, with the first row of each.
    strangers: BTreeMap<String, u64>,
    /// The first row that does not say whose it is.
    without_unit: Option<u64>,
}

impl<'n> Gathering<'n> {
    fn new(names: &'n FigureNames) -> Self {
        let order = FigureOrder::new(names);
        Self { names, order, units: Vec::new(), strangers: BTreeMap::new(), without_unit: None }
    }

    fn group(
        &mut self,
        reader: &FileReader,
        columns: [usize; 3],
        (group, first): (usize, u64),
    ) -> Result<(), ParquetError> {
        let mut columns = open(reader, columns, group)?;
        let mut row = first;
        let mut block = OpenBlock::new(self.names.len());
        // Rows of a unit mostly stand together: it is not looked up for each.
        let (mut current, mut name) = (None, String::new());
        loop {
            let rows = columns[0].fill(ROWS)?;
            for column in &mut columns[1..] {
                if column.fill(ROWS)? != rows {
                    return Err(ParquetError::General("columns of different lengths".to_owned()));
                }
            }
            if rows == 0 {
                break;
            }
            let [units, figures, values] = &mut columns;
            for at in 0..rows {
                let (unit, figure, value) = (units.cell(at), figures.cell(at), values.cell(at));
                let (Cell::Text(unit), Cell::Text(figure)) = (unit, figure) else {
                    self.without_unit.get_or_insert(row);
                    row += 1;
                    continue;
                };
                let known = current.filter(|_| name == unit);
                let own = known.unwrap_or_else(|| {
                    unit.clone_into(&mut name);
                    self.order.start();
                    block.unit(unit, row)
                });
                current = Some(own);
                let due = self.order.due(self.names, |due| (due.name() == figure).then_some(()));
                match due.map(|(number, ())| number).or_else(|| self.order.figure(self.names, figure)) {
                    Some(number) => block.put(own, number, value),
                    None => self.stranger(figure, row),
                }
                row += 1;
            }
        }
        self.units.extend(block.close());
        Ok(())
    }

    fn stranger(&mut self, figure: &str, row: u64) {
        match self.strangers.get_mut(figure) {
            Some(first) => *first = row.min(*first),
            None => drop(self.strangers.insert(figure.to_owned(), row)),
        }
    }

    fn join(&mut self, other: Self) {
        self.units.extend(other.units);
        for (figure, row) in other.strangers {
            self.stranger(&figure, row);
        }
        self.without_unit = self.without_unit.into_iter().chain(other.without_unit).min();
    }

    fn findings(&self, path: &Path) -> Vec<Finding> {
        let at =
            |row: u64| Place { line: Some(u32::try_from(row).unwrap_or(u32::MAX)), ..Place::file(display_name(path)) };
        let mut known: Vec<_> = self.names.all().collect();
        known.sort_unstable();
        let strangers = self.strangers.iter().map(|(figure, row)| {
            let finding = Finding::error("unknown-figure", at(*row)).with("address", figure);
            finding.with_nearest(nearest(figure, known.iter().copied()))
        });
        let without_unit = self.without_unit.map(|row| Finding::error("submission-without-unit", at(row)));
        strangers.chain(without_unit).collect()
    }
}

fn open(reader: &FileReader, columns: [usize; 3], group: usize) -> Result<[Column; 3], ParquetError> {
    let open = columns.map(|at| (at, Role::Header(Key::Unit)));
    let opened = wide::open(&*reader.get_row_group(group)?, &open)?;
    let mut opened = opened.into_iter().map(|(_, column)| column);
    let mut next = || opened.next().ok_or_else(|| ParquetError::General("a column is not there".to_owned()));
    Ok([next()?, next()?, next()?])
}

/// All figures of the unit that a row belongs to, as a submission in JSON.
pub fn unit_as_json(
    path: &Path,
    reader: &FileReader,
    columns: [usize; 3],
    record: u64,
) -> Result<String, ParquetError> {
    let mut unit: Option<String> = None;
    // The first of the unit's rows is the one that is named, so whatever stands before it is of others.
    let mut row = 0;
    let mut text = RowText::default();
    for group in 0..reader.metadata().num_row_groups() {
        let [mut units, mut figures, mut values] = open(reader, columns, group)?;
        loop {
            let rows = units.fill(ROWS)?;
            figures.fill(ROWS)?;
            values.fill(ROWS)?;
            if rows == 0 {
                break;
            }
            for at in 0..rows {
                row += 1;
                let (own, figure, value) = (units.cell(at), figures.cell(at), values.cell(at));
                let (Cell::Text(own), Cell::Text(figure)) = (own, figure) else { continue };
                if row == record {
                    unit = Some(own.to_owned());
                }
                if unit.as_deref() == Some(own) {
                    text.figure(figure, value);
                }
            }
        }
    }
    let Some(unit) = unit else { return Ok(text.text()) };
    units::add_header(path, &unit, &mut text);
    text.header("unit", unit.into());
    Ok(text.text())
}
