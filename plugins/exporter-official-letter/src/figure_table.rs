use baocao_exporter::columns::{self, Columns};
use baocao_exporter::{Column, Row as FigureRow, RowKind, Table as FigureTable};

use crate::flow::Flow;
use crate::header_grid::{Place, lay_out};
use crate::length::{Twips, half_points, to_points};
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
    let usual = flow.table_size;
    let fitted = columns::fit(figures, to_points(width), usual);
    let size = (fitted.size < usual).then(|| half_points(fitted.size));
    let header = lay_out(&figures.header, columns(figures));
    let grid = grid(&fitted, header.first().map_or_else(|| columns(figures), Vec::len), width);
    let mut rows: Vec<Row> = header.iter().map(|places| header_row(places, size)).collect();
    for (index, row) in figures.rows.iter().enumerate() {
        let mut written = figure_row(flow, row, &figures.columns, grid.len(), size);
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

/// The columns' widths in whole units, which add up to that of the table exactly.
fn grid(columns: &Columns, count: usize, width: Twips) -> Vec<Twips> {
    // A header that had to grow has columns that the table does not know of.
    let average = columns.widths.iter().sum::<f64>() / columns.widths.len().max(1) as f64;
    let share = |index: usize| columns.widths.get(index).copied().unwrap_or(average).max(0.01);
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

fn header_row(places: &[Place<'_>], size: Option<i64>) -> Row {
    let cell = |text: &str, span, merge| {
        let mut paragraph = Paragraph::new(style::TABLE_HEADER);
        push_text(&mut paragraph.runs, text, RunFormat { size, ..RunFormat::default() });
        Cell { span, merge, paragraphs: vec![paragraph] }
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

fn figure_row(flow: &mut Flow, row: &FigureRow, columns: &[Column], count: usize, size: Option<i64>) -> Row {
    let bold = matches!(row.kind, RowKind::Total | RowKind::Section);
    let format = RunFormat { bold, size, ..RunFormat::default() };
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for (index, cell) in row.cells.iter().enumerate() {
        let align = cell.align.or(columns.get(column).map(|column| column.align)).unwrap_or_default();
        // Leaves a column to each cell that follows, whatever the spans say.
        let following = row.cells.len() - index - 1;
        let span = cell.colspan.clamp(1, (count - column).saturating_sub(following).max(1));
        let mut paragraph = Paragraph::new(style::of_cell(align));
        match &cell.href {
            Some(href) => inline::push_link(&mut paragraph.runs, flow, &cell.text, href, format),
            None => push_text(&mut paragraph.runs, &cell.text, format),
        }
        cells.push(Cell { span, ..Cell::new(vec![paragraph]) });
        column += span;
    }
    cells.extend((column..count).map(|_| Cell::new(vec![Paragraph::new(style::TABLE_TEXT)])));
    Row { header: false, cells }
}
