//! Looks a template over before it runs, so that all unknown names come at once, each at its place.

use baocao_model::{Finding, Form, Place, nearest};
use handlebars::Path;
use handlebars::template::{HelperTemplate, Parameter, Template, TemplateElement, TemplateMapping};
use serde_json::json;

use crate::section::Section;

/// The key under which a call carries its place to its helper.
pub const PLACE_KEY: &str = "__place";

/// The helpers that Handlebars brings and that templates may use.
const BUILT_IN: [&str; 14] =
    ["if", "unless", "each", "with", "lookup", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or", "not"];

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
    lint.template(template, false);
    lint.findings
}

struct Lint<'a> {
    section: &'a Section,
    names: Names<'a>,
    places: &'a mut Vec<Place>,
    findings: Vec<Finding>,
}

impl Lint<'_> {
    /// `nested`: within a block such as `each`, where names may be relative to the block.
    fn template(&mut self, template: &mut Template, nested: bool) {
        let Template { elements, mapping, .. } = template;
        for (element, at) in elements.iter_mut().zip(mapping.iter()) {
            let place = self.place(at);
            let unknown = match element {
                TemplateElement::Expression(call) | TemplateElement::HtmlExpression(call) => {
                    self.call(call, &place, nested)
                }
                TemplateElement::HelperBlock(call) => self.block(call, &place, nested),
                TemplateElement::PartialExpression(_)
                | TemplateElement::PartialBlock(_)
                | TemplateElement::DecoratorExpression(_)
                | TemplateElement::DecoratorBlock(_) => {
                    // Pieces on a line of their own are in their places already.
                    self.findings.push(Finding::error("unknown-partial", place.clone()).with("name", "{{> …}}"));
                    Some(">".to_owned())
                }
                _ => None,
            };
            if let Some(name) = unknown {
                *element = TemplateElement::RawString(format!("[{name}?]"));
            }
        }
    }

    fn call(&mut self, call: &mut HelperTemplate, place: &Place, nested: bool) -> Option<String> {
        let name = name_of(&call.name);
        if call.params.is_empty() && call.hash.is_empty() && self.names.most(&name).is_none() {
            return self.variable(&name, place, nested);
        }
        self.helper(call, &name, place, nested)
    }

    fn helper(&mut self, call: &mut HelperTemplate, name: &str, place: &Place, nested: bool) -> Option<String> {
        let most = self.names.most(name);
        if most.is_none() && !BUILT_IN.contains(&name) {
            let ours: Vec<&str> = self.names.helpers.iter().map(|(own, _)| *own).collect();
            let finding = Finding::error("unknown-helper", place.clone()).with("name", name);
            let finding = finding.with("known", ours.join(", "));
            self.findings.push(finding.with_nearest(nearest(name, ours.iter().copied())));
            return Some(name.to_owned());
        }
        if let Some(most) = most {
            self.surplus(call, name, most, place);
            if self.names.arguments_too && !nested {
                call.params.iter().for_each(|parameter| self.argument(name, parameter, place));
            }
            self.places.push(place.clone());
            call.hash.insert(PLACE_KEY.to_owned(), Parameter::Literal(json!(self.places.len() - 1)));
        } else {
            call.params.iter().for_each(|parameter| self.condition(parameter, place, nested));
        }
        None
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

    fn block(&mut self, call: &mut HelperTemplate, place: &Place, nested: bool) -> Option<String> {
        let name = name_of(&call.name);
        let unknown = self.helper(call, &name, place, nested);
        let relative = nested || matches!(&*name, "each" | "with");
        for template in [&mut call.template, &mut call.inverse].into_iter().flatten() {
            self.template(template, relative);
        }
        unknown
    }

    /// What one of our helpers is given: a figure, or the id of a table or chart.
    fn argument(&mut self, helper: &str, parameter: &Parameter, place: &Place) {
        let form = self.names.form;
        match parameter {
            Parameter::Path(path) if !figure_exists(form, path) => self.unknown_name(raw(path), place),
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

    /// A figure or variable in the condition of a built-in helper.
    fn condition(&mut self, parameter: &Parameter, place: &Place, nested: bool) {
        if let Parameter::Path(path) = parameter
            && !nested
            && !self.names.variables.contains(&raw(path))
            && !figure_exists(self.names.form, path)
        {
            self.unknown_name(raw(path), place);
        }
    }

    fn variable(&mut self, name: &str, place: &Place, nested: bool) -> Option<String> {
        if nested || self.names.variables.contains(&name) {
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
fn figure_exists(form: &Form, path: &Path) -> bool {
    let raw = raw(path);
    let table = raw.split('.').next().and_then(|table| form.table(table));
    // Rows of a repeating table are known only from a report's figures; a report may have none.
    if table.is_some_and(|table| table.repeat.is_some()) {
        return true;
    }
    form.addresses()
        .map(|address| address.to_string())
        .any(|address| address.strip_prefix(raw).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

/// The path as written.
fn raw(path: &Path) -> &str {
    match path {
        Path::Relative((_, raw)) | Path::Local((_, _, raw)) => raw,
    }
}
