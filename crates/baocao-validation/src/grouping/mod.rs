//! Findings grouped by what probably makes them, so that whoever corrects figures starts where most is settled.

mod missing;
mod open;
mod repeated;
mod settlement;
mod shared;
mod unit;

use baocao_model::{Cause, FindingGroup, Findings, Form};

use crate::grouping::open::Open;
pub use crate::grouping::settlement::{Settlement, Trials};

/// Groups the findings that were kept: the worst first, then the largest. A cause that explains more goes before one
/// that explains less: another unit, one wrong figure, one missing figure, one difference, one kind of fault.
/// `settlements` are the changes that [`Trials`] found; `form` gives tables their titles, if it could be read.
pub fn group(findings: &Findings, form: Option<&Form>, settlements: &[Settlement]) -> Vec<FindingGroup> {
    let kept = findings.kept();
    let title = |id: &str| form.and_then(|form| form.table(id)).map_or_else(|| id.to_owned(), |t| t.title.clone());
    let mut open = Open::new(kept);
    unit::group(&mut open, &title);
    settlement::group(&mut open, settlements);
    missing::group(&mut open);
    shared::group(&mut open);
    repeated::group(&mut open, &title, findings);
    let mut groups = open.finish();
    // A kind of fault is counted in full even where only its first findings are kept.
    for group in groups.iter_mut().filter(|group| matches!(group.cause, Cause::Repeated { .. })) {
        group.count = group.count.max(findings.count_of(&kept[group.members[0]].kind()));
    }
    groups.sort_by_key(|group| (group.severity, std::cmp::Reverse(group.count), group.members[0]));
    groups
}
