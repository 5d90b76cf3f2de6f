use std::collections::HashSet;

use baocao_model::{Finding, Refusal};
use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::{Entry, Kind, Node, Source, clean, syntax_words};

/// Reads a JSON file into nodes. Only plain JSON is accepted: no comments, no trailing commas.
pub fn parse(source: &Source) -> Result<Node, Refusal> {
    let syntax = |span, reason: String, reason_en: String| {
        let finding = Finding::error("json-syntax", source.place(&span)).with("reason", reason);
        Refusal::from(finding.with("reason_en", reason_en))
    };
    let parsed = parse_to_ast(&source.text, &CollectOptions::default(), &strict()).map_err(|error| {
        let (range, kind) = (error.range(), error.kind());
        syntax(range.start..range.end, syntax_words::of_json(kind), kind.to_string())
    })?;
    let Some(value) = parsed.value else {
        return Err(syntax(0..0, "tệp rỗng".to_owned(), "the file is empty".to_owned()));
    };
    let mut twice = Vec::new();
    let node = node(&value, source, &mut twice);
    if twice.is_empty() { Ok(node) } else { Err(Refusal(twice)) }
}

pub fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn node(value: &Value<'_>, source: &Source, twice: &mut Vec<Finding>) -> Node {
    let kind = match value {
        Value::StringLit(text) => Kind::Text(clean(&text.value).into_owned()),
        Value::NumberLit(number) => Kind::Number(number.value.to_owned()),
        Value::BooleanLit(bool) => Kind::Bool(bool.value),
        Value::Array(array) => Kind::Array(array.elements.iter().map(|item| node(item, source, twice)).collect()),
        Value::NullKeyword(_) => Kind::Null,
        Value::Object(object) => {
            let mut entries: Vec<Entry> = Vec::with_capacity(object.properties.len());
            let mut keys = HashSet::new();
            for property in &object.properties {
                let entry = entry(property, source, twice);
                if !keys.insert(entry.key.clone()) {
                    let place = source.place(&entry.key_span);
                    twice.push(Finding::error("duplicate-id", place).with("name", &entry.key));
                }
                entries.push(entry);
            }
            Kind::Table(entries)
        }
    };
    Node { kind, span: value.range().start..value.range().end }
}

fn entry(property: &ObjectProp<'_>, source: &Source, twice: &mut Vec<Finding>) -> Entry {
    let range = property.name.range();
    Entry::new(property.name.as_str(), range.start..range.end, node(&property.value, source, twice))
}
