//! The earlier reports that figures are held against.

use std::collections::BTreeMap;

use baocao_intake::ReportFolder;
use baocao_model::{Figures, Finding, Report};
use baocao_validation::{Earlier, Today, compare_with_history};

use crate::others::Others;

/// Warns of figures that are far from those of the reports named in `history`, `previous` and `same_period_last_year`,
/// and of reports that `history` should not name.
pub fn findings(folder: &ReportFolder, figures: &Figures, others: &Others) -> Vec<Finding> {
    let (report, own) = (&folder.report, &folder.report.value);
    let mut earlier = BTreeMap::new();
    let mut findings = Vec::new();
    let listed = own.history.iter().enumerate().map(|(at, name)| (name, Some(at)));
    let compared = [&own.previous, &own.same_period_last_year].into_iter().flatten();
    for (name, at) in listed.chain(compared.map(|name| (name, None))) {
        let Some(other) = others.named(name) else { continue };
        match (difference(own, &other.report), at) {
            (None, _) => {
                let period = other.report.period;
                let kept = || Earlier { period: period.words(), figures: &other.figures };
                earlier.entry(period.days()).or_insert_with(kept);
            }
            (Some((what, what_en)), Some(at)) => {
                let finding = Finding::warning("history-not-comparable", report.place(&format!("/history/{at}")));
                let finding = finding.with("name", name).with("what", what).with("what_en", what_en);
                findings.push(finding.with("address", format!("history.{at}")));
            }
            // What it is compared with in words may be of another kind.
            (Some(_), None) => {}
        }
    }
    if earlier.is_empty() {
        return findings;
    }
    let today = Today { form: &folder.form.value, figures, file: &folder.figures.name };
    findings.extend(compare_with_history(&today, &earlier.into_values().collect::<Vec<_>>()));
    findings
}

/// Why an earlier report says nothing about this one, in both languages.
fn difference(own: &Report, other: &Report) -> Option<(&'static str, &'static str)> {
    let differs = [
        (own.organization != other.organization, ("tổ chức", "organisation")),
        (own.form != other.form, ("mẫu báo cáo", "form")),
        (own.period.kind() != other.period.kind(), ("loại kỳ báo cáo", "kind of period")),
        (other.period.days() >= own.period.days(), ("thời gian: không phải kỳ trước", "time: it is not earlier")),
    ];
    differs.into_iter().find_map(|(differs, what)| differs.then_some(what))
}
