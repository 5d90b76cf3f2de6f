//! Reading of what says by a word of its own, `type` in most cases, which kind it is.
//!
//! The kind comes first, and the rest is then read as it comes. Serde would keep all of a block in memory before it looks
//! at the kind, and each block and inline within it once more.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Value};

/// What comes in kinds.
pub trait OfKinds: Sized {
    /// What the word that names the kind is called.
    const KEY: &'static str = "type";

    /// Reads what stands beside the kind.
    fn of_kind<'de, D: Deserializer<'de>>(kind: &str, rest: D) -> Result<Self, D::Error>;
}

/// Reads the kind, and all the rest as that kind asks.
pub fn read<'de, T: OfKinds, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(ByKind(PhantomData))
}

struct ByKind<T>(PhantomData<T>);

impl<'de, T: OfKinds> Visitor<'de> for ByKind<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with a `{}`", T::KEY)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let first: Option<Word<'de>> = map.next_key()?;
        if first.as_ref().is_some_and(|first| first.0 == T::KEY) {
            let kind: Word<'de> = map.next_value()?;
            return T::of_kind(&kind.0, MapAccessDeserializer::new(map));
        }
        // Other programs may write it later.
        let mut rest: Map<String, Value> = Map::new();
        if let Some(first) = first {
            rest.insert(first.0.into_owned(), map.next_value()?);
        }
        while let Some((key, value)) = map.next_entry()? {
            rest.insert(key, value);
        }
        let Some(kind) = rest.remove(T::KEY) else { return Err(Error::missing_field(T::KEY)) };
        let Value::String(kind) = kind else {
            return Err(Error::invalid_type(de::Unexpected::Other("no text"), &self));
        };
        T::of_kind(&kind, Value::Object(rest)).map_err(Error::custom)
    }
}

/// A word that is looked at where it stands.
#[derive(Deserialize)]
struct Word<'t>(#[serde(borrow)] Cow<'t, str>);

/// What stands beside the kind of plain text, and beside the state of a result in words.
#[derive(Deserialize)]
pub struct Words {
    pub text: String,
}

/// The plain text that every kind added after version 1.0 carries.
#[derive(Deserialize)]
pub struct PlainText {
    #[serde(default)]
    pub text: String,
}

#[cfg(test)]
mod tests {
    use crate::{Block, Document, Inline, Value, specimen};

    fn block(json: &str) -> Result<Block, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn the_kind_may_stand_anywhere() {
        let first = block(r#"{"type":"paragraph","content":[{"type":"strong","content":[{"type":"line_break"}]}]}"#);
        let last = block(r#"{"content":[{"content":[{"type":"line_break"}],"type":"strong"}],"type":"paragraph"}"#);
        assert_eq!(first, last);
        assert!(
            matches!(first, Ok(Block::Paragraph(paragraph)) if matches!(paragraph.content[0], Inline::Strong { .. }))
        );
        let document = specimen::specimen();
        let sorted: Document = serde_json::from_value(serde_json::to_value(&document).unwrap()).unwrap();
        assert_eq!(document, sorted);
    }

    #[test]
    fn an_unknown_kind_keeps_its_text_and_a_wrong_one_is_told() {
        for json in [r#"{"type":"video","text":"x","more":[1]}"#, r#"{"more":[1],"text":"x","type":"video"}"#] {
            assert!(
                matches!(block(json), Ok(Block::Unknown(unknown)) if unknown.kind == "video" && unknown.text == "x")
            );
        }
        assert!(block("{}").unwrap_err().contains("missing field `type`"));
        assert!(block(r#"{"type":7}"#).is_err() && block(r#"{"a":1,"type":7}"#).is_err());
        assert!(block(r#"{"type":"heading"}"#).unwrap_err().contains("missing field"));
    }

    #[test]
    fn the_state_of_a_value_may_stand_anywhere() {
        let value = |json: &str| serde_json::from_str::<Value>(json).map_err(|error| error.to_string());
        let number = Ok(Value::Number { number: "90.6".to_owned() });
        assert_eq!(value(r#"{"state":"number","number":"90.6"}"#), number);
        assert_eq!(value(r#"{"number":"90.6","later":[1],"state":"number"}"#), number);
        for (state, expected) in
            [("nil", Value::Nil), ("blank", Value::Blank), ("not_applicable", Value::NotApplicable)]
        {
            assert_eq!(value(&format!(r#"{{"state":"{state}","later":{{}}}}"#)), Ok(expected));
        }
        // A key may be written with escapes, too.
        assert_eq!(value(r#"{"st\u0061te":"te\u0078t","text":"Đạt"}"#), Ok(Value::Text { text: "Đạt".to_owned() }));
        assert!(value(r#"{"state":"lost"}"#).unwrap_err().contains("unknown variant `lost`, expected one of `number`"));
        assert!(value(r#"{"number":"1"}"#).unwrap_err().contains("missing field `state`"));
        assert!(value(r#"{"state":"number"}"#).unwrap_err().contains("missing field `number`"));
    }
}
