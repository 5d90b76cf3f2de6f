//! Rules that look at figures and return findings. What a form declares on rows and columns is checked by itself.

mod rules;
mod scope;

use baocao_model::{Figures, Finding, Form, Period};

use crate::scope::Scope;

/// Checks every reported figure against what the form declares. Blank figures are never taken for zero: a relation with
/// a blank in it is not checked. `file` names the file that the figures were read from.
pub fn validate(form: &Form, figures: &Figures, file: &str, period: Option<Period>) -> Vec<Finding> {
    let scope = Scope::new(form, figures, file, period);
    let mut findings: Vec<_> = rules::DECLARED.iter().flat_map(|rule| rule(&scope)).collect();
    findings.sort_by_key(|finding| (finding.severity, finding.place.line, finding.place.column));
    findings
}
