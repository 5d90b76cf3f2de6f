use baocao_exporter::{Align, Column, Row as FigureRow, RowKind, Table as FigureTable};

use crate::flow::Flow;
use crate::header_grid::{Place, lay_out};
use crate::length::Twips;
use crate::paragraph::Paragraph;
use crate::run::{RunFormat, push_text};
use crate::table::{Cell, Merge, Row, Table};
use crate::{inline, style};

/// Writes a table of figures with what stands above and below it.
pub fn push(flow: &mut Flow, figures: &FigureTable) {
    push_line(flow, style::CAPTION, &figures.caption);
    push_line(flow, style::UNIT, &figures.unit);
    let mut table = build(flow, figures);
    let notes = figures.notes.iter().filter(|note| !note.is_empty());
    // A row without cells is a damaged file to Word.
    if !table.grid.is_empty() && !table.rows.is_empty() {
        if notes.clone().next().is_some() {
            table.keep_with_next();
        }
        flow.push_table(table);
    }
    notes.for_each(|note| flow.push(Paragraph::of(style::TABLE_NOTE, note)));
}

fn push_line(flow: &mut Flow, style: &'static str, text: &str) {
    if !text.is_empty() {
        flow.push(Paragraph::of(style, text));
    }
}

fn build(flow: &mut Flow, figures: &FigureTable) -> Table {
    let width = flow.text_width();
    let header = lay_out(&figures.header, columns(figures));
    let grid = grid(figures, header.first().map_or_else(|| columns(figures), Vec::len), width);
    let mut rows: Vec<Row> = header.iter().map(|places| header_row(places)).collect();
    for (index, row) in figures.rows.iter().enumerate() {
        let mut written = figure_row(flow, row, &figures.columns, grid.len());
        let before_total = figures.rows.get(index + 1).is_some_and(|next| next.kind == RowKind::Total);
        // A heading does not end a page, and a total does not start one.
        if row.kind == RowKind::Section || before_total {
            written.keep_with_next();
        }
        rows.push(written);
    }
    Table { ruled: true, grid, rows }
}

/// How many columns the table needs: those it names, and more if rows have more cells.
fn columns(figures: &FigureTable) -> usize {
    let cells = figures.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    cells.max(figures.columns.len())
}

/// The columns' widths, which add up to `width` exactly. Columns without a name get an average share.
fn grid(figures: &FigureTable, count: usize, width: Twips) -> Vec<Twips> {
    let average = 1.0 / count.max(1) as f64;
    let share = |index: usize| figures.columns.get(index).map_or(average, |column| column.width).max(0.01);
    let total: f64 = (0..count).map(share).sum();
    let mut reached = 0.0;
    let mut edge = 0;
    (0..count)
        .map(|index| {
            reached += share(index);
            let next = (reached / total * width as f64).round() as Twips;
            next - std::mem::replace(&mut edge, next)
        })
        .collect()
}

fn header_row(places: &[Place<'_>]) -> Row {
    let cell = |text: &str, span, merge| {
        let paragraph = Paragraph::of(style::TABLE_HEADER, text);
        Cell { merge, ..Cell::ruled(paragraph, span, Align::Center) }
    };
    let cells = places.iter().filter_map(|place| match *place {
        Place::Empty => Some(cell("", 1, Merge::None)),
        Place::Origin { cell: own, colspan, rowspan } => {
            Some(cell(&own.text, colspan, if rowspan > 1 { Merge::Starts } else { Merge::None }))
        }
        Place::Below { colspan } => Some(cell("", colspan, Merge::Continues)),
        Place::Covered => None,
    });
    let mut row = Row { header: true, cells: cells.collect() };
    row.keep_with_next();
    row
}

fn figure_row(flow: &mut Flow, row: &FigureRow, columns: &[Column], count: usize) -> Row {
    let format = RunFormat { bold: matches!(row.kind, RowKind::Total | RowKind::Section), ..RunFormat::default() };
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for (index, cell) in row.cells.iter().enumerate() {
        let align = cell.align.or(columns.get(column).map(|column| column.align)).unwrap_or_default();
        // Leaves a column to each cell that follows, whatever the spans say.
        let following = row.cells.len() - index - 1;
        let span = cell.colspan.clamp(1, (count - column).saturating_sub(following).max(1));
        let mut paragraph = Paragraph::new(style::TABLE_TEXT);
        match &cell.href {
            Some(href) => inline::push_link(&mut paragraph.runs, flow, &cell.text, href, format),
            None => push_text(&mut paragraph.runs, &cell.text, format),
        }
        cells.push(Cell::ruled(paragraph, span, align));
        column += span;
    }
    cells.extend((column..count).map(|_| Cell::ruled(Paragraph::new(style::TABLE_TEXT), 1, Align::Left)));
    Row { header: false, cells }
}
