use baocao_aggregation::RollUp;
use baocao_model::{Finding, Origin, Place, Snapshot, Submission, UnitIndex};

use super::Gathered;
use super::judge::statement_finding;

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
    let (mut findings, mut contributions) = (Vec::new(), None);
    for (figure, address) in gathered.catalogue.addresses().iter().enumerate() {
        let value = &of_root.values[figure];
        if value.is_blank() || !gathered.plan.combinations()[figure].brings_together() {
            continue;
        }
        let origin = || Origin { file: super::FOLDER.into(), ..Origin::default() };
        if let Some(stated) = submission.fill_in(address, value, origin) {
            let place = Place::from(&stated.origin);
            let given = contributions.get_or_insert_with(|| rolled.contributions(root));
            let finding = statement_finding(gathered, snapshot, root, figure, &given[figure], complete, place);
            findings.push(finding.compared(stated.value.number(), value.number()));
        }
    }
    findings
}
