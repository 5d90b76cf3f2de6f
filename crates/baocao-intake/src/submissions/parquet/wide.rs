use std::path::{Path, PathBuf};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, RowGroupReader};
use baocao_model::ColumnKind;

use super::super::record::{Key, Record};
use super::super::{Located, Sink, words};
use super::cell::Cell;
use super::column::Column;
use super::layout::Role;
use super::rows::Rows;
use super::{FileReader, ROWS, reader};

/// A file of one unit a row.
#[derive(Debug)]
pub struct WideTable {
    /// Where it lies.
    pub path: PathBuf,
    columns: Vec<(usize, Role)>,
    /// What threads read one after the other.
    pub stretches: Vec<Stretch>,
}

/// Rows that one thread reads.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// The group of rows in which they lie.
    group: usize,
    /// How many rows of the group come before them.
    before: u64,
    /// How many they are.
    pub rows: u64,
    /// The number of the first of them in the file, from 1.
    first: u64,
}

/// To open the columns of a stretch and to find its first row takes as long as to read some two thousand.
const LEAST_ROWS: u64 = 4_096;

impl WideTable {
    /// The table in a file, to be read by `jobs` threads.
    pub fn new(path: &Path, reader: &FileReader, columns: Vec<(usize, Role)>, jobs: usize) -> Self {
        let groups = reader.metadata().row_groups().iter();
        let groups: Vec<u64> = groups.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).collect();
        Self { path: path.to_owned(), columns, stretches: stretches(&groups, jobs as u64) }
    }
}

/// Cuts groups of rows into stretches, smaller ones towards the end so that no thread waits long for another.
fn stretches(groups: &[u64], jobs: u64) -> Vec<Stretch> {
    let mut left: u64 = groups.iter().sum();
    let mut first = 1;
    let mut stretches = Vec::new();
    for (group, rows) in groups.iter().enumerate() {
        let mut before = 0;
        while before < *rows {
            let (most, rest) = ((left * 2 / (3 * jobs.max(1))).max(LEAST_ROWS), rows - before);
            let rows = if rest < most + LEAST_ROWS { rest } else { most };
            stretches.push(Stretch { group, before, rows, first });
            (before, left, first) = (before + rows, left - rows, first + rows);
        }
    }
    stretches
}

/// Reads rows into a sink.
pub fn read_stretch(
    table: &WideTable,
    stretch: &Stretch,
    file: u32,
    record: &mut Record<'_>,
    sink: &mut dyn Sink,
) -> Result<u64, ParquetError> {
    let reader = reader(&table.path)?;
    let mut columns = open(&*reader.get_row_group(stretch.group)?, &table.columns)?;
    for (_, column) in &mut columns {
        column.skip(usize::try_from(stretch.before).unwrap_or(usize::MAX))?;
    }
    let (mut headers, mut figures): (Vec<_>, Vec<_>) =
        columns.into_iter().partition(|(role, _)| matches!(role, Role::Header(_)));
    let names = record.names();
    let mut rows = Rows::new(ROWS, names.len());
    let mut number = stretch.first;
    let end = stretch.first + stretch.rows;
    while number < end {
        let most = usize::try_from(end - number).map_or(ROWS, |left| left.min(ROWS));
        let count = fill(headers.iter_mut().chain(&mut figures), most)?;
        if count == 0 {
            return Err(ParquetError::General(format!("row {number} is not there")));
        }
        rows.clear();
        for (role, column) in &figures {
            match *role {
                Role::Header(_) => {}
                Role::Figure(figure) => column.put(figure, names.kind(figure), &mut rows),
                Role::Words(figure) => put_words(column, figure, names.kind(figure), count, &mut rows),
            }
        }
        for row in 0..count {
            record.start_with(&rows.values, row);
            headers.iter().for_each(|(role, column)| header(*role, column, row, record));
            if rows.is_doubtful(row) {
                record.doubt();
            }
            record.finish(true);
            sink.take(record.incoming(&Located { record: number, ..Located::file(file) }));
            number += 1;
        }
    }
    Ok(stretch.rows)
}

/// The columns of a group of rows.
pub fn open(group: &dyn RowGroupReader, columns: &[(usize, Role)]) -> Result<Vec<(Role, Column)>, ParquetError> {
    let open = |(at, role): &(usize, Role)| {
        let column = Column::new(group.metadata().column(*at).column_descr(), group.get_column_reader(*at)?);
        Ok((*role, column))
    };
    columns.iter().map(open).collect()
}

/// Decodes the next rows of all columns.
pub fn fill<'c>(columns: impl IntoIterator<Item = &'c mut (Role, Column)>, rows: usize) -> Result<usize, ParquetError> {
    let mut filled = None;
    for (_, column) in columns {
        let read = column.fill(rows)?;
        if filled.is_some_and(|filled| filled != read) {
            return Err(ParquetError::General("columns of different lengths".to_owned()));
        }
        filled = Some(read);
    }
    Ok(filled.unwrap_or(0))
}

fn put_words(column: &Column, figure: usize, kind: ColumnKind, count: usize, rows: &mut Rows) {
    for row in 0..count {
        match column.cell(row) {
            Cell::Blank => {}
            Cell::Text(text) => rows.put(row, figure, words::value(text, kind)),
            _ => rows.put(row, figure, None),
        }
    }
}

fn header(role: Role, column: &Column, row: usize, record: &mut Record<'_>) {
    let Role::Header(key) = role else { return };
    if key == Key::SubmittedAt {
        if let Some(seconds) = column.moment(row) {
            record.submitted(seconds);
        }
        return;
    }
    match (key, column.cell(row)) {
        (_, Cell::Blank) => {}
        (Key::Unit, Cell::Text(text)) => record.unit(text),
        (Key::FormVersion, Cell::Whole(version, 0)) => record.version(u32::try_from(version).unwrap_or(u32::MAX)),
        (Key::FormVersion | Key::Unit, _) => record.doubt(),
        (key, Cell::Text(text)) => record.header(key, text),
        _ => record.doubt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_hold_every_row_once() {
        for (groups, jobs) in [(vec![16_384; 8], 2), (vec![130_000], 4), (vec![3, 0, 5_000], 1), (vec![], 2)] {
            let stretches = stretches(&groups, jobs);
            let mut next = 1;
            for stretch in &stretches {
                assert_eq!((stretch.first, stretch.rows > 0), (next, true));
                assert_eq!(stretch.first - 1 - stretch.before, groups[..stretch.group].iter().sum::<u64>());
                next += stretch.rows;
            }
            assert_eq!(next - 1, groups.iter().sum::<u64>());
            // The last stretch is small: whoever reads it keeps no one waiting.
            assert!(stretches.last().is_none_or(|last| last.rows < 2 * LEAST_ROWS), "{stretches:?}");
        }
    }
}
