use baocao_document::{
    Align, Annex, Block, Cell, Column, Format, HeaderCell, Inline, Link, ListMarker, Orientation, Row, RowKind, Table,
};
use baocao_model::Finding;

use super::{FiguresFile, Slip, finding_text, wording};
use crate::envelope::cased;

/// What was checked and what came of it, line by line.
pub fn facts(slip: &Slip<'_>) -> Block {
    let FiguresFile { name, href, enclosed } = slip.figures;
    let file = match href {
        Some(href) => Inline::Link(Link { text: name.to_owned(), href: href.to_owned() }),
        None => Inline::text(name),
    };
    let mut file = vec![Inline::text("Tệp số liệu: "), file];
    file.extend(enclosed.then(|| Inline::text(wording::ENCLOSED)));
    let text = |text: String| vec![Inline::text(text)];
    let mut lines = vec![
        text(format!("Đơn vị báo cáo: {}", slip.organization.name)),
        text(format!("Mẫu báo cáo: {} ({}, phiên bản {})", slip.form.title, slip.form.id, slip.form.version)),
        text(format!("Kỳ báo cáo: {}", slip.report.period.words())),
    ];
    lines.extend(slip.report.as_of.map(|date| text(format!("Số liệu tính đến: {}", date.in_text()))));
    lines.push(file);
    lines.push(text(format!("Kết quả kiểm tra: {}", wording::counts(slip.counts))));
    Block::List(finding_text::list("-", ListMarker::Dash, lines))
}

/// A column of the list: id, heading, share of the width, how its cells stand.
const COLUMNS: [(&str, &str, f64, Align); 10] = [
    ("number", "TT", 0.04, Align::Center),
    ("group", "Mục", 0.05, Align::Center),
    ("severity", "Mức", 0.06, Align::Center),
    ("place", "Vị trí", 0.14, Align::Left),
    ("content", "Nội dung", 0.24, Align::Left),
    ("found", "Đang ghi", 0.10, Align::Right),
    ("expected", "Số đối chiếu", 0.10, Align::Right),
    ("difference", "Chênh lệch", 0.09, Align::Right),
    ("tolerance", "Sai số cho phép", 0.06, Align::Right),
    ("remedy", "Cách sửa", 0.12, Align::Left),
];

/// All findings in one list, in the order of their groups; nothing to list gives no annex.
pub fn annex(slip: &Slip<'_>) -> Option<Annex> {
    if slip.findings.is_empty() {
        return None;
    }
    let members = (1..).zip(slip.groups).flat_map(|(group, own)| own.members.iter().map(move |index| (group, *index)));
    let members = members.filter_map(|(group, index)| Some((group, slip.findings.get(index)?)));
    let rows = (1..).zip(members).map(|(number, (group, finding))| row(slip, number, group, finding)).collect();
    let label = |text: &str| cased(text, slip.letterhead.envelope.annex_title);
    let header = COLUMNS.iter().enumerate().map(|(column, (_, heading, ..))| HeaderCell {
        text: (*heading).to_owned(),
        column,
        colspan: 1,
        rowspan: 1,
    });
    let table = Table {
        id: "findings".to_owned(),
        caption: String::new(),
        unit: String::new(),
        columns: COLUMNS.iter().map(column).collect(),
        header: vec![header.collect()],
        rows,
        notes: slip.announcement().into_iter().collect(),
    };
    Some(Annex {
        label: "Phụ lục".to_owned(),
        title: label(wording::LIST),
        reference: Some(format!("({}, {})", slip.organization.name, slip.report.period.words())),
        orientation: Orientation::Landscape,
        blocks: vec![Block::Table(table)],
    })
}

fn column((id, heading, width, align): &(&str, &str, f64, Align)) -> Column {
    Column {
        id: (*id).to_owned(),
        label: (*heading).to_owned(),
        format: Format::default(),
        align: *align,
        width: *width,
    }
}

fn row(slip: &Slip<'_>, number: usize, group: usize, finding: &Finding) -> Row {
    let place =
        Cell { href: slip.link(&finding.place).map(str::to_owned), ..Cell::words(wording::place(&finding.place)) };
    let digits = |digits: &Option<String>| Cell::words(finding_text::number(finding, digits.as_ref()));
    let cells = vec![
        Cell::words(number.to_string()),
        Cell::words(group.to_string()),
        Cell::words(wording::severity(finding.severity)),
        place,
        Cell::words(finding_text::message(finding)),
        digits(&finding.found),
        digits(&finding.expected),
        digits(&finding.difference),
        digits(&finding.tolerance),
        Cell::words(finding_text::remedy(finding).unwrap_or_default()),
    ];
    Row { id: number.to_string(), kind: RowKind::Data, cells }
}
