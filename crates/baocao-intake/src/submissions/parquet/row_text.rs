use std::path::Path;

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::FileReader as _;
use baocao_model::Refusal;
use jiff::Timestamp;
use serde_json::{Map, Value, value::RawValue};

use super::super::FigureNames;
use super::super::record::Key;
use super::cell::Cell;
use super::column::Column;
use super::layout::{self, Layout, Role};
use super::{guarded, long, reader, wide};
use crate::source::display_name;

/// A row as the submission in JSON that says the same, so that one precise reader serves all formats.
pub fn row_as_json(path: &Path, record: u64, names: &FigureNames) -> Result<String, Refusal> {
    guarded(path, || {
        let reader = reader(path)?;
        let (layout, findings) = layout::look(&reader, &display_name(path), names);
        let text = match layout {
            Some(Layout::Wide(columns)) => wide_row(&reader, &columns, record, names)?,
            Some(Layout::Long(columns)) => long::unit_as_json(path, &reader, columns, record)?,
            None => return Ok(Err(Refusal(findings))),
        };
        Ok(Ok(text))
    })
}

fn wide_row(
    reader: &super::FileReader,
    columns: &[(usize, Role)],
    record: u64,
    names: &FigureNames,
) -> Result<String, ParquetError> {
    let mut before = record.saturating_sub(1);
    for group in 0..reader.metadata().num_row_groups() {
        let rows = u64::try_from(reader.metadata().row_group(group).num_rows()).unwrap_or(0);
        if before >= rows {
            before -= rows;
            continue;
        }
        let mut open = wide::open(&*reader.get_row_group(group)?, columns)?;
        let mut row = RowText::default();
        for (role, column) in &mut open {
            column.skip(usize::try_from(before).unwrap_or(usize::MAX))?;
            column.fill(1)?;
            row.add(*role, column, names);
        }
        return Ok(row.text());
    }
    Err(ParquetError::General("the row is not there".to_owned()))
}

/// A submission in JSON that is being put together. Figures keep the digits they have.
#[derive(Debug, Default)]
pub struct RowText {
    header: Map<String, Value>,
    figures: Vec<(String, Box<RawValue>)>,
}

impl RowText {
    fn add(&mut self, role: Role, column: &mut Column, names: &FigureNames) {
        match role {
            Role::Header(Key::SubmittedAt) => {
                if let Some(seconds) = column.moment(0) {
                    let stamp = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
                    self.header("submitted_at", stamp.map_or_else(|| "?".to_owned(), |stamp| stamp.to_string()).into());
                }
            }
            Role::Header(key) => match (key, column.cell(0)) {
                (_, Cell::Blank) => {}
                (_, Cell::Text(text)) => self.header(key.word(), text.into()),
                (_, Cell::Whole(number, 0)) => self.header(key.word(), (number as i64).into()),
                _ => self.header(key.word(), Value::Bool(false)),
            },
            Role::Figure(number) | Role::Words(number) => self.figure(names.name(number), column.cell(0)),
        }
    }

    /// Takes what the submission says of itself.
    pub fn header(&mut self, key: &str, value: Value) {
        self.header.insert(key.to_owned(), value);
    }

    /// Takes a figure; one that is blank is left out.
    pub fn figure(&mut self, name: &str, cell: Cell<'_>) {
        let words = |words: &str| serde_json::to_string(words).expect("text is always JSON");
        let token = match cell {
            Cell::Blank => return,
            Cell::Text(text) => words(text),
            Cell::Double(value) => cell.number().map_or_else(|| words(&value.to_string()), |number| number.to_string()),
            Cell::Whole(..) => cell.number().map_or_else(|| words("…"), |number| number.to_string()),
            Cell::Other => words("…"),
        };
        self.figures.push((name.to_owned(), RawValue::from_string(token).expect("a number or text is JSON")));
    }

    /// The submission.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string(&self.header).expect("a map is always JSON");
        text.truncate(text.len() - 1);
        let comma = if self.header.is_empty() { "" } else { "," };
        text.push_str(comma);
        text.push_str("\"values\":{");
        for (at, (name, token)) in self.figures.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            text.push_str(&format!("{comma}{}:{}", serde_json::to_string(name).expect("text is JSON"), token.get()));
        }
        text.push_str("}}");
        text
    }
}
