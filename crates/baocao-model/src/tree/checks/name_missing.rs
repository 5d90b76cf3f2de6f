use super::Checking;

/// A unit without a name cannot be named in a report. Ids that are not usable are reported as such.
pub fn check(checking: &mut Checking<'_>) {
    for (row, unit) in checking.units().filter(|(_, unit)| unit.name.is_empty() && !unit.id.is_empty()) {
        checking.push(checking.unit("unit-without-name", row, "name").with("unit", &unit.id));
    }
}
