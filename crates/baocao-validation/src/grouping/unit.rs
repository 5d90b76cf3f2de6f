use std::collections::BTreeMap;

use baocao_model::{Cause, Finding, parse_number};
use rust_decimal::Decimal;

use super::open::Open;

/// Figures of one table that are all a thousand or a million times off were filled in with another unit; so were those
/// that share a table with a unit that cannot be right.
pub fn group(open: &mut Open<'_>, title: &dyn Fn(&str) -> String) {
    let mut tables: BTreeMap<(String, Decimal), Vec<usize>> = BTreeMap::new();
    let mut doubtful: BTreeMap<String, usize> = BTreeMap::new();
    for (index, finding) in open.rest() {
        let Some(table) = finding.kind().table else { continue };
        if finding.code == "implausible-unit" {
            doubtful.insert(table, index);
        } else if let Some(factor) = factor(finding) {
            tables.entry((table, factor)).or_default().push(index);
        }
    }
    for ((table, factor), mut members) in tables {
        members.extend(doubtful.get(&table));
        let cause = Cause::Unit { table: title(&table), factor: factor.to_string() };
        open.take(cause, &members);
    }
}

/// How many times too large or too small the figure is, if that is what units differ by.
fn factor(finding: &Finding) -> Option<Decimal> {
    let number = |text: &Option<String>| parse_number(text.as_ref()?).filter(|number| !number.is_zero());
    let (found, expected) = (number(&finding.found)?, number(&finding.expected)?);
    let (small, large) = if found.abs() < expected.abs() { (found, expected) } else { (expected, found) };
    let quotient = large.checked_div(small)?;
    [1_000, 1_000_000, 1_000_000_000].into_iter().map(Decimal::from).find(|factor| *factor == quotient)
}
