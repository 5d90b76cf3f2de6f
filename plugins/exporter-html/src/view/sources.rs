use std::collections::BTreeMap;

use baocao_exporter::{
    Block, Computation, Contribution, Document, EarlierValue, Operator, PassedCheck, Provenance, Source,
};
use handlebars::RenderError;
use serde::Serialize;

use super::anchors::Anchors;
use super::below::Numbered;
use super::findings::{AboutView, FigureLink, FindingsView};
use crate::markup::Markup;
use crate::pieces::{Piece, Pieces};
use crate::text;

/// The sources of one table's figures.
#[derive(Debug, Serialize)]
pub struct SourceGroup {
    pub title: String,
    /// What is ready stands in one piece.
    pub entries: Vec<Piece<SourceEntry>>,
}

/// Where one figure comes from.
#[derive(Debug, Serialize)]
pub struct SourceEntry {
    pub id: String,
    pub label: String,
    pub figure: FigureLink,
    pub origin: Option<OriginView>,
    pub computation: Option<ComputationView>,
    pub contributions: Vec<ContributionView>,
    pub findings: Vec<AboutView>,
    pub earlier: Vec<EarlierView>,
    pub passed: Vec<PassedView>,
}

/// The figure in the report of another period.
#[derive(Debug, Serialize)]
pub struct EarlierView {
    pub period: String,
    pub text: String,
}

/// A check that the figure agrees with.
#[derive(Debug, Serialize)]
pub struct PassedView {
    pub text: String,
    pub figures: Vec<FigureLink>,
}

/// A place in a file. Numbers are text, so that an absent one is empty.
#[derive(Debug, Serialize)]
pub struct OriginView {
    pub file: String,
    pub sheet: String,
    pub cell: String,
    pub line: String,
    pub column: String,
    /// How it stands on the page.
    pub ready: Markup,
}

#[derive(Debug, Serialize)]
pub struct ComputationView {
    pub is_sum: bool,
    pub is_percent: bool,
    pub is_evaluation: bool,
    pub operands: Vec<FigureLink>,
    /// How it stands on the page.
    pub ready: Markup,
}

#[derive(Debug, Serialize)]
pub struct ContributionView {
    /// The unit's number in the page's data, if there is more to see below it; else empty.
    pub below: String,
    pub name: String,
    pub value: String,
    /// The same for programs.
    pub number: String,
    pub origin: Option<OriginView>,
}

/// Groups the sources by table.
pub fn groups(
    document: &Document,
    pieces: Pieces<'_>,
    anchors: &Anchors<'_>,
    findings: Option<&FindingsView>,
) -> Result<Vec<SourceGroup>, RenderError> {
    let numbered = Numbered::of(document);
    let captions = captions(document);
    let mut groups: Vec<(&str, SourceGroup)> = Vec::new();
    for (address, provenance) in &document.provenance {
        let table = address.split('.').next().unwrap_or_default();
        if groups.last().is_none_or(|(last, _)| *last != table) {
            let title = captions.get(table).map_or(table, |(_, caption)| *caption);
            groups.push((table, SourceGroup { title: text::clean(title), entries: Vec::new() }));
        }
        let (_, group) = groups.last_mut().expect("a group was just opened");
        let mut entry = SourceEntry::new(address, provenance, &group.title, anchors);
        entry.findings = findings.map(|findings| findings.about(address)).unwrap_or_default();
        let views = provenance.contributions.iter().map(|given| ContributionView::new(given, numbered.as_ref()));
        entry.contributions = views.collect();
        pieces.piece("sources", entry, |entry| entry.markup(pieces))?.push_line(&mut group.entries);
    }
    // As the tables stand on the page; those that stand on none come last.
    groups.sort_by_key(|(table, _)| captions.get(table).map_or(usize::MAX, |(at, _)| *at));
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

impl SourceEntry {
    fn new(address: &str, provenance: &Provenance, title: &str, anchors: &Anchors<'_>) -> Self {
        let label = if provenance.label.is_empty() { address } else { &provenance.label };
        // The group's title need not stand before each of its figures again.
        let label = label.strip_prefix(title).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(label);
        Self {
            id: anchors.source(address).unwrap_or_default(),
            label: text::clean(label),
            figure: FigureLink::to_place(address, anchors),
            origin: provenance.source.as_ref().map(OriginView::new),
            computation: provenance.computation.as_ref().map(|c| ComputationView::new(c, anchors)),
            contributions: Vec::new(),
            findings: Vec::new(),
            earlier: provenance.earlier.iter().map(EarlierView::new).collect(),
            passed: provenance.passed.iter().map(|passed| PassedView::new(passed, provenance, anchors)).collect(),
        }
    }
}

impl OriginView {
    pub fn new(source: &Source) -> Self {
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let view = Self {
            file: text::clean(&source.file),
            sheet: text::clean(source.sheet.as_deref().unwrap_or_default()),
            cell: text::clean(source.cell.as_deref().unwrap_or_default()),
            line: number(source.line),
            column: number(source.column),
            ready: Markup::default(),
        };
        Self { ready: view.markup(), ..view }
    }
}

impl ComputationView {
    fn new(computation: &Computation, anchors: &Anchors<'_>) -> Self {
        let pair = computation.operands.len() == 2;
        let view = Self {
            is_sum: computation.operator == Operator::Sum,
            is_percent: computation.operator == Operator::Percent && pair,
            is_evaluation: computation.operator == Operator::Evaluation && pair,
            operands: computation.operands.iter().map(|address| FigureLink::to_source(address, anchors)).collect(),
            ready: Markup::default(),
        };
        Self { ready: view.markup(), ..view }
    }
}

impl EarlierView {
    fn new(earlier: &EarlierValue) -> Self {
        Self { period: text::clean(&earlier.period), text: text::clean(&earlier.text) }
    }
}

impl PassedView {
    fn new(passed: &PassedCheck, provenance: &Provenance, anchors: &Anchors<'_>) -> Self {
        // What it is computed from stands there already.
        let repeated = provenance.computation.as_ref().is_some_and(|known| known.operands == passed.addresses);
        let addresses = if repeated { &[] } else { &passed.addresses[..] };
        let figures = addresses.iter().map(|address| FigureLink::to_source(address, anchors)).collect();
        Self { text: text::clean(&passed.text), figures }
    }
}

impl ContributionView {
    fn new(contribution: &Contribution, numbered: Option<&Numbered<'_>>) -> Self {
        let number = numbered.and_then(|numbered| numbered.number(&contribution.unit));
        let below = number.filter(|_| !contribution.contributions.is_empty());
        let name = if contribution.name.is_empty() { &contribution.unit } else { &contribution.name };
        Self {
            name: text::clean(name),
            below: below.map(|number| number.to_string()).unwrap_or_default(),
            value: vietnamese(&contribution.value),
            number: text::clean(&contribution.value),
            origin: contribution.source.as_ref().map(OriginView::new),
        }
    }
}

/// Writes decimal digits in Vietnamese form: `1234.5` becomes `1.234,5`. Anything else stays as it is.
pub fn vietnamese(digits: &str) -> String {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(decimals) {
        return text::clean(digits);
    }
    let mut text = if unsigned.len() < digits.len() { "-".to_owned() } else { String::new() };
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

/// The captions of the tables by id, each with its place among them.
fn captions(document: &Document) -> BTreeMap<&str, (usize, &str)> {
    let mut captions = BTreeMap::new();
    let annexes = document.annexes.iter().map(|annex| annex.blocks.as_slice());
    for blocks in std::iter::once(document.body.as_slice()).chain(annexes) {
        find_captions(blocks, &mut captions);
    }
    captions
}

fn find_captions<'a>(blocks: &'a [Block], captions: &mut BTreeMap<&'a str, (usize, &'a str)>) {
    for block in blocks {
        match block {
            Block::Table(table) if !table.caption.is_empty() => {
                let at = captions.len();
                captions.entry(&table.id).or_insert((at, &table.caption));
            }
            Block::Section(section) => find_captions(&section.blocks, captions),
            Block::List(list) => list.items.iter().for_each(|item| find_captions(&item.blocks, captions)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributions_are_written_in_vietnamese_form() {
        for (digits, expected) in [("1234567.5", "1.234.567,5"), ("-12", "-12"), ("999", "999"), ("x1", "x1"), ("", "")]
        {
            assert_eq!(vietnamese(digits), expected);
        }
    }
}
