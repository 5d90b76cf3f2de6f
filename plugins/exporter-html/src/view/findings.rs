use std::collections::BTreeMap;

use baocao_exporter::{Document, Finding, Severity};
use serde::Serialize;

use super::anchors::Anchors;
use crate::text;

/// The findings, with how many there are of each severity.
#[derive(Debug, Serialize)]
pub struct FindingsView {
    pub total: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub waived: usize,
    pub items: Vec<FindingView>,
}

#[derive(Debug, Serialize)]
pub struct FindingView {
    pub id: String,
    /// The name of the lower unit whose submission it is about; empty for the report itself.
    pub unit: String,
    /// Who answers for it and why; empty unless it is waived.
    pub waived_by: String,
    pub reason: String,
    #[serde(skip)]
    pub unit_id: String,
    #[serde(skip)]
    pub addresses: Vec<String>,
    pub is_error: bool,
    pub is_warning: bool,
    pub code: String,
    pub message: String,
    pub place: String,
    pub figures: Vec<FigureLink>,
}

/// A finding as it is told with a figure that it names.
#[derive(Debug, Serialize)]
pub struct AboutView {
    pub href: String,
    pub message: String,
    pub is_error: bool,
    pub is_waived: bool,
}

/// A link to a figure; without a target it is only named.
#[derive(Debug, Serialize)]
pub struct FigureLink {
    pub address: String,
    /// The figure as printed; empty if it does not stand on the page.
    pub text: String,
    pub href: String,
}

impl FindingsView {
    /// Returns nothing where there is nothing to show.
    pub fn new(document: &Document, anchors: &Anchors<'_>) -> Option<Self> {
        let findings = &document.findings;
        let units = document.lower_units.iter().flat_map(|units| &units.units);
        let names: BTreeMap<&str, &str> = units.map(|unit| (&*unit.id, &*unit.name)).collect();
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        (!findings.is_empty()).then(|| Self {
            total: findings.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            waived: findings.iter().filter(|finding| finding.waiver.is_some()).count(),
            items: (1..).zip(findings).map(|(n, finding)| FindingView::new(n, finding, &names, anchors)).collect(),
        })
    }

    /// The first finding about each lower unit's submission, by the unit's id.
    pub fn by_unit(&self) -> BTreeMap<&str, &str> {
        let about = self.items.iter().rev().filter(|item| !item.unit_id.is_empty());
        about.map(|item| (&*item.unit_id, &*item.id)).collect()
    }

    /// The findings that name a figure of the report itself.
    pub fn about(&self, address: &str) -> Vec<AboutView> {
        let own = self.items.iter().filter(|item| item.unit_id.is_empty());
        let about = own.filter(|item| item.addresses.iter().any(|own| own == address));
        let view = |item: &FindingView| AboutView {
            href: format!("#{}", item.id),
            message: item.message.clone(),
            is_error: item.is_error,
            is_waived: !item.waived_by.is_empty(),
        };
        about.map(view).collect()
    }
}

impl FindingView {
    fn new(n: usize, finding: &Finding, names: &BTreeMap<&str, &str>, anchors: &Anchors<'_>) -> Self {
        let unit = finding.unit.as_deref().unwrap_or_default();
        let waiver = finding.waiver.as_ref();
        let link = |address: &String| match finding.unit {
            // The figure is the unit's: the report's own at that address is another one.
            Some(_) => FigureLink { address: text::clean(address), text: String::new(), href: String::new() },
            None => FigureLink::to_place(address, anchors),
        };
        Self {
            id: format!("p.{n}"),
            unit: text::clean(names.get(unit).copied().unwrap_or(unit)),
            waived_by: waiver.map(|waiver| text::clean(&waiver.name)).unwrap_or_default(),
            reason: waiver.map(|waiver| text::clean(&waiver.reason)).unwrap_or_default(),
            unit_id: unit.to_owned(),
            addresses: finding.addresses.clone(),
            is_error: finding.severity == Severity::Error,
            is_warning: finding.severity == Severity::Warning,
            code: text::clean(waiver.map_or(&finding.code, |waiver| &waiver.code)),
            message: text::clean(waiver.map_or(&finding.message, |waiver| &waiver.message)),
            place: text::clean(&finding.place),
            figures: finding.addresses.iter().map(link).collect(),
        }
    }
}

impl FigureLink {
    /// Links to where the figure stands.
    pub fn to_place(address: &str, anchors: &Anchors<'_>) -> Self {
        let (href, text) = match anchors.placed(address) {
            Some((id, text)) => (format!("#{id}"), text.to_owned()),
            None => Default::default(),
        };
        Self { address: text::clean(address), text, href }
    }

    /// Links to where the figure comes from, or else to where it stands.
    pub fn to_source(address: &str, anchors: &Anchors<'_>) -> Self {
        let place = Self::to_place(address, anchors);
        match anchors.source(address) {
            Some(id) => Self { href: format!("#{id}"), ..place },
            None => place,
        }
    }
}
