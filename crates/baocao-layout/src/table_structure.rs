use baocao_document::{HeaderCell, Row, RowKind, Table};

use crate::structure::{Role, Scope};
use crate::table::covered;
use crate::typesetter::{Style, Typesetter};

/// The column whose cells name their rows.
const ROW_NAMES: &str = "label";

/// Which of a table's captions is set: where it begins, or on a page that it goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caption {
    First,
    Repeated,
}

impl Caption {
    /// The styles for the texts of the caption, each an element of its own the first time.
    pub(crate) fn tagged<const N: usize>(self, setter: &mut Typesetter<'_>, styles: [Style; N]) -> [Style; N] {
        if self == Self::Repeated {
            return styles;
        }
        setter.begin(Role::Caption);
        let styles = styles.map(|style| setter.tagged(style, Role::Paragraph));
        setter.end();
        styles
    }
}

/// Adds the head of a table. Returns the element of every cell of the header.
///
/// Programs that read a table out count on every place being covered once. What no cell covers gets an empty one, a cell
/// ends where another begins, and one whose place is taken joins the cell that has it.
pub(crate) fn header_elements(
    setter: &mut Typesetter<'_>,
    header: &[Vec<HeaderCell>],
    columns: usize,
) -> Vec<Vec<Option<usize>>> {
    setter.begin(Role::Head);
    let mut owners: Vec<Vec<Option<usize>>> = vec![vec![None; columns]; header.len()];
    let mut elements: Vec<Vec<Option<usize>>> = Vec::new();
    for (row, cells) in header.iter().enumerate() {
        setter.begin(Role::Row);
        for column in 0..columns {
            if owners[row][column].is_some() {
                continue;
            }
            let starts = cells.iter().find(|cell| cell.column == column);
            let (across, down) = starts.map_or((1, 1), |cell| (cell.colspan, cell.rowspan));
            let (_, end) = covered(column, across, columns);
            let free = (column..end).take_while(|column| owners[row][*column].is_none()).count();
            let (_, bottom) = covered(row, down, header.len());
            let role = Role::HeaderCell { scope: Scope::Column, columns: free, rows: bottom - row };
            let element = setter.element(role);
            for covered in &mut owners[row..bottom] {
                covered[column..column + free].fill(Some(element));
            }
        }
        setter.end();
        let last = columns.saturating_sub(1);
        elements.push(cells.iter().map(|cell| owners[row][cell.column.min(last)]).collect());
    }
    setter.end();
    elements
}

/// Adds a row of a table. Returns the element of every cell.
pub(crate) fn row_elements(
    setter: &mut Typesetter<'_>,
    table: &Table,
    row: &Row,
    columns: usize,
) -> Vec<Option<usize>> {
    setter.begin(Role::Row);
    let mut elements = Vec::new();
    let mut column = 0;
    for cell in &row.cells {
        if column < columns {
            let (_, end) = covered(column, cell.colspan, columns);
            elements.push(Some(setter.element(cell_role(table, row, column, end - column))));
            column = end;
        } else {
            // A cell beyond the last column is printed in it.
            elements.push(elements.last().copied().flatten());
        }
    }
    for _ in column..columns {
        setter.element(Role::Cell { columns: 1 });
    }
    setter.end();
    elements
}

fn cell_role(table: &Table, row: &Row, column: usize, columns: usize) -> Role {
    let names_row = table.columns.get(column).is_some_and(|column| column.id == ROW_NAMES);
    if names_row || row.kind == RowKind::Section {
        Role::HeaderCell { scope: Scope::Row, columns, rows: 1 }
    } else {
        Role::Cell { columns }
    }
}
