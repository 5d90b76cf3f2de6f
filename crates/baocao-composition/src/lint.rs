//! Looks a template over before it runs, so that all unknown names come at once, each at its place.

use std::collections::HashMap;

use baocao_model::{Finding, Form, Place, nearest};
use handlebars::Path;
use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement, TemplateMapping};
use serde_json::json;

use crate::condition::{AROUND_TEXT, INCLUDE_ZERO, Misplaced, is_condition, values_of};
use crate::section::Section;

/// The key under which a call carries its place to its helper.
pub const PLACE_KEY: &str = "__place";

/// What a template may name.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The form whose figures may be addressed.
    pub form: &'a Form,
    /// Our helpers, each with the most values that it takes.
    pub helpers: &'a [(&'a str, usize)],
    /// Our variables.
    pub variables: &'a [&'a str],
    /// Whether helpers will not run, so that what they are given is looked at here.
    pub arguments_too: bool,
}

impl Names<'_> {
    /// The most values that one of our helpers takes; none if it is not ours.
    fn most(&self, helper: &str) -> Option<usize> {
        self.helpers.iter().find(|(name, _)| *name == helper).map(|(_, most)| *most)
    }
}

/// Checks a section's template and writes each call's place into it. What is unknown becomes visible text.
pub fn prepare(template: &mut Template, section: &Section, names: Names<'_>, places: &mut Vec<Place>) -> Vec<Finding> {
    let mut lint = Lint { section, names, places, findings: Vec::new() };
    lint.template(template);
    lint.findings
}

struct Lint<'a> {
    section: &'a Section,
    names: Names<'a>,
    places: &'a mut Vec<Place>,
    findings: Vec<Finding>,
}

impl Lint<'_> {
    fn template(&mut self, template: &mut Template) {
        let Template { elements, mapping, .. } = template;
        for (element, at) in elements.iter_mut().zip(mapping.iter()) {
            let place = self.place(at);
            let unknown = match element {
                TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => self.call(call, &place),
                TemplateElement::HelperBlock(call) => self.block(call, &place),
                // Pieces on a line of their own are in their places already.
                TemplateElement::PartialExpression(piece) | TemplateElement::PartialBlock(piece) => {
                    let name = name_of(&piece.name);
                    let finding = Finding::error("partial-misplaced", place.clone());
                    self.findings.push(finding.with("name", format!("{{{{> {name}}}}}")));
                    Some(format!("> {name}"))
                }
                TemplateElement::DecoratorExpression(call) | TemplateElement::DecoratorBlock(call) => {
                    self.unknown_helper(format!("*{}", name_of(&call.name)), &place)
                }
                _ => None,
            };
            if let Some(name) = unknown {
                *element = TemplateElement::RawString(format!("[{name}?]"));
            }
        }
    }

    /// A call that prints something. Returns its name if it cannot run.
    fn call(&mut self, call: &mut HelperTemplate, place: &Place) -> Option<String> {
        let name = name_of(&call.name);
        match self.names.most(&name) {
            Some(most) => self.helper(call, &name, most, place),
            None if is_condition(&name) => {
                self.misplaced(&name, Misplaced::Printed, place);
                Some(name)
            }
            None if call.params.is_empty() && call.hash.is_empty() => self.variable(&name, place),
            None => self.unknown_helper(name, place),
        }
    }

    /// A call that stands around text. Returns its name if it cannot run.
    fn block(&mut self, call: &mut HelperTemplate, place: &Place) -> Option<String> {
        for template in [&mut call.template, &mut call.inverse].into_iter().flatten() {
            self.template(template);
        }
        let name = name_of(&call.name);
        if is_condition(&name) {
            return self.condition(&name, &call.params, &call.hash, place).then_some(name);
        }
        if self.names.most(&name).is_some() {
            self.misplaced(&name, Misplaced::AroundText, place);
            return Some(name);
        }
        self.unknown_helper(name, place)
    }

    fn helper(&mut self, call: &mut HelperTemplate, name: &str, most: usize, place: &Place) -> Option<String> {
        self.surplus(call, name, most, place);
        if call.params.iter().any(|parameter| matches!(parameter, Parameter::Subexpression(_))) {
            let finding = Finding::error("helper-arguments", place.clone()).with("name", name);
            let finding = finding.with("expected", "giá trị viết thẳng, không có ngoặc đơn");
            self.findings.push(finding.with("expected_en", "values as they are, without round brackets"));
            return Some(name.to_owned());
        }
        if self.names.arguments_too {
            call.params.iter().for_each(|parameter| self.argument(name, parameter, place));
        }
        self.places.push(place.clone());
        call.hash.insert(PLACE_KEY.to_owned(), Parameter::Literal(json!(self.places.len() - 1)));
        None
    }

    fn unknown_helper(&mut self, name: String, place: &Place) -> Option<String> {
        let ours: Vec<&str> = self.names.helpers.iter().map(|(own, _)| *own).collect();
        let finding = Finding::error("unknown-helper", place.clone()).with("name", &name);
        let finding = finding.with("known", format!("{}, #{}", ours.join(", "), AROUND_TEXT.join(", #")));
        self.findings.push(finding.with_nearest(nearest(&name, ours)));
        Some(name)
    }

    fn misplaced(&mut self, name: &str, misplaced: Misplaced, place: &Place) {
        let (expected, expected_en) = misplaced.expected(name);
        let finding = Finding::error("helper-misplaced", place.clone()).with("name", name);
        self.findings.push(finding.with("expected", expected).with("expected_en", expected_en));
    }

    /// What one of our helpers would pass over in silence: it has no options, and each takes only so many values.
    fn surplus(&mut self, call: &HelperTemplate, name: &str, most: usize, place: &Place) {
        let values = call.params.iter().skip(most).map(|parameter| match parameter {
            Parameter::Path(path) => raw(path).to_owned(),
            Parameter::Literal(literal) => literal.to_string(),
            other => other.as_name().unwrap_or("(…)").to_owned(),
        });
        let mut options: Vec<_> = call.hash.keys().map(|key| format!("{key}=")).collect();
        options.sort();
        let surplus: Vec<_> = values.chain(options).collect();
        if !surplus.is_empty() {
            let finding = Finding::error("helper-surplus", place.clone()).with("name", name);
            self.findings.push(finding.with("found", surplus.join(" ")).with("most", most));
        }
    }

    /// What one of our helpers is given: a figure, or the id of a table or chart.
    fn argument(&mut self, helper: &str, parameter: &Parameter, place: &Place) {
        let form = self.names.form;
        match parameter {
            Parameter::Path(path) if !figure_exists(form, raw(path)) => self.unknown_name(raw(path), place),
            Parameter::Literal(serde_json::Value::String(id)) => {
                let tables: Vec<_> = form.tables.iter().map(|table| &*table.id).collect();
                let charts: Vec<_> = form.charts.iter().map(|chart| &*chart.id).collect();
                let (code, known) = match helper {
                    "bang" => ("unknown-table", tables),
                    "bieu-do" => ("unknown-chart", charts),
                    _ => return,
                };
                if !known.contains(&&**id) {
                    let finding = Finding::error(code, place.clone()).with("name", id);
                    self.findings.push(finding.with_nearest(nearest(id, known)));
                }
            }
            _ => {}
        }
    }

    /// Looks a condition over, down to those within it. True if it cannot be asked.
    fn condition(
        &mut self,
        name: &str,
        values: &[Parameter],
        options: &HashMap<String, Parameter>,
        place: &Place,
    ) -> bool {
        let told = self.findings.len();
        let takes = values_of(name).expect("the caller knows that it is one");
        if !takes.contains(&values.len()) {
            let (fewest, found) = (takes.start(), values.len());
            let finding = Finding::error("helper-arguments", place.clone()).with("name", name);
            let finding = finding.with("expected", format!("{fewest} giá trị, ở đây có {found}"));
            let values_en = if *fewest == 1 { "value" } else { "values" };
            self.findings.push(finding.with("expected_en", format!("{fewest} {values_en}; here are {found}")));
        }
        let option_is_known = |option: &str| AROUND_TEXT.contains(&name) && option == INCLUDE_ZERO;
        let unknown: Vec<_> =
            options.keys().filter(|option| !option_is_known(option)).map(|o| format!("{o}=")).collect();
        if !unknown.is_empty() {
            let finding = Finding::error("helper-surplus", place.clone()).with("name", name);
            self.findings.push(finding.with("found", unknown.join(" ")).with("most", takes.start()));
        }
        values.iter().for_each(|value| self.compared(value, place));
        self.findings.len() > told
    }

    /// A figure, a variable or another condition that a condition asks about.
    fn compared(&mut self, value: &Parameter, place: &Place) {
        match value {
            Parameter::Path(path) if self.names.variables.contains(&raw(path)) => {}
            Parameter::Path(path) => self.asked(raw(path), place),
            Parameter::Subexpression(within) => {
                let TemplateElement::Expression(call) = within.as_element() else { return };
                let name = name_of(&call.name);
                if self.names.most(&name).is_some() || AROUND_TEXT.contains(&&*name) {
                    self.misplaced(&name, Misplaced::InCondition, place);
                } else if is_condition(&name) {
                    self.condition(&name, &call.params, &call.hash, place);
                } else {
                    self.unknown_helper(name, place);
                }
            }
            _ => {}
        }
    }

    /// A path in a condition: a figure, or a table whose rows come with the figures. Any other table is always there.
    fn asked(&mut self, path: &str, place: &Place) {
        let form = self.names.form;
        if !figure_exists(form, path) {
            self.unknown_name(path, place);
        } else if path.matches('.').count() < 2
            && form.table(table_of(path)).is_some_and(|table| table.repeat.is_none())
        {
            self.findings.push(Finding::error("condition-always", place.clone()).with("name", path));
        }
    }

    fn variable(&mut self, name: &str, place: &Place) -> Option<String> {
        if self.names.variables.contains(&name) {
            return None;
        }
        if self.names.form.addresses().any(|address| address.to_string() == name) {
            self.findings.push(Finding::error("figure-without-helper", place.clone()).with("address", name));
        } else {
            self.unknown_name(name, place);
        }
        Some(name.to_owned())
    }

    fn unknown_name(&mut self, name: &str, place: &Place) {
        let addresses: Vec<_> = self.names.form.addresses().map(|address| address.to_string()).collect();
        let known = addresses.iter().map(String::as_str).chain(self.names.variables.iter().copied());
        let finding = Finding::error("unknown-name", place.clone()).with("name", name);
        let finding = finding.with("known", self.names.variables.join(", "));
        self.findings.push(finding.with_nearest(nearest(name, known)));
    }

    fn place(&self, at: &TemplateMapping) -> Place {
        let line = self.section.text.lines().nth(at.0.saturating_sub(1)).unwrap_or_default();
        let rest: String = line.chars().skip(at.1.saturating_sub(1)).collect();
        let length = rest.find("}}").map_or(1, |end| rest[..end + 2].chars().count());
        Place {
            line: Some(self.section.line + at.0 as u32 - 1),
            column: Some(at.1 as u32),
            length: Some(length as u32),
            ..Place::file(&*self.section.file)
        }
    }
}

fn name_of(name: &Parameter) -> String {
    match name {
        Parameter::Path(path) => raw(path).to_owned(),
        other => other.as_name().unwrap_or_default().to_owned(),
    }
}

/// True if the path leads to a figure, a row or a table of the form.
fn figure_exists(form: &Form, path: &str) -> bool {
    // Rows of a repeating table are known only from a report's figures; a report may have none.
    if form.table(table_of(path)).is_some_and(|table| table.repeat.is_some()) {
        return true;
    }
    form.addresses()
        .map(|address| address.to_string())
        .any(|address| address.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

fn table_of(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// The path as written.
fn raw(path: &Path) -> &str {
    match path {
        Path::Relative((_, raw)) | Path::Local((_, _, raw)) => raw,
    }
}
