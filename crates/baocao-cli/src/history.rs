//! The earlier reports that figures are held against.

use baocao_intake::{Library, Loaded, ReportFolder};
use baocao_model::{Figures, Finding, Period, Refusal, Report};
use baocao_validation::{Earlier, Today, compare_with_history};

use crate::whole::Whole;

/// An earlier report that can be compared with.
struct Kept {
    period: Period,
    figures: Figures,
}

/// Warns of figures that are far from those of the reports named in `history`, `previous` and `same_period_last_year`,
/// and of reports that `history` should not name.
pub fn findings(folder: &ReportFolder, figures: &Figures, library: &Library) -> Result<Vec<Finding>, Refusal> {
    let (report, own) = (&folder.report, &folder.report.value);
    let mut kept: Vec<Kept> = Vec::new();
    let (mut findings, mut refused) = (Vec::new(), Vec::new());
    let listed = own.history.iter().enumerate().map(|(at, name)| (name, format!("/history/{at}"), true));
    let compared = [&own.previous, &own.same_period_last_year].into_iter().flatten();
    for (name, pointer, must_fit) in listed.chain(compared.map(|name| (name, String::new(), false))) {
        let other = match Whole::open(&folder.path.join(name), library) {
            Ok(other) => other,
            Err(refusal) => {
                // What else is compared with is opened, and refused, where narratives need it.
                refused.extend(refusal.0.into_iter().filter(|_| must_fit));
                continue;
            }
        };
        if let Some((what, what_en)) = difference(own, &other.folder.report) {
            let finding = Finding::warning("history-not-comparable", report.place(&pointer));
            let finding = finding.with("name", name).with("what", what).with("what_en", what_en);
            findings.extend(must_fit.then(|| finding.with("address", pointer[1..].replace('/', "."))));
            continue;
        }
        let period = other.folder.report.value.period;
        if kept.iter().all(|kept| kept.period != period) {
            kept.push(Kept { period, figures: other.figures() });
        }
    }
    if !refused.is_empty() {
        return Err(Refusal(refused));
    }
    kept.sort_by_key(|kept| kept.period.days());
    let earlier = kept.iter().map(|kept| Earlier { period: kept.period.words(), figures: &kept.figures });
    let today = Today { form: &folder.form.value, figures, file: &folder.figures.name };
    findings.extend(compare_with_history(&today, &earlier.collect::<Vec<_>>()));
    Ok(findings)
}

/// Why an earlier report says nothing about this one, in both languages.
fn difference(own: &Report, other: &Loaded<Report>) -> Option<(&'static str, &'static str)> {
    let other = &other.value;
    let differs = [
        (own.organization != other.organization, ("tổ chức", "organisation")),
        (own.form != other.form, ("mẫu báo cáo", "form")),
        (own.period.kind() != other.period.kind(), ("loại kỳ báo cáo", "kind of period")),
        (other.period.days() >= own.period.days(), ("thời gian: không phải kỳ trước", "time: it is not earlier")),
    ];
    differs.into_iter().find_map(|(differs, what)| differs.then_some(what))
}
