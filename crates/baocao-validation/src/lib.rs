//! Rules that look at figures and return findings. What a form declares on rows and columns is checked by itself.

mod checks;
mod context;
mod envelope;
mod evaluation;
mod examples;
mod grouping;
mod history;
mod linear;
mod number;
mod relation;
mod rules;
mod scope;

use baocao_model::{Figures, Finding, Form};

pub use crate::checks::{Checks, Passed};
pub use crate::context::Context;
pub use crate::envelope::{EnvelopeFile, EnvelopeFinding, Letter, check_envelope};
pub use crate::examples::{ExampleFinding, check_examples};
pub use crate::relation::{Given, Others};

use crate::checks::Taken;
pub use crate::grouping::{Settlement, Trials, group};
pub use crate::history::{Earlier, Today, compare_with_history};
use crate::scope::Scope;

/// What figures were held against.
#[derive(Debug, Default)]
pub struct Verdict {
    /// What contradicts the form, worst first.
    pub findings: Vec<Finding>,
    /// What holds, of that which figures that are there were asked.
    pub passed: Vec<Passed>,
}

/// Checks every reported figure against what the form declares, then against the rules that it states in words of its
/// own. Blank figures are never taken for zero unless a rule says so. `file` names the file that the figures were read
/// from.
pub fn validate(form: &Form, figures: &Figures, file: &str, context: &Context<'_>) -> Vec<Finding> {
    validate_and_tell(form, figures, file, context, &mut |_| {}).findings
}

/// The same with what holds, telling the name of each rule when it is done, for those who measure.
pub fn validate_and_tell(
    form: &Form,
    figures: &Figures,
    file: &str,
    context: &Context<'_>,
    done: &mut dyn FnMut(&str),
) -> Verdict {
    let checks = Checks::of(form, figures.catalogue(), context);
    done("reading-the-form");
    let mut passed = Vec::new();
    let mut findings = with_given(form, figures, context, |given| {
        let scope = Scope::new(form, figures, file, *context, given);
        checks.findings(&scope, done, &mut |rule, relation| passed.extend(Passed::of(rule, relation, &given)))
    });
    findings.sort_by_key(|finding| (finding.severity, finding.place.line, finding.place.column));
    Verdict { findings, passed }
}

/// Takes figures and those that they are compared with apart, for as long as they are looked at.
fn with_given<T>(form: &Form, figures: &Figures, context: &Context<'_>, look: impl FnOnce(Given<'_>) -> T) -> T {
    let taken = Taken::from(form, figures);
    let other = |report: Option<(&Form, &Figures)>| report.map(|(form, figures)| Taken::from(form, figures));
    let (previous, last_year, children) =
        (other(context.previous), other(context.same_period_last_year), other(context.children));
    look(taken.given(Others {
        previous: previous.as_ref().map(Taken::values),
        last_year: last_year.as_ref().map(Taken::values),
        children: children.as_ref().map(Taken::values),
    }))
}

/// The same with the checks of a form that was read before. The figures are of that form.
pub fn findings_of(checks: &Checks, form: &Form, figures: &Figures, file: &str, context: &Context<'_>) -> Vec<Finding> {
    let taken = Taken::from(form, figures);
    let scope = Scope::new(form, figures, file, *context, taken.given(Others::default()));
    checks.findings(&scope, &mut |_| {}, &mut |_, _| {})
}
