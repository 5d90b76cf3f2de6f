//! Tables that a conversion wrote with a cell on each line: a tab begins a cell, a blank line ends a row.

use std::ops::Range;

use super::passage_builder::{At, PassageBuilder};
use super::plain::Line;
use crate::passage::{Passage, PassageKind, Table, Text};

/// The cells of a table by rows; each cell is a list of lines.
pub type Rows = Vec<Vec<Vec<usize>>>;

/// Reads a table that begins at a line; returns the line after it.
pub fn table(lines: &[Line<'_>], at: usize) -> Option<(Rows, usize)> {
    let lead = !starts_cell(&lines[at]) && lines[at].text.starts_with(' ') && is_short(&lines[at], 20);
    let first = if lead { at + 1 } else { at };
    if !lines.get(first).is_some_and(starts_cell) || lines[at].is_blank() && !starts_cell(&lines[at]) {
        return None;
    }
    let (cells, end) = cells(lines, at, lead);
    let rows = rows(&cells)?;
    Some((rows, end))
}

/// A cell: its lines, and whether a blank line came right before it.
struct Cell {
    lines: Vec<usize>,
    apart: bool,
}

fn starts_cell(line: &Line<'_>) -> bool {
    line.text.starts_with('\t')
}

fn is_short(line: &Line<'_>, most: usize) -> bool {
    let count = line.text.trim().chars().count();
    count > 0 && count <= most
}

fn cells(lines: &[Line<'_>], at: usize, lead: bool) -> (Vec<Cell>, usize) {
    let mut cells = Vec::new();
    if lead {
        cells.push(Cell { lines: vec![at], apart: false });
    }
    let mut index = if lead { at + 1 } else { at };
    let mut end = index;
    while index < lines.len() {
        let line = &lines[index];
        let apart = index > at && lines[index - 1].is_blank() && !starts_cell(&lines[index - 1]);
        if starts_cell(line) {
            let own = if line.is_blank() { Vec::new() } else { vec![index] };
            cells.push(Cell { lines: own, apart });
            end = index + 1;
        } else if !line.is_blank() {
            let Some(cell) = cells.last_mut() else { break };
            if !belongs(lines, index, cell, apart) {
                break;
            }
            cell.lines.push(index);
            end = index + 1;
        }
        index += 1;
    }
    (cells, end)
}

/// True if a line without a tab is part of the cell before it.
fn belongs(lines: &[Line<'_>], index: usize, cell: &Cell, apart: bool) -> bool {
    if !cell.lines.is_empty() {
        return !apart && is_short(&lines[index], 200);
    }
    let number =
        lines[index].text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | ' '));
    let more_cells = lines[index + 1..].iter().take(3).any(starts_cell);
    number && is_short(&lines[index], 30)
        || !apart && is_short(&lines[index], 120) && more_cells
        || is_short(&lines[index], 30) && more_cells && !super::plain::is_numbered(lines[index].text)
}

/// Rows by the number of columns of the first one, or by the blank lines.
fn rows(cells: &[Cell]) -> Option<Rows> {
    let columns = 1 + cells.iter().skip(1).take_while(|cell| !cell.apart).count();
    let lines = |cells: &[Cell]| cells.iter().map(|cell| cell.lines.clone()).collect::<Vec<_>>();
    if columns < 2 || cells.len() < 2 * columns {
        return None;
    }
    if cells.len().is_multiple_of(columns) {
        return Some(cells.chunks(columns).map(lines).collect());
    }
    let mut rows: Rows = Vec::new();
    for cell in cells {
        if cell.apart || rows.is_empty() {
            rows.push(Vec::new());
        }
        rows.last_mut().expect("a row was begun").push(cell.lines.clone());
    }
    let widest = rows.iter().map(Vec::len).max()?;
    rows.iter_mut().for_each(|row| row.resize(widest, Vec::new()));
    Some(rows)
}

/// Adds a table with its cells to a text.
pub fn add(text: &mut Text, lines: &[Line<'_>], rows: Rows) {
    let caption = text.passages.len().checked_sub(1).filter(|index| !text.passages[*index].is_cell());
    let index = text.tables.len();
    let mut table = Table { caption, ..Table::default() };
    let mut place = At { line: 1, column: 1, source: 0 };
    for (row, cells) in rows.iter().enumerate() {
        let mut fields = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let kind = PassageKind::Cell { table: index, row, column };
            fields.push(text.passages.len());
            text.passages.push(cell_passage(lines, cell, kind, &mut place));
        }
        table.rows.push(fields);
    }
    text.tables.push(table);
}

/// A cell as a passage. An empty one stands where the one before it stands.
fn cell_passage(lines: &[Line<'_>], cell: &[usize], kind: PassageKind, place: &mut At) -> Passage {
    let mut builder = PassageBuilder::default();
    for line in cell.iter().map(|index| &lines[*index]) {
        let range = trimmed(line.text);
        let column = u32::try_from(line.text[..range.start].chars().count() + 1).unwrap_or(u32::MAX);
        *place = At { line: line.number, column, source: line.source + range.start };
        builder.space();
        builder.push(&line.text[range], *place);
    }
    let mut passage = builder.finish(kind);
    if passage.marks.is_empty() {
        passage.marks.push(crate::passage::Mark {
            offset: 0,
            line: place.line,
            column: place.column,
            source: place.source,
        });
    }
    passage
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
