use baocao_model::{Address, Finding};

use crate::scope::{Cell, Scope, compare};

/// An "of which" figure cannot be larger than the figure it is a part of.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    scope
        .reported()
        .flat_map(|cell| wholes(&cell).into_iter().filter_map(move |whole| check(scope, &cell, &whole)))
        .collect()
}

fn wholes(cell: &Cell<'_>) -> Vec<Address> {
    let column = cell.column.within.iter().map(|column| Address::new(&*cell.table.id, &*cell.row.id, &**column));
    let row = cell.row.within.iter().map(|row| Address::new(&*cell.table.id, &**row, &*cell.column.id));
    column.chain(row).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>, whole: &Address) -> Option<Finding> {
    let (found, limit) = (cell.figure.value.number()?, scope.number(whole)?);
    if found <= limit {
        return None;
    }
    let finding = scope.error("part-exceeds-whole", cell, &[whole]).with("whole", scope.label(whole));
    Some(compare(finding, found, limit))
}
