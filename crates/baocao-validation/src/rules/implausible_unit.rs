use baocao_model::{Finding, Place, trimmed};

use crate::scope::Scope;

/// Figures that are far too large for those they stand for were probably filled in with another unit than stated.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let doubts = scope.figures().doubtful_units().iter();
    doubts
        .filter_map(|doubt| {
            let table = scope.form().table(&doubt.table)?;
            let plausible = table.plausible.as_ref()?;
            let finding = Finding::error("implausible-unit", Place::from(&doubt.origin));
            let mut finding = finding
                .with("table", &table.title)
                .with("unit", &doubt.words)
                .with("label", scope.label(&doubt.largest))
                .with("found", trimmed(doubt.value))
                .with("quotient", trimmed(doubt.quotient.round()))
                .with("per", scope.label_of(&plausible.per))
                .with("expected", trimmed(plausible.most.into()));
            finding.operands.push(scope.operand(&doubt.largest));
            finding.found = Some(doubt.value.normalize().to_string());
            finding.expected = Some(plausible.most.to_string());
            Some(finding)
        })
        .collect()
}
