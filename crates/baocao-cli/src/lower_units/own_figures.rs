use baocao_model::{Catalogue, Finding, Form, Origin, Place, Submission};

use super::below::Below;
use super::by_unit::ByUnit;
use super::judge::statement_finding;
use super::years;

/// Brings what was rolled up into a report's own figures: what the report leaves blank is filled in, what it states is
/// held against the units. Returns the report's form with the rows that have figures now, and what differs.
pub fn fill_in(submission: &mut Submission, own: &Form, by_unit: &ByUnit<'_>) -> (Form, Vec<Finding>) {
    let below = by_unit.below;
    let Below { gathered, snapshot, root, .. } = *below;
    let rolled = &below.rolled.figures;
    let of_root = rolled.of(root).expect("the report's own unit is rolled up");
    let mut rows = years::of_report(&gathered.written, own, &gathered.catalogue, of_root);
    by_unit.add_rows(&mut rows);
    let form = gathered.written.expanded(&rows);
    submission.bring_to_units_of(&form, &Catalogue::of(&form));
    let complete = of_root.is_complete();
    let (mut findings, mut contributions) = (Vec::new(), None);
    for (figure, address) in gathered.catalogue.addresses().iter().enumerate() {
        let value = of_root.values.get(figure);
        if value.is_blank() || !gathered.plan.combinations()[figure].brings_together() {
            continue;
        }
        let origin = || Origin { file: super::FOLDER.into(), ..Origin::default() };
        if let Some(stated) = submission.fill_in(address, &value, origin) {
            let place = Place::from(&stated.origin);
            let given = contributions.get_or_insert_with(|| rolled.contributions(root));
            let finding = statement_finding(gathered, snapshot, root, figure, &given[figure], complete, place);
            findings.push(finding.compared(stated.value.number(), value.number()));
        }
    }
    findings.extend(by_unit.fill_in(submission, &form));
    (form, findings)
}
