use baocao_document::{Block, Heading, Inline, ListItem, ListMarker};
use baocao_model::{Address, Change, Finding, FindingGroup, Language};

use super::{Slip, finding_text, paragraph, wording};
use crate::envelope::cased;
use crate::numbering::roman;

/// The groups of findings one after the other, each under a heading of its own.
pub fn blocks(slip: &Slip<'_>) -> Vec<Block> {
    let caps = slip.letterhead.headings.first().is_some_and(|heading| heading.style.caps);
    let title =
        if caps { wording::HEADING.to_uppercase() } else { wording::sentence(&wording::HEADING.to_lowercase()) };
    let title = title.trim_end_matches('.').to_owned();
    let mut blocks = vec![heading(1, format!("{}.", roman(1)), title, "noi-dung".to_owned())];
    for (number, group) in (1..).zip(slip.groups) {
        blocks.extend(group_blocks(slip, number, group));
    }
    blocks
}

fn group_blocks(slip: &Slip<'_>, number: usize, group: &FindingGroup) -> Vec<Block> {
    let members: Vec<&Finding> = group.members.iter().filter_map(|index| slip.findings.get(*index)).collect();
    let style = slip.letterhead.headings.get(1).or(slip.letterhead.headings.last()).map(|heading| heading.style);
    let title = style.map_or_else(|| title(slip, group, &members), |style| cased(&title(slip, group, &members), style));
    let mut blocks = vec![heading(2, format!("{number}."), title, format!("nhom-{number}"))];
    if let Some(sentence) = group.sentence(Language::Vietnamese) {
        let sentence = Inline::Strong { content: vec![Inline::text(wording::sentence(&sentence))] };
        blocks.push(paragraph(vec![sentence]));
        blocks.extend((!group.changes().is_empty()).then(|| changes(slip, group.changes())));
    }
    match members[..] {
        [finding] => blocks.push(Block::List(finding_text::details(slip, finding))),
        _ => blocks.push(all(slip, &members)),
    }
    blocks
}

/// What the heading of a group says: the figure that a single finding is about, else how many there are.
fn title(slip: &Slip<'_>, group: &FindingGroup, members: &[&Finding]) -> String {
    let word = wording::severity(group.severity);
    match members {
        [finding] => match about(slip, finding) {
            Some(about) => format!("{word}: {about}"),
            None => word.to_owned(),
        },
        _ => format!("{} nội dung có lẽ cùng một nguyên nhân", group.count),
    }
}

/// What the form calls the figure, or else the table, that a finding is about.
fn about(slip: &Slip<'_>, finding: &Finding) -> Option<String> {
    let argument = |name| finding.arguments.get(name).cloned();
    let label = |address: String| {
        let found = Address::parse(&address)?;
        slip.form.locate(&found)?;
        Some(slip.form.label(&found))
    };
    let named = argument("address").and_then(|address| label(address.clone()).or(Some(address)));
    argument("label").or(named).or_else(|| argument("table"))
}

/// Where the figures stand that would settle the group.
fn changes(slip: &Slip<'_>, changes: &[Change]) -> Block {
    let line = |change: &Change| {
        let words = if changes.len() == 1 { "Vị trí: ".to_owned() } else { format!("{}: ", change.label) };
        vec![Inline::text(words), slip.place(&change.place)]
    };
    let lines = changes.iter().map(line).collect();
    Block::List(finding_text::list("-", ListMarker::Dash, lines))
}

/// Several findings, numbered within the group.
fn all(slip: &Slip<'_>, members: &[&Finding]) -> Block {
    let item = |(number, finding): (usize, &&Finding)| {
        let word = wording::severity(finding.severity);
        let label = about(slip, finding).map_or_else(String::new, |about| format!(": {about}"));
        let head = paragraph(vec![Inline::Strong { content: vec![Inline::text(format!("{word}{label}"))] }]);
        let details = Block::List(finding_text::details(slip, finding));
        ListItem { label: format!("{number})"), blocks: vec![head, details] }
    };
    let items = (1..).zip(members).map(item).collect();
    Block::List(baocao_document::List { marker: ListMarker::Number, items })
}

fn heading(level: u8, number: String, text: String, id: String) -> Block {
    Block::Heading(Heading { level, number, content: vec![Inline::text(text)], id })
}
