use std::collections::BTreeMap;
use std::ops::Range;

use baocao_model::{
    Address, Column, ColumnKind, Figure, Finding, Form, Refusal, Repeat, Row, StatedUnit, Submission, Table, Value,
    nearest, parse_number,
};

use crate::{Kind, Node, Source, toml_file};

/// The key under which a table says in what unit it was filled in.
const UNIT: &str = "unit";
/// The key under which a repeated row says what it is called.
const LABEL: &str = "label";

/// Reads the figures of a form from a file's content: one table per table, within it one per row. Returns the form with
/// the rows that the file brings to its repeating tables.
///
/// What the form does not know and what has the wrong type is a finding; the other figures still count.
pub fn read(source: &Source, node: &Node, form: &Form) -> (Form, Submission, Vec<Finding>) {
    let form = form.expanded(&repeated_rows(node, form));
    let mut reader = FigureReader::new(source, &form, Submission::default());
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
            if row_entry.key == UNIT && !matches!(row_entry.node.kind, Kind::Table(_)) {
                reader.unit(table, &row_entry.node);
                continue;
            }
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
    let (submission, findings) = reader.finish();
    (form, submission, findings)
}

/// Reads the figures of a form from a TOML file.
pub fn read_figures(source: &Source, form: &Form) -> Result<(Form, Submission, Vec<Finding>), Refusal> {
    let node = toml_file::parse(source)?;
    Ok(read(source, &node, form))
}

/// The rows of repeating tables in the order of the file: id and label.
fn repeated_rows(node: &Node, form: &Form) -> BTreeMap<String, Vec<(String, String)>> {
    let mut repeated = BTreeMap::new();
    for table in &form.tables {
        let (Some(repeat), Some(entry)) = (table.repeat, node.entry(&table.id)) else { continue };
        let own = entry.node.entries().iter().filter(|row| matches!(row.node.kind, Kind::Table(_)));
        let rows = own.filter(|row| table.row(&row.key).is_none()).filter_map(|row| {
            let label = row.node.entry(LABEL).map(|label| &label.node.kind);
            match (repeat, label) {
                (_, Some(Kind::Text(label))) => Some((row.key.clone(), label.clone())),
                (Repeat::Year, None) if is_year(&row.key) => Some((row.key.clone(), row.key.clone())),
                // The tree knows its name.
                (Repeat::Unit, None) => Some((row.key.clone(), String::new())),
                _ => None,
            }
        });
        repeated.insert(table.id.clone(), rows.collect());
    }
    repeated
}

/// True for four digits.
pub(crate) fn is_year(key: &str) -> bool {
    key.len() == 4 && key.chars().all(|c| c.is_ascii_digit())
}

/// How many of a table's units a unit is.
fn factor_to(table: &Table, words: &str) -> Option<u64> {
    let own = table.unit.as_deref().unwrap_or_default();
    if words.trim() == own {
        return Some(1);
    }
    let (stated, own) = (factor(words)?, factor(own).unwrap_or(1));
    stated.is_multiple_of(own).then(|| stated / own)
}

/// How many đồng a unit of money is.
fn factor(words: &str) -> Option<u64> {
    match words.trim().to_lowercase().as_str() {
        "đồng" => Some(1),
        "nghìn đồng" | "ngàn đồng" | "1.000 đồng" | "1.000" => Some(1_000),
        "triệu đồng" => Some(1_000_000),
        "tỷ đồng" | "tỉ đồng" => Some(1_000_000_000),
        _ => None,
    }
}

pub(crate) struct FigureReader<'a> {
    source: &'a Source,
    form: &'a Form,
    submission: Submission,
    /// The figures of rows, in the order of the file: a map is made of all of them faster than it grows.
    read: Vec<(Address, Figure)>,
    findings: Vec<Finding>,
}

impl<'a> FigureReader<'a> {
    /// A reader that adds to a submission of a form.
    pub(crate) fn new(source: &'a Source, form: &'a Form, submission: Submission) -> Self {
        Self { source, form, submission, read: Vec::new(), findings: Vec::new() }
    }

    pub(crate) fn source(&self) -> &'a Source {
        self.source
    }

    pub(crate) fn form(&self) -> &'a Form {
        self.form
    }

    pub(crate) fn submission(&self) -> &Submission {
        &self.submission
    }

    pub(crate) fn keep(&mut self, address: Address, figure: Figure) {
        self.submission.figures.insert(address, figure);
    }

    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn finish(mut self) -> (Submission, Vec<Finding>) {
        self.submission.figures.append(&mut self.read.into_iter().collect());
        (self.submission, self.findings)
    }

    fn row(&mut self, table: &Table, row: &Row, node: &Node) {
        let entries = node.entries().iter().filter(|entry| table.repeat.is_none() || entry.key != LABEL);
        for entry in entries {
            let address = Address::new(&*table.id, &*row.id, &*entry.key);
            let Some(column) = table.column(&entry.key).filter(|column| row.applies(column)) else {
                let applying = table.columns.iter().filter(|column| row.applies(column));
                let nearest = nearest(&entry.key, applying.map(|column| &*column.id));
                let nearest = nearest.map(|column| format!("{}.{}.{column}", table.id, row.id));
                self.unknown(&entry.key_span, &address.to_string(), nearest.as_deref());
                continue;
            };
            if let Some(value) = self.value(&address, column, &entry.node) {
                let figure = Figure { value, origin: self.source.origin(&entry.node.span) };
                self.read.push((address, figure));
            }
        }
    }

    /// The unit that the table says it was filled in with.
    pub(crate) fn unit(&mut self, table: &Table, node: &Node) {
        let Kind::Text(words) = &node.kind else { return self.wrong("figure-not-words", UNIT, node) };
        match factor_to(table, words) {
            Some(factor) => {
                let stated = self.submission.units.get(&table.id).filter(|stated| stated.factor != factor);
                if let Some(stated) = stated {
                    let finding = Finding::error("unit-stated-twice", self.source.place(&node.span));
                    let finding = finding.with("table", &table.title).with("found", words);
                    self.findings.push(finding.with("first", &stated.words));
                }
                let origin = self.source.origin(&node.span);
                self.submission.units.insert(table.id.clone(), StatedUnit { words: words.clone(), factor, origin });
            }
            None => {
                let finding = Finding::error("unit-not-known", self.source.place(&node.span));
                self.findings.push(finding.with("found", words));
            }
        }
    }

    pub(crate) fn value(&mut self, address: &Address, column: &Column, node: &Node) -> Option<Value> {
        match (&node.kind, column.kind) {
            (Kind::Null, _) => Some(Value::Blank),
            (Kind::Text(text), _) if state_of_words(text).is_some() => state_of_words(text),
            (Kind::Text(text), ColumnKind::Text | ColumnKind::Any) => Some(Value::Text(text.trim().to_owned())),
            (Kind::Number(digits), ColumnKind::Number | ColumnKind::Percent | ColumnKind::Any) => {
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

    pub(crate) fn unknown(&mut self, span: &Range<usize>, address: &str, nearest: Option<&str>) {
        let finding = Finding::error("unknown-figure", self.source.place(span)).with("address", address);
        self.findings.push(finding.with_nearest(nearest));
    }
}

/// The state that these words stand for; none for other words.
pub(crate) fn state_of_words(text: &str) -> Option<Value> {
    match &*text.trim().to_lowercase() {
        "" => Some(Value::Blank),
        "không phát sinh" => Some(Value::Nil),
        "không áp dụng" => Some(Value::NotApplicable),
        _ => None,
    }
}
