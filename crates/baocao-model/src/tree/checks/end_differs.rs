use super::Checking;
use super::succession_twice::ends_unit;

/// A unit that was merged, divided, renamed to another id or dissolved lived up to the day before, and no longer.
pub fn check(checking: &mut Checking<'_>) {
    let grouping = checking.grouping;
    for (row, succession) in checking.successions().filter(|(_, succession)| ends_unit(succession)) {
        let Some(unit) = grouping.find_sound(&succession.unit) else { continue };
        let (life, day_before) = (grouping.life(unit), succession.date.previous_day());
        let code = match life.to {
            to if to.is_none() || to >= Some(succession.date) => "unit-lives-on",
            to if to == day_before => continue,
            _ => "unit-ends-earlier",
        };
        let finding = checking.succession(code, row, "date").with("unit", &succession.unit).with("life", life);
        let finding = finding.with("kind", succession.kind.name()).with("date", succession.date);
        checking.push(match day_before {
            Some(day) => finding.with("day_before", day),
            None => finding,
        });
    }
}
