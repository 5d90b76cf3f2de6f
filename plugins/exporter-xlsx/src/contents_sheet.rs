//! The sheet that leads to all others.

use baocao_exporter::{Align, Document, Orientation};
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::letter_sheet::LetterText;
use crate::list_sheet::ListSheet;
use crate::metrics::OneLine;
use crate::plan::{FIRST_ENTRY_ROW, Plan};
use crate::sheet_name::quoted;
use crate::{text, words};

const COLUMNS: [(&str, f64); 3] = [(words::NUMBER, 12.0), (words::CONTENT, 105.0), (words::SHEET, 48.0)];

/// Writes links to the sheets, then to the parts of the letter.
pub fn write(
    sheet: &mut Worksheet,
    document: &Document,
    plan: &Plan<'_>,
    letter: &LetterText,
) -> Result<(), XlsxError> {
    let mut list = ListSheet::start(sheet, document, &plan.contents, &COLUMNS, Orientation::Portrait)?;
    let mut row = FIRST_ENTRY_ROW;
    section(&mut list, row, words::SHEETS)?;
    row += 1;
    for (index, (title, name)) in sheets(document, plan).into_iter().enumerate() {
        entry(&mut list, row, &(index + 1).to_string(), &title, name, 0)?;
        row += 1;
    }
    if !letter.parts.is_empty() {
        section(&mut list, row, words::PARTS)?;
        row += 1;
    }
    for (level, title, at) in &letter.parts {
        let indent = "    ".repeat(usize::from(level.saturating_sub(1)).min(8));
        entry(&mut list, row, "", &format!("{indent}{title}"), &plan.letter, *at)?;
        row += 1;
    }
    list.finish()
}

fn sheets<'a>(document: &'a Document, plan: &'a Plan<'_>) -> Vec<(String, &'a str)> {
    let title = match document.properties.title.as_str() {
        "" => plan.letter.clone(),
        title => text::one_line(title),
    };
    let mut sheets = vec![(title, plan.letter.as_str())];
    sheets.extend(plan.tables.iter().map(|table| {
        let caption = text::one_line(&table.layout.table.caption);
        (if caption.is_empty() { table.name.clone() } else { caption }, table.name.as_str())
    }));
    let others = plan.findings.iter().chain(&plan.units).chain(plan.sources.as_ref().map(|sources| &sources.name));
    sheets.extend(others.map(|name| (name.clone(), name.as_str())));
    sheets
}

fn section(list: &mut ListSheet<'_, '_>, row: u32, title: &str) -> Result<(), XlsxError> {
    let format = list.styles.cell(true, Align::Left);
    let last = COLUMNS.len() as u16 - 1;
    list.sheet.merge_range(row, 0, row, last, title, &format)?;
    Ok(())
}

fn entry(
    list: &mut ListSheet<'_, '_>,
    row: u32,
    number: &str,
    title: &str,
    name: &str,
    at: u32,
) -> Result<(), XlsxError> {
    let format = list.styles.cell(false, Align::Center).set_align(rust_xlsxwriter::FormatAlign::Top);
    list.formatted(row, 0, number, format)?;
    let target = format!("{}!A{}", quoted(name), at + 1);
    // LibreOffice does not wrap a link: a title of several lines is plain text, and the sheet's name beside it leads there.
    if list.one_line(1, title) == OneLine::Never {
        list.text(row, 1, title)?;
        return list.link(row, 2, &target, name);
    }
    list.link(row, 1, &target, title)?;
    list.text(row, 2, name)
}
