//! Submissions as columns: a row for each unit ("wide") or for each figure ("long"), read and written.

mod cell;
mod column;
mod gathered;
mod layout;
mod long;
mod row_text;
mod rows;
mod units;
mod wide;
mod write;

pub use long::{LongTable, put};
pub use row_text::row_as_json;
pub use wide::{WideTable, read_stretch};
pub use write::{WideRow, write_parquet_wide};

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ::parquet::errors::ParquetError;
use ::parquet::file::serialized_reader::SerializedFileReader;
use baocao_model::{Finding, Place, Refusal};

use super::FigureNames;
use crate::source::display_name;
use layout::Layout;

/// How many rows are decoded at a time, which bounds the memory whatever the file's own groups are: as many as stay at hand
/// in a processor.
const ROWS: usize = 64;

type FileReader = SerializedFileReader<File>;

/// A file of either shape.
#[derive(Debug)]
pub enum Table {
    /// A row for each unit.
    Wide(WideTable),
    /// A row for each figure.
    Long(LongTable),
}

/// Opens a file and looks at its columns. What is wrong with columns is reported; the others are read.
pub fn open(path: &Path, names: &FigureNames, jobs: usize) -> Result<(Table, Vec<Finding>), Refusal> {
    guarded(path, || {
        let reader = reader(path)?;
        let (layout, mut findings) = layout::look(&reader, &display_name(path), names);
        let table = match layout {
            Some(Layout::Wide(columns)) => Table::Wide(WideTable::new(path, &reader, columns, jobs)),
            Some(Layout::Long(columns)) => {
                let (table, wrong) = long::gather(path, &reader, columns, names, jobs)?;
                findings.extend(wrong);
                Table::Long(table)
            }
            None => return Ok(Err(Refusal(findings))),
        };
        Ok(Ok((table, findings)))
    })
}

fn reader(path: &Path) -> Result<FileReader, ParquetError> {
    FileReader::new(File::open(path)?)
}

/// A damaged file must not take the command down with it, whatever the library thinks of it.
pub fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<Result<T, Refusal>, ParquetError>) -> Result<T, Refusal> {
    let not_readable = |reason: String| {
        Refusal::from(Finding::error("parquet-not-readable", Place::file(display_name(path))).with("reason", reason))
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(read)) => read,
        Ok(Err(error)) => Err(not_readable(error.to_string())),
        Err(_) => Err(not_readable("damaged".to_owned())),
    }
}
