//! Several submissions of one unit: the last counts, the others stay, and both are told.

use baocao_aggregation::{Entries, EntryId, Selected};
use baocao_intake::submissions::Submissions;
use baocao_model::{Finding, Place, Snapshot};

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
