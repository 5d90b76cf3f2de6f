use std::collections::BTreeMap;

use baocao_exporter::{Document, LowerUnit, LowerUnits, Standing};
use serde::Serialize;

use super::findings::FindingsView;
use super::sources::OriginView;
use crate::text;

/// The units below the one that reports, and how they stand.
#[derive(Debug, Serialize)]
pub struct UnitsView {
    pub counts: Vec<CountView>,
    pub total: u32,
    pub due: String,
    pub rows: Vec<UnitView>,
    /// Where the units are that are not listed; empty if all are.
    pub rest: String,
}

/// How many units stand alike.
#[derive(Debug, Serialize)]
pub struct CountView {
    pub standing: &'static str,
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub struct UnitView {
    pub name: String,
    pub above: String,
    pub tier: String,
    /// What the standing is called in the style and in the templates; empty for a unit that does not report itself.
    pub standing: &'static str,
    /// The first finding about the unit's submission.
    pub href: String,
    /// How many of the units below it reported; empty for one that reports itself.
    pub share: String,
    /// How that sorts.
    pub percent: String,
    pub at: String,
    /// The same as people write it.
    pub shown_at: String,
    pub origin: Option<OriginView>,
}

/// In the order in which they are counted.
const STANDINGS: [Standing; 6] = [
    Standing::OnTime,
    Standing::Late,
    Standing::Invalid,
    Standing::BroughtForward,
    Standing::Missing,
    Standing::Unknown,
];

impl UnitsView {
    /// Returns nothing where nothing was rolled up.
    pub fn new(document: &Document, findings: Option<&FindingsView>) -> Option<Self> {
        let units = document.lower_units.as_ref().filter(|units| !units.units.is_empty())?;
        let name: BTreeMap<&str, &str> = units.units.iter().map(|unit| (&*unit.id, &*unit.name)).collect();
        let about = findings.map(FindingsView::by_unit).unwrap_or_default();
        let row = |unit: &LowerUnit| {
            let above = unit.parent.as_deref().map(|id| name.get(id).copied().unwrap_or(id));
            UnitView::new(unit, above.unwrap_or(&document.properties.author), about.get(&*unit.id).copied())
        };
        Some(Self {
            counts: counts(units),
            total: units.total,
            due: units.due.as_deref().map(vietnamese_time).unwrap_or_default(),
            rows: units.units.iter().map(row).collect(),
            rest: text::clean(units.elsewhere.as_deref().unwrap_or_default()),
        })
    }
}

impl UnitView {
    fn new(unit: &LowerUnit, above: &str, finding: Option<&str>) -> Self {
        let at = text::clean(unit.submitted_at.as_deref().unwrap_or_default());
        let percent = unit.received * 100 / unit.expected.max(1);
        Self {
            name: text::clean(if unit.name.is_empty() { &unit.id } else { &unit.name }),
            above: text::clean(above),
            tier: text::clean(&unit.tier),
            standing: unit.standing.map(standing).unwrap_or_default(),
            href: finding.map(|id| format!("#{id}")).unwrap_or_default(),
            share: if unit.expected > 0 { format!("{}/{}", unit.received, unit.expected) } else { String::new() },
            percent: percent.to_string(),
            shown_at: vietnamese_time(&at),
            at,
            origin: unit.source.as_ref().map(OriginView::new),
        }
    }
}

fn counts(units: &LowerUnits) -> Vec<CountView> {
    let count = |wanted: Standing| units.units.iter().filter(|unit| unit.standing == Some(wanted)).count();
    let counts = STANDINGS.into_iter().map(|wanted| CountView { standing: standing(wanted), count: count(wanted) });
    counts.filter(|view| view.count > 0).collect()
}

/// What the style and the templates call a standing.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OnTime => "on_time",
        Standing::Late => "late",
        Standing::Invalid => "invalid",
        Standing::BroughtForward => "brought_forward",
        Standing::Missing => "missing",
        Standing::Unknown => "unknown",
    }
}

/// Writes `2023-09-01 09:40` as `01/9/2023 09:40`, with the day alone if there is no more. Anything else stays as it is.
fn vietnamese_time(text: &str) -> String {
    let (day, clock) = text.split_once(' ').unwrap_or((text, ""));
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, date] = parts[..] else { return text::clean(text) };
    // Circulars on form write days and the first two months with a zero.
    let month = if matches!(month, "01" | "02") { month } else { month.trim_start_matches('0') };
    text::clean(format!("{date}/{month}/{year} {clock}").trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_people_do() {
        for (text, expected) in
            [("2023-09-01 09:40", "01/9/2023 09:40"), ("2024-02-05", "05/02/2024"), ("hôm qua", "hôm qua"), ("", "")]
        {
            assert_eq!(vietnamese_time(text), expected);
        }
    }
}
