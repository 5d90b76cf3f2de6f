use baocao_model::{Finding, Refusal, SuccessionKind, SuccessionRow, TreeRows, nearest, parse_number};
use rust_decimal::Decimal;

use super::csv_header::Columns;
use super::csv_table::{CsvRow, CsvTable, RowStart};

pub const COLUMNS: Columns = Columns { required: &["unit", "kind", "other", "date"], optional: &["share"] };

/// Reads the successions of a CSV file; says where each row begins.
pub fn read(table: &CsvTable, rows: &mut TreeRows) -> Vec<RowStart> {
    let mut starts = Vec::new();
    table.rows(|row, broken| {
        let read = match broken {
            Some(finding) => Err(vec![finding]),
            None => succession(row),
        };
        match read {
            Ok(succession) => {
                rows.successions.push(succession);
                starts.push(row.start);
            }
            Err(findings) => rows.findings.extend(findings),
        }
    });
    starts
}

fn succession(row: &CsvRow<'_>) -> Result<SuccessionRow, Vec<Finding>> {
    let mut findings = Vec::new();
    let kind = keep(kind(row), &mut findings);
    let date = keep(row.date("date"), &mut findings);
    let share = match row.filled("share") {
        Some(text) => keep(share(row, &text).map(Some), &mut findings),
        None => Some(None),
    };
    for column in ["unit", "date"].into_iter().filter(|column| row.text(column).is_empty()) {
        findings.push(row.error("csv-field-empty", column).with("name", column));
    }
    match (row.filled("unit"), kind, date.flatten(), share) {
        (Some(unit), Some(kind), Some(date), Some(share)) => {
            Ok(SuccessionRow { unit, kind, other: row.filled("other"), date, share })
        }
        _ => Err(findings),
    }
}

fn kind(row: &CsvRow<'_>) -> Result<SuccessionKind, Refusal> {
    let text = row.text("kind");
    SuccessionKind::parse(&text).ok_or_else(|| {
        let known = SuccessionKind::NAMES.map(|name| format!("`{name}`")).join(", ");
        let finding = row.error("not-allowed", "kind").with("found", &text).with("known", known);
        finding.with_nearest(nearest(&text, SuccessionKind::NAMES)).into()
    })
}

/// Shares are written `0.35`; `0,35` comes from spreadsheets with Vietnamese settings and means the same.
fn share(row: &CsvRow<'_>, text: &str) -> Result<Decimal, Refusal> {
    parse_number(&text.replacen(',', ".", 1)).ok_or_else(|| {
        let words = format!("“{text}”");
        let finding = row.error("wrong-type", "share").with("expected", "một số").with("expected_en", "a number");
        finding.with("found", &words).with("found_en", words).into()
    })
}

fn keep<T>(result: Result<T, Refusal>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|refusal| findings.extend(refusal.0)).ok()
}
