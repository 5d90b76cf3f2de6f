use baocao_model::{Finding, TreeRows, UnitRow};

use super::csv_header::Columns;
use super::csv_table::{Column, CsvRow, CsvTable, RowStart};

pub const COLUMNS: Columns =
    Columns { required: &["id", "name", "tier", "parent"], optional: &["from", "to", "symbol"] };

/// Reads the units of a CSV file; says where each row begins.
pub fn read(table: &CsvTable, rows: &mut TreeRows) -> Vec<RowStart> {
    let mut starts = Vec::new();
    let columns = table.columns(["id", "name", "tier", "parent", "from", "to", "symbol"]);
    table.rows(|row, broken| {
        let read = match broken {
            Some(finding) => Err(vec![finding]),
            None => unit(row, columns),
        };
        match read {
            Ok(unit) => {
                rows.units.push(unit);
                starts.push(row.start);
            }
            Err(findings) => {
                rows.findings.extend(findings);
                rows.unreadable.insert(row.text(columns[0]).into_owned());
            }
        }
    });
    starts
}

fn unit(row: &CsvRow<'_>, columns: [Column; 7]) -> Result<UnitRow, Vec<Finding>> {
    let [id, name, tier, parent, from, to, symbol] = columns;
    let (from, to) = match (row.date(from), row.date(to)) {
        (Ok(from), Ok(to)) => (from, to),
        (from, to) => return Err([from.err(), to.err()].into_iter().flatten().flat_map(|refusal| refusal.0).collect()),
    };
    Ok(UnitRow {
        id: row.text(id).into_owned(),
        name: row.text(name).into_owned(),
        tier: row.text(tier).into_owned(),
        parent: row.filled(parent),
        from,
        to,
        symbol: row.filled(symbol),
    })
}
