//! An exporter's options as a table to put into an organisation's file.

use serde_json::Value;

/// Writes every option with its default below its description; an option without a default stands in a comment.
pub fn options_toml(id: &str, schema: &Value) -> String {
    let mut text = format!("[exporter.{id}]\n");
    for (key, option) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let meaning = resolve(option, schema);
        let described = option.get("description").or_else(|| meaning.get("description"));
        comment(&mut text, described.and_then(Value::as_str).unwrap_or_default());
        for line in allowed(meaning) {
            comment(&mut text, &line);
        }
        match option.get("default").and_then(toml_value) {
            Some(value) => text.push_str(&format!("{key} = {value}\n")),
            None => text.push_str(&format!("# {key} = …\n")),
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The schema that a property refers to, or its own.
fn resolve<'s>(option: &'s Value, schema: &'s Value) -> &'s Value {
    let reference = option.get("$ref").and_then(Value::as_str);
    reference.and_then(|reference| schema.pointer(reference.trim_start_matches('#'))).unwrap_or(option)
}

/// What may be written, a line for each word or key that has a description of its own.
fn allowed(schema: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, within) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let described = within.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " / ");
        lines.push(format!("  {key}: {described}").trim_end_matches([':', ' ']).to_owned());
    }
    if let Some(branches) = schema.get("oneOf").and_then(Value::as_array) {
        for branch in branches {
            let Some(word) = branch.get("const").and_then(toml_value) else { continue };
            let described = branch.get("description").and_then(Value::as_str).unwrap_or_default();
            lines.push(format!("  {word}: {described}").trim_end_matches([':', ' ']).to_owned());
        }
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words: Vec<_> = words.iter().filter_map(toml_value).collect();
        lines.push(format!("  {}", words.join(" | ")));
    }
    for (name, sign) in [("minimum", "≥"), ("maximum", "≤"), ("pattern", "~")] {
        if let Some(bound) = schema.get(name) {
            lines.push(format!("  {sign} {}", bound.as_str().map_or_else(|| bound.to_string(), str::to_owned)));
        }
    }
    lines
}

fn comment(text: &mut String, lines: &str) {
    for line in lines.lines().filter(|line| !line.is_empty()) {
        text.push_str(&format!("# {line}\n"));
    }
}

/// A JSON value in TOML; null and tables have no place behind a `=`.
fn toml_value(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(toml_value).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        // JSON's escapes are TOML's, but for the solidus, which is never escaped here.
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn options_come_with_description_and_default() {
        let schema = json!({
            "properties": {
                "accent": { "description": "The colour.", "type": "string", "default": "#a61b1b", "pattern": "^#" },
                "font": { "description": "The family.", "type": ["string", "null"], "default": null },
                "inks": { "description": "The inks.", "type": "object", "properties": {
                    "dark": { "description": "Mực đậm.\nThe dark one." }, "light": {},
                } },
                "theme": { "$ref": "#/$defs/Theme", "description": "The look.", "default": "auto" },
            },
            "$defs": { "Theme": { "oneOf": [
                { "const": "auto", "description": "As the device." },
                { "const": "dark" },
            ] } },
        });
        let expected = "[exporter.html]\n# The colour.\n#   ~ ^#\naccent = \"#a61b1b\"\n\n\
                        # The family.\n# font = …\n\n\
                        # The inks.\n#   dark: Mực đậm. / The dark one.\n#   light\n# inks = …\n\n\
                        # The look.\n#   \"auto\": As the device.\n#   \"dark\"\ntheme = \"auto\"\n";
        assert_eq!(options_toml("html", &schema), expected);
    }
}
