use std::rc::Rc;

use baocao_document::{Align, HeaderCell, Row, RowKind, Table};

use crate::flow::Flow;
use crate::lines::{Line, Span, balance_lines, break_lines};
use crate::page::{Item, Rule};
use crate::slice::{HAIRLINE, Slice, Stack};
use crate::typesetter::{Style, Typesetter};

/// The space between a cell's edge and its text, at the sides and above and below.
const PADDING: f64 = 4.0;
const LEADING: f64 = 2.0;
/// The space around a table.
const AROUND: f64 = 6.0;
/// Text in a table that is too wide for its numbers shrinks to this size, no further.
const SMALLEST_SIZE: f64 = 8.0;
/// A word that needs more than this share of the table's width is cut rather than given the room.
const WIDEST_WORD: f64 = 0.2;
/// A header higher than this share of the page is not repeated.
const HIGHEST_REPEATED: f64 = 0.5;

/// Sets a table: caption, unit, header, rows, notes.
pub(crate) fn push_table(setter: &mut Typesetter<'_>, flow: &mut Flow, table: &Table, at: &str) {
    let width = flow.frame().text_width();
    let grid = Grid::new(setter, table, width);
    let mut title = title(setter, &grid, table, "", at);
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
    push_notes(setter, flow, table, at);
}

/// The caption, with words after it, and the unit line.
fn title(setter: &mut Typesetter<'_>, grid: &Grid, table: &Table, continued: &str, at: &str) -> Slice {
    let body = &setter.letterhead.body;
    let (caption_style, unit_style) = (Style::from(body.caption), Style::from(body.unit));
    let mut stack = Stack::default();
    if !table.caption.is_empty() {
        let caption =
            if continued.is_empty() { table.caption.clone() } else { format!("{} {continued}", table.caption) };
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
        let mut style = Style::new(setter.letterhead.body.table_size, false, false);
        let shares = shares(table);
        loop {
            let needed = needed_widths(setter, table, style, width, shares.len());
            if needed.iter().sum::<f64>() <= width || style.size <= SMALLEST_SIZE {
                let mut edges = vec![0.0];
                let mut x = 0.0;
                for column in fitted_widths(&shares, &needed, width) {
                    x += column;
                    edges.push(x);
                }
                return Self { edges, style };
            }
            style.size -= 0.5;
        }
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
        if table.caption.is_empty() {
            return header.clone();
        }
        let continued = setter.letterhead.body.continued.clone();
        let mut slice = title(setter, self, table, &continued, at);
        let down = slice.height;
        slice.items.extend(header.items.iter().cloned().map(|item| item.moved(0.0, down)));
        slice.height += header.height;
        slice
    }

    fn header(&self, setter: &mut Typesetter<'_>, table: &Table, at: &str) -> Slice {
        let style = self.style.bold();
        let depth = table.header.len();
        let mut cells = Vec::new();
        for (row, header_cells) in table.header.iter().enumerate() {
            for cell in header_cells {
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
        for cell in &row.cells {
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
fn covered(first: usize, count: usize, limit: usize) -> (usize, usize) {
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

/// The share of each column, of as many columns as any row needs.
fn shares(table: &Table) -> Vec<f64> {
    let header = table.header.iter().flatten().map(|cell| cell.column.saturating_add(cell.colspan.max(1)));
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.colspan.max(1)).sum());
    let count = header.chain(rows).chain([table.columns.len(), 1]).max().unwrap_or(1);
    // A span beyond all reason must not ask for all memory.
    let count = count.min(table.columns.len().max(1) + 256);
    let mut shares: Vec<f64> = table.columns.iter().map(|column| column.width.max(0.0)).collect();
    let average = if shares.is_empty() { 1.0 } else { shares.iter().sum::<f64>() / shares.len() as f64 };
    shares.resize(count, average);
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        shares.iter().map(|share| share / sum).collect()
    } else {
        vec![1.0 / count as f64; count]
    }
}

/// The width that each column needs so that no word is cut.
fn needed_widths(setter: &Typesetter<'_>, table: &Table, style: Style, width: f64, columns: usize) -> Vec<f64> {
    let most = width * WIDEST_WORD;
    let mut needed = vec![2.0 * PADDING; columns];
    let mut need = |column: usize, text: &str, style: Style| {
        if let Some(needed) = needed.get_mut(column) {
            let word = widest_word(setter, text, style);
            if word <= most {
                *needed = needed.max(word + 2.0 * PADDING);
            }
        }
    };
    for cell in table.header.iter().flatten().filter(|cell: &&HeaderCell| cell.colspan <= 1) {
        need(cell.column, &cell.text, style.bold());
    }
    for row in &table.rows {
        let mut column = 0;
        for cell in &row.cells {
            if cell.colspan <= 1 {
                need(column, &cell.text, style.bold());
            }
            column = column.saturating_add(cell.colspan.max(1));
        }
    }
    needed
}

fn widest_word(setter: &Typesetter<'_>, text: &str, style: Style) -> f64 {
    let metrics = setter.metrics(style);
    let width = |word: &str| word.chars().filter_map(|character| metrics.advance(character)).sum::<f64>() * style.size;
    text.split_whitespace().map(width).fold(0.0, f64::max)
}

/// Columns that need more than their share get it from those that have some to spare.
fn fitted_widths(shares: &[f64], needed: &[f64], width: f64) -> Vec<f64> {
    let total: f64 = needed.iter().sum();
    if total >= width {
        return needed.iter().map(|needed| needed / total * width).collect();
    }
    let given = shares.iter().map(|share| share * width);
    let missing: f64 = given.clone().zip(needed).map(|(given, needed)| (needed - given).max(0.0)).sum();
    let spare: f64 = given.clone().zip(needed).map(|(given, needed)| (given - needed).max(0.0)).sum();
    given
        .zip(needed)
        .map(|(given, needed)| if given <= *needed { *needed } else { given - (given - needed) * missing / spare })
        .collect()
}
