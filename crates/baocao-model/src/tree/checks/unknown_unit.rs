use std::collections::BTreeMap;

use super::Checking;
use crate::nearest;

/// How many ids are held against unknown names for a "did you mean"; with all of 130,000 a few names take a second.
const MOST_COMPARISONS: usize = 400_000;

/// Every unit that a row names must be there.
pub fn check(checking: &mut Checking<'_>) {
    let mut suggestions = BTreeMap::new();
    let parents = checking.units().filter_map(|(row, unit)| Some((row, unit.parent.as_deref()?)));
    for (row, parent) in parents.filter(|(_, name)| !is_known(checking, name)).collect::<Vec<_>>() {
        let nearest = suggest(checking, &mut suggestions, parent);
        checking.push(checking.unit("unknown-unit", row, "parent").with("name", parent).with_nearest(nearest));
    }
    for (row, succession) in checking.successions() {
        let named = [("unit", Some(&succession.unit)), ("other", succession.other.as_ref())];
        for (field, name) in named.into_iter().filter_map(|(field, name)| Some((field, name?))) {
            if !is_known(checking, name) {
                let nearest = suggest(checking, &mut suggestions, name);
                let finding = checking.succession("unknown-unit", row, field);
                checking.push(finding.with("name", name).with_nearest(nearest));
            }
        }
    }
}

fn is_known(checking: &Checking<'_>, name: &str) -> bool {
    checking.grouping.find(name).is_some() || checking.rows().unreadable.contains(name)
}

fn suggest<'a>(checking: &Checking<'a>, known: &mut BTreeMap<String, Option<&'a str>>, name: &str) -> Option<&'a str> {
    let ids = &checking.grouping.ids;
    if !known.contains_key(name) && known.len() * ids.len() < MOST_COMPARISONS {
        known.insert(name.to_owned(), nearest(name, ids.iter().copied()));
    }
    known.get(name).copied().flatten()
}
