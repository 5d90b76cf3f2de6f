//! Holds a file against a JSON Schema and reports everything that does not fit, each at its place.
//!
//! One mechanism for all files: the schemas of our own types and those that exporters declare for their options. It
//! knows the words that such schemas use: type, properties, required, additionalProperties, items, enum, const,
//! anyOf/oneOf, $ref, minimum, maximum, format.

use std::ops::Range;

use baocao_model::{Date, Finding, Period, nearest};
use serde_json::{Map, Value};

use crate::{Kind, Node, Source};

/// Everything about `node` that does not fit `schema`.
pub fn check(source: &Source, node: &Node, schema: &Value) -> Vec<Finding> {
    let mut checker = Checker { source, root: schema, findings: Vec::new() };
    checker.node(node, schema);
    checker.findings
}

struct Checker<'a> {
    source: &'a Source,
    root: &'a Value,
    findings: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn node(&mut self, node: &Node, schema: &'a Value) {
        let schema = self.resolve(schema);
        if let Some(branches) = branches(schema) {
            return self.branches(node, branches);
        }
        if let Some(allowed) = words_allowed(schema) {
            return self.allowed(node, &allowed);
        }
        if !fits_type(node, schema) {
            return self.wrong_type(node, &[schema]);
        }
        match &node.kind {
            Kind::Table(_) => self.table(node, schema),
            Kind::Array(items) => {
                if let Some(item_schema) = schema.get("items") {
                    items.iter().for_each(|item| self.node(item, item_schema));
                }
            }
            Kind::Number(digits) => self.range(&node.span, digits, schema),
            Kind::Text(text) | Kind::Date(text) => self.format(&node.span, text, schema),
            Kind::Bool(_) | Kind::Null => {}
        }
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let Some(target) = self.root.pointer(reference.trim_start_matches('#')) else { break };
            schema = target;
        }
        schema
    }

    fn branches(&mut self, node: &Node, branches: &'a [Value]) {
        let branches: Vec<&Value> = branches.iter().map(|branch| self.resolve(branch)).collect();
        // Fixed words stand in branches of their own, beside branches of other types.
        let words: Vec<&str> = branches.iter().filter_map(|branch| words_allowed(branch)).flatten().collect();
        let mut others = branches.iter().filter(|branch| words_allowed(branch).is_none()).peekable();
        if !words.is_empty() && (others.peek().is_none() || matches!(node.kind, Kind::Text(_))) {
            return self.allowed(node, &words);
        }
        match others.find(|branch| fits_type(node, branch)) {
            Some(branch) => self.node(node, branch),
            None => self.wrong_type(node, &branches),
        }
    }

    fn table(&mut self, node: &Node, schema: &'a Value) {
        static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&NONE);
        let additional = schema.get("additionalProperties");
        for entry in node.entries() {
            match (properties.get(&entry.key), additional) {
                (Some(schema), _) => self.node(&entry.node, schema),
                (None, Some(Value::Bool(false))) => self.unknown_key(&entry.key, &entry.key_span, properties),
                (None, Some(schema @ Value::Object(_))) => self.node(&entry.node, schema),
                (None, _) => {}
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        // A key that was written with a slip is reported as such, not as missing too.
        let meant: Vec<_> = node.entries().iter().filter_map(|entry| slip(&entry.key, properties)).collect();
        for key in required.filter_map(Value::as_str).filter(|key| node.entry(key).is_none() && !meant.contains(key)) {
            self.findings.push(Finding::error("missing-key", self.source.place(&first_line(node))).with("key", key));
        }
    }

    fn unknown_key(&mut self, key: &str, span: &Range<usize>, properties: &Map<String, Value>) {
        let known = properties.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let finding = Finding::error("unknown-key", self.source.place(span)).with("key", key).with("known", known);
        self.findings.push(finding.with_nearest(slip(key, properties)));
    }

    fn allowed(&mut self, node: &Node, words: &[&str]) {
        let Kind::Text(found) = &node.kind else {
            return self.type_mismatch(node, "một chuỗi trong ngoặc kép", "text in quotes");
        };
        if !words.contains(&found.as_str()) {
            let known = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let finding = Finding::error("not-allowed", self.source.place(&node.span));
            let finding = finding.with("found", found).with("known", known);
            self.findings.push(finding.with_nearest(nearest(found, words.iter().copied())));
        }
    }

    fn range(&mut self, span: &Range<usize>, digits: &str, schema: &Value) {
        let Ok(number) = digits.parse::<f64>() else { return };
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        let (low, high) = (bound("minimum"), bound("maximum").or_else(|| largest(schema)));
        if low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high) {
            let range = match (low, high) {
                (Some(low), Some(high)) => format!("{low} … {high}"),
                (Some(low), None) => format!("≥ {low}"),
                (None, Some(high)) => format!("≤ {high}"),
                (None, None) => String::new(),
            };
            let finding = Finding::error("out-of-range", self.source.place(span));
            self.findings.push(finding.with("found", digits).with("range", range));
        }
    }

    fn format(&mut self, span: &Range<usize>, text: &str, schema: &Value) {
        let code = match schema.get("format").and_then(Value::as_str) {
            Some("date") if Date::parse(text).is_none() => "not-a-date",
            Some("period") if Period::parse(text).is_err() => "not-a-period",
            _ => return,
        };
        self.findings.push(Finding::error(code, self.source.place(span)).with("found", text));
    }

    fn wrong_type(&mut self, node: &Node, schemas: &[&Value]) {
        let mut names: Vec<_> = schemas.iter().flat_map(|schema| type_names(schema)).collect();
        names.retain(|name| *name != "null");
        names.dedup();
        let (vi, en): (Vec<_>, Vec<_>) = names.iter().map(|name| type_words(name)).unzip();
        self.type_mismatch(node, &vi.join(" hoặc "), &en.join(" or "));
    }

    fn type_mismatch(&mut self, node: &Node, expected: &str, expected_en: &str) {
        let (found, found_en) = node.words();
        let finding = Finding::error("wrong-type", self.source.place(&first_line(node)));
        let finding = finding.with("expected", expected).with("expected_en", expected_en);
        self.findings.push(finding.with("found", found).with("found_en", found_en));
    }
}

/// The key that an unknown key was probably meant to be.
fn slip<'p>(key: &str, properties: &'p Map<String, Value>) -> Option<&'p str> {
    if properties.contains_key(key) { None } else { nearest(key, properties.keys().map(String::as_str)) }
}

/// A table spans many lines; its first is where a reader looks.
fn first_line(node: &Node) -> Range<usize> {
    match node.kind {
        Kind::Table(_) => node.span.start..node.span.start,
        _ => node.span.clone(),
    }
}

fn branches(schema: &Value) -> Option<&[Value]> {
    let branches = schema.get("anyOf").or_else(|| schema.get("oneOf"))?;
    branches.as_array().map(Vec::as_slice)
}

/// The words that a schema of fixed words allows.
fn words_allowed(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.iter().map(Value::as_str).collect();
    }
    if let Some(branches) = branches(schema) {
        return branches.iter().map(words_allowed).collect::<Option<Vec<_>>>().map(|words| words.concat());
    }
    schema.get("const").and_then(Value::as_str).map(|word| vec![word])
}

/// The largest number of a whole type. Schemas name the type and leave it at that.
fn largest(schema: &Value) -> Option<f64> {
    match schema.get("format")?.as_str()? {
        "uint32" => Some(u32::MAX.into()),
        "int32" => Some(i32::MAX.into()),
        _ => None,
    }
}

fn type_names(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ if words_allowed(schema).is_some() => vec!["string"],
        _ => Vec::new(),
    }
}

fn fits_type(node: &Node, schema: &Value) -> bool {
    let names = type_names(schema);
    names.is_empty() || names.iter().any(|name| fits(node, name, schema))
}

fn fits(node: &Node, name: &str, schema: &Value) -> bool {
    match &node.kind {
        Kind::Table(_) => name == "object",
        Kind::Array(_) => name == "array",
        Kind::Text(_) => name == "string",
        Kind::Date(_) => name == "string" && schema.get("format").is_some() || name == "date",
        Kind::Number(digits) => name == "number" || name == "integer" && digits.parse::<i128>().is_ok(),
        Kind::Bool(_) => name == "boolean",
        Kind::Null => name == "null",
    }
}

fn type_words(name: &str) -> (&'static str, &'static str) {
    match name {
        "object" => ("một bảng", "a table"),
        "array" => ("một danh sách [ … ]", "a list [ … ]"),
        "string" => ("một chuỗi trong ngoặc kép", "text in quotes"),
        "integer" => ("một số nguyên", "a whole number"),
        "number" => ("một số", "a number"),
        "boolean" => ("true hoặc false", "true or false"),
        _ => ("một giá trị khác", "another value"),
    }
}
