//! What lies deeper than the page prints: the units and, figure by figure, what those below them gave. It goes into the page
//! as data that nothing runs, for the page's script to look up.

use std::collections::BTreeMap;

use baocao_exporter::{Contribution, Document, LowerUnits, Source};
use serde::Serialize;

use super::anchors::Anchors;
use super::sources::vietnamese;
use super::units::standing;
use crate::text;

/// The data of a page. Names are short because there may be tens of thousands of entries.
#[derive(Debug, Serialize)]
pub struct Below {
    /// Who reports.
    root: String,
    /// Where the rest is; empty if all is here.
    elsewhere: String,
    /// The units: name, number of the unit above or -1, file, standing.
    units: Vec<(String, i64, String, &'static str)>,
    /// By the number of the figure's source, by the number of a unit: what the units below it gave.
    given: BTreeMap<usize, BTreeMap<usize, Vec<Entry>>>,
}

/// What a unit gave: its number, the value as printed, the place in its file; then its name and its file if they are
/// others than the unit's own.
#[derive(Debug, Serialize)]
struct Entry(usize, String, String, #[serde(skip_serializing_if = "Vec::is_empty")] Vec<String>);

/// The units by their numbers.
pub struct Numbered<'a> {
    units: &'a LowerUnits,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Numbered<'a> {
    pub fn of(document: &'a Document) -> Option<Self> {
        let units = document.lower_units.as_ref()?;
        let numbers = units.units.iter().enumerate().map(|(number, unit)| (&*unit.id, number)).collect();
        Some(Self { units, numbers })
    }

    pub fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    fn file(&self, number: usize) -> &str {
        self.units.units[number].source.as_ref().map_or("", |source| &source.file)
    }
}

impl Below {
    /// Returns nothing where no unit is known.
    pub fn new(document: &Document, anchors: &Anchors<'_>) -> Option<Self> {
        let numbered = Numbered::of(document)?;
        let unit = |unit: &baocao_exporter::LowerUnit| {
            let above = unit.parent.as_deref().and_then(|id| numbered.number(id));
            let above = above.and_then(|number| i64::try_from(number).ok()).unwrap_or(-1);
            let file = unit.source.as_ref().map(|source| text::clean(&source.file)).unwrap_or_default();
            let name = text::clean(if unit.name.is_empty() { &unit.id } else { &unit.name });
            (name, above, file, unit.standing.map(standing).unwrap_or_default())
        };
        let mut given = BTreeMap::new();
        for (address, provenance) in &document.provenance {
            let Some(figure) = anchors.source_number(address) else { continue };
            let mut by_unit = BTreeMap::new();
            collect(&provenance.contributions, &numbered, &mut by_unit);
            if !by_unit.is_empty() {
                given.insert(figure, by_unit);
            }
        }
        Some(Self {
            root: text::clean(&document.properties.author),
            elsewhere: text::clean(numbered.units.elsewhere.as_deref().unwrap_or_default()),
            units: numbered.units.units.iter().map(unit).collect(),
            given,
        })
    }

    /// True if there is more than the page prints.
    pub fn is_deep(&self) -> bool {
        !self.given.is_empty()
    }

    /// The data as it may stand within an element: nothing in it ends the element or is read as a mark.
    pub fn json(&self) -> String {
        let json = serde_json::to_string(self).expect("names and numbers are always JSON");
        let mut safe = String::with_capacity(json.len());
        for character in json.chars() {
            match character {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    safe.push_str(&format!("\\u{:04x}", u32::from(character)));
                }
                _ => safe.push(character),
            }
        }
        safe
    }
}

fn collect(given: &[Contribution], numbered: &Numbered<'_>, by_unit: &mut BTreeMap<usize, Vec<Entry>>) {
    for contribution in given.iter().filter(|contribution| !contribution.contributions.is_empty()) {
        let Some(unit) = numbered.number(&contribution.unit) else { continue };
        let entries = contribution.contributions.iter().filter_map(|below| entry(below, numbered)).collect();
        by_unit.insert(unit, entries);
        collect(&contribution.contributions, numbered, by_unit);
    }
}

fn entry(given: &Contribution, numbered: &Numbered<'_>) -> Option<Entry> {
    let unit = numbered.number(&given.unit)?;
    let file = given.source.as_ref().map_or("", |source| &source.file);
    let other_file = if file == numbered.file(unit) { "" } else { file };
    let mut other = vec![text::clean(&given.name), text::clean(other_file)];
    while other.last().is_some_and(String::is_empty) {
        other.pop();
    }
    let place = given.source.as_ref().map(place).unwrap_or_default();
    Some(Entry(unit, vietnamese(&given.value), place, other))
}

/// `14:3` for line and column, `III!D14` for a cell.
fn place(source: &Source) -> String {
    match (&source.sheet, &source.cell, source.line, source.column) {
        (Some(sheet), Some(cell), ..) => format!("{}!{}", text::clean(sheet), text::clean(cell)),
        (.., Some(line), Some(column)) => format!("{line}:{column}"),
        (.., Some(line), None) => line.to_string(),
        _ => String::new(),
    }
}
