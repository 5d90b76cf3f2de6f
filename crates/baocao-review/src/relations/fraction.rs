//! `48/66 tổ chức`: a part that is not more than its whole.

use crate::reading::{Reading, shown};
use crate::relation::{Kind, Relation};

/// Lists fractions within their whole. Results may exceed a plan, so none is accused.
pub fn find(reading: &Reading<'_>, out: &mut Vec<Relation>) {
    for (passage, _, parsed) in reading.prose() {
        for quantity in &parsed.quantities {
            if let Some(of) = quantity.of.filter(|of| quantity.value <= *of && quantity.is_level()) {
                let relation = reading.relation(Kind::Fraction, passage, quantity.whole.clone());
                out.push(
                    relation
                        .computed(format!("{} ≤ {}", quantity.shown(), shown(of)))
                        .with([reading.operand(passage, quantity)]),
                );
            }
        }
    }
}
