use std::rc::Rc;

use baocao_document::columns::{self, Columns, PADDING};
use baocao_document::{Align, Row, RowKind, Table};

use crate::flow::Flow;
use crate::lines::{Line, Span, balance_lines, break_lines};
use crate::page::{Item, Rule};
use crate::slice::{HAIRLINE, Slice, Stack};
use crate::structure::Role;
use crate::table_structure::{Caption, header_elements, row_elements};
use crate::typesetter::{Style, Typesetter};

/// The space between a cell's edge and its text, above and below.
const LEADING: f64 = 2.0;
/// The space around a table.
const AROUND: f64 = 6.0;
/// A header higher than this share of the page is not repeated.
const HIGHEST_REPEATED: f64 = 0.5;

/// Sets a table: caption, unit, header, rows, notes.
pub(crate) fn push_table(setter: &mut Typesetter<'_>, flow: &mut Flow, table: &Table, at: &str) {
    let width = flow.frame().text_width();
    let grid = Grid::new(setter, table, width);
    if grid.cuts_words {
        setter.remarks.crowded_table(grid.column_count(), at);
    }
    setter.begin(Role::Table);
    let mut title = title(setter, &grid, table, Caption::First, at);
    title.before = AROUND;
    title.keep = true;
    flow.push(setter, title);
    let header = grid.header(setter, table, at);
    let mut repeated = grid.repeated(setter, table, &header, at);
    if repeated.height > flow.frame().text_height() * HIGHEST_REPEATED {
        repeated = grid.edge();
    }
    let repeated = Rc::new(repeated);
    // Notes follow the table closely.
    let below = if table.notes.is_empty() { AROUND } else { LEADING };
    let after = if table.rows.is_empty() { below } else { 0.0 };
    flow.push(setter, Slice { keep: !table.rows.is_empty(), after, ..header });
    let highest = flow.frame().text_height();
    setter.begin(Role::Rows);
    for (index, row) in table.rows.iter().enumerate() {
        let mut slice = grid.row(setter, table, row, highest, at);
        slice.repeated = Some(Rc::clone(&repeated));
        if index + 1 == table.rows.len() {
            slice.keep = !table.notes.is_empty();
            slice.after = below;
        }
        // A heading within the table does not end a page, a total does not start one.
        let next = table.rows.get(index + 1).map(|row| row.kind);
        slice.keep |= next.is_some() && (row.kind == RowKind::Section || next == Some(RowKind::Total));
        flow.push(setter, slice);
    }
    setter.end();
    setter.end();
    push_notes(setter, flow, table, at);
}

/// The caption, the repeated one with words after it, and the unit line.
fn title(setter: &mut Typesetter<'_>, grid: &Grid, table: &Table, which: Caption, at: &str) -> Slice {
    let body = &setter.letterhead.body;
    let (caption_style, unit_style) = (Style::from(body.caption), Style::from(body.unit));
    let [caption_style, unit_style] = which.tagged(setter, [caption_style, unit_style]);
    let mut stack = Stack::default();
    if !table.caption.is_empty() {
        let caption = match which {
            Caption::First => table.caption.clone(),
            Caption::Repeated => format!("{} {}", table.caption, body.continued),
        };
        let words = setter.plain(&caption, caption_style, at);
        stack.text(setter, words, caption_style, grid.span(Align::Center));
        stack.height += LEADING;
    }
    if !table.unit.is_empty() {
        let words = setter.plain(&table.unit, unit_style, at);
        stack.text(setter, words, unit_style, grid.span(Align::Right));
        stack.height += LEADING;
    }
    stack.into_slice()
}

fn push_notes(setter: &mut Typesetter<'_>, flow: &mut Flow, table: &Table, at: &str) {
    let style = Style::from(setter.letterhead.body.unit);
    let span = Span { x: 0.0, width: flow.frame().text_width(), align: Align::Left };
    for (index, note) in table.notes.iter().enumerate() {
        let style = setter.tagged(style, Role::Paragraph);
        let words = setter.plain(note, style, at);
        let mut stack = Stack::default();
        stack.text(setter, words, style, span);
        let after = if index + 1 == table.notes.len() { AROUND } else { 0.0 };
        let slice = Slice { after, ..stack.into_slice() };
        flow.push(setter, slice);
    }
}

/// Where the columns of a table stand and how its text looks.
struct Grid {
    /// The edges of the columns: one more than there are columns.
    edges: Vec<f64>,
    style: Style,
    /// Whether the smallest size is still too large for words that should stand whole.
    cuts_words: bool,
}

/// A cell with its text broken into lines.
struct SetCell {
    /// The columns from the first to the one after the last.
    columns: (usize, usize),
    /// The rows likewise; a body row is a grid of one.
    rows: (usize, usize),
    lines: Vec<Line>,
    align: Align,
    style: Style,
}

impl Grid {
    fn new(setter: &Typesetter<'_>, table: &Table, width: f64) -> Self {
        let Columns { widths, size, cuts_words } = columns::fit(table, width, setter.letterhead.body.table_size);
        let mut edges = vec![0.0];
        let mut x = 0.0;
        for width in widths {
            x += width;
            edges.push(x);
        }
        Self { edges, style: Style::new(size, false, false), cuts_words }
    }

    fn width(&self) -> f64 {
        self.edges.last().copied().unwrap_or(0.0)
    }

    fn column_count(&self) -> usize {
        self.edges.len() - 1
    }

    fn span(&self, align: Align) -> Span {
        Span { x: 0.0, width: self.width(), align }
    }

    /// The text's place within the cell that covers these columns.
    fn cell_span(&self, (first, end): (usize, usize), align: Align) -> Span {
        let (x0, x1) = (self.edges[first], self.edges[end]);
        Span { x: x0 + PADDING, width: x1 - x0 - 2.0 * PADDING, align }
    }

    /// The line that closes the table's rows above.
    fn edge(&self) -> Slice {
        Slice { items: vec![Item::Rule(Rule::level(0.0, self.width(), 0.0, HAIRLINE))], ..Slice::default() }
    }

    /// The header with the caption above it, for the pages that the table goes on to.
    fn repeated(&self, setter: &mut Typesetter<'_>, table: &Table, header: &Slice, at: &str) -> Slice {
        let mut slice = match table.caption.as_str() {
            "" => Slice::default(),
            _ => title(setter, self, table, Caption::Repeated, at),
        };
        let down = slice.height;
        slice.items.extend(header.items.iter().cloned().map(|item| item.moved(0.0, down).repeated()));
        slice.height += header.height;
        slice
    }

    fn header(&self, setter: &mut Typesetter<'_>, table: &Table, at: &str) -> Slice {
        let style = self.style.bold();
        let depth = table.header.len();
        let elements = header_elements(setter, &table.header, self.column_count());
        let mut cells = Vec::new();
        for (row, (header_cells, elements)) in table.header.iter().zip(elements).enumerate() {
            for (cell, element) in header_cells.iter().zip(elements) {
                let style = style.within(element);
                let columns = covered(cell.column, cell.colspan, self.column_count());
                let words = setter.plain(&cell.text, style, at);
                let lines = balance_lines(setter, words, self.cell_span(columns, Align::Center).width);
                let rows = covered(row, cell.rowspan, depth);
                cells.push(SetCell { columns, rows, lines, align: Align::Center, style });
            }
        }
        let heights = row_heights(&cells, depth);
        let mut slice = self.draw(setter, cells, &heights, false);
        slice.items.extend(self.edge().items);
        slice
    }

    fn row(&self, setter: &mut Typesetter<'_>, table: &Table, row: &Row, highest: f64, at: &str) -> Slice {
        let style = match row.kind {
            RowKind::Total | RowKind::Section => self.style.bold(),
            RowKind::Data | RowKind::Unknown => self.style,
        };
        let mut cells = Vec::new();
        let mut column = 0;
        let elements = row_elements(setter, table, row, self.column_count());
        for (cell, element) in row.cells.iter().zip(elements) {
            let style = style.within(element);
            let columns = covered(column, cell.colspan, self.column_count());
            let align = cell.align.or(table.columns.get(column).map(|column| column.align)).unwrap_or_default();
            let text_style = cell.href.as_deref().map_or(style, |href| setter.linked(style, href));
            let words = setter.plain(&cell.text, text_style, at);
            let lines = break_lines(setter, words, self.cell_span(columns, align).width, 0.0);
            cells.push(SetCell { columns, rows: (0, 1), lines, align, style });
            column = columns.1;
        }
        for empty in column..self.column_count() {
            let columns = (empty, empty + 1);
            cells.push(SetCell { columns, rows: (0, 1), lines: Vec::new(), align: Align::Left, style });
        }
        let heights = row_heights(&cells, 1);
        // A row that must be cut reads from the top.
        let top_aligned = heights.iter().sum::<f64>() > highest * HIGHEST_REPEATED;
        self.draw(setter, cells, &heights, top_aligned)
    }

    fn draw(&self, setter: &Typesetter<'_>, cells: Vec<SetCell>, heights: &[f64], top_aligned: bool) -> Slice {
        let height: f64 = heights.iter().sum();
        let mut items = Vec::new();
        let mut rules = vec![Item::Rule(Rule::upright(0.0, 0.0, height, HAIRLINE))];
        for cell in cells {
            let y0: f64 = heights[..cell.rows.0].iter().sum();
            let y1: f64 = y0 + heights[cell.rows.0..cell.rows.1].iter().sum::<f64>();
            let (x0, x1) = (self.edges[cell.columns.0], self.edges[cell.columns.1]);
            rules.push(Item::Rule(Rule::upright(x1, y0, y1, HAIRLINE)));
            if cell.rows.1 < heights.len() {
                rules.push(Item::Rule(Rule::level(x0, x1, y1, HAIRLINE)));
            }
            let mut stack = Stack::default();
            let free = (y1 - y0 - text_height(&cell)) / 2.0;
            stack.height = y0 + if top_aligned { LEADING } else { free };
            let span = self.cell_span(cell.columns, cell.align);
            stack.lines(setter, cell.lines, cell.style, span);
            items.append(&mut stack.items);
        }
        rules.push(Item::Rule(Rule::level(0.0, self.width(), height, HAIRLINE)));
        items.append(&mut rules);
        Slice { height, items, ..Slice::default() }
    }
}

fn text_height(cell: &SetCell) -> f64 {
    cell.lines.len() as f64 * cell.style.single()
}

/// The range of `count` places from `first` on, within `limit`.
pub(crate) fn covered(first: usize, count: usize, limit: usize) -> (usize, usize) {
    let first = first.min(limit.saturating_sub(1));
    (first, first.saturating_add(count.max(1)).min(limit.max(1)))
}

/// The height of each row: first for cells of one row, then the last row grows for cells of several.
fn row_heights(cells: &[SetCell], rows: usize) -> Vec<f64> {
    let needed = |cell: &SetCell| text_height(cell).max(cell.style.single()) + 2.0 * LEADING;
    let mut heights: Vec<f64> = vec![0.0; rows];
    for cell in cells.iter().filter(|cell| cell.rows.1 - cell.rows.0 == 1) {
        heights[cell.rows.0] = heights[cell.rows.0].max(needed(cell));
    }
    for cell in cells.iter().filter(|cell| cell.rows.1 - cell.rows.0 > 1) {
        let have: f64 = heights[cell.rows.0..cell.rows.1].iter().sum();
        heights[cell.rows.1 - 1] += (needed(cell) - have).max(0.0);
    }
    heights
}
