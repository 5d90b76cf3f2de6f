//! What is told of submissions beside their figures: several of one unit, rows of their own, none at all.

use std::collections::BTreeSet;
use std::path::Path;

use baocao_aggregation::{Entries, EntryId, Selected};
use baocao_intake::submissions::Submissions;
use baocao_model::{Finding, Form, Place, Snapshot};

use super::gather::place;

/// What is to be said of units that reported more than once.
pub fn findings(
    entries: &Entries,
    selected: &Selected,
    snapshot: &Snapshot<'_>,
    submissions: &Submissions,
) -> Vec<Finding> {
    let at = |id: EntryId| -> Place {
        let entry = entries.get(id);
        place(submissions, entry.source.file, entry.source.record)
    };
    let finding = |make: fn(&'static str, Place) -> Finding, code, (earlier, kept): (EntryId, EntryId)| {
        let unit = snapshot.id(entries.get(earlier).unit);
        make(code, at(earlier)).with("unit", unit).with("kept", at(kept))
    };
    let replaced = selected.replaced.iter().map(|pair| finding(Finding::note, "submission-replaced", *pair));
    let clashing = selected.clashing.iter().map(|pair| {
        // The same twice does no harm; two different ones without an order do.
        if entries.alike(pair.0, pair.1) {
            finding(Finding::warning, "submission-repeated", *pair)
        } else {
            finding(Finding::error, "submission-twice", *pair)
        }
    });
    replaced.chain(clashing).collect()
}

/// Tables whose rows each unit names itself: their figures are not of one thing, so they are not brought together.
pub fn left_out(tables: &BTreeSet<String>, form: &Form, submissions: &Path) -> Option<Finding> {
    let titles = tables.iter().filter_map(|id| form.table(id)).map(|table| &*table.title).collect::<Vec<_>>();
    let finding = || {
        let place = Place::file(submissions.display().to_string());
        Finding::note("rows-not-rolled-up", place).with("tables", titles.join("; "))
    };
    (!titles.is_empty()).then(finding)
}

/// Submissions that bring no figure at all: their units count as having reported, which may not be what they meant.
pub fn empty(entries: &Entries, submissions: &Submissions) -> Option<Finding> {
    let mut empty = entries.without_figures();
    let first = empty.next()?;
    let place = place(submissions, first.source.file, first.source.record);
    Some(Finding::warning("submissions-without-figures", place).with("count", 1 + empty.count()))
}
