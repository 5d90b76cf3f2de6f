use rust_decimal::Decimal;

use super::Checking;
use crate::tree::SuccessionKind::{self, Dissolved, MergedInto, Moved, Renamed, SplitFrom, SplitInto};

/// Each kind needs its fields and has no use for others.
pub fn check(checking: &mut Checking<'_>) {
    for (row, succession) in checking.successions() {
        let kind = succession.kind;
        let needs_other = matches!(kind, MergedInto | SplitInto | SplitFrom | Moved);
        if needs_other && succession.other.is_none() {
            checking.push(with_kind(checking.succession("succession-needs-other", row, "other"), kind));
        }
        if kind == Dissolved && succession.other.is_some() {
            checking.push(with_kind(checking.succession("succession-other-not-used", row, "other"), kind));
        }
        let needs_two = needs_other || kind == Renamed;
        if needs_two && succession.other.as_ref() == Some(&succession.unit) {
            let finding = checking.succession("succession-of-itself", row, "other");
            checking.push(with_kind(finding, kind).with("unit", &succession.unit));
        }
        let Some(share) = succession.share else { continue };
        if !matches!(kind, SplitInto | SplitFrom) {
            checking.push(with_kind(checking.succession("share-not-used", row, "share"), kind));
        } else if share <= Decimal::ZERO || share > Decimal::ONE {
            let finding = checking.succession("out-of-range", row, "share");
            checking.push(finding.with("found", share).with("range", "0 < … ≤ 1"));
        }
    }
}

fn with_kind(finding: crate::Finding, kind: SuccessionKind) -> crate::Finding {
    finding.with("kind", kind.name())
}
