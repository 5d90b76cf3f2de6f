use baocao_model::{Address, Computation, Finding, Value, signed, trimmed};

use crate::scope::{Cell, Scope, compare};

/// A reported total must equal the sum of its parts, along its row and along its column.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let check_cell =
        |cell: Cell<'_>| sums(scope, &cell).into_iter().filter_map(|parts| check(scope, &cell, &parts)).collect();
    scope.reported().flat_map::<Vec<_>, _>(check_cell).collect()
}

/// A part with its sign: true if it is subtracted.
type Part = (Address, bool);

/// The sums that the form declares for a figure: one over the columns of its row, one over the rows of its column.
fn sums(scope: &Scope<'_>, cell: &Cell<'_>) -> Vec<Vec<Part>> {
    if !matches!(cell.figure.computation, Some(Computation::Sum(..))) {
        return Vec::new();
    }
    let part = |address: Address, negative| (scope.figures().get(&address).is_some()).then_some((address, negative));
    let across = cell.column.sum_of.iter().map(|column| signed(column));
    let across =
        across.filter_map(|(column, negative)| part(Address::new(&*cell.table.id, &*cell.row.id, column), negative));
    let down = cell.row.sum_of.iter().map(|row| signed(row));
    let down = down.filter_map(|(row, negative)| part(Address::new(&*cell.table.id, row, &*cell.column.id), negative));
    [across.collect(), down.collect()].into_iter().filter(|parts: &Vec<Part>| !parts.is_empty()).collect()
}

fn check(scope: &Scope<'_>, cell: &Cell<'_>, parts: &[Part]) -> Option<Finding> {
    let found = cell.figure.value.number()?;
    let of = |negative: bool| parts.iter().filter(|part| part.1 == negative).map(|part| part.0.clone()).collect();
    let computed = scope.figures().compute(&Computation::Sum(of(false), of(true)))?;
    let Value::Number(expected) = computed else { return None };
    if found == expected {
        return None;
    }
    let mut sentence = String::new();
    for (address, negative) in parts {
        let sign = match (sentence.is_empty(), negative) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        };
        sentence.push_str(sign);
        sentence.extend(scope.figures().value(address).addend().map(trimmed));
    }
    let finding = scope.error("total-differs-from-parts", cell, &parts.iter().map(|part| &part.0).collect::<Vec<_>>());
    Some(compare(finding.with("parts", sentence), found, expected))
}
