use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use baocao_model::{Finding, Place, Refusal};
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Kind, Node, Source, schema, toml_file};

/// A file that was read: its value, and what is needed to point into it.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The value.
    pub value: T,
    /// The file.
    pub source: Arc<Source>,
    /// The file's content with places.
    pub node: Arc<Node>,
}

impl<T> Loaded<T> {
    /// The place of what a JSON pointer leads to.
    pub fn place(&self, pointer: &str) -> Place {
        let node = self.node.follow(pointer);
        let span = match node.kind {
            Kind::Table(_) => node.span.start..node.span.start,
            _ => node.span.clone(),
        };
        self.source.place(&span)
    }
}

/// Reads a TOML file as a `T`; everything that does not fit is reported at once.
pub fn read_toml<T: DeserializeOwned + JsonSchema>(source: Source) -> Result<Loaded<T>, Refusal> {
    let node = toml_file::parse(&source)?;
    let findings = schema::check(&source, &node, &schema_of::<T>());
    if !findings.is_empty() {
        return Err(Refusal(findings));
    }
    match serde_path_to_error::deserialize(node.to_json()) {
        Ok(value) => Ok(Loaded { value, source: Arc::new(source), node: Arc::new(node) }),
        Err(error) => {
            let pointer = error.path().to_string().replace(['.', '['], "/").replace(']', "");
            let place = source.place(&node.follow(&pointer).span);
            Err(Finding::error("unreadable-value", place).with("reason", error.inner()).into())
        }
    }
}

/// The schema of a type, made once: every report of a batch asks for the same few.
fn schema_of<T: JsonSchema>() -> Arc<Value> {
    static MADE: Mutex<BTreeMap<Cow<'static, str>, Arc<Value>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(T::schema_id()).or_insert_with(|| Arc::new(schema_for!(T).to_value())).clone()
}

/// Opens and reads a TOML file.
pub(crate) fn open_toml<T: DeserializeOwned + JsonSchema>(
    path: &Path,
    missing: &'static str,
) -> Result<Loaded<T>, Refusal> {
    read_toml(Source::open(path, missing)?)
}
