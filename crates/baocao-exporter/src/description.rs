use baocao_document::{SCHEMA_MAJOR, SCHEMA_MINOR, SchemaVersion};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::Feature;

/// What an exporter says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// The id, as organisations write it in `exporters = […]`.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The exporter's own version.
    pub version: String,
    /// The media type of the main output.
    pub media_type: String,
    /// The file extension of the main output, without a dot.
    pub extension: String,
    /// The newest document schema it understands.
    pub document: SchemaVersion,
    /// What it can show. A feature that a document uses and the exporter lacks gives a warning.
    pub features: Vec<Feature>,
    /// Words among its features that this version does not know: those of a later version, or typing errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_features: Vec<String>,
    /// The JSON Schema of its options.
    pub options_schema: Value,
}

impl Description {
    /// Reads what an exporter said. All that is missing or of the wrong type is told at once.
    pub fn read(said: &Value) -> Result<Self, String> {
        let mut reader =
            Reader { said: said.as_object().ok_or("it is no JSON object")?, missing: vec![], wrong: vec![] };
        let text = ["id", "name", "version", "media_type", "extension"].map(|key| reader.text(key));
        let document = reader.read("document", r#"an object such as {"major":1,"minor":3}"#, |value| {
            serde_json::from_value::<SchemaVersion>(value.clone()).ok()
        });
        let words = reader.read("features", "a list of words", |value| {
            value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        let options_schema =
            reader.read("options_schema", "an object", |value| value.is_object().then(|| value.clone()));
        let [Some(id), Some(name), Some(version), Some(media_type), Some(extension)] = text else {
            return Err(reader.reason());
        };
        let (Some(document), Some(words), Some(options_schema)) = (document, words, options_schema) else {
            return Err(reader.reason());
        };
        let features = words.iter().filter_map(|word| Feature::of_word(word)).collect();
        let unknown_features = words.into_iter().filter(|word| Feature::of_word(word).is_none()).collect();
        Ok(Self { id, name, version, media_type, extension, document, features, unknown_features, options_schema })
    }

    /// A whole description, for those who write their first.
    pub fn example() -> Value {
        json!({
            "id": "open-text",
            "name": "Văn bản thuần",
            "version": "0.1.0",
            "media_type": "text/plain",
            "extension": "txt",
            "document": { "major": SCHEMA_MAJOR, "minor": SCHEMA_MINOR },
            "features": ["headings", "lists", "tables"],
            "options_schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "width": {
                        "type": "integer", "minimum": 60, "maximum": 120, "default": 80,
                        "description": "Số ký tự nhiều nhất trên một dòng.",
                    },
                },
            },
        })
    }
}

/// Takes members out of what was said and remembers what is wrong with them.
struct Reader<'a> {
    said: &'a Map<String, Value>,
    missing: Vec<String>,
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn text(&mut self, key: &str) -> Option<String> {
        self.read(key, "a text", |value| value.as_str().map(str::to_owned))
    }

    fn read<T>(&mut self, key: &str, expected: &str, take: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let Some(value) = self.said.get(key) else {
            self.missing.push(format!("`{key}`"));
            return None;
        };
        let taken = take(value);
        if taken.is_none() {
            self.wrong.push(format!("`{key}` is not {expected}"));
        }
        taken
    }

    fn reason(self) -> String {
        let missing = (!self.missing.is_empty()).then(|| format!("missing fields: {}", self.missing.join(", ")));
        missing.into_iter().chain(self.wrong).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let reason = Description::read(&json!({ "id": 7, "name": "x", "features": ["tables", 1] })).unwrap_err();
        let expected = "missing fields: `version`, `media_type`, `extension`, `document`, `options_schema`; \
                        `id` is not a text; `features` is not a list of words";
        assert_eq!(reason, expected);
    }

    #[test]
    fn words_of_later_versions_are_kept_apart() {
        let mut said = Description::example();
        said["features"] = json!(["tables", "holograms"]);
        let read = Description::read(&said).unwrap();
        assert_eq!((read.features, read.unknown_features), (vec![Feature::Tables], vec!["holograms".to_owned()]));
    }
}
