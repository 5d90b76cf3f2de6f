use baocao_aggregation::RollUp;
use baocao_model::{Figure, Finding, Origin, Place, Snapshot, Submission, UnitIndex};

use super::Gathered;
use super::judge::{numbered, statement_finding};

/// Brings what was rolled up into a report's own figures: what the report leaves blank is filled in, what it states is
/// held against the units. Returns what differs.
pub fn fill_in(
    submission: &mut Submission,
    gathered: &Gathered,
    snapshot: &Snapshot<'_>,
    rolled: &RollUp<'_>,
    root: UnitIndex,
) -> Vec<Finding> {
    let Some(of_root) = rolled.of(root) else { return Vec::new() };
    let complete = of_root.received == of_root.expected;
    let mut findings = Vec::new();
    for (figure, address) in gathered.catalogue.addresses().iter().enumerate() {
        let value = &of_root.values[figure];
        if value.is_blank() || !gathered.plan.combinations()[figure].brings_together() {
            continue;
        }
        let stated = submission.figures.get(address).filter(|own| !own.value.is_blank());
        match stated {
            None => {
                let origin = Origin { file: super::FOLDER.into(), ..Origin::default() };
                submission.figures.insert(address.clone(), Figure { value: value.clone(), origin });
            }
            Some(own) if own.value.number() != value.number() => {
                let place = Place::from(&own.origin);
                let finding = statement_finding(gathered, snapshot, rolled, root, figure, complete, place);
                findings.push(numbered(finding, &own.value, value));
            }
            Some(_) => {}
        }
    }
    findings
}
