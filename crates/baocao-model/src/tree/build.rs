use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::grouping::{Grouping, UnitNumber};
use super::{FieldPlace, Succession, SuccessionKind, Tree, TreeRow, TreeRows, Unit, UnitIndex, checks};
use crate::{Place, Refusal};

impl Tree {
    /// Makes a tree of rows. Everything that is wrong with them, reading included, is reported at once, in the order of
    /// the files.
    pub fn build(rows: TreeRows, place: &FieldPlace<'_>) -> Result<Self, Refusal> {
        let grouping = Grouping::new(&rows);
        let mut findings = rows.findings.clone();
        findings.extend(checks::findings(&grouping, place));
        if findings.is_empty() {
            let (successions, end_places) = (successions(&grouping, place), end_places(&grouping, place));
            let (index, parents, order, ends) = grouping.into_parts();
            let (ids, units) = units(rows, &parents, &order, &ends);
            let (taken_from, given_to) = links(&successions);
            return Ok(Self { ids, index, units, ends, successions, taken_from, given_to, end_places });
        }
        let key = |place: &Place| (place.file.clone(), place.line, place.column);
        findings.sort_by_cached_key(|finding| key(&finding.place));
        Err(Refusal(findings))
    }
}

/// The ids and what the units are, by unit and then in time.
fn units(
    mut rows: TreeRows,
    parents: &[Option<UnitNumber>],
    order: &[u32],
    ends: &[u32],
) -> (Vec<Box<str>>, Vec<Unit>) {
    let mut tiers = BTreeSet::new();
    let lasts = ends.iter().map(|end| order[*end as usize - 1] as usize);
    let ids = lasts.map(|last| std::mem::take(&mut rows.units[last].id).into()).collect();
    let unit = |row: &u32| {
        let (parent, row) = (parents[*row as usize].map(UnitIndex), &mut rows.units[*row as usize]);
        Unit {
            name: std::mem::take(&mut row.name).into(),
            tier: tier(&row.tier, &mut tiers),
            symbol: row.symbol.take().map(Into::into),
            parent,
            life: row.life(),
        }
    };
    (ids, order.iter().map(unit).collect())
}

/// There are a handful of tiers for any number of units.
fn tier(name: &str, tiers: &mut BTreeSet<Arc<str>>) -> Arc<str> {
    tiers.get(name).cloned().unwrap_or_else(|| {
        let tier: Arc<str> = name.into();
        tiers.insert(Arc::clone(&tier));
        tier
    })
}

fn successions(grouping: &Grouping<'_>, place: &FieldPlace<'_>) -> Vec<Succession> {
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
    successions
}

/// Where it says that a unit ends.
fn end_places(grouping: &Grouping<'_>, place: &FieldPlace<'_>) -> BTreeMap<UnitIndex, Place> {
    let ended = grouping.numbers().filter(|unit| grouping.life(*unit).to.is_some());
    let last = |unit| Some((UnitIndex(unit), place(TreeRow::Unit(*grouping.rows_of(unit).last()? as usize), "to")));
    ended.filter_map(last).collect()
}

type Links = BTreeMap<UnitIndex, Vec<u32>>;

/// The successions that take something from each unit, and those that give something to it.
fn links(successions: &[Succession]) -> (Links, Links) {
    let (mut taken_from, mut given_to) = (Links::new(), Links::new());
    for (number, succession) in (0_u32..).zip(successions) {
        let (old, new) = match (succession.kind, succession.other) {
            (SuccessionKind::SplitFrom, Some(other)) => (other, Some(succession.unit)),
            (SuccessionKind::MergedInto | SuccessionKind::SplitInto | SuccessionKind::Renamed, Some(other)) => {
                (succession.unit, Some(other))
            }
            (SuccessionKind::Dissolved, _) => (succession.unit, None),
            // A unit that moves or has another name under the same id stands for itself.
            _ => continue,
        };
        taken_from.entry(old).or_default().push(number);
        if let Some(new) = new {
            given_to.entry(new).or_default().push(number);
        }
    }
    (taken_from, given_to)
}
