use baocao_model::{Finding, Place};

use crate::scope::Scope;

/// A figure that the form asks for and that neither was reported nor follows from others.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let blank = scope.blank();
    blank
        .map(|address| {
            let finding = Finding::warning("figure-not-reported", Place::file(scope.file()));
            finding.with("label", scope.label(&address)).with("address", address)
        })
        .collect()
}
