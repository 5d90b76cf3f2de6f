//! Which sheets the workbook has and what stands where, settled before a cell is written, so that sheets can refer
//! to each other.

use std::collections::BTreeMap;

use baocao_exporter::{Align, Annex, Block, Chart, Contribution, Document, Orientation, Provenance, Table, TextStyle};

use crate::chart_cells::{ChartCells, Charts};
use crate::sheet_name::SheetNames;
use crate::table_layout::TableLayout;
use crate::{Options, text, words};

/// The row of every table sheet that holds the way back and the draft mark.
pub const BAR_ROW: u32 = 0;
/// The first entry's row on the sheet of sources and the sheet of findings, below title and header.
pub const FIRST_ENTRY_ROW: u32 = 3;

/// The sheets of the workbook, in their order.
#[derive(Debug)]
pub struct Plan<'a> {
    pub letter: String,
    pub contents: String,
    pub tables: Vec<TableSheet<'a>>,
    /// The sheet of each chart, in reading order.
    pub charts: Vec<usize>,
    pub findings: Option<String>,
    /// The sheet of the units below.
    pub units: Option<String>,
    pub sources: Option<Sources<'a>>,
}

/// A sheet that holds one table.
#[derive(Debug)]
pub struct TableSheet<'a> {
    pub name: String,
    pub orientation: Orientation,
    /// What stands above the table, from the row below the bar.
    pub lines: Vec<Line<'a>>,
    pub layout: TableLayout<'a>,
    /// The charts below the table.
    pub charts: Vec<(&'a Chart, ChartCells)>,
}

/// A line above a table.
#[derive(Debug)]
pub struct Line<'a> {
    pub text: &'a str,
    pub style: TextStyle,
    pub align: Align,
}

/// The sheet of sources: which entry stands in which row.
#[derive(Debug)]
pub struct Sources<'a> {
    pub name: String,
    pub rows: BTreeMap<&'a str, u32>,
    /// True if all levels of contributions are there, not only the first.
    pub deep: bool,
}

/// A sheet has 1,048,576 rows.
const MOST_ROWS: u32 = 1_000_000;

impl<'a> Plan<'a> {
    pub fn new(document: &'a Document, charts: &'a Charts<'a>, options: &Options) -> Self {
        let mut names = SheetNames::default();
        let letter = names.make(&sentence_case(&document.envelope.kind), words::LETTER);
        let contents = names.make(words::CONTENTS, words::CONTENTS);
        let findings =
            (options.findings && !document.findings.is_empty()).then(|| names.make(words::FINDINGS, words::FINDINGS));
        let units = document.lower_units.as_ref().filter(|units| options.provenance && !units.units.is_empty());
        let units = units.map(|_| names.make(words::UNITS, words::UNITS));
        let sources = (options.provenance && !document.provenance.is_empty()).then(|| {
            let name = names.make(words::SOURCES, words::SOURCES);
            let (rows, last) = source_rows(&document.provenance, true);
            match last < MOST_ROWS {
                true => Sources { name, rows, deep: true },
                false => Sources { name, rows: source_rows(&document.provenance, false).0, deep: false },
            }
        });
        let mut tables = TablesInOrder { document, names, sheets: Vec::new() };
        tables.collect(&document.body, Orientation::Portrait, None);
        for annex in &document.annexes {
            tables.collect(&annex.blocks, annex.orientation, Some(annex));
        }
        charts.tables().for_each(|table| tables.push(table, Orientation::Portrait, None));
        let charts = tables.place(charts);
        Self { letter, contents, tables: tables.sheets, charts, findings, units, sources }
    }

    /// Returns the row of a figure's source, if there is one.
    pub fn source_row(&self, address: &str) -> Option<(&str, u32)> {
        let sources = self.sources.as_ref()?;
        Some((&sources.name, *sources.rows.get(address)?))
    }
}

struct TablesInOrder<'a> {
    document: &'a Document,
    names: SheetNames,
    sheets: Vec<TableSheet<'a>>,
}

impl<'a> TablesInOrder<'a> {
    /// Collects the tables among blocks. The first table of an annex bears the annex's title.
    fn collect(&mut self, blocks: &'a [Block], orientation: Orientation, annex: Option<&'a Annex>) {
        let mut title_of = annex;
        for block in blocks {
            let before = self.sheets.len();
            match block {
                Block::Table(table) => self.push(table, orientation, title_of),
                Block::Section(section) => self.collect(&section.blocks, section.orientation, title_of),
                Block::List(list) => {
                    list.items.iter().for_each(|item| self.collect(&item.blocks, orientation, None));
                }
                _ => {}
            }
            if self.sheets.len() > before {
                title_of = None;
            }
        }
    }

    fn push(&mut self, table: &'a Table, orientation: Orientation, annex: Option<&'a Annex>) {
        let otherwise = match annex {
            Some(annex) => annex.label.clone(),
            None => format!("{} {}", words::TABLE, self.sheets.len() + 1),
        };
        let name = self.names.make(&table.caption, &otherwise);
        let lines = lines_above(self.document, table, annex);
        let layout = TableLayout::new(table, BAR_ROW + 1 + lines.len() as u32);
        self.sheets.push(TableSheet { name, orientation, lines, layout, charts: Vec::new() });
    }

    /// Puts each chart on the sheet that holds its figures.
    fn place(&mut self, charts: &Charts<'a>) -> Vec<usize> {
        let layouts: Vec<_> = self.sheets.iter().map(|sheet| &sheet.layout).collect();
        let places = charts.places(&layouts);
        let own = places.iter().map(|(_, sheet, _)| *sheet).collect();
        for (chart, sheet, cells) in places {
            self.sheets[sheet].charts.push((chart, cells));
        }
        own
    }
}

fn lines_above<'a>(document: &'a Document, table: &'a Table, annex: Option<&'a Annex>) -> Vec<Line<'a>> {
    let parts = &document.envelope.letterhead.envelope;
    let body = &document.envelope.letterhead.body;
    let mut lines = Vec::new();
    if let Some(annex) = annex {
        lines.push(Line { text: &annex.label, style: parts.annex_label, align: Align::Center });
        lines.push(Line { text: &annex.title, style: parts.annex_title, align: Align::Center });
        let reference = annex.reference.as_deref().unwrap_or_default();
        lines.push(Line { text: reference, style: parts.annex_reference, align: Align::Center });
    }
    lines.push(Line { text: &table.caption, style: body.caption, align: Align::Center });
    lines.push(Line { text: &table.unit, style: body.unit, align: Align::Right });
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Each figure takes a row, and each contribution to it another; returns the row after the last, too.
fn source_rows(provenance: &BTreeMap<String, Provenance>, deep: bool) -> (BTreeMap<&str, u32>, u32) {
    let mut next = FIRST_ENTRY_ROW;
    let rows = provenance.iter().map(|(address, entry)| {
        let row = next;
        next = next.saturating_add(1 + contribution_rows(&entry.contributions, deep));
        (address.as_str(), row)
    });
    (rows.collect(), next)
}

fn contribution_rows(contributions: &[Contribution], deep: bool) -> u32 {
    let below = |given: &Contribution| if deep { contribution_rows(&given.contributions, deep) } else { 0 };
    contributions.iter().map(|given| 1 + below(given)).sum()
}

fn sentence_case(kind: &str) -> String {
    let lower = text::one_line(kind).to_lowercase();
    let mut characters = lower.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + characters.as_str()
}
