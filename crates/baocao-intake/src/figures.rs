use std::ops::Range;

use baocao_model::{
    Address, Column, ColumnKind, Figure, Finding, Form, Row, Submission, Table, Value, nearest, parse_number,
};

use crate::{Kind, Node, Source};

/// Reads the figures of a form from a file's content: one table per table, within it one per row.
///
/// What the form does not know and what has the wrong type is a finding; the other figures still count.
pub fn read(source: &Source, node: &Node, form: &Form) -> (Submission, Vec<Finding>) {
    let mut reader = Reader { source, form, submission: Submission::default(), findings: Vec::new() };
    for table_entry in node.entries() {
        let Some(table) = form.table(&table_entry.key) else {
            let known = form.tables.iter().map(|table| &*table.id);
            reader.unknown(&table_entry.key_span, &table_entry.key, nearest(&table_entry.key, known));
            continue;
        };
        if !reader.is_table(&table_entry.node, &table_entry.key) {
            continue;
        }
        for row_entry in table_entry.node.entries() {
            let address = format!("{}.{}", table.id, row_entry.key);
            match table.row(&row_entry.key) {
                Some(row) if reader.is_table(&row_entry.node, &address) => reader.row(table, row, &row_entry.node),
                Some(_) => {}
                None => {
                    let nearest = nearest(&row_entry.key, table.rows.iter().map(|row| &*row.id));
                    let nearest = nearest.map(|row| format!("{}.{row}", table.id));
                    reader.unknown(&row_entry.key_span, &address, nearest.as_deref());
                }
            }
        }
    }
    (reader.submission, reader.findings)
}

struct Reader<'a> {
    source: &'a Source,
    form: &'a Form,
    submission: Submission,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn row(&mut self, table: &Table, row: &Row, node: &Node) {
        for entry in node.entries() {
            let address = Address::new(&*table.id, &*row.id, &*entry.key);
            let Some((_, _, column)) = self.form.locate(&address) else {
                let applying = table.columns.iter().filter(|column| row.applies(column));
                let nearest = nearest(&entry.key, applying.map(|column| &*column.id));
                let nearest = nearest.map(|column| format!("{}.{}.{column}", table.id, row.id));
                self.unknown(&entry.key_span, &address.to_string(), nearest.as_deref());
                continue;
            };
            if let Some(value) = self.value(&address, column, &entry.node) {
                let figure = Figure { value, origin: self.source.origin(&entry.node.span) };
                self.submission.figures.insert(address, figure);
            }
        }
    }

    fn value(&mut self, address: &Address, column: &Column, node: &Node) -> Option<Value> {
        match (&node.kind, column.kind) {
            (Kind::Null, _) => Some(Value::Blank),
            (Kind::Text(text), _) if text.trim().is_empty() => Some(Value::Blank),
            (Kind::Text(text), _) if is(text, "không phát sinh") => Some(Value::Nil),
            (Kind::Text(text), _) if is(text, "không áp dụng") => Some(Value::NotApplicable),
            (Kind::Text(text), ColumnKind::Text) => Some(Value::Text(text.trim().to_owned())),
            (Kind::Number(digits), ColumnKind::Number | ColumnKind::Percent) => {
                let number = parse_number(digits).map(Value::Number);
                if number.is_none() {
                    let finding = Finding::error("number-too-long", self.source.place(&node.span));
                    self.findings.push(finding.with("address", address).with("found", digits));
                }
                number
            }
            (_, kind) => {
                let code = if kind == ColumnKind::Text { "figure-not-words" } else { "figure-not-a-number" };
                self.wrong(code, &address.to_string(), node);
                None
            }
        }
    }

    fn is_table(&mut self, node: &Node, address: &str) -> bool {
        let is_table = matches!(node.kind, Kind::Table(_));
        if !is_table {
            let (found, found_en) = node.words();
            let finding = Finding::error("wrong-type", self.source.place(&node.span));
            let finding = finding.with("expected", format!("các số liệu của `{address}`"));
            let finding = finding.with("expected_en", format!("the figures of `{address}`"));
            self.findings.push(finding.with("found", found).with("found_en", found_en));
        }
        is_table
    }

    fn wrong(&mut self, code: &'static str, address: &str, node: &Node) {
        let (found, found_en) = node.words();
        let finding = Finding::error(code, self.source.place(&node.span));
        self.findings.push(finding.with("address", address).with("found", found).with("found_en", found_en));
    }

    fn unknown(&mut self, span: &Range<usize>, address: &str, nearest: Option<&str>) {
        let finding = Finding::error("unknown-figure", self.source.place(span)).with("address", address);
        self.findings.push(finding.with_nearest(nearest));
    }
}

fn is(text: &str, phrase: &str) -> bool {
    text.trim().to_lowercase() == phrase
}
