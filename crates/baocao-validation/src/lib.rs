//! Rules that look at figures and return findings. What a form declares on rows and columns is checked by itself.

mod context;
mod evaluation;
mod examples;
mod grouping;
mod rules;
mod scope;

use baocao_model::{Figures, Finding, Form};

pub use crate::context::Context;
pub use crate::examples::{ExampleFinding, check_examples};
pub use crate::grouping::{Settlement, Trials, group};
use crate::scope::Scope;

/// Checks every reported figure against what the form declares, then against the rules that it states in words of its
/// own. Blank figures are never taken for zero unless a rule says so. `file` names the file that the figures were read
/// from.
pub fn validate(form: &Form, figures: &Figures, file: &str, context: &Context<'_>) -> Vec<Finding> {
    validate_and_tell(form, figures, file, context, &mut |_| {})
}

/// The same, telling the name of each rule when it is done, for those who measure.
pub fn validate_and_tell(
    form: &Form,
    figures: &Figures,
    file: &str,
    context: &Context<'_>,
    done: &mut dyn FnMut(&str),
) -> Vec<Finding> {
    let scope = Scope::new(form, figures, file, *context);
    let mut findings = Vec::new();
    for (name, rule) in rules::DECLARED {
        findings.extend(rule(&scope));
        done(name);
    }
    for rule in form.rules.iter().filter(|rule| context.asks_for(rule)) {
        findings.extend(rules::rule_not_met::findings(&scope, rule));
        done(&rule.id);
    }
    findings.sort_by_key(|finding| (finding.severity, finding.place.line, finding.place.column));
    findings
}
