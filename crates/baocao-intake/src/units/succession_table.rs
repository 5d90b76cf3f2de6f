use baocao_model::{Finding, Refusal, SuccessionKind, SuccessionRow, TreeRows, nearest, parse_number};
use rust_decimal::Decimal;

use super::csv_header::Columns;
use super::csv_table::{Column, CsvRow, CsvTable, RowStart};

pub const COLUMNS: Columns = Columns { required: &["unit", "kind", "other", "date"], optional: &["share"] };

/// Reads the successions of a CSV file; says where each row begins.
pub fn read(table: &CsvTable, rows: &mut TreeRows) -> Vec<RowStart> {
    let mut starts = Vec::new();
    let columns = table.columns(["unit", "kind", "other", "date", "share"]);
    table.rows(|row, broken| {
        let read = match broken {
            Some(finding) => Err(vec![finding]),
            None => succession(row, columns),
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

fn succession(row: &CsvRow<'_>, columns: [Column; 5]) -> Result<SuccessionRow, Vec<Finding>> {
    let [unit, kind, other, date, share] = columns;
    let mut findings = Vec::new();
    let read_kind = keep(kind_in(row, kind), &mut findings);
    let read_date = keep(row.date(date), &mut findings);
    let read_share = match row.filled(share) {
        Some(text) => keep(share_of(row, share, &text).map(Some), &mut findings),
        None => Some(None),
    };
    for column in [unit, date].into_iter().filter(|column| row.text(*column).is_empty()) {
        findings.push(row.error("csv-field-empty", column).with("name", column.name));
    }
    match (row.filled(unit), read_kind, read_date.flatten(), read_share) {
        (Some(unit), Some(kind), Some(date), Some(share)) => {
            Ok(SuccessionRow { unit, kind, other: row.filled(other), date, share })
        }
        _ => Err(findings),
    }
}

fn kind_in(row: &CsvRow<'_>, column: Column) -> Result<SuccessionKind, Refusal> {
    let text = row.text(column);
    SuccessionKind::parse(&text).ok_or_else(|| {
        let known = SuccessionKind::NAMES.map(|name| format!("`{name}`")).join(", ");
        let finding = row.error("not-allowed", column).with("found", &text).with("known", known);
        finding.with_nearest(nearest(&text, SuccessionKind::NAMES)).into()
    })
}

/// Shares are written `0.35`; `0,35` comes from spreadsheets with Vietnamese settings and means the same.
fn share_of(row: &CsvRow<'_>, column: Column, text: &str) -> Result<Decimal, Refusal> {
    parse_number(&text.replacen(',', ".", 1)).ok_or_else(|| {
        let words = format!("“{text}”");
        let finding = row.error("wrong-type", column).with("expected", "một số").with("expected_en", "a number");
        finding.with("found", &words).with("found_en", words).into()
    })
}

fn keep<T>(result: Result<T, Refusal>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|refusal| findings.extend(refusal.0)).ok()
}
