use ::parquet::file::reader::FileReader as _;
use baocao_model::{Finding, Place, nearest};

use super::super::FigureNames;
use super::super::record::Key;
use super::FileReader;
use super::column::Column;

/// Behind the name of a figure: the column with its words, "không phát sinh" or "không áp dụng", where it has no number.
pub const WORDS: &str = ".words";

/// How a file is laid out.
#[derive(Clone, Debug)]
pub enum Layout {
    /// A row for each unit: the columns that are read, each with what it holds.
    Wide(Vec<(usize, Role)>),
    /// A row for each figure: the columns of unit, figure and value.
    Long([usize; 3]),
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What a submission says of itself.
    Header(Key),
    /// A figure.
    Figure(usize),
    /// The words of a figure that has no number.
    Words(usize),
}

/// The columns that a submission says of itself, by name. Reporter and note are not looked at.
const HEADERS: [(&str, Key); 9] = [
    ("unit", Key::Unit),
    ("parent", Key::Parent),
    ("form", Key::Form),
    ("form_version", Key::FormVersion),
    ("period", Key::Period),
    ("submitted_at", Key::SubmittedAt),
    ("scope", Key::Scope),
    ("reporter", Key::Reporter),
    ("note", Key::Note),
];

/// The columns of a table of one figure a row.
const LONG: [&str; 3] = ["unit", "indicator", "value"];

/// Looks at the columns of a file; none if it does not say whose the figures are.
pub fn look(reader: &FileReader, file: &str, names: &FigureNames) -> (Option<Layout>, Vec<Finding>) {
    let schema = reader.metadata().file_metadata().schema_descr();
    let mut look = Look { file, names, columns: Vec::new(), findings: Vec::new() };
    let at = |name: &str| schema.columns().iter().position(|column| column.name() == name);
    if let [Some(unit), Some(indicator), Some(value)] = LONG.map(at) {
        let columns = [unit, indicator, value];
        let readable = columns.iter().all(|at| look.is_readable(&schema.column(*at)));
        return (readable.then_some(Layout::Long(columns)), look.findings);
    }
    for (at, column) in schema.columns().iter().enumerate() {
        let Some(role) = look.role(&column.path().string()) else { continue };
        if matches!(role, Role::Header(Key::Reporter | Key::Note)) || !look.is_readable(column) {
            continue;
        }
        if look.columns.iter().any(|(_, known)| *known == role) {
            look.report("parquet-column-twice", &column.path().string());
            continue;
        }
        look.columns.push((at, role));
    }
    if !look.columns.iter().any(|(_, role)| *role == Role::Header(Key::Unit)) {
        if at("unit").is_none() {
            look.report("parquet-column-missing", "unit");
        }
        return (None, look.findings);
    }
    (Some(Layout::Wide(look.columns)), look.findings)
}

struct Look<'a> {
    file: &'a str,
    names: &'a FigureNames,
    columns: Vec<(usize, Role)>,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn role(&mut self, name: &str) -> Option<Role> {
        if let Some((_, key)) = HEADERS.iter().find(|(known, _)| *known == name) {
            return Some(Role::Header(*key));
        }
        if let Some(number) = self.names.number(name) {
            return Some(Role::Figure(number));
        }
        if let Some(number) = name.strip_suffix(WORDS).and_then(|name| self.names.number(name)) {
            return Some(Role::Words(number));
        }
        if self.names.is_repeating(name) {
            let finding = Finding::warning("parquet-column-not-read", Place::file(self.file));
            self.findings.push(finding.with("name", name));
            return None;
        }
        let mut known: Vec<_> = self.names.all().collect();
        known.sort_unstable();
        let finding = Finding::error("unknown-figure", Place::file(self.file)).with("address", name);
        self.findings.push(finding.with_nearest(nearest(name, known)));
        None
    }

    fn is_readable(&mut self, column: &::parquet::schema::types::ColumnDescriptor) -> bool {
        let readable = Column::is_readable(column);
        if !readable {
            self.report("parquet-column-kind", &column.path().string());
        }
        readable
    }

    fn report(&mut self, code: &'static str, name: &str) {
        self.findings.push(Finding::error(code, Place::file(self.file)).with("name", name));
    }
}
