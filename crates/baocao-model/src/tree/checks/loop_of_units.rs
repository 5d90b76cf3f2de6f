//! Units that are, on some day, above themselves.

use std::collections::BTreeSet;

use super::Checking;
use crate::Date;
use crate::tree::grouping::{Grouping, UnitNumber};

/// Follows the parents of units that may be in a loop, on every day on which a row of theirs begins.
pub fn check(checking: &mut Checking<'_>) {
    let grouping = checking.grouping;
    let core = units_between_loops(grouping);
    let rows = || core.iter().flat_map(|unit| grouping.rows_of(*unit)).map(|row| grouping.row(*row));
    let days: BTreeSet<Option<Date>> = rows().map(|row| row.from).collect();
    let mut seen = BTreeSet::new();
    for day in days {
        for (members, row) in loops_on(grouping, &core, day) {
            if !seen.insert(members.clone()) {
                continue;
            }
            let names = members.iter().chain(&members[..1]).map(|unit| format!("`{}`", grouping.ids[*unit as usize]));
            let finding = checking.unit("units-in-a-loop", row as usize, "parent");
            let finding = finding.with("loop", names.collect::<Vec<_>>().join(" → "));
            checking.push(match day {
                Some(day) => finding.with("date", day),
                None => finding,
            });
        }
    }
}

/// The loops of one day: their units from the smallest id on, and that one's row.
fn loops_on(grouping: &Grouping<'_>, core: &[UnitNumber], day: Option<Date>) -> Vec<(Vec<UnitNumber>, u32)> {
    let row_on = |unit| match day {
        Some(day) => grouping.row_on(unit, day),
        None => grouping.rows_of(unit).iter().copied().find(|row| grouping.row(*row).from.is_none()),
    };
    let above = |unit| row_on(unit).and_then(|row| grouping.parents[row as usize]);
    let mut loops = Vec::new();
    let mut done = BTreeSet::new();
    for unit in core {
        let mut path = Vec::new();
        let mut next = Some(*unit);
        while let Some(unit) = next.filter(|unit| done.insert(*unit)) {
            path.push(unit);
            next = above(unit);
        }
        if let Some(start) = next.and_then(|unit| path.iter().position(|member| *member == unit)) {
            let mut members = path.split_off(start);
            let smallest = members.iter().enumerate().min_by_key(|(_, unit)| **unit).map_or(0, |(at, _)| at);
            members.rotate_left(smallest);
            let row = row_on(members[0]).expect("a unit in a loop has a row that names its parent");
            loops.push((members, row));
        }
    }
    loops
}

/// The units that neither lead up to a top nor down to an end, whatever the day: in sound trees none.
fn units_between_loops(grouping: &Grouping<'_>) -> Vec<UnitNumber> {
    let links: Vec<(UnitNumber, UnitNumber)> = grouping
        .numbers()
        .flat_map(|unit| grouping.rows_of(unit).iter().map(move |row| (unit, *row)))
        .filter_map(|(unit, row)| Some((unit, grouping.parents[row as usize]?)))
        .collect();
    let upwards = peel(grouping.ids.len(), links.iter().map(|(unit, parent)| (*parent, *unit)));
    let between = links.into_iter().filter(|(unit, parent)| upwards[*unit as usize] && upwards[*parent as usize]);
    let both = peel(grouping.ids.len(), between);
    grouping.numbers().filter(|unit| both[*unit as usize] && upwards[*unit as usize]).collect()
}

/// Takes away, again and again, what nothing that is left leads to; says what stays.
fn peel(count: usize, links: impl Iterator<Item = (UnitNumber, UnitNumber)>) -> Vec<bool> {
    let mut links: Vec<_> = links.collect();
    links.sort_unstable();
    let mut waiting = vec![0_u32; count];
    links.iter().for_each(|(_, to)| waiting[*to as usize] += 1);
    let mut free: Vec<_> = (0..count as u32).filter(|unit| waiting[*unit as usize] == 0).collect();
    while let Some(unit) = free.pop() {
        let start = links.partition_point(|(from, _)| *from < unit);
        for (_, to) in links[start..].iter().take_while(|(from, _)| *from == unit) {
            waiting[*to as usize] -= 1;
            if waiting[*to as usize] == 0 {
                free.push(*to);
            }
        }
    }
    waiting.iter().map(|waiting| *waiting > 0).collect()
}
