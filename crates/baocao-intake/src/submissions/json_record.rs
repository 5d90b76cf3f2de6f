//! The fast way through one submission in JSON: straight into a record that is used again and again.

use std::borrow::Cow;
use std::fmt;

use baocao_model::{ColumnKind, Value};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::figure_names::Names;
use super::record::{Key, Record};
use super::{number_token, words};

/// Reads a submission. What cannot be vouched for makes it faulty; its unit is still read where that can be done.
pub fn read(bytes: &[u8], record: &mut Record<'_>) {
    record.start();
    let read = std::str::from_utf8(bytes).is_ok_and(|text| {
        let mut json = serde_json::Deserializer::from_str(text);
        Whole(record).deserialize(&mut json).and_then(|()| json.end()).is_ok()
    });
    record.finish(read);
}

/// Takes a figure as its token stands in the file.
fn take(record: &mut Record<'_>, number: usize, token: &str) {
    let kind = record.names().kind(number);
    record.place(number, token);
    match number_token::short(token).filter(|_| kind != ColumnKind::Text) {
        Some(short) => record.put_short(number, short),
        None => record.put(number, value(token, kind)),
    }
}

/// A figure's value; none for what the precise reader has to look at.
fn value(token: &str, kind: ColumnKind) -> Option<Value> {
    match token.as_bytes().first()? {
        b'n' => Some(Value::Blank),
        b'-' | b'0'..=b'9' if kind != ColumnKind::Text => number_token::number(token).map(Value::Number),
        b'"' => words::value(&serde_json::from_str::<Text<'_>>(token).ok()?.0, kind),
        _ => None,
    }
}

/// Text that is borrowed where the file has it without escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// A submission.
struct Whole<'r, 'c>(&'r mut Record<'c>);

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
            if seen & bit != 0 || key == Key::Unknown {
                record.doubt();
            }
            seen |= bit;
            match key {
                Key::Unit => record.unit(&map.next_value::<Text<'_>>()?.0),
                Key::FormVersion => {
                    if let Some(version) = map.next_value()? {
                        record.version(version);
                    }
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
            self.0.table_unit(&table.0, &unit.0);
            // Two tables may be the same one twice.
            if !std::mem::take(&mut first) {
                self.0.doubt();
            }
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
                    take(record, number, token);
                    before = number + 1;
                }
                None => record.doubt(),
            }
        }
        Ok(())
    }
}

/// Figures by table, row and column.
struct Tables<'r, 'c>(&'r mut Record<'c>);

impl Tables<'_, '_> {
    fn read<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let tables = self.0.names().tables();
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
            take(record, *number, map.next_value::<&RawValue>()?.get());
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
                record.doubt();
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
