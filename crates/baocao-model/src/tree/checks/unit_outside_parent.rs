use super::Checking;

/// A unit is under another only while that one lives.
pub fn check(checking: &mut Checking<'_>) {
    let grouping = checking.grouping;
    for (row, unit) in checking.units() {
        let Some(parent) = grouping.parents[row].filter(|parent| grouping.sound[*parent as usize]) else { continue };
        let (life, parent_life) = (unit.life(), grouping.life(parent));
        if life.is_backwards() {
            continue;
        }
        let field = match (parent_life.begins_after(life), parent_life.ends_before(life)) {
            (true, _) => "from",
            (false, true) => "to",
            (false, false) => continue,
        };
        let finding = checking.unit("unit-outlives-parent", row, field).with("unit", &unit.id).with("life", life);
        checking.push(finding.with("parent", grouping.ids[parent as usize]).with("parent_life", parent_life));
    }
}
