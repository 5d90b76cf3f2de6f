use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use baocao_aggregation::{Contribution, EntryId, Giver, RollUp, Rolled, Source, StatementDiffers};
use baocao_intake::submissions::{Located, places, reread};
use baocao_model::{
    Address, Figures, Finding, Form, InvalidUnits, Operand, Place, Severity, Snapshot, UnitIndex, Values,
};
use baocao_validation::{Checks, Context, Given, Others, findings_of};

use super::Gathered;
use super::gather::place;
use super::name_of;

/// What the form asks of the units of each tier that reports.
pub fn checks_by_tier<'a>(
    gathered: &'a Gathered,
    context: &Context<'_>,
    snapshot: &'a Snapshot<'_>,
    root: UnitIndex,
) -> BTreeMap<&'a str, Checks> {
    let mut tiers = BTreeSet::new();
    for unit in std::iter::once(&root).chain(snapshot.descendants(root)) {
        // There are a handful for any number of units: a set is not to be made of all.
        tiers.insert(tier(snapshot, *unit));
    }
    let checks = |tier: &'a str| {
        let context = Context { tier, ..*context };
        // What units leave blank is told by how many units are behind each figure, not by a warning for each.
        (tier, Checks::of(&gathered.form, &gathered.catalogue, &context).without("figure-not-reported"))
    };
    tiers.into_iter().map(checks).collect()
}

/// The tier of a unit; for one that has ended, the last that it was of.
fn tier<'a>(snapshot: &'a Snapshot<'_>, unit: UnitIndex) -> &'a str {
    snapshot.last_known(unit).map_or("", |unit| &unit.tier)
}

/// Holds submissions against the form: quickly first, at length where something does not hold.
pub struct Judge<'a> {
    gathered: &'a Gathered,
    checks: &'a BTreeMap<&'a str, Checks>,
    context: Context<'a>,
    snapshot: &'a Snapshot<'a>,
    found: Mutex<Vec<(EntryId, Vec<Finding>)>>,
}

impl<'a> Judge<'a> {
    pub fn new(
        gathered: &'a Gathered,
        checks: &'a BTreeMap<&'a str, Checks>,
        context: Context<'a>,
        snapshot: &'a Snapshot<'a>,
    ) -> Self {
        Self { gathered, checks, context, snapshot, found: Mutex::default() }
    }

    /// Whether a submission's figures may count.
    pub fn may_count(&self, id: EntryId, values: &Values, reported: &[bool]) -> bool {
        let given = Given { values, reported, doubtful: &[], others: Others::default() };
        let entry = self.gathered.entries.get(id);
        if entry.brought_forward {
            return true;
        }
        let tier = tier(self.snapshot, entry.unit);
        // A unit that has ended may have been of a tier that no one is of now.
        let Some(checks) = self.checks.get(tier).or_else(|| self.checks.values().next()) else { return true };
        if !entry.doubtful && checks.hold(&given) {
            return true;
        }
        let findings = self.at_length(id, checks, tier);
        let is_wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
        self.found.lock().expect("no thread panics while it holds this").push((id, findings));
        !is_wrong || self.gathered.form.lower_units.invalid == InvalidUnits::Count
    }

    /// What contradicts the form in a submission, with the place of every value.
    fn at_length(&self, id: EntryId, checks: &Checks, tier: &str) -> Vec<Finding> {
        let entry = self.gathered.entries.get(id);
        let Some(figures) = self.placed(id) else { return Vec::new() };
        let place = place(&self.gathered.submissions, entry.source.file, entry.source.record);
        let unit = self.snapshot.id(entry.unit);
        let context = Context { tier, ..self.context };
        let found = findings_of(checks, &self.gathered.form, &figures, &place.file, &context);
        found.into_iter().map(|finding| finding.with("unit", unit)).collect()
    }

    /// A submission's figures with the place of each.
    fn placed(&self, id: EntryId) -> Option<Figures> {
        let Gathered { form, catalogue, submissions, entries, .. } = self.gathered;
        let Source { file, record, start, end } = entries.get(id).source;
        let located = Located { file, record, start, end };
        if let Some(origins) = places(submissions, &located, &self.gathered.expected()) {
            let figures = Figures::of_values(form, catalogue, entries.values(id), origins, &BTreeMap::new());
            return Some(figures);
        }
        let (read, _) = reread(submissions, &located, &self.gathered.expected());
        Some(Figures::complete_as(form, catalogue, &read?.submission))
    }

    /// Everything found, in the order of the units, and the units whose submission contradicts itself.
    pub fn findings(self) -> (Vec<Finding>, BTreeSet<UnitIndex>) {
        let mut found = self.found.into_inner().expect("no thread panicked");
        let unit = |id: EntryId| self.gathered.entries.get(id).unit;
        found.sort_by_key(|(id, _)| (unit(*id), *id));
        let is_wrong = |findings: &[Finding]| findings.iter().any(|finding| finding.severity == Severity::Error);
        let invalid = found.iter().filter(|(_, findings)| is_wrong(findings)).map(|(id, _)| unit(*id)).collect();
        (found.into_iter().flat_map(|(_, findings)| findings).collect(), invalid)
    }
}

/// Where a unit states another figure than the units below it make, with what each of them gave.
pub fn statements(gathered: &Gathered, snapshot: &Snapshot<'_>, rolled: &RollUp<'_>) -> Vec<Finding> {
    let of_unit = rolled.statements().chunk_by(|one, next| one.unit == next.unit);
    let findings = |differing: &[StatementDiffers]| {
        let unit = differing[0].unit;
        let contributions = rolled.contributions(unit);
        let complete = rolled.of(unit).is_some_and(Rolled::is_complete);
        let finding = |differing: &StatementDiffers| {
            let entry = gathered.entries.get(differing.entry);
            let place = place(&gathered.submissions, entry.source.file, entry.source.record);
            let given = &contributions[differing.figure];
            let finding = statement_finding(gathered, snapshot, unit, differing.figure, given, complete, place);
            let (stated, computed) = (differing.stated.number(), differing.computed.number());
            finding.compared(stated, computed).with("unit", snapshot.id(unit))
        };
        differing.iter().map(finding).collect::<Vec<_>>()
    };
    of_unit.flat_map(findings).collect()
}

/// A figure that was stated otherwise than the units below make it. An error only where all of them reported.
pub fn statement_finding(
    gathered: &Gathered,
    snapshot: &Snapshot<'_>,
    unit: UnitIndex,
    figure: usize,
    contributions: &[Contribution],
    complete: bool,
    place: Place,
) -> Finding {
    let address = gathered.catalogue.address(figure);
    let name = snapshot.unit(unit).map_or("", |known| &known.name);
    let operand = |contribution: &Contribution| {
        let giver = match contribution.giver {
            Giver::OwnOffice => unit,
            Giver::Unit(below) => below,
        };
        Operand {
            address: format!("{}:{address}", snapshot.id(giver)),
            label: name_of(snapshot, giver),
            value: contribution.value.digits(),
            unit: gathered.form.unit_of(address).to_owned(),
        }
    };
    let operands = contributions.iter().map(operand).collect();
    differing("statement-differs", &gathered.form, address, operands, complete, place).with("name", name)
}

/// A figure that is stated otherwise than those below gave it. An error only where all of them reported.
pub fn differing(
    code: &'static str,
    form: &Form,
    address: &Address,
    operands: Vec<Operand>,
    complete: bool,
    place: Place,
) -> Finding {
    let severity = if complete { Severity::Error } else { Severity::Warning };
    let finding = Finding::new(code, severity, place).with("label", form.label(address));
    Finding { operands, ..finding.with("address", address) }
}
