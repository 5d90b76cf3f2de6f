//! The list of units beside a file of one figure a row: who submitted, and when.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ::parquet::file::reader::FileReader as _;
use baocao_model::Finding;
use jiff::Timestamp;

use super::super::FigureNames;
use super::super::record::Key;
use super::cell::Cell;
use super::layout::{self, Layout, Role};
use super::row_text::RowText;
use super::{ROWS, guarded, reader, wide};
use crate::source::display_name;

/// The name of the list, in the folder of the file.
pub const FILE_NAME: &str = "subs.parquet";

/// What the list says of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The unit above.
    pub parent: Option<Box<str>>,
    /// When it submitted; `Some(None)` is no moment.
    pub submitted_at: Option<Option<i64>>,
}

/// Reads the list beside a file, if there is one.
pub fn read_beside(path: &Path, names: &FigureNames, findings: &mut Vec<Finding>) -> BTreeMap<Box<str>, Header> {
    let list = beside(path);
    if !list.is_file() || list == path {
        return BTreeMap::new();
    }
    match read(&list, names) {
        Ok((headers, wrong)) => {
            findings.extend(wrong);
            headers
        }
        Err(refusal) => {
            findings.extend(refusal.0);
            BTreeMap::new()
        }
    }
}

/// Says in a submission what the list says of its unit.
pub fn add_header(path: &Path, unit: &str, text: &mut RowText) {
    let headers = read_beside(path, &FigureNames::default(), &mut Vec::new());
    let Some(header) = headers.get(unit) else { return };
    if let Some(parent) = &header.parent {
        text.header("parent", (&**parent).into());
    }
    if let Some(seconds) = header.submitted_at {
        let stamp = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        text.header("submitted_at", stamp.map_or_else(|| "?".to_owned(), |stamp| stamp.to_string()).into());
    }
}

fn beside(path: &Path) -> PathBuf {
    path.with_file_name(FILE_NAME)
}

type Read = (BTreeMap<Box<str>, Header>, Vec<Finding>);

fn read(list: &Path, names: &FigureNames) -> Result<Read, baocao_model::Refusal> {
    guarded(list, || {
        let reader = reader(list)?;
        let (layout, findings) = layout::look(&reader, &display_name(list), names);
        let Some(Layout::Wide(columns)) = layout else { return Ok(Err(baocao_model::Refusal(findings))) };
        let mut headers = BTreeMap::new();
        for group in 0..reader.metadata().num_row_groups() {
            let mut columns = wide::open(&*reader.get_row_group(group)?, &columns)?;
            loop {
                let rows = wide::fill(&mut columns, ROWS)?;
                if rows == 0 {
                    break;
                }
                for row in 0..rows {
                    let (unit, header) = header(&mut columns, row);
                    headers.insert(unit, header);
                }
            }
        }
        Ok(Ok((headers, findings)))
    })
}

fn header(columns: &mut [(Role, super::column::Column)], row: usize) -> (Box<str>, Header) {
    let (mut unit, mut header) = (Box::default(), Header::default());
    for (role, column) in columns {
        if *role == Role::Header(Key::SubmittedAt) {
            header.submitted_at = column.moment(row);
            continue;
        }
        match (*role, column.cell(row)) {
            (Role::Header(Key::Unit), Cell::Text(text)) => unit = text.into(),
            (Role::Header(Key::Parent), Cell::Text(text)) => header.parent = Some(text.into()),
            _ => {}
        }
    }
    (unit, header)
}
