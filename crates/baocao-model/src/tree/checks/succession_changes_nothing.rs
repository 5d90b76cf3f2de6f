use super::Checking;
use crate::tree::SuccessionKind::{Moved, Renamed};
use crate::tree::SuccessionRow;
use crate::tree::grouping::Grouping;

/// A move and a new name without a new id must show in the unit's own rows: those are what the tree follows.
pub fn check(checking: &mut Checking<'_>) {
    for (row, succession) in checking.successions() {
        if shows(checking.grouping, succession) == Some(false) {
            let finding = checking.succession("succession-changes-nothing", row, "date").with("date", succession.date);
            checking.push(finding.with("unit", &succession.unit).with("kind", succession.kind.name()));
        }
    }
}

/// Whether the unit's rows show the change; none if there is nothing to look at.
fn shows(grouping: &Grouping<'_>, succession: &SuccessionRow) -> Option<bool> {
    let unit = grouping.find_sound(&succession.unit)?;
    let row = |day| grouping.row_on(unit, day).map(|row| grouping.row(row));
    let before = succession.date.previous_day().and_then(row);
    let after = row(succession.date);
    match (succession.kind, &succession.other) {
        (Moved, Some(other)) => {
            let is_under =
                |row: Option<&crate::tree::UnitRow>| row.is_some_and(|row| row.parent.as_ref() == Some(other));
            Some(before.is_some() && is_under(after) && !is_under(before))
        }
        (Renamed, None) => Some(matches!((before, after), (Some(before), Some(after)) if before.name != after.name)),
        _ => None,
    }
}
