//! The schema of an exporter's options: what the host's checker understands, with defaults that fit.

use serde_json::{Map, Value, json};

use super::{Subject, wrong_if};

/// An option that the host has for every exporter, so that none can have one of this name.
pub const OPTIONAL: &str = "optional";

/// The words of JSON Schema that the host's checker or an editor makes use of.
const KNOWN: [&str; 25] = [
    "$schema",
    "$id",
    "$defs",
    "$ref",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "oneOf",
    "anyOf",
    "default",
    "minimum",
    "maximum",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "format",
    "deprecated",
];

pub fn schema(subject: &Subject<'_>) -> Result<(), String> {
    let schema = &subject.description.options_schema;
    wrong_if(schema.get("type") != Some(&json!("object")), "the schema is not of type `object`")?;
    wrong_if(
        schema.get("additionalProperties") != Some(&json!(false)),
        "unknown options are not forbidden (`additionalProperties: false`)",
    )?;
    check_words(schema, "")?;
    for definition in schema.get("$defs").and_then(Value::as_object).into_iter().flat_map(Map::values) {
        check_words(definition, "/$defs")?;
    }
    for (key, option) in properties(schema) {
        wrong_if(key == OPTIONAL, "`/optional` is an option of the host's own")?;
        check_words(option, &format!("/{key}"))?;
        let default = option.get("default");
        let fits = default.is_none_or(|default| fits(default, option, schema));
        wrong_if(!fits, &format!("the default of `/{key}` does not fit its schema"))?;
        let described = option.get("description").or_else(|| resolve(option, schema).get("description"));
        wrong_if(described.is_none(), &format!("`/{key}` has no description"))?;
    }
    let required = schema.get("required").and_then(Value::as_array).is_some_and(|keys| !keys.is_empty());
    wrong_if(required, "an option is required; every option has a default")
}

/// Options that must be refused: a key that nobody knows, and a value of the wrong type.
pub fn wrong(schema: &Value) -> Vec<Value> {
    let mut all = vec![json!({ "no-such-option": 1 })];
    if let Some((key, _)) = properties(schema).next() {
        all.push(json!({ key: [[]] }));
    }
    all
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

fn check_words(schema: &Value, at: &str) -> Result<(), String> {
    let words = schema.as_object().into_iter().flat_map(Map::keys);
    let unknown: Vec<_> = words.filter(|word| !KNOWN.contains(&word.as_str())).cloned().collect();
    wrong_if(!unknown.is_empty(), &format!("`{at}` uses {}, which the host does not check", unknown.join(", ")))
}

fn resolve<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    reference.and_then(|reference| root.pointer(reference.trim_start_matches('#'))).unwrap_or(schema)
}

fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
    let schema = resolve(schema, root);
    if let Some(branches) = schema.get("oneOf").or_else(|| schema.get("anyOf")).and_then(Value::as_array) {
        return branches.iter().any(|branch| fits(value, branch, root));
    }
    if let Some(word) = schema.get("const") {
        return word == value;
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.contains(value);
    }
    let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
    let number = value.as_f64().unwrap_or(0.0);
    let within = bound("minimum").is_none_or(|low| number >= low) && bound("maximum").is_none_or(|high| number <= high);
    within && fits_type(value, schema.get("type"))
}

fn fits_type(value: &Value, name: Option<&Value>) -> bool {
    match name {
        None => true,
        Some(Value::Array(names)) => names.iter().any(|name| fits_type(value, Some(name))),
        Some(name) => match name.as_str().unwrap_or_default() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_held_against_their_schema() {
        let root = json!({ "$defs": { "Theme": { "oneOf": [{ "const": "auto" }, { "const": "dark" }] } } });
        let theme = json!({ "$ref": "#/$defs/Theme" });
        assert!(fits(&json!("auto"), &theme, &root));
        assert!(!fits(&json!("blue"), &theme, &root));
        assert!(fits(&Value::Null, &json!({ "type": ["string", "null"] }), &root));
        assert!(!fits(&json!(9), &json!({ "type": "integer", "maximum": 8 }), &root));
    }
}
