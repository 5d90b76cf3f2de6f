//! The fast way through one submission in JSON: straight into a record that is used again and again.

use baocao_model::{ColumnKind, Value};

use super::figure_names::Names;
use super::record::{Key, Record};
use super::scanner::Scanner;
use super::{number_token, words};

/// Reads a submission. What cannot be vouched for makes it faulty; its unit is still read where that can be done.
pub fn read(bytes: &[u8], record: &mut Record<'_>) {
    record.start();
    let read = simdutf8::basic::from_utf8(bytes).is_ok_and(|text| {
        let mut scanner = Scanner::new(text);
        submission(&mut scanner, record).and_then(|()| scanner.end()).is_some()
    });
    record.finish(read);
}

fn submission(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<()> {
    let mut seen = 0_u16;
    scanner.object(|scanner, word| {
        let key = Key::of(word);
        let bit = 1 << key as u16;
        if seen & bit != 0 || key == Key::Unknown {
            record.doubt();
        }
        seen |= bit;
        match key {
            Key::Unit => record.unit(&scanner.string()?),
            Key::FormVersion => {
                if let Some(version) = serde_json::from_str(scanner.value()?).ok()? {
                    record.version(version);
                }
            }
            Key::Units => units(scanner, record)?,
            Key::Figures => tables(scanner, record)?,
            Key::Values => flat(scanner, record)?,
            Key::Unknown => drop(scanner.value()?),
            _ => {
                if let Some(text) = scanner.string_or_null()? {
                    record.header(key, &text);
                }
            }
        }
        Some(())
    })
}

/// The units that tables were filled in with: anything but the form's own is for the precise reader.
fn units(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<()> {
    let mut first = true;
    scanner.object(|scanner, table| {
        record.table_unit(table, &scanner.string()?);
        // Two tables may be the same one twice.
        if !std::mem::take(&mut first) {
            record.doubt();
        }
        Some(())
    })
}

/// Figures by address or code.
fn flat(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<()> {
    let mut goes_on = scanner.open()?;
    while goes_on {
        goes_on = entry(scanner, record)?;
    }
    Some(())
}

/// A figure by its name; true if another follows. Programs write them in one order, so the one that is due is mostly there.
#[inline]
fn entry(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<bool> {
    scanner.next();
    let rest = scanner.rest();
    let Some((number, rest)) = record.due(|name| name.behind(rest)) else { return other_entry(scanner, record) };
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    scanner.go_to(rest);
    if let Some((value, length, behind @ (b',' | b'}'))) = number_token::plain(rest)
        && record.names().kind(number) != ColumnKind::Text
    {
        record.put_short(number, value);
        record.place(number, scanner.pass(length));
        scanner.pass(1);
        return Some(behind == b',');
    }
    figure(scanner, record, number)?;
    scanner.goes_on()
}

fn other_entry(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<bool> {
    let number = record.figure(&scanner.string()?);
    scanner.colon()?;
    match number {
        Some(number) => figure(scanner, record, number)?,
        None => {
            record.doubt();
            scanner.value()?;
        }
    }
    scanner.goes_on()
}

/// Figures by table, row and column.
fn tables(scanner: &mut Scanner<'_>, record: &mut Record<'_>) -> Option<()> {
    let tables = record.names().tables();
    each(scanner, record, tables, |scanner, record, table, rows| {
        record.enter(tables.group(table));
        each(scanner, record, rows, |scanner, record, row, columns| {
            record.enter(rows.group(row));
            each(scanner, record, columns, |scanner, record, _, number| figure(scanner, record, *number))
        })
    })
}

/// Goes through named things. A name that is not known makes the record faulty.
fn each<'c, T>(
    scanner: &mut Scanner<'_>,
    record: &mut Record<'c>,
    names: &'c Names<T>,
    mut one: impl FnMut(&mut Scanner<'_>, &mut Record<'c>, usize, &'c T) -> Option<()>,
) -> Option<()> {
    let mut due = 0;
    scanner.object(|scanner, name| match names.find(name, due) {
        Some((at, named)) => {
            due = at + 1;
            one(scanner, record, at, named)
        }
        None => {
            record.doubt();
            scanner.value().map(drop)
        }
    })
}

/// Takes a figure.
fn figure(scanner: &mut Scanner<'_>, record: &mut Record<'_>, number: usize) -> Option<()> {
    let kind = record.names().kind(number);
    let start = scanner.next();
    let short = if kind == ColumnKind::Text { None } else { scanner.short_number() };
    match short {
        Some(value) => record.put_short(number, value),
        None => {
            let value = value(scanner.value()?, kind);
            record.put(number, value);
        }
    }
    record.place(number, scanner.since(start));
    Some(())
}

/// A figure's value; none for what the precise reader has to look at.
fn value(token: &str, kind: ColumnKind) -> Option<Value> {
    match token.as_bytes().first()? {
        b'n' => Some(Value::Blank),
        b'-' | b'0'..=b'9' if kind != ColumnKind::Text => number_token::number(token).map(Value::Number),
        b'"' => words::value(&Scanner::new(token).string()?, kind),
        _ => None,
    }
}
