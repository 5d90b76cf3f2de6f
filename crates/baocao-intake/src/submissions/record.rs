use std::ops::Range;

use baocao_model::{Period, Scope, ShortNumber, Value, ValueRows, Values};

use super::figure_order::FigureOrder;
use super::quoted_name::QuotedName;
use super::{Expected, FigureNames, Incoming, Located, time, words};

/// A submission as it is being read.
#[derive(Debug)]
pub struct Record<'c> {
    expected: Expected<'c>,
    unit: String,
    parent: Option<String>,
    submitted_at: Option<i64>,
    scope: Scope,
    values: Values,
    /// The turn in which each figure was last written, so that nothing needs to be wiped between two submissions.
    written: Vec<u32>,
    /// The turn in which each table and row was last entered.
    entered: Vec<u32>,
    turn: u32,
    order: FigureOrder,
    faulty: bool,
    /// Whether a table says in what unit it was filled in.
    states_units: bool,
    /// By figure, where the values of this turn stand, in bytes, if that is asked for; empty for one that does not stand there.
    spans: Option<Vec<Range<usize>>>,
}

impl<'c> Record<'c> {
    /// A record for submissions of a form.
    pub fn new(expected: Expected<'c>) -> Self {
        let names = expected.names;
        Self {
            expected,
            unit: String::new(),
            parent: None,
            submitted_at: None,
            scope: Scope::Whole,
            values: Values::blank(names.len()),
            written: vec![0; names.len()],
            entered: vec![0; names.groups()],
            turn: 0,
            order: FigureOrder::new(names),
            faulty: false,
            states_units: false,
            spans: None,
        }
    }

    /// A record that keeps where the values stand in the text that is read.
    pub fn placing(expected: Expected<'c>) -> Self {
        Self { spans: Some(vec![0..0; expected.names.len()]), ..Self::new(expected) }
    }

    /// Where each figure's value stands, in bytes; none if the precise reader has to say it.
    pub fn into_spans(self) -> Option<Vec<Range<usize>>> {
        self.spans.filter(|_| !self.faulty && !self.states_units)
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

    /// Begins the next submission.
    pub fn start(&mut self) {
        self.values.clear();
        self.order.start();
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
        self.states_units = false;
    }

    /// The same for one whose values are known.
    pub fn start_with(&mut self, rows: &ValueRows, row: usize) {
        self.start();
        rows.copy(row, &mut self.values);
    }

    /// Takes a figure; none is what the precise reader has to look at.
    pub fn put(&mut self, number: usize, value: Option<Value>) {
        match value {
            Some(value) if self.is_first(number) => self.values.set(number, value),
            _ => self.faulty = true,
        }
    }

    /// The same for a short number, as nearly all figures are.
    #[inline]
    pub fn put_short(&mut self, number: usize, value: ShortNumber) {
        if self.is_first(number) {
            self.values.set_short(number, value);
        } else {
            self.faulty = true;
        }
    }

    /// True unless the figure was written before in this submission.
    #[inline]
    fn is_first(&mut self, number: usize) -> bool {
        std::mem::replace(&mut self.written[number], self.turn) != self.turn
    }

    /// Takes where a figure's value stands.
    #[inline]
    pub fn place(&mut self, number: usize, span: Range<usize>) {
        if let Some(spans) = &mut self.spans {
            spans[number] = span;
        }
    }

    /// Takes whose submission it is.
    pub fn unit(&mut self, unit: &str) {
        self.agree(words::is_name(unit));
        self.unit.clear();
        self.unit.push_str(unit);
    }

    /// Takes the form's version.
    pub fn version(&mut self, version: u32) {
        self.agree(version == self.expected.form.version);
    }

    /// Takes when it was submitted.
    pub fn submitted(&mut self, seconds: Option<i64>) {
        self.submitted_at = seconds;
        self.agree(seconds.is_some());
    }

    /// Takes the unit that a table was filled in with: anything but the form's own is for the precise reader.
    pub fn table_unit(&mut self, table: &str, unit: &str) {
        let known = self.expected.form.table(table).and_then(|table| table.unit.as_deref());
        self.agree(known == Some(unit));
        self.states_units = true;
    }

    /// Marks the submission as one for the precise reader.
    pub fn doubt(&mut self) {
        self.faulty = true;
    }

    /// Ends the submission; `read` is false if its end was not reached.
    pub fn finish(&mut self, read: bool) {
        self.faulty |= !read || self.unit.is_empty();
    }

    /// How the form names its figures.
    pub fn names(&self) -> &'c FigureNames {
        self.expected.names
    }

    /// The figure that is due, if `is_here` says so of its name, with what it says.
    #[inline]
    pub fn due<T>(&mut self, is_here: impl Fn(&QuotedName) -> Option<T>) -> Option<(usize, T)> {
        self.order.due(self.expected.names, is_here)
    }

    /// The figure that a name stands for.
    pub fn figure(&mut self, name: &str) -> Option<usize> {
        self.order.figure(self.expected.names, name)
    }

    /// Takes what is said in words about the submission.
    pub fn header(&mut self, key: Key, text: &str) {
        match key {
            Key::Parent => {
                self.agree(words::is_name(text));
                self.parent = Some(text.to_owned());
            }
            Key::Form => self.agree(text == self.expected.form.id),
            Key::Period => self.agree(Period::parse(text) == Ok(self.expected.period)),
            Key::SubmittedAt => self.submitted(time::seconds(text)),
            Key::Scope => {
                let scope = Scope::parse(text);
                self.agree(scope.is_some());
                self.scope = scope.unwrap_or_default();
            }
            _ => {}
        }
    }

    /// Enters a table or row.
    pub fn enter(&mut self, group: usize) {
        self.faulty |= std::mem::replace(&mut self.entered[group], self.turn) == self.turn;
    }

    /// Holds what is stated against what is expected.
    fn agree(&mut self, agrees: bool) {
        self.faulty |= !agrees;
    }
}

/// The keys of a submission. Each may stand once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
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
    Unknown,
}

impl Key {
    /// The keys as files write them.
    const WORDS: [(&'static str, Self); 12] = [
        ("unit", Self::Unit),
        ("parent", Self::Parent),
        ("form", Self::Form),
        ("form_version", Self::FormVersion),
        ("period", Self::Period),
        ("submitted_at", Self::SubmittedAt),
        ("scope", Self::Scope),
        ("reporter", Self::Reporter),
        ("note", Self::Note),
        ("units", Self::Units),
        ("figures", Self::Figures),
        ("values", Self::Values),
    ];

    /// The key that files write so.
    pub fn of(word: &str) -> Self {
        Self::WORDS.iter().find(|(known, _)| *known == word).map_or(Self::Unknown, |(_, key)| *key)
    }

    /// The key as files write it.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, key)| *key == self).map_or("", |(word, _)| word)
    }
}
