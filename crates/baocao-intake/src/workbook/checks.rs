//! What an office program lets people type into a cell.

use baocao_model::{Column, ColumnKind, Table};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

/// The most characters that Excel takes for a list.
const LIST_LIMIT: usize = 255;

/// The check for a column's cells from this cell on; none where anything may stand.
pub fn check(table: &Table, column: &Column, row: u32, at: u16) -> Result<Option<DataValidation>, XlsxError> {
    match column.kind {
        ColumnKind::Number => number(column, row, at).map(Some),
        ColumnKind::Percent => percent(row, at).map(Some),
        ColumnKind::Text => words(table, column),
        ColumnKind::Any | ColumnKind::Unit => Ok(None),
    }
}

/// A warning, not a ban: the reader of the workbook decides, and the command checks again.
fn checked(formula: String, message: &str) -> Result<DataValidation, XlsxError> {
    let check = DataValidation::new().allow_custom(Formula::new(formula));
    let check = check.set_error_style(DataValidationErrorStyle::Warning).set_error_title("Xem lại ô này")?;
    check.set_error_message(message)
}

fn number(column: &Column, row: u32, at: u16) -> Result<DataValidation, XlsxError> {
    let cell = row_col_to_cell(row, at);
    let (whole, words) = match column.printed_decimals() {
        0 => (format!(",{cell}=INT({cell})"), "số nguyên"),
        _ => (String::new(), "số"),
    };
    let message = format!("Ô này cần {words} từ 0 trở lên, hoặc “không phát sinh”, hoặc “không áp dụng”.");
    checked(number_or_phrase(&cell, &format!("{cell}>=0{whole}")), &message)
}

fn percent(row: u32, at: u16) -> Result<DataValidation, XlsxError> {
    let cell = row_col_to_cell(row, at);
    let message =
        "Ô này cần tỷ lệ phần trăm từ 0 đến 100 (90,6 nghĩa là 90,6%), hoặc “không phát sinh”, hoặc “không áp dụng”.";
    let check = checked(number_or_phrase(&cell, &format!("{cell}>=0,{cell}<=100")), message)?;
    check.set_input_title("Tỷ lệ phần trăm")?.set_input_message("Ghi 90,6 nghĩa là 90,6%.")
}

/// `INT` of words is an error and would refuse the phrases, so words are told apart first.
fn number_or_phrase(cell: &str, conditions: &str) -> String {
    let phrase = |phrase: &str| format!("LOWER(TRIM({cell}))=\"{phrase}\"");
    let phrases = format!("OR({},{})", phrase("không phát sinh"), phrase("không áp dụng"));
    format!("IF(ISNUMBER({cell}),AND({conditions}),{phrases})")
}

/// The grades of a scale, if the column has one.
fn words(table: &Table, column: &Column) -> Result<Option<DataValidation>, XlsxError> {
    let scores = table.columns.iter().filter_map(|other| other.score_of.as_ref());
    let scale = scores.filter(|score| score.grade.as_deref() == Some(&*column.id)).map(|score| &score.scale).next();
    let Some(scale) = scale else { return Ok(None) };
    // The best grade first.
    let mut grades: Vec<_> = scale.iter().collect();
    grades.sort_by_key(|(_, worth)| std::cmp::Reverse(**worth));
    let words: Vec<&str> = grades.iter().map(|(word, _)| word.as_str()).chain(["không áp dụng"]).collect();
    let fits = words.join(",").encode_utf16().count() <= LIST_LIMIT && !words.iter().any(|word| word.contains(','));
    if !fits {
        return Ok(None);
    }
    let check = DataValidation::new().allow_list_strings(&words)?.set_error_style(DataValidationErrorStyle::Warning);
    Ok(Some(check.set_error_title("Xem lại ô này")?.set_error_message("Chọn một mức trong danh sách.")?))
}
