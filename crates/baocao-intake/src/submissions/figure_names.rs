use std::collections::{BTreeMap, BTreeSet, HashMap};

use baocao_model::{Address, Catalogue, Column, ColumnKind, Form, Row, Table};

use super::quoted_name::QuotedName;

/// How submissions name the figures of a form: by address, or by code.
///
/// The code of a figure is its row's code followed by its column's; where a row has one figure only, the row's code
/// alone will do. Rows that come with a figures file have no names here.
#[derive(Clone, Debug, Default)]
pub struct FigureNames {
    /// Every name that leads to one figure, in the order of the figures, and where each stands among them.
    names: Vec<Named>,
    index: HashMap<Box<str>, u32>,
    /// The first name of the figure behind that of each name; the first entry is for the start.
    follows: Vec<u32>,
    /// The codes that several figures share, with two of them.
    ambiguous: BTreeMap<String, (usize, usize)>,
    addresses: Vec<Box<str>>,
    /// Whether the figure has names at all.
    named: Vec<bool>,
    codes: Vec<Option<Box<str>>>,
    kinds: Vec<ColumnKind>,
    /// The tables whose rows come with the figures.
    repeating: BTreeSet<String>,
    tables: Names<TableNames>,
    groups: u32,
}

/// A name of a figure.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub quoted: QuotedName,
    /// The number of the figure.
    pub figure: usize,
}

/// The rows of a table, each with its columns.
type TableNames = Names<Names<usize>>;

/// Names with what they stand for, in the form's order.
#[derive(Clone, Debug)]
pub(super) struct Names<T> {
    entries: Vec<(Box<str>, T)>,
    index: HashMap<Box<str>, usize>,
    /// The number of the first entry among all tables and rows of the form.
    first_group: u32,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: HashMap::new(), first_group: 0 }
    }
}

impl<T> Names<T> {
    /// The name's place and what it stands for. Files mostly keep the form's order, so the place that is due is tried
    /// first.
    pub(super) fn find(&self, name: &str, due: usize) -> Option<(usize, &T)> {
        let at = match self.entries.get(due) {
            Some((known, _)) if **known == *name => due,
            _ => *self.index.get(name)?,
        };
        Some((at, &self.entries[at].1))
    }

    /// The number of an entry among all tables and rows of the form.
    pub(super) fn group(&self, at: usize) -> usize {
        self.first_group as usize + at
    }

    fn entry(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        let at = *self.index.entry(name.into()).or_insert(self.entries.len());
        if at == self.entries.len() {
            self.entries.push((name.into(), T::default()));
        }
        &mut self.entries[at].1
    }
}

impl FigureNames {
    /// The names of the figures of a form.
    pub fn of(form: &Form, catalogue: &Catalogue) -> Self {
        let mut names = Self::default();
        let mut others = HashMap::new();
        for (number, address) in catalogue.addresses().iter().enumerate() {
            names.add(form, number, address, &mut others);
        }
        let (ambiguous, codes) = (&names.ambiguous, &mut names.codes);
        codes.iter_mut().for_each(|own| *own = own.take().filter(|code| !ambiguous.contains_key(&**code)));
        names.names.retain(|named| !ambiguous.contains_key(named.quoted.name()));
        let index = |(at, named): (usize, &Named)| (named.quoted.name().into(), at as u32);
        names.index = names.names.iter().enumerate().map(index).collect();
        // A figure has several names, of which files write one.
        let next = |figure| names.names.partition_point(|other| other.figure <= figure) as u32;
        names.follows = std::iter::once(0).chain(names.names.iter().map(|own| next(own.figure))).collect();
        names.number_groups();
        names
    }

    /// Numbers tables and rows, so that one that comes twice is seen.
    fn number_groups(&mut self) {
        self.groups = self.tables.entries.len() as u32;
        for (_, rows) in &mut self.tables.entries {
            rows.first_group = self.groups;
            self.groups += rows.entries.len() as u32;
        }
    }

    fn add(&mut self, form: &Form, number: usize, address: &Address, others: &mut HashMap<String, usize>) {
        let (table, row, column) = form.locate(address).expect("the catalogue has the form's own addresses");
        let text: Box<str> = address.to_string().into();
        self.addresses.push(text.clone());
        self.kinds.push(column.kind);
        self.codes.push(None);
        self.named.push(table.repeat.is_none());
        if table.repeat.is_some() {
            self.repeating.insert(table.id.clone());
            return;
        }
        *self.tables.entry(&table.id).entry(&row.id).entry(&column.id) = number;
        let codes = codes(table, row, column);
        for code in codes.iter().flatten() {
            let other = others.insert(code.clone(), number).filter(|other| *other != number);
            if let Some(other) = other {
                self.ambiguous.insert(code.clone(), (other, number));
            }
        }
        let named = codes.iter().flatten().map(|code| &**code).chain([&*text]);
        self.names.extend(named.map(|name| Named { quoted: QuotedName::new(name), figure: number }));
        self.codes[number] = codes.into_iter().flatten().next().map(Box::from);
    }

    /// The number of the figure that a name stands for.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.place(name).map(|at| self.names[at].figure)
    }

    /// Where a name stands among all of them.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.index.get(name).map(|at| *at as usize)
    }

    /// Every name that leads to one figure, in the order of the figures.
    pub(super) fn named(&self) -> &[Named] {
        &self.names
    }

    /// The name that follows each in the form's own order; the first is for the start.
    pub(super) fn follows(&self) -> &[u32] {
        &self.follows
    }

    /// True if the figure belongs to a table whose rows come with the figures.
    pub(super) fn repeats(&self, number: usize) -> bool {
        !self.named[number]
    }

    /// True for the address of a figure in a table whose rows come with the figures.
    pub(super) fn is_repeating(&self, name: &str) -> bool {
        name.split_once('.').is_some_and(|(table, _)| self.repeating.contains(table))
    }

    /// The figures that share a code, if the name is such a code.
    pub fn shared(&self, name: &str) -> Option<(usize, usize)> {
        self.ambiguous.get(name).copied()
    }

    /// The short name of a figure: its code where it has one of its own, else its address.
    pub fn name(&self, number: usize) -> &str {
        self.codes[number].as_deref().unwrap_or(&self.addresses[number])
    }

    /// Every name that leads to one figure.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|named| named.quoted.name())
    }

    /// What kind of figure it is.
    pub(super) fn kind(&self, number: usize) -> ColumnKind {
        self.kinds[number]
    }

    /// How many figures there are.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// How many tables and rows there are.
    pub(super) fn groups(&self) -> usize {
        self.groups as usize
    }

    /// The tables with their rows and columns.
    pub(super) fn tables(&self) -> &Names<TableNames> {
        &self.tables
    }
}

/// The codes of a figure: row and column, and the row alone if it has one figure.
fn codes(table: &Table, row: &Row, column: &Column) -> [Option<String>; 2] {
    let Some(row_code) = &row.code else { return [None, None] };
    let alone = table.columns.iter().filter(|column| row.applies(column)).count() == 1;
    let full = column.code.as_ref().map(|code| format!("{row_code}{code}"));
    [full, alone.then(|| row_code.clone())]
}
