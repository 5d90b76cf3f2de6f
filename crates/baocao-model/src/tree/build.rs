use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::grouping::Grouping;
use super::{FieldPlace, Succession, SuccessionKind, Tree, TreeRow, TreeRows, Unit, UnitIndex, checks};
use crate::{Place, Refusal};

impl Tree {
    /// Makes a tree of rows. Everything that is wrong with them, reading included, is reported at once, in the order of
    /// the files.
    pub fn build(rows: &TreeRows, place: &FieldPlace<'_>) -> Result<Self, Refusal> {
        let grouping = Grouping::new(rows);
        let mut findings = rows.findings.clone();
        findings.extend(checks::findings(&grouping, place));
        if findings.is_empty() {
            return Ok(from_sound(&grouping, place));
        }
        let key = |place: &Place| (place.file.clone(), place.line, place.column);
        findings.sort_by_cached_key(|finding| key(&finding.place));
        Err(Refusal(findings))
    }
}

fn from_sound(grouping: &Grouping<'_>, place: &FieldPlace<'_>) -> Tree {
    let ids: Vec<Arc<str>> = grouping.ids.iter().map(|id| Arc::from(*id)).collect();
    let indices: HashMap<_, _> = ids.iter().cloned().zip((0..).map(UnitIndex)).collect();
    let mut tiers = BTreeSet::new();
    let mut units = Vec::with_capacity(grouping.rows.units.len());
    let mut ends = Vec::with_capacity(ids.len());
    let mut end_places = BTreeMap::new();
    for number in grouping.numbers() {
        for row in grouping.rows_of(number) {
            units.push(unit(grouping, *row, &mut tiers));
        }
        ends.push(units.len() as u32);
        if let (Some(_), Some(row)) = (grouping.life(number).to, grouping.rows_of(number).last()) {
            end_places.insert(UnitIndex(number), place(TreeRow::Unit(*row as usize), "to"));
        }
    }
    let index = |id: &str| grouping.find(id).map(UnitIndex);
    let rows = grouping.rows.successions.iter().enumerate();
    let mut successions: Vec<_> = rows
        .filter_map(|(number, row)| {
            Some(Succession {
                unit: index(&row.unit)?,
                kind: row.kind,
                other: row.other.as_deref().and_then(index),
                date: row.date,
                share: row.share,
                place: place(TreeRow::Succession(number), "unit"),
            })
        })
        .collect();
    successions.sort_by_key(|succession| (succession.date, succession.unit, succession.kind, succession.other));
    let mut tree = Tree {
        ids,
        indices,
        units,
        ends,
        successions,
        taken_from: BTreeMap::new(),
        given_to: BTreeMap::new(),
        end_places,
    };
    link_successions(&mut tree);
    tree
}

fn unit(grouping: &Grouping<'_>, row: u32, tiers: &mut BTreeSet<Arc<str>>) -> Unit {
    let read = grouping.row(row);
    // There are a handful of tiers for any number of units.
    let tier = tiers.get(&*read.tier).cloned().unwrap_or_else(|| Arc::from(&*read.tier));
    tiers.insert(tier.clone());
    Unit {
        name: read.name.as_str().into(),
        tier,
        symbol: read.symbol.as_deref().map(Into::into),
        parent: grouping.parents[row as usize].map(UnitIndex),
        life: read.life(),
    }
}

fn link_successions(tree: &mut Tree) {
    for (number, succession) in (0_u32..).zip(&tree.successions) {
        let (old, new) = match (succession.kind, succession.other) {
            (SuccessionKind::SplitFrom, Some(other)) => (other, Some(succession.unit)),
            (SuccessionKind::MergedInto | SuccessionKind::SplitInto | SuccessionKind::Renamed, Some(other)) => {
                (succession.unit, Some(other))
            }
            (SuccessionKind::Dissolved, _) => (succession.unit, None),
            // A unit that moves or has another name under the same id stands for itself.
            _ => continue,
        };
        tree.taken_from.entry(old).or_default().push(number);
        if let Some(new) = new {
            tree.given_to.entry(new).or_default().push(number);
        }
    }
}
