//! Where the parts of a table stand on its sheet.

use baocao_exporter::{Cell, HeaderCell, Row, RowKind, Table};

/// A piece of a table at its place. Rows count from the sheet's top.
#[derive(Debug)]
pub struct Placed<'a, T> {
    pub item: &'a T,
    pub row: u32,
    pub column: u16,
    pub rowspan: u32,
    pub colspan: u16,
}

/// A row of a table at its place.
#[derive(Debug)]
pub struct PlacedRow<'a> {
    pub row: &'a Row,
    pub at: u32,
    pub cells: Vec<Placed<'a, Cell>>,
}

/// A table at its place.
#[derive(Debug)]
pub struct TableLayout<'a> {
    pub table: &'a Table,
    /// How many columns the table covers, at least 1.
    pub width: u16,
    pub first_header_row: u32,
    pub header: Vec<Placed<'a, HeaderCell>>,
    pub rows: Vec<PlacedRow<'a>>,
}

impl<'a> TableLayout<'a> {
    /// Lays a table out from the given row of its sheet.
    pub fn new(table: &'a Table, top: u32) -> Self {
        let header = place_header(table, top);
        let first_row = top + table.header.len() as u32;
        let columns = table.columns.len().clamp(1, usize::from(MOST_COLUMNS)) as u16;
        let rows: Vec<_> = table
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| place_row(row, first_row + index as u32, columns))
            .collect();
        let ends = header.iter().map(|cell| cell.column + cell.colspan);
        let row_ends = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.colspan);
        let width = ends.chain(row_ends).fold(columns, u16::max);
        Self { table, width, first_header_row: top, header, rows }
    }

    /// Returns the first row below the header.
    pub fn first_row(&self) -> u32 {
        self.first_header_row + self.table.header.len() as u32
    }

    /// Returns the first row below the table.
    pub fn end(&self) -> u32 {
        self.first_row() + self.rows.len() as u32
    }

    /// Returns how many columns on the left name the row and should stay in sight.
    pub fn leading_columns(&self) -> u16 {
        self.table.columns.iter().take_while(|column| matches!(column.id.as_str(), "number" | "label")).count() as u16
    }
}

/// Wider tables than this do not fit beside the links on a sheet.
const MOST_COLUMNS: u16 = 16_000;

/// Places header cells; one that would lie on another moves right, so that its text is not lost.
fn place_header(table: &Table, top: u32) -> Vec<Placed<'_, HeaderCell>> {
    let levels = table.header.len();
    let mut taken: Vec<Vec<bool>> = vec![Vec::new(); levels];
    let mut placed = Vec::new();
    for (level, cell) in
        table.header.iter().enumerate().flat_map(|(level, row)| row.iter().map(move |cell| (level, cell)))
    {
        let rowspan = cell.rowspan.clamp(1, levels - level);
        let wanted = cell.column.min(usize::from(MOST_COLUMNS));
        let mut colspan = cell.colspan.clamp(1, table.columns.len().saturating_sub(wanted).max(1));
        let mut column = wanted;
        if !is_free(&taken, level, rowspan, column, colspan) {
            colspan = 1;
            while !is_free(&taken, level, rowspan, column, colspan) {
                column += 1;
            }
        }
        for row in &mut taken[level..level + rowspan] {
            row.resize(row.len().max(column + colspan), false);
            row[column..column + colspan].fill(true);
        }
        placed.push(Placed {
            item: cell,
            row: top + level as u32,
            column: column as u16,
            rowspan: rowspan as u32,
            colspan: colspan as u16,
        });
    }
    placed
}

fn is_free(taken: &[Vec<bool>], level: usize, rowspan: usize, column: usize, colspan: usize) -> bool {
    taken[level..level + rowspan].iter().all(|row| row.iter().skip(column).take(colspan).all(|taken| !taken))
}

fn place_row(row: &Row, at: u32, columns: u16) -> PlacedRow<'_> {
    let mut next = 0_u16;
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        // A section's only cell covers the table even where its span was not given.
        let whole = row.kind == RowKind::Section && row.cells.len() == 1;
        let most = columns.saturating_sub(next).max(1);
        let colspan = if whole { columns } else { cell.colspan.clamp(1, usize::from(most)) as u16 };
        cells.push(Placed { item: cell, row: at, column: next.min(MOST_COLUMNS), rowspan: 1, colspan });
        next = next.saturating_add(colspan);
    }
    PlacedRow { row, at, cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baocao_exporter::{Block, specimen};

    fn specimen_table(document: &baocao_exporter::Document) -> &Table {
        document.body.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
    }

    #[test]
    fn cells_stand_under_their_columns() {
        let document = specimen::specimen();
        let layout = TableLayout::new(specimen_table(&document), 3);
        assert_eq!((layout.first_row(), layout.end(), layout.width), (5, 10, 6));
        assert_eq!(layout.leading_columns(), 2);
        let section = &layout.rows[0].cells;
        assert_eq!((section.len(), section[0].colspan), (1, 6));
        let share = layout.rows[1].cells.last().unwrap();
        assert_eq!((share.row, share.column), (6, 5));
    }

    #[test]
    fn header_cells_that_overlap_keep_apart() {
        let mut table = specimen_table(&specimen::specimen()).clone();
        let greedy = HeaderCell { text: "Chồng".to_owned(), column: 0, colspan: 90, rowspan: 90 };
        table.header[1].push(greedy);
        let layout = TableLayout::new(&table, 0);
        let moved = layout.header.last().unwrap();
        assert_eq!((moved.column, moved.colspan, moved.rowspan), (6, 1, 1));
        assert_eq!(layout.width, 7);
    }
}
