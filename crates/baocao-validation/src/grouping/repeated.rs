use std::collections::BTreeMap;

use baocao_model::{Cause, Findings, Kind};

use super::open::Open;

/// From so many findings on, it is the table that was misunderstood and not the single figure.
const FEWEST: usize = 5;

/// The same fault throughout a table.
pub fn group(open: &mut Open<'_>, title: &dyn Fn(&str) -> String, findings: &Findings) {
    let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (index, finding) in open.rest() {
        let kind = finding.kind();
        if kind.table.is_some() {
            kinds.entry(kind).or_default().push(index);
        }
    }
    for (kind, members) in kinds {
        if findings.count_of(&kind) >= FEWEST {
            let table = kind.table.as_deref().map(title).unwrap_or_default();
            open.take(Cause::Repeated { table }, &members);
        }
    }
}
