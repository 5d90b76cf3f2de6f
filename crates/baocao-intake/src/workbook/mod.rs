//! The workbook that people fill in: written for a form, read back with the place of every value.
//!
//! Every sheet carries hidden marks: what it belongs to, and the ids of its rows and columns. Reading goes by the marks
//! alone, so sheets may be moved and renamed, rows and columns inserted.

mod book;
mod cell_value;
mod checks;
mod container;
mod formats;
mod formulas;
mod instructions;
mod layout;
mod mark;
mod number_text;
mod read;
mod sheet_map;
mod sheet_names;
mod table_sheet;
mod write;

pub use book::{Book, Cell, Sheet};
pub use read::{read, read_for};
pub use write::write;

/// The name of the workbook in a report's folder.
pub const FILE_NAME: &str = "figures.xlsx";
