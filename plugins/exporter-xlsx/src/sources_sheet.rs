//! The sheet that says where each figure comes from.

use std::collections::BTreeMap;

use baocao_exporter::{Align, Computation, Contribution, Document, Operator, Orientation, PassedCheck, Source};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::figures::{Figures, exact, exact_number};
use crate::formula::cell_name;
use crate::list_sheet::ListSheet;
use crate::number_format::number_format;
use crate::plan::{Plan, Sources};
use crate::sheet_name::quoted;
use crate::words;

const COLUMNS: [(&str, f64); 11] = [
    (words::LABEL, 62.0),
    (words::VALUE, 26.0),
    (words::IN_REPORT, 40.0),
    (words::FILE, 32.0),
    (words::SHEET, 20.0),
    (words::CELL, 12.0),
    (words::LINE, 20.0),
    (words::COMPUTATION, 50.0),
    (words::EARLIER, 40.0),
    (words::PASSED, 50.0),
    (words::ADDRESS, 44.0),
];
const VALUE: u16 = 1;
const PLACE: u16 = 2;
const FILE: u16 = 3;
const COMPUTATION: u16 = 7;
const EARLIER: u16 = 8;
const PASSED: u16 = 9;
const ADDRESS: u16 = 10;
/// Programs know seven levels of an outline.
const DEEPEST: u8 = 7;
/// How many operands are written out.
const MOST_OPERANDS: usize = 40;

pub fn write(
    sheet: &mut Worksheet,
    sources: &Sources<'_>,
    document: &Document,
    plan: &Plan<'_>,
    figures: &Figures<'_>,
) -> Result<(), XlsxError> {
    let list = ListSheet::start(sheet, document, &sources.name, &COLUMNS, Orientation::Landscape)?;
    let units = document.lower_units.iter().flat_map(|units| &units.units);
    let names = units.map(|unit| (&*unit.id, &*unit.name)).collect();
    let mut writer = SourcesWriter { list, plan, figures, names, numbers: BTreeMap::new(), deep: sources.deep };
    // The unit above stands above those that it is made of.
    writer.list.sheet.group_symbols_above(true);
    for (address, entry) in &document.provenance {
        let row = sources.rows[address.as_str()];
        writer.list.text(row, 0, if entry.label.is_empty() { address } else { &entry.label })?;
        writer.value(row, address)?;
        writer.place(row, address)?;
        writer.source(row, entry.source.as_ref())?;
        writer.list.text(row, COMPUTATION, &entry.computation.as_ref().map(computation).unwrap_or_default())?;
        writer.list.text(row, ADDRESS, address)?;
        let earlier = entry.earlier.iter().map(|earlier| format!("{}: {}", earlier.period, earlier.text));
        writer.list.text(row, EARLIER, &earlier.collect::<Vec<_>>().join("\n"))?;
        writer.list.text(row, PASSED, &passed(&entry.passed))?;
        writer.contributions(row + 1, &entry.contributions, 1)?;
    }
    writer.list.finish()
}

struct SourcesWriter<'w, 'a> {
    list: ListSheet<'w, 'a>,
    plan: &'w Plan<'a>,
    figures: &'w Figures<'a>,
    /// What the units are called, by id.
    names: BTreeMap<&'w str, &'w str>,
    /// The looks of numbers, by the code that says how they are printed.
    numbers: BTreeMap<String, usize>,
    deep: bool,
}

impl SourcesWriter<'_, '_> {
    fn value(&mut self, row: u32, address: &str) -> Result<(), XlsxError> {
        let Some(place) = self.figures.first(address) else {
            return self.list.text(row, VALUE, "");
        };
        let column = self.plan.tables[place.sheet].layout.table.columns.get(usize::from(place.column));
        let printed = number_format(&place.cell.text, column.map(|column| column.format).unwrap_or_default());
        match exact_number(place.cell).and_then(|number| number.to_f64()) {
            Some(number) => self.number(row, number, &printed),
            None => self.list.text(row, VALUE, &place.cell.text),
        }
    }

    fn number(&mut self, row: u32, number: f64, code: &str) -> Result<(), XlsxError> {
        let known = self.numbers.get(code).copied();
        let look = known.unwrap_or_else(|| {
            let format = self.list.cell().set_align(rust_xlsxwriter::FormatAlign::Right).set_num_format(code);
            self.list.look(format)
        });
        if known.is_none() {
            self.numbers.insert(code.to_owned(), look);
        }
        self.list.number(row, VALUE, number, look)
    }

    fn place(&mut self, row: u32, address: &str) -> Result<(), XlsxError> {
        let Some(place) = self.figures.first(address) else {
            return self.list.text(row, PLACE, "");
        };
        let name = &self.plan.tables[place.sheet].name;
        let cell = cell_name(place.row, place.column);
        self.list.link(row, PLACE, &format!("{}!{cell}", quoted(name)), &format!("{cell} ({name})"))
    }

    fn source(&mut self, row: u32, source: Option<&Source>) -> Result<(), XlsxError> {
        let none = Source::default();
        let source = source.unwrap_or(&none);
        let line = match (source.line, source.column) {
            (Some(line), Some(column)) => format!("{line} ({} {column})", words::COLUMN.to_lowercase()),
            (Some(line), None) => line.to_string(),
            _ => String::new(),
        };
        let [sheet, cell] = [&source.sheet, &source.cell].map(|part| part.as_deref().unwrap_or_default());
        for (column, part) in (FILE..).zip([&source.file, sheet, cell, &line]) {
            self.list.text(row, column, part)?;
        }
        Ok(())
    }

    /// What lower units gave stands below the figure, and what it was made of below that, one level of the outline each.
    /// Returns the row after the last.
    fn contributions(&mut self, first: u32, given: &[Contribution], level: u8) -> Result<u32, XlsxError> {
        let mut row = first;
        for contribution in given {
            self.contribution(row, contribution, level)?;
            row += 1;
            if self.deep {
                row = self.contributions(row, &contribution.contributions, level + 1)?;
            }
        }
        if row > first && level <= DEEPEST {
            // The first level is in sight; the others open with a click.
            match level {
                1 => self.list.sheet.group_rows(first, row - 1)?,
                _ => self.list.sheet.group_rows_collapsed(first, row - 1)?,
            };
        }
        Ok(row)
    }

    fn contribution(&mut self, row: u32, contribution: &Contribution, level: u8) -> Result<(), XlsxError> {
        let known = self.names.get(&*contribution.unit).copied().filter(|name| !name.is_empty());
        let name = match contribution.name.as_str() {
            "" => known.unwrap_or(&contribution.unit),
            name => name,
        };
        let format = self.list.styles.cell(false, Align::Left).set_indent(2 * level.min(DEEPEST));
        self.list.formatted(row, 0, name, format)?;
        match exact(&contribution.value).and_then(|number| number.to_f64()) {
            Some(number) => {
                let decimals = contribution.value.split_once('.').map_or(0, |(_, digits)| digits.len().min(15));
                let code = number_format(
                    "",
                    baocao_exporter::Format { kind: baocao_exporter::FormatKind::Number, decimals: decimals as u8 },
                );
                self.number(row, number, &code)?;
            }
            None => self.list.text(row, VALUE, &contribution.value)?,
        }
        self.list.text(row, PLACE, "")?;
        self.source(row, contribution.source.as_ref())?;
        for column in [COMPUTATION, EARLIER, PASSED] {
            self.list.text(row, column, "")?;
        }
        let unit = format!("{} {}", words::UNIT, contribution.unit);
        self.list.text(row, ADDRESS, if contribution.unit.is_empty() { "" } else { &unit })
    }
}

fn passed(checks: &[PassedCheck]) -> String {
    let line = |check: &PassedCheck| match check.addresses.as_slice() {
        [] => check.text.clone(),
        addresses => format!("{} ({})", check.text, joined(addresses, ", ")),
    };
    checks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn computation(computation: &Computation) -> String {
    let operands = &computation.operands;
    match (computation.operator, operands.as_slice()) {
        (Operator::Percent, [part, whole]) => {
            format!("{} {part} {} {whole}", words::PERCENT_OF, words::DIVIDED_BY)
        }
        (Operator::Evaluation, [result, target]) => {
            format!("{} {result} {} {target}", words::EVALUATION_OF, words::AGAINST_TARGET)
        }
        (Operator::Sum, _) => format!("{} {}", words::SUM_OF, joined(operands, " + ")),
        _ => format!("{} {}", words::COMPUTED_FROM, joined(operands, " + ")),
    }
}

fn joined(operands: &[String], sign: &str) -> String {
    let shown = operands[..operands.len().min(MOST_OPERANDS)].join(sign);
    match operands.len().saturating_sub(MOST_OPERANDS) {
        0 => shown,
        more => format!("{shown}{sign}{more} {}", words::AND_MORE),
    }
}
