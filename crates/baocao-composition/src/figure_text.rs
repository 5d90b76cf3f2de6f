//! How figures are written in Vietnamese text and tables.

use baocao_document::{FigureText, Value as Shown};
use baocao_model::{Address, Column, ColumnKind, Completed, Row, Value, format_number, trimmed};
use rust_decimal::Decimal;

/// The value as documents carry it.
pub fn carried(value: &Value) -> Shown {
    match value {
        Value::Number(number) => Shown::Number { number: number.normalize().to_string() },
        Value::Text(text) => Shown::Text { text: text.clone() },
        Value::Nil => Shown::Nil,
        Value::Blank => Shown::Blank,
        Value::NotApplicable => Shown::NotApplicable,
    }
}

/// Writes a figure in running text. Counts below 10 are written `05` where the form asks for it.
pub fn in_text(column: &Column, row: &Row, figure: &Completed, leading_zero: bool) -> String {
    match &figure.value {
        Value::Number(number) => {
            let text = number_text(column, row, figure, *number);
            let counts = column.kind == ColumnKind::Number && column.printed_decimals() == 0;
            let in_words_or_numbers = column.kind == ColumnKind::Any && row.unit.as_deref() != Some("%");
            if leading_zero && (counts || in_words_or_numbers) { with_leading_zero(*number, text) } else { text }
        }
        Value::Text(text) => text.clone(),
        Value::Nil => "không phát sinh".to_owned(),
        Value::NotApplicable => "không áp dụng".to_owned(),
        Value::Blank => BLANK.to_owned(),
    }
}

/// What stands for a figure that was not reported.
pub const BLANK: &str = "…";

/// Writes a figure in a table: `-` for nil, `…` for not reported, `x` for not applicable, as statistical yearbooks do.
pub fn in_table(column: &Column, row: &Row, figure: &Completed) -> String {
    match &figure.value {
        Value::Number(number) => number_text(column, row, figure, *number),
        Value::Text(text) => text.clone(),
        Value::Nil => "-".to_owned(),
        Value::NotApplicable => "x".to_owned(),
        Value::Blank => BLANK.to_owned(),
    }
}

/// A reported number is never shown with fewer digits than it was reported with; a computed one has the column's.
fn number_text(column: &Column, row: &Row, figure: &Completed, number: Decimal) -> String {
    let declared = column.printed_decimals();
    let decimals = match (&figure.origin, column.kind) {
        (Some(_), _) => number.normalize().scale().max(if column.kind == ColumnKind::Percent { 0 } else { declared }),
        (None, ColumnKind::Percent) => number.round_dp(declared).normalize().scale(),
        (None, _) => number.normalize().scale().max(declared),
    };
    let text = format_number(number, decimals);
    let in_percent = column.kind == ColumnKind::Any && row.unit.as_deref() == Some("%");
    if column.kind == ColumnKind::Percent || in_percent { text + "%" } else { text }
}

fn with_leading_zero(number: Decimal, text: String) -> String {
    let below_ten = number.is_integer() && number >= Decimal::ONE && number < Decimal::TEN;
    if below_ten { format!("0{text}") } else { text }
}

/// Writes a count with a leading zero where the form asks for it.
pub fn count(number: Decimal, leading_zero: bool) -> String {
    let text = trimmed(number);
    if leading_zero { with_leading_zero(number, text) } else { text }
}

/// Makes the inline of a figure.
pub fn figure_text(text: String, addresses: &[&Address], value: &Value) -> FigureText {
    FigureText { text, addresses: addresses.iter().map(|address| address.to_string()).collect(), value: carried(value) }
}

/// The value of a figure for conditions in templates. Nothing that occurred is nought; what is not known is neither true nor
/// more or less than anything.
pub fn asked(value: &Value) -> serde_json::Value {
    match value {
        Value::Number(number) => match i64::try_from(*number) {
            Ok(whole) if number.fract().is_zero() => whole.into(),
            _ => f64::try_from(*number).ok().into(),
        },
        Value::Text(text) => text.clone().into(),
        Value::Nil => 0.into(),
        Value::Blank | Value::NotApplicable => serde_json::Value::Null,
    }
}
