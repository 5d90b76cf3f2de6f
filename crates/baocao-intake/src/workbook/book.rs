//! A workbook as it was read: sheets and cells with what the numbers look like.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use baocao_model::{Finding, Origin, Place, Refusal};
use calamine::{Data, DataRef, Dimensions, Reader as _, SheetType, Style, Xlsx, XlsxError};

use super::container::{self, not_readable};
use super::mark::Mark;
use crate::source::display_name;

/// The most cells that are kept; a form has some hundred.
const CELLS_LIMIT: usize = 1_000_000;

/// A workbook.
#[derive(Clone, Debug)]
pub struct Book {
    /// The file's name as messages show it.
    pub name: Arc<str>,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// What it says of itself, and in which cell.
    pub mark: Option<(CellAt, Mark)>,
    /// The cells that hold something, by row and column.
    pub cells: BTreeMap<CellAt, Cell>,
    /// The merged cells.
    pub merged: Vec<Dimensions>,
}

/// Row and column from 0.
pub type CellAt = (u32, u32);

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds; for a formula its stored result.
    pub data: Data,
    /// Whether numbers are shown as percentages: 0.906 as 90.6 %.
    pub shown_as_percent: bool,
    /// Whether a formula gave it.
    pub is_formula: bool,
}

impl Book {
    /// Opens a workbook.
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let name = display_name(path);
        let bytes = container::open(path, &name)?;
        // A damaged file must not take the command down with it, whatever the library thinks of it.
        let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
        let sheets = match read {
            Ok(Ok(sheets)) => sheets,
            Ok(Err(BookError::TooManyCells)) => {
                return Err(Finding::error("workbook-too-large", Place::file(&*name))
                    .with("limit", "1.000.000 ô")
                    .into());
            }
            Ok(Err(BookError::Xlsx(XlsxError::Password))) => {
                return Err(Finding::error("workbook-encrypted", Place::file(&*name)).into());
            }
            Ok(Err(BookError::Xlsx(error))) => return Err(not_readable(&name, error)),
            Err(_) => return Err(not_readable(&name, "damaged")),
        };
        Ok(Self { name: name.into(), sheets })
    }

    /// Where a cell is.
    pub fn origin(&self, sheet: &Sheet, at: CellAt) -> Origin {
        Origin {
            file: Arc::clone(&self.name),
            sheet: Some(sheet.name.clone()),
            cell: Some(cell_name(at)),
            ..Origin::default()
        }
    }

    /// Where a cell is, for a finding.
    pub fn place(&self, sheet: &Sheet, at: CellAt) -> Place {
        Place::from(&self.origin(sheet, at))
    }
}

/// `B7`.
pub fn cell_name((row, column): CellAt) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX))
}

impl Sheet {
    /// The text of a cell, trimmed; empty for anything else.
    pub fn text(&self, at: CellAt) -> &str {
        match self.cells.get(&at).map(|cell| &cell.data) {
            Some(Data::String(text)) => text.trim(),
            _ => "",
        }
    }

    /// True if the cell shows nothing.
    pub fn is_blank(&self, at: CellAt) -> bool {
        self.cells.get(&at).is_none_or(Cell::is_blank)
    }
}

impl Cell {
    /// True if the cell shows nothing; a formula without a stored result may show anything.
    pub fn is_blank(&self) -> bool {
        match &self.data {
            Data::Empty => !self.is_formula,
            Data::String(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

enum BookError {
    Xlsx(XlsxError),
    TooManyCells,
}

impl From<XlsxError> for BookError {
    fn from(error: XlsxError) -> Self {
        Self::Xlsx(error)
    }
}

fn read(bytes: Vec<u8>) -> Result<Vec<Sheet>, BookError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let known = book.sheets_metadata().to_vec();
    let mut left = CELLS_LIMIT;
    let mut sheets = Vec::new();
    for sheet in known {
        // Charts and macros have no cells; they are reported as sheets that are not read.
        let (cells, merged) = match sheet.typ {
            SheetType::WorkSheet => {
                (cells(&mut book, &sheet.name, &mut left)?, book.merge_cells_by_sheet_name(&sheet.name)?)
            }
            _ => (BTreeMap::new(), Vec::new()),
        };
        let mark = cells.iter().find_map(|(at, cell)| match &cell.data {
            Data::String(text) => Mark::parse(text).map(|mark| (*at, mark)),
            _ => None,
        });
        sheets.push(Sheet { name: sheet.name, mark, cells, merged });
    }
    Ok(sheets)
}

type OpenBook = Xlsx<Cursor<Vec<u8>>>;

fn cells(book: &mut OpenBook, sheet: &str, left: &mut usize) -> Result<BTreeMap<CellAt, Cell>, BookError> {
    let formulas = formulas(book, sheet)?;
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let percent: Vec<bool> = reader.styles().iter().map(shows_percent).collect();
    let mut cells = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let at = cell.get_position();
        let is_formula = formulas.contains(&at);
        let data = owned(cell.get_value());
        if data == Data::Empty && !is_formula {
            continue;
        }
        *left = left.checked_sub(1).ok_or(BookError::TooManyCells)?;
        cells.insert(at, Cell { data, shown_as_percent: percent.get(style).copied().unwrap_or(false), is_formula });
    }
    Ok(cells)
}

/// The cells that hold formulas. Their text does not matter, so shared formulas are not written out.
fn formulas(book: &mut OpenBook, sheet: &str) -> Result<BTreeSet<CellAt>, BookError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut places = BTreeSet::new();
    while let Some(record) = reader.next_cell_with_formula_metadata()? {
        if record.formula.is_some() {
            places.insert(record.pos);
        }
        if places.len() > CELLS_LIMIT {
            return Err(BookError::TooManyCells);
        }
    }
    Ok(places)
}

fn owned(data: &DataRef<'_>) -> Data {
    match data {
        DataRef::Int(number) => Data::Int(*number),
        DataRef::Float(number) => Data::Float(*number),
        DataRef::String(text) => Data::String(text.clone()),
        DataRef::SharedString(text) => Data::String((*text).to_owned()),
        DataRef::Bool(bool) => Data::Bool(*bool),
        DataRef::DateTime(date) => Data::DateTime(*date),
        DataRef::DateTimeIso(text) => Data::DateTimeIso(text.clone()),
        DataRef::DurationIso(text) => Data::DurationIso(text.clone()),
        DataRef::Error(error) => Data::Error(error.clone()),
        DataRef::Empty => Data::Empty,
    }
}

/// True if the format multiplies by 100: a percent sign that is neither quoted nor escaped.
fn shows_percent(style: &Style) -> bool {
    let code = style.number_format.as_ref().map_or("", |format| &format.format_code);
    let mut quoted = false;
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            // The next character is shown, skipped over or repeated.
            '\\' | '_' | '*' if !quoted => {
                characters.next();
            }
            '%' if !quoted => return true,
            // Further sections are for negative numbers, zero and text.
            ';' if !quoted => return false,
            _ => {}
        }
    }
    false
}
