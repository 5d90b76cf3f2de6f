//! The cells that a chart shows.

use std::collections::BTreeMap;

use baocao_exporter::{
    Align, Block, Cell, Chart, Column, DataPoint, Document, Format, FormatKind, HeaderCell, Row, RowKind, Table, Value,
};

use crate::figures::exact_number;
use crate::table_layout::{Placed, TableLayout};
use crate::words;

/// Cells in a row or a column, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    pub first: (u32, u16),
    pub last: (u32, u16),
}

/// The cells of a chart on one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartCells {
    pub categories: Cells,
    /// The values of each series.
    pub series: Vec<Cells>,
}

impl ChartCells {
    /// Finds the chart's figures in a table: all of them, in rows or columns without others between, and nothing in the
    /// cells of missing values, which a spreadsheet would draw as zero.
    pub fn find(chart: &Chart, layout: &TableLayout<'_>) -> Option<Self> {
        let placed: BTreeMap<&str, &Placed<'_, Cell>> = layout
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter_map(|placed| Some((placed.item.address.as_deref()?, placed)))
            .collect();
        let cells = chart.series.iter().map(|series| {
            let points = series.points.iter().take(chart.categories.len());
            points.map(|point| cell_of(point, &placed)).collect::<Option<Vec<_>>>()
        });
        let cells: Vec<Vec<(u32, u16)>> = cells.collect::<Option<_>>()?;
        let first = cells.first().filter(|first| first.len() == chart.categories.len())?;
        let categories = names_in_rows(chart, first, layout).or_else(|| names_in_columns(chart, first, layout))?;
        let series = cells.iter().map(|cells| run(cells)).collect::<Option<_>>()?;
        Some(Self { categories, series })
    }

    /// Returns the cells of a chart in the table that [`own_table`] makes of it.
    fn in_own_table(chart: &Chart, layout: &TableLayout<'_>) -> Self {
        let (first, last) = (layout.first_row(), layout.end().max(layout.first_row() + 1) - 1);
        let column = |at: usize| Cells { first: (first, at as u16), last: (last, at as u16) };
        Self { categories: column(0), series: (1..=chart.series.len()).map(column).collect() }
    }
}

/// The charts of a document in reading order; what no table of the document holds has a table of its own.
#[derive(Debug)]
pub struct Charts<'a> {
    charts: Vec<(&'a Chart, Option<Table>)>,
}

impl<'a> Charts<'a> {
    pub fn of(document: &'a Document) -> Self {
        let (mut tables, mut charts) = (Vec::new(), Vec::new());
        collect(&document.body, &mut tables, &mut charts);
        document.annexes.iter().for_each(|annex| collect(&annex.blocks, &mut tables, &mut charts));
        let layouts: Vec<_> = tables.into_iter().map(|table| TableLayout::new(table, 0)).collect();
        let charts = charts.into_iter().map(|chart| {
            let held = layouts.iter().any(|layout| ChartCells::find(chart, layout).is_some());
            (chart, (!held).then(|| own_table(chart)))
        });
        Self { charts: charts.collect() }
    }

    /// The tables of their own.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.charts.iter().filter_map(|(_, table)| table.as_ref())
    }

    /// Each chart with the sheet that holds its figures, and the cells there.
    pub fn places(&self, layouts: &[&TableLayout<'_>]) -> Vec<(&'a Chart, usize, ChartCells)> {
        let place = |(chart, own): &(&'a Chart, Option<Table>)| {
            let found = layouts.iter().enumerate().find_map(|(sheet, layout)| match own {
                Some(table) => {
                    std::ptr::eq(layout.table, table).then(|| (sheet, ChartCells::in_own_table(chart, layout)))
                }
                None => Some((sheet, ChartCells::find(chart, layout)?)),
            });
            let (sheet, cells) = found.expect("a chart is in a table of the document or has its own");
            (*chart, sheet, cells)
        };
        self.charts.iter().map(place).collect()
    }
}

fn collect<'a>(blocks: &'a [Block], tables: &mut Vec<&'a Table>, charts: &mut Vec<&'a Chart>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.push(table),
            Block::Chart(chart) => charts.push(chart),
            Block::Section(section) => collect(&section.blocks, tables, charts),
            Block::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, tables, charts)),
            _ => {}
        }
    }
}

/// The cell of a value, if a spreadsheet draws it as the chart means it.
fn cell_of(point: &DataPoint, placed: &BTreeMap<&str, &Placed<'_, Cell>>) -> Option<(u32, u16)> {
    let placed = placed.get(point.address.as_str())?;
    let fits = match point.value {
        Some(_) => exact_number(placed.item).is_some(),
        None => placed.item.text.is_empty(),
    };
    fits.then_some((placed.row, placed.column))
}

/// Cells that follow each other down a column or along a row.
fn run(cells: &[(u32, u16)]) -> Option<Cells> {
    let (first, last) = (*cells.first()?, *cells.last()?);
    let down = cells.iter().zip(first.0..).all(|(cell, row)| *cell == (row, first.1));
    let along = cells.iter().zip(first.1..).all(|(cell, column)| *cell == (first.0, column));
    (down || along).then_some(Cells { first, last })
}

/// The names of the rows in which a series stands.
fn names_in_rows(chart: &Chart, cells: &[(u32, u16)], layout: &TableLayout<'_>) -> Option<Cells> {
    let column = layout.table.columns.iter().position(|column| column.id == "label")? as u16;
    let names = chart.categories.iter().zip(cells).map(|(name, (at, _))| {
        let row = layout.rows.iter().find(|row| row.at == *at)?;
        row.cells.iter().any(|cell| cell.column == column && cell.item.text == *name).then_some((*at, column))
    });
    run(&names.collect::<Option<Vec<_>>>()?)
}

/// The headings of the columns in which a series stands.
fn names_in_columns(chart: &Chart, cells: &[(u32, u16)], layout: &TableLayout<'_>) -> Option<Cells> {
    let names = chart.categories.iter().zip(cells).map(|(name, (_, column))| {
        let own = layout.header.iter().find(|cell| cell.column == *column && cell.item.text == *name)?;
        Some((own.row, own.column))
    });
    run(&names.collect::<Option<Vec<_>>>()?)
}

/// Makes a table of a chart: its categories in rows, its series in columns.
fn own_table(chart: &Chart) -> Table {
    let column = |id: &str, label: &str, kind, align, width| Column {
        id: id.to_owned(),
        label: label.to_owned(),
        format: Format { kind, decimals: 0 },
        align,
        width,
    };
    let share = 0.6 / chart.series.len().max(1) as f64;
    let own = chart.series.iter().map(|series| column("", &series.name, FormatKind::Number, Align::Right, share));
    let columns: Vec<_> =
        std::iter::once(column("label", words::CONTENT, FormatKind::Text, Align::Left, 0.4)).chain(own).collect();
    let heading =
        |(at, column): (usize, &Column)| HeaderCell { text: column.label.clone(), column: at, colspan: 1, rowspan: 1 };
    let row = |(at, name): (usize, &String)| Row {
        id: at.to_string(),
        kind: RowKind::Data,
        cells: std::iter::once(Cell::words(name.as_str()))
            .chain(chart.series.iter().map(|series| own_cell(series.points.get(at))))
            .collect(),
    };
    let unit = if chart.unit.is_empty() { String::new() } else { format!("{} {}", words::COUNTED_IN, chart.unit) };
    Table {
        id: chart.id.clone(),
        caption: chart.caption.clone(),
        unit,
        header: vec![columns.iter().enumerate().map(heading).collect()],
        columns,
        rows: chart.categories.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}

/// A missing value is an empty cell, whatever tables print for it; nil is a zero.
fn own_cell(point: Option<&DataPoint>) -> Cell {
    let Some((point, number)) = point.and_then(|point| Some((point, point.value.clone()?))) else {
        return Cell::words("");
    };
    let address = Some(point.address.clone()).filter(|address| !address.is_empty());
    Cell { value: Some(Value::Number { number }), address, ..Cell::words(point.text.as_str()) }
}
