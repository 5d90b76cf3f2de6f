use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Checking;
use crate::tree::SuccessionKind::{SplitFrom, SplitInto};

/// The shares of a split are all there or none is. Parts of a unit that ended make 1, those of one that goes on less.
pub fn check(checking: &mut Checking<'_>) {
    let mut splits: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (row, succession) in checking.successions() {
        let old = match succession.kind {
            SplitInto => Some(succession.unit.as_str()),
            SplitFrom => succession.other.as_deref(),
            _ => None,
        };
        if let Some(old) = old {
            splits.entry((old, succession.date, succession.kind)).or_default().push(row);
        }
    }
    for ((old, _, kind), rows) in splits {
        let share = |row: &usize| checking.rows().successions[*row].share;
        let without = rows.iter().find(|row| share(row).is_none()).copied();
        let stated: Vec<Decimal> = rows.iter().filter_map(share).collect();
        let sum: Decimal = stated.iter().sum();
        let is_whole = if kind == SplitInto { sum == Decimal::ONE } else { sum < Decimal::ONE };
        let finding = match without {
            Some(_) if stated.is_empty() => continue,
            Some(row) => checking.succession("share-missing", row, "share"),
            None if is_whole => continue,
            None => {
                let mut finding = checking.succession("shares-do-not-add-up", rows[0], "share");
                let expected = if kind == SplitInto { "1" } else { "< 1" };
                finding.expected = Some(expected.to_owned());
                finding.found = Some(sum.to_string());
                finding.with("found", sum).with("expected", expected)
            }
        };
        checking.push(finding.with("unit", old));
    }
}
