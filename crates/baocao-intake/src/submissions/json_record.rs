//! The fast way through one submission in JSON: straight into a record that is used again and again.

use std::borrow::Cow;
use std::fmt;

use baocao_model::{ColumnKind, Period, Value};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::figure_names::{FigureNames, Names};
use super::{Expected, Incoming, Located, Scope, number_token, time};
use crate::clean;
use crate::figures::state_of_words;

/// A submission as it is being read.
#[derive(Debug)]
pub struct Record<'c> {
    expected: Expected<'c>,
    names: &'c FigureNames,
    unit: String,
    parent: Option<String>,
    submitted_at: Option<i64>,
    scope: Scope,
    values: Vec<Value>,
    /// The turn in which each figure was last written, so that nothing needs to be wiped between two submissions.
    written: Vec<u32>,
    /// The turn in which each table and row was last entered.
    entered: Vec<u32>,
    turn: u32,
    /// The figure that mostly follows each in flat submissions, learnt from those that were read; the first entry is for
    /// the start. Programs write their keys in one order.
    follows: Vec<u32>,
    faulty: bool,
}

/// How many of the figures that mostly follow are tried before the index is asked: blanks may be left out.
const NEAR: usize = 4;

impl<'c> Record<'c> {
    /// A record for submissions of a form.
    pub fn new(expected: Expected<'c>, names: &'c FigureNames) -> Self {
        Self {
            expected,
            names,
            unit: String::new(),
            parent: None,
            submitted_at: None,
            scope: Scope::Whole,
            values: vec![Value::Blank; names.len()],
            written: vec![0; names.len()],
            entered: vec![0; names.groups()],
            turn: 0,
            follows: (0..=names.len() as u32).collect(),
            faulty: false,
        }
    }

    /// Reads a submission. What cannot be vouched for makes it faulty; its unit is still read where that can be done.
    pub fn read(&mut self, bytes: &[u8]) {
        self.start();
        let read = std::str::from_utf8(bytes).is_ok_and(|text| {
            let mut json = serde_json::Deserializer::from_str(text);
            Whole(self).deserialize(&mut json).and_then(|()| json.end()).is_ok()
        });
        self.faulty |= !read || self.unit.is_empty();
    }

    /// The submission, to be handed on.
    pub fn incoming<'r>(&'r self, source: &'r Located) -> Incoming<'r> {
        Incoming {
            unit: &self.unit,
            parent: self.parent.as_deref(),
            submitted_at: self.submitted_at,
            scope: self.scope,
            values: &self.values,
            spots: None,
            source,
            faulty: self.faulty,
        }
    }

    fn start(&mut self) {
        self.values.fill(Value::Blank);
        self.unit.clear();
        self.parent = None;
        self.submitted_at = None;
        self.scope = Scope::Whole;
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.written.fill(0);
            self.entered.fill(0);
            self.turn = 1;
        }
        self.faulty = false;
    }

    /// The figure that a name stands for, where the one before it has this place in `follows`.
    fn figure(&mut self, name: &str, before: usize) -> Option<usize> {
        let mut at = before;
        for _ in 0..NEAR {
            let number = self.follows[at] as usize;
            if number == self.names.len() {
                break;
            }
            if self.names.is(number, name) {
                return Some(number);
            }
            at = number + 1;
        }
        let number = self.names.number(name)?;
        self.follows[before] = number as u32;
        Some(number)
    }

    /// Takes a figure as its token stands in the file.
    fn put(&mut self, number: usize, token: &str) {
        let twice = std::mem::replace(&mut self.written[number], self.turn) == self.turn;
        match value(token, self.names.kind(number)) {
            Some(value) if !twice => self.values[number] = value,
            _ => self.faulty = true,
        }
    }

    /// Takes what is said in words about the submission.
    fn header(&mut self, key: Key, text: &str) {
        match key {
            Key::Parent => {
                self.agree(is_name(text));
                self.parent = Some(text.to_owned());
            }
            Key::Form => self.agree(text == self.expected.form.id),
            Key::Period => self.agree(Period::parse(text) == Ok(self.expected.period)),
            Key::SubmittedAt => {
                self.submitted_at = time::seconds(text);
                self.agree(self.submitted_at.is_some());
            }
            Key::Scope => {
                let scope = Scope::parse(text);
                self.agree(scope.is_some());
                self.scope = scope.unwrap_or_default();
            }
            _ => {}
        }
    }

    /// Enters a table or row.
    fn enter(&mut self, group: usize) {
        self.faulty |= std::mem::replace(&mut self.entered[group], self.turn) == self.turn;
    }

    /// Holds what is stated against what is expected.
    fn agree(&mut self, agrees: bool) {
        self.faulty |= !agrees;
    }
}

/// A figure's value; none for what the precise reader has to look at.
fn value(token: &str, kind: ColumnKind) -> Option<Value> {
    match token.as_bytes().first()? {
        b'n' => Some(Value::Blank),
        b'-' | b'0'..=b'9' if kind != ColumnKind::Text => number_token::number(token).map(Value::Number),
        b'"' => words(token, kind),
        _ => None,
    }
}

fn words(token: &str, kind: ColumnKind) -> Option<Value> {
    let text = serde_json::from_str::<Text<'_>>(token).ok()?.0;
    if !is_clean(&text) {
        return None;
    }
    let state = state_of_words(&text);
    let is_text = matches!(kind, ColumnKind::Text | ColumnKind::Any);
    state.or_else(|| is_text.then(|| Value::Text(text.trim().to_owned())))
}

/// True for text that hygiene leaves as it is.
fn is_clean(text: &str) -> bool {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    plain || matches!(clean(text), Cow::Borrowed(_))
}

/// True for a name that needs no care at all.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && is_clean(text)
}

/// Text that is borrowed where the file has it without escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// A submission.
struct Whole<'r, 'c>(&'r mut Record<'c>);

/// The keys of a submission. Each may stand once.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Key {
    Unit,
    Parent,
    Form,
    FormVersion,
    Period,
    SubmittedAt,
    Scope,
    Reporter,
    Note,
    Units,
    Figures,
    Values,
    #[serde(other)]
    Unknown,
}

impl<'de> DeserializeSeed<'de> for Whole<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a submission")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let record = self.0;
        let mut seen = 0_u16;
        while let Some(key) = map.next_key::<Key>()? {
            let bit = 1 << key as u16;
            record.faulty |= seen & bit != 0 || key == Key::Unknown;
            seen |= bit;
            match key {
                Key::Unit => {
                    let text = map.next_value::<Text<'_>>()?.0;
                    record.agree(is_name(&text));
                    record.unit.clear();
                    record.unit.push_str(&text);
                }
                Key::FormVersion => {
                    let version = map.next_value::<Option<u32>>()?;
                    record.agree(version.is_none_or(|version| version == record.expected.form.version));
                }
                Key::Units => map.next_value_seed(Units(record))?,
                Key::Figures => map.next_value_seed(Tables(record))?,
                Key::Values => map.next_value_seed(Flat(record))?,
                Key::Unknown => drop(map.next_value::<IgnoredAny>()?),
                _ => {
                    if let Some(text) = map.next_value::<Option<Text<'_>>>()? {
                        record.header(key, &text.0);
                    }
                }
            }
        }
        Ok(())
    }
}

/// The units that tables were filled in with: anything but the form's own is for the precise reader.
struct Units<'r, 'c>(&'r mut Record<'c>);

impl Units<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut first = true;
        while let Some((table, unit)) = map.next_entry::<Text<'_>, Text<'_>>()? {
            let known = self.0.expected.form.table(&table.0).and_then(|table| table.unit.as_deref());
            // Two tables may be the same one twice.
            self.0.faulty |= known != Some(&*unit.0) || !first;
            first = false;
        }
        Ok(())
    }
}

/// Figures by address or code.
struct Flat<'r, 'c>(&'r mut Record<'c>);

impl Flat<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let record = self.0;
        let mut before = 0;
        while let Some(number) = map.next_key_seed(Name(|name: &str| record.figure(name, before)))? {
            let token = map.next_value::<&RawValue>()?.get();
            match number {
                Some(number) => {
                    record.put(number, token);
                    before = number + 1;
                }
                None => record.faulty = true,
            }
        }
        Ok(())
    }
}

/// Figures by table, row and column.
struct Tables<'r, 'c>(&'r mut Record<'c>);

impl Tables<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let tables = self.0.names.tables();
        each(map, tables, self.0, |(at, rows), record, map| {
            record.enter(tables.group(at));
            map.next_value_seed(Rows(record, rows))
        })
    }
}

struct Rows<'r, 'c>(&'r mut Record<'c>, &'r Names<Names<usize>>);

impl Rows<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        each(map, self.1, self.0, |(at, columns), record, map| {
            record.enter(self.1.group(at));
            map.next_value_seed(Columns(record, columns))
        })
    }
}

struct Columns<'r, 'c>(&'r mut Record<'c>, &'r Names<usize>);

impl Columns<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        each(map, self.1, self.0, |(_, number), record, map| {
            record.put(*number, map.next_value::<&RawValue>()?.get());
            Ok(())
        })
    }
}

/// Goes through named things. A name that is not known makes the record faulty.
fn each<'de, 'c, T, A: MapAccess<'de>>(
    mut map: A,
    names: &Names<T>,
    record: &mut Record<'c>,
    mut one: impl FnMut((usize, &T), &mut Record<'c>, &mut A) -> Result<(), A::Error>,
) -> Result<(), A::Error> {
    let mut due = 0;
    while let Some(found) = map.next_key_seed(Name(|name: &str| names.find(name, due)))? {
        match found {
            Some(found) => {
                one(found, record, &mut map)?;
                due = found.0 + 1;
            }
            None => {
                record.faulty = true;
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    Ok(())
}

/// A key that is looked up where it stands.
struct Name<F>(F);

impl<'de, T, F: FnOnce(&str) -> T> DeserializeSeed<'de> for Name<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<T, D::Error> {
        json.deserialize_str(self)
    }
}

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Name<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<T, E> {
        Ok((self.0)(name))
    }
}

/// Each kind of object is read by its own `read`.
macro_rules! reads_an_object {
    ($($kind:ident),*) => {$(
        impl<'de> DeserializeSeed<'de> for $kind<'_, '_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
                json.deserialize_map(self)
            }
        }

        impl<'de> Visitor<'de> for $kind<'_, '_> {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
                self.read(map)
            }
        }
    )*};
}

reads_an_object!(Units, Flat, Tables, Rows, Columns);
