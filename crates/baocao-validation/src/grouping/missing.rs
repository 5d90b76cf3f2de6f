use std::collections::BTreeMap;

use baocao_model::{Cause, Finding};

use super::open::Open;

/// All that waits for one figure: what says that it is missing or cannot be read, and the rules that need it.
pub fn group(open: &mut Open<'_>) {
    let mut waiting: BTreeMap<String, (Option<String>, Vec<usize>)> = BTreeMap::new();
    for (index, finding) in open.rest() {
        for (address, label) in awaited(finding) {
            let (known, members) = waiting.entry(address).or_default();
            *known = known.take().or(label);
            members.push(index);
        }
    }
    let mut waiting: Vec<_> = waiting.into_iter().collect();
    // A rule that waits for two figures goes to the one that more wait for.
    waiting.sort_by_key(|(_, (_, members))| std::cmp::Reverse(members.len()));
    for (address, (label, members)) in waiting {
        open.take(Cause::Missing { label: label.unwrap_or(address) }, &members);
    }
}

/// The figures that a finding waits for, with what the form calls them.
fn awaited(finding: &Finding) -> Vec<(String, Option<String>)> {
    if finding.code == "rule-needs-figure" {
        let blank = finding.operands.iter().filter(|operand| operand.value.is_empty());
        return blank.map(|operand| (operand.address.clone(), Some(operand.label.clone()))).collect();
    }
    let label = finding.arguments.get("label").cloned();
    finding.arguments.get("address").map(|address| (address.clone(), label)).into_iter().collect()
}
