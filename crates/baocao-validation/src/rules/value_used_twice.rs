use std::collections::BTreeMap;

use baocao_model::{Finding, Value};

use crate::scope::{Cell, Scope};

/// In a column of numbers of documents and the like no two rows may say the same.
pub fn findings(scope: &Scope<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<(String, String, String), Cell<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for cell in scope.reported().filter(|cell| cell.column.unique) {
        let Value::Text(text) = &cell.figure.value else { continue };
        let key = (cell.table.id.clone(), cell.column.id.clone(), text.to_lowercase());
        if let Some(first) = seen.get(&key) {
            let finding = scope.error("value-used-twice", &cell, &[&first.address]);
            let mut finding = finding.with("first", &first.row.label).with("second", &cell.row.label);
            finding.found = Some(text.clone());
            findings.push(finding.with("found", text));
        } else {
            seen.insert(key, cell);
        }
    }
    findings
}
