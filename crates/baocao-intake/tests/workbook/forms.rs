//! Round trips of every form: what is filled in is what is read, whoever fills it in.

use std::collections::BTreeMap;

use baocao_intake::{Library, open_report, workbook};
use baocao_model::{
    Address, Catalogue, ColumnKind, Computation, Figures, Form, Repeat, Value, format_number, parse_number,
};
use tempfile::TempDir;

use crate::desk::{Read, UNITS, forms, library, organization, read, read_for, root, written};
use crate::fill::{At, Parts, Put, addresses};
use crate::programs;

/// What is filled in: cells, and the values that they must come back as.
struct Sample {
    puts: Vec<(At, Put)>,
    values: BTreeMap<Address, Value>,
}

/// Fills in all input cells but a few, in all states. Three items and all years are used.
fn sample(form: &Form, at: &BTreeMap<String, At>) -> Sample {
    let mut sample = Sample { puts: Vec::new(), values: BTreeMap::new() };
    let mut rows: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for table in form.tables.iter().filter(|table| table.repeat.is_some()) {
        let ids =
            at.keys().filter_map(|address| address.strip_prefix(&format!("{}.", table.id))?.strip_suffix(".#label"));
        let own = ids.filter(|id| table.row(id).is_none() && !id.starts_with('+'));
        let used: Vec<_> =
            own.filter(|id| table.repeat != Some(Repeat::Item) || matches!(*id, "d01" | "d02" | "d05")).collect();
        for id in used {
            let unit = UNITS.iter().find(|(unit, _)| *unit == id).map(|(_, name)| *name);
            let label = match table.repeat {
                Some(Repeat::Item) => format!("Mục “{id}” & <khác>"),
                _ => unit.unwrap_or(id).to_owned(),
            };
            if table.repeat == Some(Repeat::Item) {
                sample.puts.push((at[&format!("{}.{id}.#label", table.id)].clone(), Put::Text(label.clone())));
            }
            rows.entry(table.id.clone()).or_default().push((id.to_owned(), label));
        }
    }
    let form = form.expanded(&rows);
    let catalogue = Catalogue::of(&form);
    let inputs = form.addresses().filter(|address| catalogue.computation_at(address).is_none());
    for (index, address) in inputs.enumerate() {
        let (_, _, column) = form.locate(&address).unwrap();
        let Some((put, value)) = content(column.kind, column.printed_decimals(), index) else { continue };
        sample.puts.push((at[&address.to_string()].clone(), put));
        sample.values.insert(address, value);
    }
    sample
}

fn content(kind: ColumnKind, decimals: u32, index: usize) -> Option<(Put, Value)> {
    let text = |text: &str| Some((Put::Text(text.to_owned()), Value::Text(text.to_owned())));
    let number = |digits: String| Some((Put::Number(digits.clone()), Value::Number(parse_number(&digits).unwrap())));
    match (index % 11, kind) {
        (3, _) => Some((Put::Text("không phát sinh".into()), Value::Nil)),
        (5, _) => Some((Put::Text("Không áp dụng".into()), Value::NotApplicable)),
        (7, _) => None,
        (9, ColumnKind::Any) => text("Vững mạnh"),
        (_, ColumnKind::Text) => text(["Tốt", "QĐ 12/QĐ-UBND", "chữ & dấu <"][index % 3]),
        (_, ColumnKind::Percent) => number(format!("{}.{}", 2 + index % 97, index % 10)),
        (8, _) => number("4067150000".into()),
        (_, _) if decimals > 0 => number(format!("{}.5", 1 + index % 20)),
        (_, _) => number(((index * 37) % 1000).to_string()),
    }
}

/// What was read must be what was filled in, and nothing else.
fn assert_read(read: &Read, sample: &Sample, who: &str) {
    let found: BTreeMap<_, _> = read.submission.figures.iter().filter(|(_, figure)| !figure.value.is_blank()).collect();
    for (address, value) in &sample.values {
        let figure = found.get(address).unwrap_or_else(|| panic!("{who}: {address} is lost: {:?}", read.codes()));
        // 12.0 and 12 are one number.
        assert_eq!(&figure.value, value, "{who}: {address}");
        assert!(figure.origin.sheet.is_some() && figure.origin.cell.is_some());
    }
    let more: Vec<_> = found.keys().filter(|address| !sample.values.contains_key(address)).collect();
    assert!(more.is_empty(), "{who}: nobody filled in {more:?}");
    assert!(read.findings.is_empty(), "{who}: {:?}", read.findings);
}

#[test]
fn every_form_comes_back_as_it_was_filled_in() {
    for form in forms() {
        let bytes = written(&form);
        let sample = sample(&form, &addresses(&bytes));
        assert!(sample.values.len() > 5, "{}", form.id);
        let mut parts = Parts::new(&bytes);
        sample.puts.iter().for_each(|(at, put)| parts.put(at, put));
        assert_read(&read(&parts.bytes(), &form).unwrap(), &sample, &form.id);
    }
}

#[test]
fn every_form_comes_back_from_openpyxl() {
    for form in forms() {
        let bytes = written(&form);
        let sample = sample(&form, &addresses(&bytes));
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("figures.xlsx");
        std::fs::write(&path, &bytes).unwrap();
        if !programs::openpyxl(&path, &sample.puts) {
            return;
        }
        let filled = std::fs::read(&path).unwrap();
        assert_read(&read(&filled, &form).unwrap(), &sample, &form.id);
    }
}

/// Another program's results for our formulas are ours: otherwise the reader would say that a formula differs.
#[test]
fn every_form_comes_back_from_libreoffice_with_our_totals() {
    for form in forms() {
        let bytes = written(&form);
        let sample = sample(&form, &addresses(&bytes));
        let mut parts = Parts::new(&bytes);
        sample.puts.iter().for_each(|(at, put)| parts.put(at, put));
        // Without stored results every program computes them.
        for part in parts.0.keys().filter(|name| name.starts_with("xl/worksheets/sheet")).cloned().collect::<Vec<_>>() {
            let xml = parts.text(&part).replace("<v></v>", "");
            parts.0.insert(part, xml.into_bytes());
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("figures.xlsx");
        std::fs::write(&path, parts.bytes()).unwrap();
        let Some(saved) = programs::libreoffice(&path) else { return };
        let back = read(&saved, &form).unwrap();
        assert_read(&back, &sample, &form.id);
        let computed = back.figures();
        let shown = addresses(&bytes);
        let results = results(&saved);
        for (address, figure) in computed.iter().filter(|(address, _)| computed.computation(address).is_some()) {
            let at = &shown[&address.to_string()];
            let result = results.get(&(at.name.clone(), at.cell.clone())).cloned().unwrap_or_default();
            assert_eq!(result.is_empty(), figure.value.is_blank(), "{}: {address} {result:?} {figure:?}", form.id);
        }
    }
}

/// What every cell shows, by sheet and cell.
fn results(bytes: &[u8]) -> BTreeMap<(String, String), String> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let mut results = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let letter = char::from(b'A' + (first_column + column as u32) as u8);
            results.insert((name.clone(), format!("{letter}{}", first_row + row as u32 + 1)), cell.to_string());
        }
    }
    results
}

/// The example's figures, carried over into a workbook, give the example's report.
#[test]
fn the_example_filled_into_a_workbook_gives_the_same_figures() {
    let library: Library = library();
    let example = open_report(&root().join("examples/lai-chau-2023-q3"), &library).unwrap();
    let form = library.form("union-quarterly", Default::default()).unwrap().value;
    let bytes = workbook::write(&form, &organization(), example.report.value.period, &[]).unwrap();
    let at = addresses(&bytes);
    let mut parts = Parts::new(&bytes);
    let complete = Figures::complete(&example.form.value, &example.submission);
    for (address, figure) in &example.submission.figures {
        if complete.computation(address).is_some() {
            continue;
        }
        let put = match &figure.value {
            Value::Number(number) => Put::Number(number.to_string()),
            Value::Text(text) => Put::Text(text.clone()),
            Value::Nil => Put::Text("không phát sinh".into()),
            Value::NotApplicable => Put::Text("không áp dụng".into()),
            Value::Blank => continue,
        };
        parts.put(&at[&address.to_string()], &put);
    }
    let read = read_for(&parts.bytes(), &form, &example.report.value).unwrap();
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let from_workbook = read.figures();
    assert_eq!(from_workbook.iter().count(), complete.iter().count());
    for (address, figure) in complete.iter() {
        let own = from_workbook.value(address);
        match (complete.computation(address), &figure.value, own) {
            // The example states rounded percentages; the workbook's are computed.
            (Some(Computation::Percent(..)), Value::Number(stated), Value::Number(computed)) => {
                let scale = stated.normalize().scale();
                assert_eq!(format_number(*computed, scale), format_number(*stated, scale), "{address}");
            }
            (_, value, own) => assert_eq!(own, value, "{address}"),
        }
    }
}
