//! The examples that rules carry with them: what they should say of given figures.

use baocao_model::{Example, Expression, Finding, Form, Missing, Place, Rule, Values};

use crate::evaluation::{Answer, Bound, evaluate};
use crate::relation::{Given, Others};

/// What a rule's examples show, at a JSON pointer into the form's file.
#[derive(Clone, Debug)]
pub struct ExampleFinding {
    /// Where in the file.
    pub pointer: String,
    /// What was found; the caller knows the file and fills in the place.
    pub finding: Finding,
}

/// Runs the examples of a form's rules. An example that gives another result than it says is an error; a rule without an
/// example that meets it, or without one that does not, is a warning.
pub fn check_examples(form: &Form) -> Vec<ExampleFinding> {
    let rules = form.rules.iter().enumerate();
    rules.flat_map(|(index, rule)| examples_of_rule(rule, &format!("/rule/{index}"))).collect()
}

fn examples_of_rule(rule: &Rule, pointer: &str) -> Vec<ExampleFinding> {
    let Ok(expression) = Expression::parse(&rule.check) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut reached = [false, false];
    for (index, example) in rule.examples.iter().enumerate() {
        let (bound, values) = bind(&expression, example);
        let all = Some(&values);
        let others = Others { previous: all, last_year: all, children: all };
        let given = Given { values: &values, reported: &[], doubtful: &[], others };
        let found = match evaluate(&bound, &given, rule.missing, rule.tolerance()) {
            Answer::Met => Some(true),
            Answer::NotMet(_) => Some(false),
            Answer::Blank if rule.missing == Missing::Fail => Some(false),
            Answer::Blank | Answer::NotChecked => None,
        };
        if let Some(met) = found {
            reached[usize::from(met)] = true;
        }
        // Figures that the rule leaves unchecked are let through.
        if found.unwrap_or(true) != example.pass {
            let (expected, found) = (words(example.pass), words(!example.pass));
            let finding = Finding::error("example-differs", Place::default()).with("rule", &rule.id);
            let finding = finding.with("expected", expected.0).with("expected_en", expected.1);
            let finding = finding.with("found", found.0).with("found_en", found.1);
            findings.push(ExampleFinding { pointer: format!("{pointer}/example/{index}"), finding });
        }
    }
    for (met, words) in [(true, ("đạt", "meets it")), (false, ("không đạt", "does not meet it"))] {
        if !reached[usize::from(met)] {
            let finding = Finding::warning("rule-not-reached", Place::default()).with("rule", &rule.id);
            let finding = finding.with("what", words.0).with("what_en", words.1);
            findings.push(ExampleFinding { pointer: format!("{pointer}/id"), finding });
        }
    }
    findings
}

fn words(met: bool) -> (&'static str, &'static str) {
    if met { ("đạt", "met") } else { ("không đạt", "not met") }
}

/// The expression with the figures of an example in the place of its names, and these figures. An example is its own
/// earlier report: its names say which report each figure is from.
fn bind(expression: &Expression, example: &Example) -> (Bound, Values) {
    let mut values = Vec::new();
    let bound = expression.renamed(&mut |name, report| {
        let references = expression.references();
        let reference = references.iter().find(|reference| reference.name == name && reference.report == report)?;
        let figures = example.figures(&reference.to_string())?;
        let first = values.len();
        values.extend(figures);
        Some((first..values.len()).collect())
    });
    (bound, values.into_iter().collect())
}
