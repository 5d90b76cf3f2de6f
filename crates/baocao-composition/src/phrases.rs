//! Helpers that print phrases: dated texts, dates, lists joined with "và".

use baocao_model::{Address, Date, Row, RowKind, Table, nearest, parse_number};

use crate::figure_text;
use crate::helpers::{Arguments, Outcome, Scope};

/// `{{muc "union-fee"}}`: the dated text that holds on the day up to which figures were counted.
pub fn dated_text(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let Some(id) = arguments.literal(0) else {
        return Err(arguments.wrong("mã trong ngoặc kép", "an id in quotes").into());
    };
    let references = scope.input.references;
    let day = scope.day();
    if let Some(reference) = references.iter().find(|reference| reference.id == id && reference.holds(day)) {
        return Ok(reference.text.clone());
    }
    let known = references.iter().map(|reference| &*reference.id);
    let finding = arguments.error("unknown-reference").with("name", id).with("date", day.in_text());
    Err(finding.with_nearest(nearest(id, known)).into())
}

/// `{{ngay "2023-09-05"}}`: a date as running text writes it, `05/9/2023`.
pub fn date(_: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    match arguments.literal(0).and_then(Date::parse) {
        Some(date) => Ok(date.in_text()),
        None => Err(arguments.wrong("một ngày dạng \"2023-09-12\"", "a date such as \"2023-09-12\"").into()),
    }
}

/// `{{danh-sach "table" "column"}}`: the rows that have a figure, `a (12), b (05) và c (03)`.
pub fn list(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let (Some(table), Some(column)) = (arguments.literal(0), arguments.literal(1)) else {
        return Err(arguments.wrong("tên bảng và tên cột trong ngoặc kép", "a table and a column in quotes").into());
    };
    let found = table_with(scope, arguments, table, &[column])?;
    let rows = found.rows.iter().filter(|row| row.kind == RowKind::Data);
    let phrases = rows.filter_map(|row| {
        let address = Address::new(table, &*row.id, column);
        let value = scope.input.figures.value(&address);
        let counted = value.number().is_some_and(|number| !number.is_zero());
        let mark = || scope.mark(scope.text(&address), &[&address], value);
        counted.then(|| format!("{} ({})", row.label, mark()))
    });
    Ok(joined(&phrases.collect::<Vec<_>>()))
}

/// `{{xep-hang "table" "rank" 1}}`: the rows of a rank, `A và B`; with a fourth argument, what they have in that column.
pub fn ranked(scope: &Scope<'_>, arguments: &Arguments<'_>) -> Outcome<String> {
    let rank = arguments.literal(2).and_then(parse_number);
    let (Some(table), Some(column), Some(rank)) = (arguments.literal(0), arguments.literal(1), rank) else {
        let expected = "tên bảng, tên cột trong ngoặc kép và một hạng";
        return Err(arguments.wrong(expected, "a table and a column in quotes, and a rank").into());
    };
    let shown = arguments.literal(3);
    let columns: Vec<&str> = std::iter::once(column).chain(shown).collect();
    let found = table_with(scope, arguments, table, &columns)?;
    let figures = scope.input.figures;
    let rows = found.rows.iter().filter(|row| row.kind == RowKind::Data);
    let of_rank = rows.filter(|row| figures.value(&Address::new(table, &*row.id, column)).number() == Some(rank));
    let phrase = |row: &Row| {
        let address = shown.map(|shown| Address::new(table, &*row.id, shown));
        let address = address.filter(|address| scope.input.form.locate(address).is_some());
        let Some(address) = address else { return row.label.clone() };
        format!("{} ({})", row.label, scope.mark(scope.text(&address), &[&address], figures.value(&address)))
    };
    let phrases: Vec<_> = of_rank.map(phrase).collect();
    Ok(if phrases.is_empty() { figure_text::BLANK.to_owned() } else { joined(&phrases) })
}

/// The table with this id, which has these columns.
fn table_with<'f>(scope: &Scope<'f>, arguments: &Arguments<'_>, table: &str, columns: &[&str]) -> Outcome<&'f Table> {
    let form = scope.input.form;
    let Some(found) = form.table(table) else {
        let known = form.tables.iter().map(|table| &*table.id);
        return Err(arguments.error("unknown-table").with("name", table).with_nearest(nearest(table, known)).into());
    };
    match columns.iter().find(|column| found.column(column).is_none()) {
        None => Ok(found),
        Some(column) => {
            let known = found.columns.iter().map(|column| &*column.id);
            let finding = arguments.error("unknown-column").with("name", column);
            Err(finding.with_nearest(nearest(column, known)).into())
        }
    }
}

/// Joins words as Vietnamese does: commas, and "và" before the last.
fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_last_word_is_joined_with_va() {
        let words = |words: &[&str]| joined(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b"]), "a và b");
        assert_eq!(words(&["a", "b", "c"]), "a, b và c");
    }
}
