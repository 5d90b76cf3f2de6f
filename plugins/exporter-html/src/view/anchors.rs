//! Ids within the page. Headings bring their own; ours have a point in them, which a heading's never has.

use std::collections::{BTreeMap, BTreeSet};

use baocao_exporter::{Block, Cell, Document};

use crate::text;

/// Hands out ids and remembers what they belong to.
#[derive(Debug, Default)]
pub struct Anchors<'a> {
    headings: BTreeSet<String>,
    /// The figures that the page says something about, by address.
    sources: BTreeMap<&'a str, usize>,
    /// Figures that stand in a table; the table's cell is then the place to show.
    in_tables: BTreeSet<&'a str>,
    /// What has been given its id: the figure's number and its print, by address.
    placed: BTreeMap<&'a str, (usize, String)>,
    next_figure: usize,
    tables: usize,
    charts: usize,
    notes: usize,
}

impl<'a> Anchors<'a> {
    pub fn new(document: &'a Document, provenance: bool) -> Self {
        let mut anchors = Self::default();
        if provenance {
            anchors.sources = document.provenance.keys().zip(1..).map(|(address, n)| (address.as_str(), n)).collect();
        }
        anchors.find_tables(&document.body);
        document.annexes.iter().for_each(|annex| anchors.find_tables(&annex.blocks));
        anchors
    }

    /// Returns a free id for a heading, near the one it brings.
    pub fn heading(&mut self, wanted: &str) -> String {
        let base = match text::id(wanted) {
            id if id.is_empty() => "muc".to_owned(),
            id => id,
        };
        let id = (1..)
            .map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") })
            .find(|id| !self.headings.contains(id))
            .expect("there is no last number");
        self.headings.insert(id.clone());
        id
    }

    /// Returns the number of the next table.
    pub fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// Returns the number of the next chart.
    pub fn chart(&mut self) -> usize {
        self.charts += 1;
        self.charts
    }

    /// Returns the number of the next footnote; a document may number two alike.
    pub fn note(&mut self) -> usize {
        self.notes += 1;
        self.notes
    }

    /// Returns the id of a figure's source.
    pub fn source(&self, address: &str) -> Option<String> {
        self.sources.get(address).map(|n| format!("n.{n}"))
    }

    /// Returns the number in that id.
    pub fn source_number(&self, address: &str) -> Option<usize> {
        self.sources.get(address).copied()
    }

    /// Returns an id for a figure in running text, unless it has one or a table will give it one.
    pub fn figure_in_text(&mut self, address: &'a str, print: &str) -> Option<String> {
        if self.in_tables.contains(address) { None } else { self.figure_in_table(address, print) }
    }

    /// Returns an id for a figure in a table, unless it has one.
    pub fn figure_in_table(&mut self, address: &'a str, print: &str) -> Option<String> {
        if self.placed.contains_key(address) {
            return None;
        }
        self.next_figure += 1;
        self.placed.insert(address, (self.next_figure, print.to_owned()));
        Some(format!("f.{}", self.next_figure))
    }

    /// Returns the id and the print of a figure that stands on the page.
    pub fn placed(&self, address: &str) -> Option<(String, &str)> {
        self.placed.get(address).map(|(n, print)| (format!("f.{n}"), print.as_str()))
    }

    fn find_tables(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    self.in_tables.extend(cells.filter_map(|cell: &Cell| cell.address.as_deref()));
                }
                Block::Section(section) => self.find_tables(&section.blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.find_tables(&item.blocks)),
                _ => {}
            }
        }
    }
}
