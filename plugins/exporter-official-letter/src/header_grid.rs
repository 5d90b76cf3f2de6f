use baocao_exporter::HeaderCell;

/// What stands in one place of a header's grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place<'a> {
    /// Nothing; a gap in the header.
    Empty,
    /// The upper left place of a cell with its size, cut to fit.
    Origin { cell: &'a HeaderCell, colspan: usize, rowspan: usize },
    /// A lower row of a cell, at its leftmost column.
    Below { colspan: usize },
    /// The rest of a cell, which its leftmost place covers.
    Covered,
}

/// Lays the cells of a header out in rows of at least `columns` places.
///
/// A cell that meets another moves to the next free place and is cut to fit; if there is none, the grid grows.
pub fn lay_out(header: &[Vec<HeaderCell>], columns: usize) -> Vec<Vec<Place<'_>>> {
    let mut grid = vec![vec![Place::Empty; columns]; header.len()];
    for (row, cells) in header.iter().enumerate() {
        for cell in cells {
            let column = free_column(&mut grid, row, cell.column);
            let colspan = free_run(&grid[row][column..]).min(cell.colspan.max(1));
            let below = grid[row..].iter().take_while(|places| free_run(&places[column..]) >= colspan).count();
            let rowspan = cell.rowspan.max(1).min(below);
            occupy(&mut grid, row, column, Place::Origin { cell, colspan, rowspan });
        }
    }
    grid
}

fn occupy<'a>(grid: &mut [Vec<Place<'a>>], row: usize, column: usize, place: Place<'a>) {
    let Place::Origin { colspan, rowspan, .. } = place else {
        return;
    };
    for (offset, places) in grid[row..row + rowspan].iter_mut().enumerate() {
        places[column..column + colspan].fill(Place::Covered);
        places[column] = if offset == 0 { place } else { Place::Below { colspan } };
    }
}

/// The wanted column, or the next free one if it is taken.
fn free_column(grid: &mut [Vec<Place<'_>>], row: usize, wanted: usize) -> usize {
    let columns = grid[row].len();
    let free = (wanted..columns).find(|column| grid[row][*column] == Place::Empty);
    free.unwrap_or_else(|| {
        grid.iter_mut().for_each(|places| places.push(Place::Empty));
        columns
    })
}

fn free_run(places: &[Place<'_>]) -> usize {
    places.iter().take_while(|place| **place == Place::Empty).count()
}
