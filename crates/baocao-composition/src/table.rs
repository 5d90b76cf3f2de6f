//! Tables of the form as tables of the document.

use baocao_document::{
    Align, Block, Cell, Chart, Column as ShownColumn, Computation as ShownComputation, Format, FormatKind, HeaderCell,
    Operator, Row as ShownRow, RowKind as ShownRowKind, Table as ShownTable,
};
use baocao_model::{Catalogue, Column, ColumnKind, Computation, Figures, Repeat, Row, RowKind, Table, Value};

use crate::Input;
use crate::figure_text::{BLANK, carried, in_table};

/// Makes a table with its figures; its caption gets a number later.
pub fn table(table: &Table, input: &Input<'_>) -> ShownTable {
    let figures = input.figures;
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut number = 0;
    for row in &table.rows {
        if row.kind == RowKind::Data {
            number += 1;
        }
        rows.push(shown_row(table, row, number, figures));
    }
    let mut shown = ShownTable {
        id: table.id.clone(),
        caption: table.title.clone(),
        unit: table.unit.as_ref().map_or_else(String::new, |unit| format!("Đơn vị tính: {unit}")),
        columns: columns(table),
        header: header(table),
        notes: table.notes.clone(),
        rows,
    };
    set_widths(&mut shown);
    shown.notes.extend(legend(&shown));
    shown.notes.extend(missing_units(table, input));
    shown
}

/// What a table of rolled-up figures must say of units that are missing.
fn missing_units(table: &Table, input: &Input<'_>) -> Option<String> {
    let units = input.lower_units?;
    let is_rolled_up =
        table.repeat == Some(Repeat::Unit) || units.contributions.keys().any(|address| address.table == table.id);
    units.note.filter(|_| is_rolled_up).map(str::to_owned)
}

fn columns(table: &Table) -> Vec<ShownColumn> {
    let words = |id: &str, label: &str, align| ShownColumn {
        id: id.to_owned(),
        label: label.to_owned(),
        format: Format::default(),
        align,
        width: 0.0,
    };
    let own = table.columns.iter().map(|column| ShownColumn {
        id: column.id.clone(),
        label: path(column).collect::<Vec<_>>().join(": "),
        format: Format {
            kind: match column.kind {
                ColumnKind::Number => FormatKind::Number,
                ColumnKind::Percent => FormatKind::Percent,
                ColumnKind::Text | ColumnKind::Any | ColumnKind::Unit => FormatKind::Text,
            },
            decimals: column.printed_decimals() as u8,
        },
        align: match column.kind {
            ColumnKind::Number | ColumnKind::Percent => Align::Right,
            ColumnKind::Text | ColumnKind::Any | ColumnKind::Unit => Align::Center,
        },
        width: 0.0,
    });
    let leading = [words("number", "TT", Align::Center), words("label", table.label_heading(), Align::Left)];
    leading.into_iter().chain(own).collect()
}

/// The headings of a column, outermost first.
fn path(column: &Column) -> impl Iterator<Item = String> {
    let unit = column.unit.as_ref().map_or_else(String::new, |unit| format!(" ({unit})"));
    column.group.levels().iter().cloned().chain([format!("{}{unit}", column.label)])
}

/// Header rows: neighbours of one group share its cell, a column without groups reaches down to the last row.
fn header(table: &Table) -> Vec<Vec<HeaderCell>> {
    let paths: Vec<Vec<String>> = [vec!["TT".to_owned()], vec![table.label_heading().to_owned()]]
        .into_iter()
        .chain(table.columns.iter().map(|column| path(column).collect()))
        .collect();
    let depth = paths.iter().map(Vec::len).max().unwrap_or(1);
    (0..depth).map(|level| header_row(&paths, level, depth)).collect()
}

fn header_row(paths: &[Vec<String>], level: usize, depth: usize) -> Vec<HeaderCell> {
    let mut cells: Vec<HeaderCell> = Vec::new();
    for (column, path) in paths.iter().enumerate() {
        let Some(text) = path.get(level) else { continue };
        let last = level + 1 == path.len();
        let shared =
            !last && column > 0 && paths[column - 1].len() > level + 1 && paths[column - 1][..=level] == path[..=level];
        match cells.last_mut().filter(|_| shared) {
            Some(group) => group.colspan += 1,
            None => {
                let rowspan = if last { depth - level } else { 1 };
                cells.push(HeaderCell { text: text.clone(), column, colspan: 1, rowspan });
            }
        }
    }
    cells
}

fn shown_row(table: &Table, row: &Row, number: usize, figures: &Figures) -> ShownRow {
    let label = match &row.unit {
        Some(unit) if !table.shows_units() => format!("{} ({unit})", row.label),
        _ => row.label.clone(),
    };
    let (kind, cells) = match row.kind {
        RowKind::Section => {
            let colspan = table.columns.len() + 2;
            (ShownRowKind::Section, vec![Cell { colspan, align: Some(Align::Left), ..Cell::words(label) }])
        }
        RowKind::Data | RowKind::Total => {
            let total = row.kind == RowKind::Total;
            let number = if total { String::new() } else { number.to_string() };
            let values = table.columns.iter().map(|column| value_cell(table, row, column, figures));
            let kind = if total { ShownRowKind::Total } else { ShownRowKind::Data };
            (kind, [Cell::words(number), Cell::words(label)].into_iter().chain(values).collect())
        }
    };
    ShownRow { id: row.id.clone(), kind, cells }
}

fn value_cell(table: &Table, row: &Row, column: &Column, figures: &Figures) -> Cell {
    if column.kind == ColumnKind::Unit {
        return Cell::words(row.unit.clone().unwrap_or_default());
    }
    let catalogue = figures.catalogue();
    let Some(number) = catalogue.number_of(&table.id, &row.id, &column.id) else {
        // A total says nothing of columns that cannot be added up.
        if row.kind == RowKind::Total {
            return Cell::words("");
        }
        return Cell { value: Some(carried(&Value::NotApplicable)), ..Cell::words("x") };
    };
    let figure = figures.numbered(number);
    Cell {
        value: Some(carried(&figure.value)),
        computation: shown_computation(catalogue, number),
        address: Some(catalogue.address(number).to_string()),
        ..Cell::words(in_table(column, row, figure))
    }
}

/// Among how many rows a rank carries all of them: written out for each of a thousand rows, a million addresses would
/// keep a page from opening.
const MOST_RANKED: usize = 100;

/// How a figure follows from others, if it does, as documents carry it.
pub fn shown_computation(catalogue: &Catalogue, number: usize) -> Option<ShownComputation> {
    let computation = catalogue.computation(number)?;
    let operator = match computation {
        Computation::Sum(_, subtracted) if subtracted.is_empty() => Operator::Sum,
        Computation::Sum(..) => Operator::Balance,
        Computation::Carried(_) => Operator::Carried,
        Computation::Percent(..) => Operator::Percent,
        Computation::Evaluation(..) => Operator::Evaluation,
        Computation::Rank(..) => Operator::Rank,
        Computation::Score(_) => Operator::Score,
    };
    let address = |number: &usize| catalogue.address(*number).to_string();
    let (operands, subtracted) = match computation {
        Computation::Sum(added, subtracted) => {
            (added.iter().map(address).collect(), subtracted.iter().map(address).collect())
        }
        Computation::Rank(own, among) if among.len() > MOST_RANKED => (vec![address(own)], Vec::new()),
        computation => (computation.operands().into_iter().map(address).collect(), Vec::new()),
    };
    Some(ShownComputation { operator, operands, subtracted })
}

/// Shares the width by what the cells hold: the label takes what the figures leave. The widths are counted in hundredths
/// of the table; a character takes a little more than one.
fn set_widths(table: &mut ShownTable) {
    const NUMBER: f64 = 5.0;
    const PER_CHARACTER: f64 = 1.2;
    let mut widths: Vec<f64> = (0..table.columns.len()).map(|column| needed(table, column) * PER_CHARACTER).collect();
    let figures: f64 = widths[2..].iter().sum();
    widths[0] = NUMBER;
    widths[1] = (100.0 - NUMBER - figures).max(28.0);
    let sum: f64 = widths.iter().sum();
    for (column, width) in table.columns.iter_mut().zip(widths) {
        // Four digits are plenty and keep the document readable.
        column.width = (width / sum * 10_000.0).round() / 10_000.0;
    }
}

/// Roughly how many characters a column needs: its longest value, and its heading over two or three lines.
fn needed(table: &ShownTable, column: usize) -> f64 {
    let longest = |text: &str| text.chars().count();
    let values = table.rows.iter().filter(|row| row.cells.len() == table.columns.len());
    let value = values.map(|row| longest(&row.cells[column].text)).max().unwrap_or(0);
    let own = table.header.iter().flatten().find(|cell| cell.column == column && cell.colspan == 1);
    let label = own.map_or("", |cell| cell.text.as_str());
    let word = label.split_whitespace().map(longest).max().unwrap_or(0);
    let heading = word.max(longest(label).div_ceil(3));
    (value.max(heading) + 3).max(8) as f64
}

/// Explains the signs that stand for figures without a number.
fn legend(table: &ShownTable) -> Option<String> {
    let has =
        |sign: &str| table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.value.is_some() && cell.text == sign);
    let signs = [("-", "không phát sinh"), ("x", "không áp dụng"), (BLANK, "chưa có số liệu")];
    let explained: Vec<_> =
        signs.iter().filter(|(sign, _)| has(sign)).map(|(sign, words)| format!("“{sign}”: {words}")).collect();
    (!explained.is_empty()).then(|| format!("Ghi chú: {}.", explained.join("; ")))
}

/// Numbers the tables and the charts of a document in the order in which they are printed.
#[derive(Debug, Default)]
pub struct Numbers {
    tables: usize,
    charts: usize,
}

impl Numbers {
    /// Gives a table the next number.
    pub fn number(&mut self, table: &mut ShownTable) {
        self.tables += 1;
        table.caption = format!("Biểu {}. {}", self.tables, table.caption);
    }

    fn number_chart(&mut self, chart: &mut Chart) {
        self.charts += 1;
        chart.caption = format!("Biểu đồ {}. {}", self.charts, chart.caption);
        chart.text = format!("{}. {}", chart.caption, chart.text);
    }

    /// Numbers the tables and charts among blocks.
    pub fn number_blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.number(table),
                Block::Chart(chart) => self.number_chart(chart),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.number_blocks(&mut item.blocks)),
                Block::Section(section) => self.number_blocks(&mut section.blocks),
                _ => {}
            }
        }
    }
}
