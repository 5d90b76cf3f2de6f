//! What a submission in JSON or TOML says of itself, read with places.

use baocao_model::{Finding, Period, nearest};

use super::figure_names::FigureNames;
use super::precise::{Precise, Reread};
use super::{Expected, Scope, content, time};
use crate::{Entry, Kind, Node, Source, legacy_text};

/// The keys of a submission.
const KEYS: [&str; 13] = [
    "unit",
    "parent",
    "form",
    "form_version",
    "period",
    "submitted_at",
    "scope",
    "reporter",
    "note",
    "units",
    "figures",
    "values",
    "rolled_up",
];

/// Reads a submission from a file's content.
pub fn read(source: &Source, node: &Node, expected: &Expected<'_>, names: &FigureNames) -> Precise {
    let mut header = Header { source, expected, findings: Vec::new(), belongs: true };
    if !matches!(node.kind, Kind::Table(_)) {
        header.wrong_type(node, "một bản số liệu { … }", "a submission { … }");
        return (None, header.findings);
    }
    header.unknown_keys(node);
    let unit = header.unit(node);
    let parent = header.text(node, "parent").filter(|parent| !parent.trim().is_empty());
    header.form(node);
    header.period(node);
    let submitted_at = header.submitted_at(node);
    let scope = header.scope(node);
    header.text(node, "reporter");
    header.text(node, "note");
    let Header { mut findings, belongs, .. } = header;
    let (form, submission, wrong) = content::read(source, node, expected, names);
    findings.extend(wrong);
    findings.extend(legacy_notes(source, node));
    let parent = parent.map(|parent| parent.trim().to_owned());
    let rolled_up = node.entry("rolled_up").map(|entry| entry.node.to_json());
    let read =
        unit.filter(|_| belongs).map(|unit| Reread { unit, parent, submitted_at, scope, form, submission, rolled_up });
    (read, findings)
}

struct Header<'a> {
    source: &'a Source,
    expected: &'a Expected<'a>,
    findings: Vec<Finding>,
    /// Whether it is a submission of this form and period.
    belongs: bool,
}

impl Header<'_> {
    fn unknown_keys(&mut self, node: &Node) {
        for entry in node.entries().iter().filter(|entry| !KEYS.contains(&&*entry.key)) {
            let finding = Finding::error("unknown-key", self.source.place(&entry.key_span)).with("key", &entry.key);
            let known = KEYS.map(|key| format!("`{key}`")).join(", ");
            self.findings.push(finding.with("known", known).with_nearest(nearest(&entry.key, KEYS)));
        }
    }

    fn unit(&mut self, node: &Node) -> Option<String> {
        let unit = self.text(node, "unit").map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty());
        let is_wrong_type =
            node.entry("unit").is_some_and(|entry| !matches!(entry.node.kind, Kind::Text(_) | Kind::Null));
        if unit.is_none() && !is_wrong_type {
            let span = node.entry("unit").map_or(node.span.start..node.span.start, |entry| entry.node.span.clone());
            self.findings.push(Finding::error("submission-without-unit", self.source.place(&span)));
        }
        unit
    }

    fn form(&mut self, node: &Node) {
        if let Some(form) = self.text(node, "form") {
            self.compare(node, "form", "submission-of-another-form", &form, &self.expected.form.id);
        }
        let Some(entry) = stated(node, "form_version") else { return };
        let Kind::Number(version) = &entry.node.kind else {
            self.belongs = false;
            return self.wrong_type(&entry.node, "một số nguyên", "a whole number");
        };
        let expected = self.expected.form.version.to_string();
        self.compare(node, "form_version", "submission-of-another-version", version, &expected);
    }

    fn period(&mut self, node: &Node) {
        let Some(text) = self.text(node, "period") else { return };
        match Period::parse(&text) {
            Ok(period) if period == self.expected.period => {}
            Ok(_) => {
                let expected = self.expected.period.to_string();
                self.compare(node, "period", "submission-of-another-period", &text, &expected);
            }
            Err(_) => {
                self.belongs = false;
                self.at(node, "period", |place| Finding::error("not-a-period", place).with("found", text));
            }
        }
    }

    fn submitted_at(&mut self, node: &Node) -> Option<i64> {
        let text = self.text(node, "submitted_at")?;
        let seconds = time::seconds(&text);
        if seconds.is_none() {
            self.at(node, "submitted_at", |place| Finding::error("not-a-time", place).with("found", text));
        }
        seconds
    }

    fn scope(&mut self, node: &Node) -> Scope {
        let Some(text) = self.text(node, "scope") else { return Scope::default() };
        Scope::parse(&text).unwrap_or_else(|| {
            let words = Scope::WORDS.map(|(word, _)| word);
            let known = words.map(|word| format!("`{word}`")).join(", ");
            self.at(node, "scope", |place| {
                let finding = Finding::error("not-allowed", place).with("found", &text).with("known", known);
                finding.with_nearest(nearest(&text, words))
            });
            Scope::default()
        })
    }

    fn compare(&mut self, node: &Node, key: &str, code: &'static str, found: &str, expected: &str) {
        if found != expected {
            self.belongs = false;
            self.at(node, key, |place| Finding::error(code, place).with("found", found).with("expected", expected));
        }
    }

    fn at(&mut self, node: &Node, key: &str, finding: impl FnOnce(baocao_model::Place) -> Finding) {
        let span = node.entry(key).map_or(0..0, |entry| entry.node.span.clone());
        self.findings.push(finding(self.source.place(&span)));
    }

    /// The text under a key; a date of TOML counts as its text, null as nothing.
    fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let entry = stated(node, key)?;
        match &entry.node.kind {
            Kind::Text(text) | Kind::Date(text) => Some(text.clone()),
            _ => {
                self.wrong_type(&entry.node, "một chuỗi trong ngoặc kép", "text in quotes");
                None
            }
        }
    }

    fn wrong_type(&mut self, node: &Node, expected: &str, expected_en: &str) {
        let (found, found_en) = node.words();
        let start = node.span.start;
        let span = if matches!(node.kind, Kind::Table(_)) { start..start } else { node.span.clone() };
        let finding = Finding::error("wrong-type", self.source.place(&span));
        let finding = finding.with("expected", expected).with("expected_en", expected_en);
        self.findings.push(finding.with("found", found).with("found_en", found_en));
    }
}

fn stated<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    node.entry(key).filter(|entry| entry.node.kind != Kind::Null)
}

/// A note for each text in an encoding from before Unicode.
fn legacy_notes(source: &Source, node: &Node) -> Vec<Finding> {
    if source.text.is_ascii() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let written = source.text.get(node.span.clone()).unwrap_or_default();
        if let (Kind::Text(_), Some((encoding, after))) = (&node.kind, legacy_text::convert(written)) {
            notes.push(legacy_text::note(source.place(&node.span), encoding, written, &after));
        }
        open.extend(node.entries().iter().rev().map(|entry| &entry.node));
    }
    notes
}
