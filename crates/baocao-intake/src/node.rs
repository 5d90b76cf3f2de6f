use std::ops::Range;

use serde_json::{Map, Value};

use crate::clean;

/// A value in a TOML or JSON file that knows its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The bytes it takes in its file.
    pub span: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table or object, in the order of the file.
    Table(Vec<Entry>),
    /// An array.
    Array(Vec<Node>),
    /// Text, cleaned.
    Text(String),
    /// A number as its digits stand in the file, so that nothing is lost.
    Number(String),
    /// True or false.
    Bool(bool),
    /// A date or time as written.
    Date(String),
    /// JSON's null.
    Null,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, cleaned.
    pub key: String,
    /// The bytes that the key takes.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The entries of a table; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entry with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// Follows a JSON pointer such as `/table/0/id` as far as it leads.
    pub fn follow(&self, pointer: &str) -> &Self {
        let mut node = self;
        for part in pointer.split('/').filter(|part| !part.is_empty()) {
            let next = match &node.kind {
                Kind::Table(_) => node.entry(part).map(|entry| &entry.node),
                Kind::Array(items) => part.parse().ok().and_then(|index: usize| items.get(index)),
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The value without places. Dates become text; numbers that JSON's floats cannot hold are rounded by it.
    pub fn to_json(&self) -> Value {
        match &self.kind {
            Kind::Table(entries) => {
                let pairs = entries.iter().map(|entry| (entry.key.clone(), entry.node.to_json()));
                Value::Object(pairs.collect::<Map<_, _>>())
            }
            Kind::Array(items) => Value::Array(items.iter().map(Self::to_json).collect()),
            Kind::Text(text) | Kind::Date(text) => Value::String(text.clone()),
            Kind::Number(digits) => digits.parse().map_or_else(|_| Value::String(digits.clone()), Value::Number),
            Kind::Bool(bool) => Value::Bool(*bool),
            Kind::Null => Value::Null,
        }
    }

    /// What the value is, in Vietnamese and English, for messages.
    pub fn words(&self) -> (String, String) {
        let fixed = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
        match &self.kind {
            Kind::Table(_) => fixed("một bảng", "a table"),
            Kind::Array(_) => fixed("một danh sách", "a list"),
            Kind::Text(text) => (format!("chuỗi “{}”", shortened(text)), format!("the text \"{}\"", shortened(text))),
            Kind::Number(digits) => (format!("số {digits}"), format!("the number {digits}")),
            Kind::Bool(bool) => (bool.to_string(), bool.to_string()),
            Kind::Date(date) => (format!("ngày {date}"), format!("the date {date}")),
            Kind::Null => fixed("null", "null"),
        }
    }
}

impl Entry {
    pub(crate) fn new(key: &str, key_span: Range<usize>, node: Node) -> Self {
        Self { key: clean(key).into_owned(), key_span, node }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
