//! A CSV file whose every field has a place.

use std::borrow::Cow;

use baocao_model::{Date, Finding, Place, Refusal};
use csv::{Reader, ReaderBuilder, StringRecord};

use crate::{Source, clean};

/// A CSV file whose header was read.
pub struct CsvTable {
    pub source: Source,
    pub delimiter: u8,
    /// The columns' names in the order of the file.
    pub fields: Vec<&'static str>,
    pub header: RowStart,
}

/// Where a row begins. Columns are counted only when someone asks.
#[derive(Clone, Copy, Debug)]
pub struct RowStart {
    pub byte: usize,
    pub line: u32,
}

/// A row as it was read.
pub struct CsvRow<'a> {
    table: &'a CsvTable,
    record: &'a StringRecord,
    pub start: RowStart,
}

/// A column by its name and its place in the file; none if the file does without it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    field: Option<usize>,
}

impl RowStart {
    pub const FIRST: Self = Self { byte: 0, line: 1 };

    /// The next line that is neither empty nor a comment, from here on.
    pub fn skip_blank(self, text: &str) -> Self {
        let mut start = self;
        for line in text[self.byte..].split_inclusive('\n') {
            if !line.starts_with('#') && !line.trim_end_matches(['\r', '\n']).is_empty() {
                break;
            }
            start = start.after(line);
        }
        start
    }

    fn after(self, line: &str) -> Self {
        Self { byte: self.byte + line.len(), line: self.line + u32::from(line.ends_with('\n')) }
    }
}

impl CsvTable {
    fn next_line(&self, start: RowStart) -> RowStart {
        self.source.text[start.byte..].split_inclusive('\n').next().map_or(start, |line| start.after(line))
    }

    /// The columns of these names, looked up once for all rows.
    pub fn columns<const COUNT: usize>(&self, names: [&'static str; COUNT]) -> [Column; COUNT] {
        names.map(|name| Column { name, field: self.fields.iter().position(|field| *field == name) })
    }

    /// Calls `visit` for every row below the header; with a finding if its fields cannot be told apart.
    pub fn rows(&self, mut visit: impl FnMut(&CsvRow<'_>, Option<Finding>)) {
        let text = &self.source.text;
        let mut from = self.next_line(self.header);
        let mut record = StringRecord::new();
        'restart: loop {
            let mut reader = self.reader(from);
            loop {
                let at = reader.position();
                let start = RowStart { byte: from.byte + at.byte() as usize, line: from.line + at.line() as u32 - 1 };
                if !reader.read_record(&mut record).expect("the text is UTF-8 and lines may have any length") {
                    return;
                }
                let row = CsvRow { table: self, record: &record, start: start.skip_blank(text) };
                if memchr::memchr(b'\n', record.as_slice().as_bytes()).is_some() {
                    // An open quotation mark swallows the lines below it: they are read again, on their own.
                    let field = record.iter().position(|field| field.contains('\n')).unwrap_or(0);
                    let place = self.field_place(row.start, field);
                    visit(&row, Some(Finding::error("csv-line-break", place)));
                    from = self.next_line(row.start);
                    continue 'restart;
                }
                if !record.as_slice().trim().is_empty() {
                    visit(&row, row.wrong_count());
                }
            }
        }
    }

    /// The place of a column's field in a row; the row's beginning if there is no such column.
    pub fn place(&self, start: RowStart, column: &str) -> Place {
        self.field_place(start, self.fields.iter().position(|field| *field == column).unwrap_or(0))
    }

    /// The place of a field, counted from 0.
    pub fn field_place(&self, start: RowStart, field: usize) -> Place {
        let line = self.source.text[start.byte..].lines().next().unwrap_or_default();
        let mut quoted = false;
        let is_separator = |c: char| {
            quoted ^= c == '"';
            c == char::from(self.delimiter) && !quoted
        };
        let mut column = 1;
        let mut length = 0;
        for (number, piece) in line.split(is_separator).enumerate().take(field + 1) {
            if number == field {
                column += piece.chars().take_while(|c| c.is_whitespace()).count();
                length = piece.trim().chars().count();
            } else {
                column += piece.chars().count() + 1;
            }
        }
        Place {
            line: Some(start.line),
            column: Some(column as u32),
            length: Some(length.max(1) as u32),
            ..Place::file(&*self.source.name)
        }
    }

    fn reader(&self, from: RowStart) -> Reader<&[u8]> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).comment(Some(b'#')).delimiter(self.delimiter);
        builder.from_reader(&self.source.text.as_bytes()[from.byte..])
    }
}

impl CsvRow<'_> {
    /// The cleaned text of a column; empty if the field is, or if there is no such column.
    pub fn text(&self, column: Column) -> Cow<'_, str> {
        let text = column.field.and_then(|field| self.record.get(field)).unwrap_or_default();
        match clean(text) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// The cleaned text of a column; none if it is empty.
    pub fn filled(&self, column: Column) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(Cow::into_owned)
    }

    /// The date of a column; none if it is empty.
    pub fn date(&self, column: Column) -> Result<Option<Date>, Refusal> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        Date::parse(&text).map(Some).ok_or_else(|| self.error("not-a-date", column).with("found", text).into())
    }

    /// An error at a column's field.
    pub fn error(&self, code: &'static str, column: Column) -> Finding {
        Finding::error(code, self.table.place(self.start, column.name))
    }

    fn wrong_count(&self) -> Option<Finding> {
        let (found, expected) = (self.record.len(), self.table.fields.len());
        if found == expected {
            return None;
        }
        let place = self.table.field_place(self.start, expected.min(found - 1));
        Some(Finding::error("csv-field-count", place).with("found", found).with("expected", expected))
    }
}
