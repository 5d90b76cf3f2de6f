use std::collections::{BTreeMap, BTreeSet};

use baocao_model::{Cause, Finding, Operand, parse_number};
use rust_decimal::Decimal;

use super::open::Open;

/// Findings that share a figure and are equally far apart: one fault, although no single change settles them all.
pub fn group(open: &mut Open<'_>) {
    let mut around: BTreeMap<(Decimal, &str), (&Operand, Vec<usize>)> = BTreeMap::new();
    for (index, finding) in open.rest() {
        let Some(difference) = difference(finding) else { continue };
        let mut seen = BTreeSet::new();
        for operand in finding.operands.iter().filter(|operand| seen.insert(&operand.address)) {
            around.entry((difference, &operand.address)).or_insert_with(|| (operand, Vec::new())).1.push(index);
        }
    }
    let mut around: Vec<_> = around.into_iter().collect();
    around.sort_by_key(|(_, (_, members))| std::cmp::Reverse(members.len()));
    for ((difference, _), (operand, members)) in around {
        let difference = difference.normalize().to_string();
        open.take(Cause::Shared { label: operand.label.clone(), difference }, &members);
    }
}

/// How far apart the two sides of a finding are, whichever is larger; none for sides that agree or cannot be compared.
pub fn difference(finding: &Finding) -> Option<Decimal> {
    let difference = parse_number(finding.difference.as_ref()?)?.abs();
    (!difference.is_zero()).then_some(difference)
}
