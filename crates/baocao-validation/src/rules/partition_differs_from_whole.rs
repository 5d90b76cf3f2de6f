use baocao_model::{Address, ColumnKind, Computation, Finding, Value, trimmed};

use crate::scope::{Cell, Scope, compare};

/// Groups that share out a whole must add up to it, in every number column.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let groups = |cell: Cell<'_>| {
        let numbers = cell.column.kind == ColumnKind::Number;
        let groups = cell.row.partitions.iter().filter(|_| numbers);
        groups.filter_map(|group| check(scope, &cell, group)).collect()
    };
    scope.reported().flat_map::<Vec<_>, _>(groups).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>, group: &[String]) -> Option<Finding> {
    let parts = group.iter().map(|row| Address::new(&*cell.table.id, &**row, &*cell.column.id));
    let parts: Vec<_> = parts.filter(|part| scope.figures().get(part).is_some()).collect();
    let found = cell.figure.value.number()?;
    let Value::Number(expected) = scope.figures().compute(&Computation::Sum(parts.clone(), Vec::new()))? else {
        return None;
    };
    if found == expected {
        return None;
    }
    let shown = |part: &Address| scope.figures().value(part).addend().filter(|number| !number.is_zero()).map(trimmed);
    let sentence = parts.iter().filter_map(shown).collect::<Vec<_>>().join(" + ");
    let finding = scope.error("partition-differs-from-whole", cell, &parts.iter().collect::<Vec<_>>());
    Some(compare(finding.with("parts", sentence), found, expected))
}
