use std::collections::BTreeSet;

use baocao_exporter::{Align, Cell, Column, HeaderCell, Row, RowKind, Table};
use handlebars::RenderError;
use serde::Serialize;

use super::blocks::Builder;
use super::inlines::{FigureView, LinkView, followed};
use crate::markup::Markup;
use crate::pieces::{Piece, Pieces};
use crate::text;

/// A table.
#[derive(Debug, Serialize)]
pub struct TableView {
    pub caption: String,
    pub unit: String,
    /// How many columns there are; the style sheet keeps them from getting too narrow.
    pub columns: usize,
    /// The widths of columns in thousandths.
    pub widths: Vec<u32>,
    /// True for a table that needs a box of its own to keep its header in sight.
    pub long: bool,
    /// True for a table that readers may sort and filter.
    pub sorted: bool,
    pub header: Vec<Vec<HeaderView>>,
    /// The rows, a new group from each section on. What is ready of a group stands in one piece.
    pub groups: Vec<Vec<Piece<RowView>>>,
    pub notes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct HeaderView {
    pub id: String,
    pub text: String,
    pub scope: &'static str,
    pub colspan: usize,
    pub rowspan: usize,
}

#[derive(Debug, Serialize)]
pub struct RowView {
    pub class: &'static str,
    pub cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
pub struct CellView {
    /// What the cell is the heading of; empty for a cell of values.
    pub scope: &'static str,
    pub id: String,
    /// The ids of the cell's headings, where levels make them hard to find.
    pub headers: String,
    pub class: &'static str,
    pub colspan: usize,
    pub text: String,
    pub figure: Option<FigureView>,
    /// Where the cell leads; empty for nowhere.
    pub href: String,
}

/// The columns that the page's tables have, for the style sheet.
#[derive(Debug, Default)]
pub struct Columns {
    /// How many columns tables have.
    pub counts: BTreeSet<usize>,
    /// How wide columns are, in thousandths.
    pub widths: BTreeSet<u32>,
}

/// Tables with more rows get a box that scrolls by itself.
const LONG_FROM: usize = 25;
/// There is no order in fewer rows.
const SORTED_FROM: usize = 3;
const MOST_COLUMNS: usize = 1000;

/// What a table's cells need to know of the table.
struct Frame<'a> {
    number: usize,
    columns: &'a [Column],
    /// The ids of the headings over each column; empty for a header of one level, where scopes do.
    over: Vec<String>,
    /// The column whose cells name their rows.
    naming: usize,
}

impl<'a> Builder<'a> {
    pub fn table(&mut self, table: &'a Table) -> Result<TableView, RenderError> {
        let number = self.anchors.table();
        let header: Vec<Vec<_>> = (0..table.header.len()).map(|level| header_row(table, level, number)).collect();
        let frame = Frame {
            number,
            columns: &table.columns,
            over: headings_over(table, number),
            naming: table.columns.iter().position(|column| column.id == "label").unwrap_or(0),
        };
        let mut groups: Vec<Vec<Piece<RowView>>> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Section || groups.is_empty() {
                groups.push(Vec::new());
            }
            let row = self.row(row, index, &frame)?;
            row.push_line(groups.last_mut().expect("a group was just opened"));
        }
        let data_rows = table.rows.iter().filter(|row| row.kind == RowKind::Data).count();
        let widths: Vec<u32> = table.columns.iter().map(thousandths).collect();
        self.columns.counts.insert(table.columns.len().min(MOST_COLUMNS));
        self.columns.widths.extend(&widths);
        Ok(TableView {
            caption: text::clean(&table.caption),
            unit: text::clean(&table.unit),
            columns: table.columns.len().min(MOST_COLUMNS),
            widths,
            long: table.rows.len() > LONG_FROM,
            sorted: (self.in_annex || table.rows.len() > LONG_FROM) && data_rows >= SORTED_FROM,
            header,
            groups,
            notes: table.notes.iter().map(|note| text::clean(note)).collect(),
        })
    }

    fn row(&mut self, row: &'a Row, index: usize, frame: &Frame<'_>) -> Result<Piece<RowView>, RenderError> {
        let class = match row.kind {
            RowKind::Data | RowKind::Unknown => "",
            RowKind::Total => "total",
            RowKind::Section => "part",
        };
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        let row_id = if has_name(row, frame) { format!("t{}.r{index}", frame.number) } else { String::new() };
        for cell in &row.cells {
            let mut view = self.cell(cell, column, &row_id, frame);
            if row.kind == RowKind::Section {
                view.scope = if row.cells.len() == 1 { "rowgroup" } else { "" };
                (view.id, view.headers) = Default::default();
                if row.cells.len() == 1 {
                    view.colspan = frame.columns.len().clamp(1, MOST_COLUMNS);
                }
            }
            column += view.colspan;
            cells.push(view);
        }
        let pieces = self.pieces;
        pieces.piece("table", RowView { class, cells }, |row| row.markup(pieces))
    }

    fn cell(&mut self, cell: &'a Cell, column: usize, row_id: &str, frame: &Frame<'_>) -> CellView {
        let names_row = column == frame.naming && !row_id.is_empty();
        let own = frame.columns.get(column);
        let over = frame.over.get(column).map_or("", String::as_str);
        let headers = match (over.is_empty(), names_row || column < frame.naming) {
            (true, _) => String::new(),
            (false, true) => over.to_owned(),
            (false, false) => format!("{over} {row_id}").trim_end().to_owned(),
        };
        let text = text::clean(&cell.text);
        CellView {
            scope: if names_row { "row" } else { "" },
            id: if names_row && !over.is_empty() { row_id.to_owned() } else { String::new() },
            headers,
            class: align_class(cell.align.or(own.map(|column| column.align)).unwrap_or_default()),
            colspan: cell.colspan.clamp(1, frame.columns.len().saturating_sub(column).max(1)),
            figure: self.cell_figure(cell, &text),
            href: cell.href.as_deref().and_then(followed).filter(|_| !text.trim().is_empty()).unwrap_or_default(),
            text,
        }
    }

    fn cell_figure(&mut self, cell: &'a Cell, print: &str) -> Option<FigureView> {
        let address = cell.address.as_deref()?;
        let id = self.anchors.figure_in_table(address, print);
        let source = self.anchors.source(address);
        Some(FigureView::new(print.to_owned(), address, cell.value.as_ref(), id, source))
    }
}

impl RowView {
    /// The row as it stands in our own template.
    fn markup(&self, pieces: Pieces<'_>) -> Result<Markup, RenderError> {
        let mut to = Markup::default();
        to.tag("<tr");
        to.attribute("class", self.class);
        to.tag(">");
        self.cells.iter().try_for_each(|cell| cell.write(pieces, &mut to))?;
        to.tag("</tr>");
        Ok(to)
    }
}

impl CellView {
    fn write(&self, pieces: Pieces<'_>, to: &mut Markup) -> Result<(), RenderError> {
        let is_heading = !self.scope.is_empty();
        if is_heading {
            to.tag("<th");
            to.attribute("scope", self.scope);
            to.attribute("id", &self.id);
        } else {
            to.tag("<td");
        }
        to.attribute("headers", &self.headers);
        to.attribute("class", self.class);
        if self.colspan != 1 {
            to.attribute("colspan", &self.colspan.to_string());
        }
        to.tag(">");
        match &self.figure {
            Some(figure) => to.append(&figure.ready),
            None if self.href.is_empty() => to.text(&self.text),
            None => to.append(&pieces.render("link", &LinkView { text: &self.text, href: &self.href })?),
        }
        to.tag(if is_heading { "</th>" } else { "</td>" });
        Ok(())
    }
}

/// Tells whether one of the row's cells stands in the naming column and says something.
fn has_name(row: &Row, frame: &Frame<'_>) -> bool {
    let mut column = 0;
    for cell in &row.cells {
        if column == frame.naming {
            return row.kind != RowKind::Section && !cell.text.is_empty();
        }
        column += cell.colspan.clamp(1, MOST_COLUMNS);
    }
    false
}

fn header_row(table: &Table, level: usize, number: usize) -> Vec<HeaderView> {
    let cells = table.header[level].iter().enumerate();
    let views = cells.map(|(index, cell)| {
        let colspan = cell.colspan.clamp(1, table.columns.len().max(1));
        HeaderView {
            id: if table.header.len() > 1 { header_id(number, level, index) } else { String::new() },
            text: text::clean(&cell.text),
            scope: if colspan > 1 { "colgroup" } else { "col" },
            colspan,
            rowspan: cell.rowspan.clamp(1, table.header.len() - level),
        }
    });
    views.collect()
}

fn header_id(number: usize, level: usize, index: usize) -> String {
    format!("t{number}.{level}.{index}")
}

fn headings_over(table: &Table, number: usize) -> Vec<String> {
    if table.header.len() < 2 {
        return Vec::new();
    }
    let covers = |cell: &HeaderCell, column: usize| {
        (cell.column..cell.column.saturating_add(cell.colspan.max(1))).contains(&column)
    };
    let over = |column: usize| {
        let cells = table.header.iter().enumerate();
        let cells =
            cells.flat_map(|(level, row)| row.iter().enumerate().map(move |(index, cell)| (level, index, cell)));
        let ids =
            cells.filter(|(.., cell)| covers(cell, column)).map(|(level, index, _)| header_id(number, level, index));
        ids.collect::<Vec<_>>().join(" ")
    };
    (0..table.columns.len()).map(over).collect()
}

fn thousandths(column: &Column) -> u32 {
    if column.width.is_finite() { (column.width.clamp(0.0, 1.0) * 1000.0).round() as u32 } else { 0 }
}

fn align_class(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Center => "c",
        Align::Right => "r",
        Align::Justify => "j",
    }
}
