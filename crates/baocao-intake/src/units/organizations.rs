//! Organisations are units too: they join the tree, and say what the unit files leave out.

use std::collections::BTreeMap;

use baocao_model::{Finding, Organization, Place, TreeRow, UnitRow};

use super::reading::Reading;
use crate::Library;
use crate::read::Loaded;

/// A field of words: its name, what the organisation says, and where a row has it.
type Words<'a> = (&'static str, &'a str, fn(&mut UnitRow) -> &mut String);

/// Joins the organisations of the library with the units read so far.
pub fn join(library: &Library, reading: &mut Reading) {
    let mut rows: BTreeMap<String, Vec<usize>> =
        library.organization_ids().into_iter().map(|id| (id, vec![])).collect();
    for (row, unit) in reading.rows.units.iter().enumerate() {
        if let Some(rows) = rows.get_mut(&unit.id) {
            rows.push(row);
        }
    }
    for (id, rows) in rows {
        match library.organization(&id, Place::default()) {
            Ok(organization) if rows.is_empty() && !reading.rows.unreadable.contains(&id) => {
                let row = unit(&organization.value);
                reading.add_organization(organization, Some(row));
            }
            Ok(organization) => {
                complete(reading, &rows, &organization);
                reading.add_organization(organization, None);
            }
            Err(refusal) => {
                reading.rows.findings.extend(refusal.0);
                reading.rows.unreadable.insert(id);
            }
        }
    }
}

fn unit(organization: &Organization) -> UnitRow {
    UnitRow {
        id: organization.id.clone(),
        name: organization.name.clone(),
        tier: organization.tier.clone(),
        parent: organization.parent.clone(),
        symbol: Some(organization.symbol.clone()),
        from: None,
        to: None,
    }
}

/// Fills in what the unit's rows leave out. What they say must be what the organisation says, on some day at least: the
/// organisation's file has no dates.
fn complete(reading: &mut Reading, rows: &[usize], organization: &Loaded<Organization>) {
    let own = unit(&organization.value);
    let fields: [Words<'_>; 2] = [("name", &own.name, |row| &mut row.name), ("tier", &own.tier, |row| &mut row.tier)];
    for (key, expected, field) in fields {
        for row in rows {
            let written = field(&mut reading.rows.units[*row]);
            if written.is_empty() {
                expected.clone_into(written);
            }
        }
        let written: Vec<String> = rows.iter().map(|row| field(&mut reading.rows.units[*row]).clone()).collect();
        compare(reading, rows, key, expected, &written, organization);
    }
    if rows.iter().all(|row| reading.rows.units[*row].parent.is_none()) {
        rows.iter().for_each(|row| reading.rows.units[*row].parent.clone_from(&own.parent));
    }
    let parents: Vec<String> =
        rows.iter().map(|row| reading.rows.units[*row].parent.clone().unwrap_or_default()).collect();
    compare(reading, rows, "parent", own.parent.as_deref().unwrap_or_default(), &parents, organization);
    for row in rows {
        reading.rows.units[*row].symbol.get_or_insert_with(|| organization.value.symbol.clone());
    }
}

fn compare(
    reading: &mut Reading,
    rows: &[usize],
    key: &str,
    expected: &str,
    written: &[String],
    organization: &Loaded<Organization>,
) {
    let (Some(row), Some(found)) = (rows.last(), written.last()) else { return };
    if expected.is_empty() || written.iter().any(|written| written == expected) {
        return;
    }
    let finding = Finding::error("unit-differs-from-organization", reading.place(TreeRow::Unit(*row), key));
    let finding = finding.with("unit", &organization.value.id).with("key", key).with("found", found);
    let at = organization.place(&format!("/{key}"));
    reading.rows.findings.push(finding.with("file", at).with("expected", expected));
}
