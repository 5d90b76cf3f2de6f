//! The figures of a submission in JSON or TOML, nested or flat, read with places.

use baocao_model::{Figure, Finding, Form, Submission, nearest};

use super::Expected;
use crate::figures::{self, FigureReader};
use crate::{Entry, Kind, Node, Source};

/// Reads `figures`, `values` and `units`. Returns the form with the rows that the figures bring to its repeating tables.
pub fn read(source: &Source, node: &Node, expected: &Expected<'_>) -> (Form, Submission, Vec<Finding>) {
    let mut findings = Vec::new();
    let nested = object(source, node, "figures", &mut findings);
    let (form, submission, wrong) = match nested {
        Some(entry) => figures::read(source, &entry.node, expected.written),
        None => (expected.written.clone(), Submission::default(), Vec::new()),
    };
    findings.extend(wrong);
    let mut reader = FigureReader::new(source, expected.form, submission);
    if let Some(entry) = object(source, node, "units", &mut findings) {
        entry.node.entries().iter().for_each(|entry| unit(&mut reader, entry));
    }
    if let Some(entry) = object(source, node, "values", &mut findings) {
        entry.node.entries().iter().for_each(|entry| flat(&mut reader, entry, &entry.key, expected));
    }
    let (submission, wrong) = reader.finish();
    findings.extend(wrong);
    (form, submission, findings)
}

fn object<'n>(source: &Source, node: &'n Node, key: &str, findings: &mut Vec<Finding>) -> Option<&'n Entry> {
    let entry = node.entry(key)?;
    if matches!(entry.node.kind, Kind::Table(_)) {
        return Some(entry);
    }
    let (found, found_en) = entry.node.words();
    let finding = Finding::error("wrong-type", source.place(&entry.node.span));
    let finding = finding.with("expected", "một bảng").with("expected_en", "a table");
    findings.push(finding.with("found", found).with("found_en", found_en));
    None
}

fn unit(reader: &mut FigureReader<'_>, entry: &Entry) {
    match reader.form().table(&entry.key) {
        Some(table) => reader.unit(table, &entry.node),
        None => {
            let known = nearest(&entry.key, reader.form().tables.iter().map(|table| &*table.id));
            reader.unknown(&entry.key_span, &entry.key, known);
        }
    }
}

/// A figure by its address or its code. In TOML a dotted address is a table within a table.
fn flat(reader: &mut FigureReader<'_>, entry: &Entry, name: &str, expected: &Expected<'_>) {
    let names = expected.names;
    if let Kind::Table(entries) = &entry.node.kind
        && names.number(name).is_none()
    {
        for inner in entries {
            flat(reader, inner, &format!("{name}.{}", inner.key), expected);
        }
        return;
    }
    let place = reader.source().place(&entry.key_span);
    let Some(number) = names.number(name) else {
        if let Some((one, other)) = names.shared(name) {
            let finding = Finding::error("figure-code-shared", place).with("code", name);
            let finding = finding.with("first", expected.catalogue.address(one));
            return reader.report(finding.with("second", expected.catalogue.address(other)));
        }
        // Sorted, so that of names that are equally near the same one comes out every time.
        let mut known: Vec<_> = names.all().collect();
        known.sort_unstable();
        return reader.unknown(&entry.key_span, name, nearest(name, known));
    };
    let address = expected.catalogue.address(number);
    if let Some(first) = reader.submission().figures.get(address) {
        let finding = Finding::error("figure-twice", place).with("address", address);
        let line = first.origin.line.map_or_else(String::new, |line| line.to_string());
        return reader.report(finding.with("line", line));
    }
    let (_, _, column) = reader.form().locate(address).expect("the catalogue has the form's own addresses");
    if let Some(value) = reader.value(address, column, &entry.node) {
        let origin = reader.source().origin(&entry.node.span);
        reader.keep(address.clone(), Figure { value, origin });
    }
}
