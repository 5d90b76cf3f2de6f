use baocao_model::{Finding, Refusal, nearest};

use super::csv_table::{CsvTable, RowStart};
use crate::{Source, clean};

/// The columns that a kind of CSV file may have, in the usual order.
pub struct Columns {
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Those that may be left out.
    pub optional: &'static [&'static str],
}

impl Columns {
    fn all(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    fn find(&self, name: &str) -> Option<&'static str> {
        self.all().find(|known| *known == name)
    }

    fn list(&self) -> String {
        self.all().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}

/// Reads the first line of a CSV file: which columns there are and what separates them.
pub fn read(source: Source, columns: &Columns) -> Result<CsvTable, Refusal> {
    let start = RowStart::FIRST.skip_blank(&source.text);
    let line = source.text[start.byte..].lines().next().unwrap_or_default();
    let line_end = start.byte + line.len();
    let delimiter = delimiter(line);
    let names: Vec<String> = line.split(delimiter).map(|name| clean(unquoted(name)).trim().to_lowercase()).collect();
    let mut table = CsvTable { source, delimiter: delimiter as u8, fields: Vec::new(), header: start };
    if !names.iter().any(|name| columns.find(name).is_some()) {
        let finding = Finding::error("csv-no-header", table.source.place(&(start.byte..line_end)));
        let example = columns.all().collect::<Vec<_>>().join(",");
        return Err(finding.with("expected", columns.list()).with("example", example).into());
    }
    let mut findings = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let known = columns.find(name);
        let code = match known {
            None => "csv-column-unknown",
            Some(known) if table.fields.contains(&known) => "csv-column-twice",
            Some(_) => "",
        };
        if !code.is_empty() {
            let finding = Finding::error(code, table.field_place(start, number)).with("name", name);
            findings.push(finding.with("known", columns.list()).with_nearest(nearest(name, columns.all())));
        }
        table.fields.push(known.unwrap_or_default());
    }
    // A column that was written with a slip is reported as such, not as missing too.
    let slips: Vec<_> = names.iter().filter_map(|name| nearest(name, columns.all())).collect();
    for name in columns.required.iter().filter(|name| !slips.contains(name)) {
        let place = table.source.place(&(start.byte..line_end));
        findings.push(Finding::error("csv-column-missing", place).with("name", name));
    }
    if findings.is_empty() { Ok(table) } else { Err(Refusal(findings)) }
}

/// Spreadsheets write a semicolon where the comma stands for decimals, as in Vietnam.
fn delimiter(header: &str) -> char {
    [',', ';', '\t'].into_iter().find(|delimiter| header.contains(*delimiter)).unwrap_or(',')
}

fn unquoted(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name)
}
