//! Reads the figures of a filled workbook.

use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{
    Address, Catalogue, Figure, Figures, Finding, Form, Period, Place, Refusal, Repeat, Report, RowKind, Submission,
    Table, Value, trimmed,
};
use calamine::Data;
use rust_decimal::Decimal;

use super::book::{Book, Cell, CellAt, Sheet, cell_name};
use super::cell_value::{Asked, CellReader, decimal};
use super::mark::Mark;
use super::sheet_map::{self, SheetMap};

/// How far the result of a formula may be from ours: floating-point dust, and half a unit of a rounded score.
const DUST: f64 = 0.000_001;
const SCORE_STEP: f64 = 0.011;

/// Reads the figures. Returns the form with the rows that the workbook brings to its repeating tables.
///
/// A workbook of another form is refused; anything else that is wrong is a finding, and the other figures still count.
pub fn read(book: &Book, form: &Form, report: &Report) -> Result<(Form, Submission, Vec<Finding>), Refusal> {
    read_for(book, form, report.period, &report.organization)
}

/// Reads the figures of an organisation's workbook for a period.
pub fn read_for(
    book: &Book,
    form: &Form,
    period: Period,
    organization: &str,
) -> Result<(Form, Submission, Vec<Finding>), Refusal> {
    let mut findings = Vec::new();
    let sheets = sheets_of_form(book, form, period, organization, &mut findings)?;
    let mut reader = CellReader { findings };
    let mut maps = Vec::new();
    for table in &form.tables {
        let mut of_table = sheets.iter().filter(|sheet| sheet.mark.table == table.id);
        let Some(marked) = of_table.next() else {
            reader.findings.extend(sheet_missing(book, table));
            continue;
        };
        if let Some(second) = of_table.next() {
            let finding = Finding::error("workbook-sheet-twice", book.place(second.sheet, second.corner));
            reader.findings.push(finding.with("table", &table.title).with("first", &marked.sheet.name));
        }
        let map = sheet_map::map(book, marked.sheet, marked.corner, table, &mut reader);
        maps.push((marked.sheet, table.id.clone(), map));
    }
    let form = form.expanded(&repeated_rows(&maps));
    let catalogue = Catalogue::of(&form);
    let submission = Submission::default();
    let mut figures = FigureReader { book, form: &form, reader, catalogue, submission, formulas: Vec::new() };
    for (sheet, table, map) in &maps {
        figures.sheet(sheet, table, map);
    }
    figures.compare_formulas();
    let FigureReader { reader, submission, .. } = figures;
    Ok((form, submission, reader.findings))
}

/// A sheet that says which table it is.
struct MarkedSheet<'b> {
    sheet: &'b Sheet,
    corner: CellAt,
    mark: &'b Mark,
}

/// The sheets that belong to this form. Each way in which they do not belong to this report is reported once.
fn sheets_of_form<'b>(
    book: &'b Book,
    form: &Form,
    period: Period,
    organization: &str,
    findings: &mut Vec<Finding>,
) -> Result<Vec<MarkedSheet<'b>>, Refusal> {
    let mut sheets = Vec::new();
    let mut another_form = Vec::new();
    for sheet in &book.sheets {
        let Some((corner, mark)) = &sheet.mark else {
            findings.push(Finding::note("workbook-sheet-ignored", Place::file(&*book.name)).with("name", &sheet.name));
            continue;
        };
        let place = book.place(sheet, *corner);
        let differences = [
            ("workbook-of-another-form", &mark.form, form.id.clone()),
            ("workbook-of-another-version", &mark.version, form.version.to_string()),
            ("workbook-of-another-period", &mark.period, period.to_string()),
            ("workbook-of-another-organization", &mark.organization, organization.to_owned()),
        ];
        for (code, found, expected) in differences.into_iter().filter(|(_, found, expected)| *found != expected) {
            let list = if code == "workbook-of-another-form" { &mut another_form } else { &mut *findings };
            if !list.iter().any(|known: &Finding| known.code == code) {
                list.push(Finding::error(code, place.clone()).with("found", found).with("expected", expected));
            }
        }
        if mark.form == form.id {
            let known = mark.table.is_empty() || form.table(&mark.table).is_some();
            if !known {
                findings.push(Finding::error("unknown-table", place).with("name", &mark.table));
            }
            sheets.push(MarkedSheet { sheet, corner: *corner, mark });
        }
    }
    match (sheets.is_empty(), another_form.is_empty()) {
        (true, true) => Err(Finding::error("workbook-without-mark", Place::file(&*book.name)).into()),
        (true, false) => Err(Refusal(another_form)),
        (false, _) => {
            findings.append(&mut another_form);
            Ok(sheets)
        }
    }
}

/// A table whose rows all come from the report may be left out; a workbook of an organisation without units has none by unit.
fn sheet_missing(book: &Book, table: &Table) -> Option<Finding> {
    if table.repeat == Some(Repeat::Unit) {
        return None;
    }
    let place = Place::file(&*book.name);
    let all_brought = table.repeat.is_some() && table.rows.iter().all(|row| row.kind != RowKind::Data);
    let finding = if all_brought { Finding::warning } else { Finding::error };
    Some(finding("workbook-sheet-missing", place).with("table", &table.title))
}

fn repeated_rows(maps: &[(&Sheet, String, SheetMap)]) -> BTreeMap<String, Vec<(String, String)>> {
    let rows = |map: &SheetMap| {
        let brought = map.rows.iter().filter_map(|row| Some((row.id.clone(), row.label.clone()?)));
        brought.collect::<Vec<_>>()
    };
    maps.iter().map(|(_, table, map)| (table.clone(), rows(map))).collect()
}

struct FigureReader<'a> {
    book: &'a Book,
    form: &'a Form,
    reader: CellReader,
    /// Which figures follow from others.
    catalogue: Catalogue,
    submission: Submission,
    /// Computed figures whose cell still holds a formula.
    formulas: Vec<(Address, Place, Cell)>,
}

impl FigureReader<'_> {
    fn sheet(&mut self, sheet: &Sheet, table: &str, map: &SheetMap) {
        let form = self.form;
        let Some(table) = form.table(table) else { return };
        let merged = merged_figures(sheet, map);
        for mapped in &map.rows {
            for (column, at) in &map.columns {
                let at = (mapped.at, *at);
                let address = Address::new(&*table.id, &*mapped.id, &**column);
                let Some((table, row, column)) = form.locate(&address) else {
                    self.not_asked(sheet, at, &address);
                    continue;
                };
                let place = self.book.place(sheet, at);
                if let Some(region) = merged.get(&at) {
                    let finding = Finding::error("cells-merged", place);
                    self.reader.findings.push(finding.with("address", &address).with("cells", region));
                    continue;
                }
                let is_computed = self.catalogue.computation_at(&address).is_some();
                let cell = sheet.cells.get(&at).filter(|cell| !cell.is_blank());
                let Some(cell) = cell else {
                    if !is_computed {
                        self.keep(address, Value::Blank, sheet, at);
                    }
                    continue;
                };
                if is_computed && cell.is_formula {
                    self.formulas.push((address, place, cell.clone()));
                    continue;
                }
                let text = address.to_string();
                let asked = Asked { address: &text, column, unit: table.unit_of(row, column) };
                if let Some(value) = self.reader.value(cell, asked, place) {
                    self.keep(address, value, sheet, at);
                }
            }
        }
    }

    /// Keeps a value with its cell; a blank too, so that it can be asked for where it belongs.
    fn keep(&mut self, address: Address, value: Value, sheet: &Sheet, at: CellAt) {
        let origin = self.book.origin(sheet, at);
        self.submission.figures.insert(address, Figure { value, origin });
    }

    /// Something stands where the form asks for nothing. A formula there belongs to a row that is not used.
    fn not_asked(&mut self, sheet: &Sheet, at: CellAt, address: &Address) {
        if sheet.cells.get(&at).is_some_and(|cell| !cell.is_blank() && !cell.is_formula) {
            let finding = Finding::error("unknown-figure", self.book.place(sheet, at));
            self.reader.findings.push(finding.with("address", address));
        }
    }

    /// What a formula shows must be what follows from the cells as they were read.
    fn compare_formulas(&mut self) {
        let figures = Figures::complete(self.form, &self.submission);
        for (address, place, cell) in &self.formulas {
            let Some(figure) = figures.get(address) else { continue };
            let shown = match &cell.data {
                // Not every program stores results.
                Data::Empty => continue,
                Data::String(text) => text.trim().to_owned(),
                Data::Float(number) => decimal(*number).map_or_else(|| number.to_string(), trimmed),
                other => other.to_string(),
            };
            let step = match figures.computation(address) {
                Some(baocao_model::Computation::Score(_)) => SCORE_STEP,
                _ => DUST,
            };
            let agrees = match (&figure.value, &cell.data) {
                (Value::Number(ours), Data::Float(theirs)) => is_near(*ours, *theirs, step),
                (Value::Text(ours), Data::String(theirs)) => ours == theirs.trim(),
                (_, Data::String(theirs)) => theirs.trim().is_empty(),
                _ => false,
            };
            if !agrees && !shown.is_empty() {
                let ours = match &figure.value {
                    Value::Number(number) => trimmed(number.round_dp(6)),
                    Value::Text(text) => text.clone(),
                    _ => String::new(),
                };
                let code = if ours.is_empty() { "formula-without-figures" } else { "formula-differs" };
                let finding = Finding::warning(code, place.clone()).with("address", address).with("found", shown);
                self.reader.findings.push(finding.with("expected", ours));
            }
        }
    }
}

fn is_near(ours: Decimal, theirs: f64, step: f64) -> bool {
    let ours: f64 = ours.to_string().parse().unwrap_or(f64::NAN);
    (ours - theirs).abs() <= step.max(ours.abs() * 1e-12)
}

/// The figures whose cell is merged with another or hidden under one: it cannot be told whose value it is.
fn merged_figures(sheet: &Sheet, map: &SheetMap) -> BTreeMap<CellAt, String> {
    let mut left: BTreeSet<CellAt> =
        map.rows.iter().flat_map(|row| map.columns.values().map(move |column| (row.at, *column))).collect();
    let mut merged = BTreeMap::new();
    for region in sheet.merged.iter().filter(|region| region.start != region.end) {
        let rows = left.range((region.start.0, 0)..=(region.end.0, u32::MAX));
        let within: Vec<_> = rows.filter(|at| region.contains(at.0, at.1)).copied().collect();
        // A lone figure that only widens to the right or below is where its value stands.
        if within.iter().any(|at| *at != region.start) {
            let name = format!("{}:{}", cell_name(region.start), cell_name(region.end));
            for at in within {
                left.remove(&at);
                merged.insert(at, name.clone());
            }
        }
    }
    merged
}
