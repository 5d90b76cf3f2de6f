use super::{Checking, TreeRow};
use crate::tree::UnitRow;

/// The rows of a unit follow each other in time, without a day that two of them claim or that none does.
pub fn check(checking: &mut Checking<'_>) {
    for (row, unit) in checking.units().filter(|(_, unit)| unit.life().is_backwards()) {
        let finding = checking.unit("life-ends-before-it-begins", row, "to").with("unit", &unit.id);
        checking.push(finding.with("life", unit.life()));
    }
    let grouping = checking.grouping;
    for unit in grouping.numbers().filter(|unit| !grouping.sound[*unit as usize]) {
        let forward: Vec<u32> =
            grouping.rows_of(unit).iter().copied().filter(|row| !grouping.row(*row).life().is_backwards()).collect();
        // The row that reaches furthest so far: a later one may overlap it though not the one just before.
        let mut reaching = forward.first().copied();
        for row in forward.into_iter().skip(1) {
            let Some(before) = reaching else { break };
            compare(checking, before, row);
            if grouping.row(before).life().ends_before(grouping.row(row).life()) {
                reaching = Some(row);
            }
        }
    }
}

fn compare(checking: &mut Checking<'_>, before: u32, row: u32) {
    let (first, second): (&UnitRow, &UnitRow) = (checking.grouping.row(before), checking.grouping.row(row));
    let (first_life, second_life) = (first.life(), second.life());
    if first_life.adjoins(second_life) {
        return;
    }
    // The one that stands later in the files is the one that is likely wrong.
    let (earlier, later) = (before.min(row) as usize, before.max(row) as usize);
    let finding = if !first_life.overlaps(second_life) {
        // A row between the two that could not be read may fill the gap.
        if checking.rows().unreadable.contains(&second.id) {
            return;
        }
        let finding = checking.unit("unit-life-has-gap", row as usize, "from");
        finding.with("first", first_life).with("second", second_life)
    } else if first.parent == second.parent {
        let at = checking.place(TreeRow::Unit(earlier), "id");
        checking.unit("unit-twice", later, "id").with("first", first_life).with("second", second_life).with("at", at)
    } else {
        let parent = |unit: &UnitRow| unit.parent.clone().unwrap_or_else(|| "–".to_owned());
        let finding = checking.unit("unit-under-two-parents", later, "parent");
        let finding = finding
            .with("parents", format!("`{}` ({first_life}), `{}` ({second_life})", parent(first), parent(second)));
        finding.with("at", checking.place(TreeRow::Unit(earlier), "parent"))
    };
    checking.push(finding.with("unit", &second.id));
}
