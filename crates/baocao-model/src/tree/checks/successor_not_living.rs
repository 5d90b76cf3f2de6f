use super::Checking;
use crate::tree::SuccessionKind::{Dissolved, MergedInto, Moved, Renamed, SplitFrom, SplitInto};

/// Whoever takes over lives on that day; whoever came out of another begins on it, and the other goes on.
pub fn check(checking: &mut Checking<'_>) {
    let grouping = checking.grouping;
    for (row, succession) in checking.successions() {
        let day = succession.date;
        let other = match succession.kind {
            MergedInto | SplitInto | SplitFrom | Renamed => succession.other.as_deref(),
            Moved | Dissolved => None,
        };
        if let Some(unit) = other.and_then(|other| grouping.find_sound(other))
            && grouping.row_on(unit, day).is_none()
        {
            let finding = checking.succession("successor-not-living", row, "other").with("date", day);
            checking.push(finding.with("unit", grouping.ids[unit as usize]).with("life", grouping.life(unit)));
        }
        if succession.kind == SplitFrom
            && let Some(unit) = grouping.find_sound(&succession.unit)
            && grouping.life(unit).from != Some(day)
        {
            let finding = checking.succession("unit-does-not-begin", row, "date").with("date", day);
            checking.push(finding.with("unit", &succession.unit).with("life", grouping.life(unit)));
        }
    }
}
