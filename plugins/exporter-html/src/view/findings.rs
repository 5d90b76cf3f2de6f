use baocao_exporter::{Finding, Severity};
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
    pub items: Vec<FindingView>,
}

#[derive(Debug, Serialize)]
pub struct FindingView {
    pub is_error: bool,
    pub is_warning: bool,
    pub code: String,
    pub message: String,
    pub place: String,
    pub figures: Vec<FigureLink>,
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
    pub fn new(findings: &[Finding], anchors: &Anchors<'_>) -> Option<Self> {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        (!findings.is_empty()).then(|| Self {
            total: findings.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            items: findings.iter().map(|finding| FindingView::new(finding, anchors)).collect(),
        })
    }
}

impl FindingView {
    fn new(finding: &Finding, anchors: &Anchors<'_>) -> Self {
        Self {
            is_error: finding.severity == Severity::Error,
            is_warning: finding.severity == Severity::Warning,
            code: text::clean(&finding.code),
            message: text::clean(&finding.message),
            place: text::clean(&finding.place),
            figures: finding.addresses.iter().map(|address| FigureLink::to_place(address, anchors)).collect(),
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
