use baocao_document::{Block, Inline, List, ListItem, ListMarker};
use baocao_model::{Finding, Language, Operand, shown_digits};

use super::{Slip, paragraph, wording};

/// What is said of a finding: the sentence, where it is, the numbers, the figures behind them, and what to do.
pub fn details(slip: &Slip<'_>, finding: &Finding) -> List {
    let mut items = vec![vec![Inline::text(below_its_label(finding))]];
    if !wording::place(&finding.place).is_empty() {
        items.push(vec![Inline::text("Vị trí: "), slip.place(&finding.place)]);
    }
    items.extend(numbers(finding).map(|text| vec![Inline::text(text)]));
    items.extend(remedy(finding).map(|text| vec![Inline::text(format!("Cách sửa: {text}"))]));
    let mut list = list("-", ListMarker::Dash, items);
    let at = list.items.len() - usize::from(remedy(finding).is_some());
    list.items.splice(at..at, operands(finding));
    list
}

/// The sentence with a capital and a full stop.
pub fn message(finding: &Finding) -> String {
    wording::sentence(&finding.message(Language::Vietnamese))
}

/// The sentence under a heading that names the figure already.
fn below_its_label(finding: &Finding) -> String {
    let message = finding.message(Language::Vietnamese);
    let label = finding.arguments.get("label");
    let rest = label.and_then(|label| message.strip_prefix(label.as_str())?.strip_prefix(": "));
    wording::sentence(rest.unwrap_or(&message))
}

/// What to do about it.
pub fn remedy(finding: &Finding) -> Option<String> {
    finding.hint(Language::Vietnamese).map(|hint| wording::sentence(&hint))
}

/// A number with the unit of the figure that the finding is about.
pub fn number(finding: &Finding, digits: Option<&String>) -> String {
    let unit = finding.operands.first().map_or("", |operand| operand.unit.as_str());
    digits.map_or_else(String::new, |digits| with_unit(digits, unit))
}

fn numbers(finding: &Finding) -> Option<String> {
    let parts = [
        ("đang ghi", &finding.found),
        ("số đối chiếu", &finding.expected),
        ("chênh lệch", &finding.difference),
        ("sai số cho phép", &finding.tolerance),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter_map(|(name, digits)| Some(format!("{name} {}", number(finding, Some(digits.as_ref()?)))))
        .collect();
    (!parts.is_empty()).then(|| wording::sentence(&parts.join("; ")))
}

fn operands(finding: &Finding) -> Option<ListItem> {
    let line = |operand: &Operand| vec![Inline::text(format!("{}: {}", operand.label, value(operand)))];
    let lines: Vec<_> = finding.operands.iter().map(line).collect();
    let blocks =
        vec![paragraph(vec![Inline::text("Số liệu liên quan:")]), Block::List(list("+", ListMarker::Plus, lines))];
    (!finding.operands.is_empty()).then(|| ListItem { label: "-".to_owned(), blocks })
}

fn value(operand: &Operand) -> String {
    if operand.value.is_empty() { "chưa có số liệu".to_owned() } else { with_unit(&operand.value, &operand.unit) }
}

fn with_unit(digits: &str, unit: &str) -> String {
    let shown = shown_digits(digits);
    match unit {
        "" => shown,
        "%" => format!("{shown}%"),
        unit if digits.chars().any(|c| c.is_ascii_digit()) => format!("{shown} {unit}"),
        _ => shown,
    }
}

/// A list of lines under one label.
pub fn list(label: &str, marker: ListMarker, lines: Vec<Vec<Inline>>) -> List {
    let item = |content| ListItem { label: label.to_owned(), blocks: vec![paragraph(content)] };
    List { marker, items: lines.into_iter().map(item).collect() }
}
