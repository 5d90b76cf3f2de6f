use std::path::{Path, PathBuf};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, RowGroupReader};
use baocao_model::ColumnKind;

use super::super::record::{Key, Record};
use super::super::{Located, Sink, words};
use super::column::{Cell, Column};
use super::layout::Role;
use super::rows::Rows;
use super::{FileReader, ROWS, reader};

/// A file of one unit a row.
#[derive(Debug)]
pub struct WideTable {
    /// Where it lies.
    pub path: PathBuf,
    columns: Vec<(usize, Role)>,
    /// The row, from 1, that each group of rows begins with, and how many rows it has.
    pub groups: Vec<(u64, u64)>,
}

impl WideTable {
    /// The table in a file.
    pub fn new(path: &Path, reader: &FileReader, columns: Vec<(usize, Role)>) -> Self {
        let mut next = 1;
        let groups = reader.metadata().row_groups().iter().map(|group| {
            let first = next;
            let rows = u64::try_from(group.num_rows()).unwrap_or(0);
            next += rows;
            (first, rows)
        });
        Self { path: path.to_owned(), groups: groups.collect(), columns }
    }
}

/// Reads a group of rows into a sink; says how many rows there were.
pub fn read_group(
    table: &WideTable,
    group: usize,
    file: u32,
    record: &mut Record<'_>,
    sink: &mut dyn Sink,
) -> Result<u64, ParquetError> {
    let reader = reader(&table.path)?;
    let columns = open(&*reader.get_row_group(group)?, &table.columns)?;
    let (mut headers, mut figures): (Vec<_>, Vec<_>) =
        columns.into_iter().partition(|(role, _)| matches!(role, Role::Header(_)));
    let names = record.names();
    let mut rows = Rows::new(ROWS, names.len());
    let mut number = table.groups[group].0;
    let first = number;
    loop {
        let count = fill(headers.iter_mut().chain(&mut figures), ROWS)?;
        if count == 0 {
            return Ok(number - first);
        }
        for (role, column) in &figures {
            match *role {
                Role::Header(_) => {}
                Role::Figure(figure) => column.put(figure, names.kind(figure), &mut rows),
                Role::Words(figure) => put_words(column, figure, names.kind(figure), count, &mut rows),
            }
        }
        for row in 0..count {
            let (values, is_doubtful) = rows.row(row);
            record.start_with(values);
            headers.iter().for_each(|(role, column)| header(*role, column, row, record));
            if is_doubtful {
                record.doubt();
            }
            record.finish(true);
            sink.take(record.incoming(&Located { record: number, ..Located::file(file) }));
            number += 1;
        }
    }
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
