use std::collections::BTreeMap;

use super::{Checking, TreeRow};
use crate::tree::SuccessionKind::{self, Dissolved, MergedInto, Moved, Renamed, SplitFrom, SplitInto};
use crate::tree::SuccessionRow;

/// A unit ends in one way; nothing is said twice.
pub fn check(checking: &mut Checking<'_>) {
    let mut said = BTreeMap::new();
    let mut ended: BTreeMap<&str, (usize, SuccessionKind)> = BTreeMap::new();
    for (row, succession) in checking.successions() {
        let key = (&succession.unit, succession.kind, &succession.other, succession.date);
        let first = match said.insert(key, row) {
            Some(first) => Some(first),
            None if ends_unit(succession) => {
                let (first, kind) = *ended.entry(&succession.unit).or_insert((row, succession.kind));
                // A split names every part in a row of its own.
                (first != row && (kind, succession.kind) != (SplitInto, SplitInto)).then_some(first)
            }
            None => None,
        };
        if let Some(first) = first {
            let at = checking.place(TreeRow::Succession(first), "unit");
            let finding = checking.succession("succession-twice", row, "unit");
            checking.push(finding.with("unit", &succession.unit).with("at", at));
        }
    }
}

/// True if the unit is no more after this.
pub fn ends_unit(succession: &SuccessionRow) -> bool {
    match succession.kind {
        MergedInto | SplitInto | Dissolved => true,
        Renamed => succession.other.is_some(),
        SplitFrom | Moved => false,
    }
}
