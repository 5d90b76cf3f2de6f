//! Sheets that were moved, renamed, lost or taken from elsewhere.

use baocao_model::{Period, Severity, Value};

use crate::desk::{Read, form, forms, organization, period, quarterly, read, read_for, refused, report_for, written};
use crate::fill::{At, Parts, Put, addresses, sheet_part};

const COUNT: &str = "inspections.charter.same_level";

fn seven() -> Value {
    Value::Number(7.into())
}

/// The quarterly workbook with a 7 in one cell, changed and read.
fn changed(change: impl Fn(&mut Parts, &At)) -> (Read, At) {
    let (form, mut parts, at) = quarterly();
    let at = at[COUNT].clone();
    parts.put(&at, &Put::Number("7".into()));
    change(&mut parts, &at);
    (read(&parts.bytes(), &form).unwrap(), at)
}

fn only_codes(read: &Read) -> Vec<&'static str> {
    read.codes().into_iter().map(|(code, _)| code).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for form in forms() {
        assert_eq!(written(&form), written(&form), "{}", form.id);
    }
}

#[test]
fn an_empty_workbook_reads_as_blanks_without_findings() {
    for form in forms() {
        let read = read(&written(&form), &form).unwrap();
        assert!(read.findings.is_empty(), "{}: {:?}", form.id, read.codes());
        assert!(read.submission.figures.values().all(|figure| figure.value.is_blank()), "{}", form.id);
    }
}

#[test]
fn sheets_are_protected_and_cells_are_checked() {
    for form in forms() {
        let parts = Parts::new(&written(&form));
        let sheets: Vec<_> = (1..).map(sheet_part).take_while(|part| parts.0.contains_key(part)).collect();
        assert_eq!(sheets.len(), form.tables.len() + 1, "{}", form.id);
        for part in &sheets {
            let xml = parts.text(part);
            assert!(xml.contains("<sheetProtection sheet=\"1\""), "{} {part} is not protected", form.id);
            assert!(!xml.contains("password") && !xml.contains("hashValue"), "{part}");
            assert!(xml.contains("<row r=\"1\"") && xml.contains("hidden=\"1\""), "{part} hides its marks");
        }
        let checks = sheets.iter().filter(|part| parts.text(part).contains("<dataValidation ")).count();
        assert!(checks * 2 > sheets.len(), "{}: only {checks} sheets check what is typed", form.id);
    }
}

#[test]
fn renamed_and_moved_sheets_are_known() {
    let (read, _) = changed(|parts, at| {
        parts.replace("xl/workbook.xml", &format!("name=\"{}\"", at.name), "name=\"Kiểm tra\"");
        let xml = parts.text("xl/workbook.xml");
        let start = xml.find("<sheet ").unwrap();
        let end = xml.find("</sheets>").unwrap();
        let mut sheets: Vec<_> = xml[start..end].split_inclusive("/>").collect();
        sheets.reverse();
        let xml = [&xml[..start], &sheets.concat(), &xml[end..]].concat();
        parts.0.insert("xl/workbook.xml".into(), xml.into_bytes());
    });
    assert_eq!((read.value(COUNT), read.codes()), (seven(), vec![]));
    let address = baocao_model::Address::parse(COUNT).unwrap();
    assert_eq!(read.submission.figures[&address].origin.sheet.as_deref(), Some("Kiểm tra"));
}

#[test]
fn inserted_rows_and_columns_do_not_matter() {
    for row in [1, 2, 5, 8] {
        let (read, _) = changed(|parts, at| parts.insert_row(at.sheet, row));
        assert_eq!((read.value(COUNT), read.codes()), (seven(), vec![]), "before row {row}");
    }
    for column in ['A', 'B', 'C', 'D'] {
        let (read, _) = changed(|parts, at| parts.insert_column(at.sheet, column));
        assert_eq!((read.value(COUNT), read.codes()), (seven(), vec![]), "before column {column}");
    }
}

#[test]
fn a_lost_sheet_row_or_column_is_found() {
    let (read, at) = changed(|parts, at| {
        let xml = parts.text("xl/workbook.xml");
        let start = xml.find(&format!("<sheet name=\"{}\"", at.name)).unwrap();
        let end = start + xml[start..].find("/>").unwrap() + 2;
        let xml = [&xml[..start], &xml[end..]].concat();
        parts.0.insert("xl/workbook.xml".into(), xml.into_bytes());
    });
    assert_eq!((read.value(COUNT), only_codes(&read)), (Value::Blank, vec!["workbook-sheet-missing"]));
    let lost = |id: &str| {
        let (form, mut parts, _) = quarterly();
        parts.replace("xl/sharedStrings.xml", &format!("<t>{id}</t>"), "<t></t>");
        read_codes(&parts, &form)
    };
    let row =
        [("workbook-row-unknown", format!("{}!B7", at.name)), ("workbook-row-missing", format!("{}!A1", at.name))];
    assert_eq!(lost("charter"), row);
    assert_eq!(lost("same_level"), [("workbook-column-missing", format!("{}!A1", at.name))]);
}

fn read_codes(parts: &Parts, form: &baocao_model::Form) -> Vec<(&'static str, String)> {
    read(&parts.bytes(), form).unwrap().codes()
}

#[test]
fn other_sheets_are_left_out_with_a_note() {
    let (form, mut parts, at) = quarterly();
    let mark = format!("|{}</t>", "supervision");
    let text = parts.text("xl/sharedStrings.xml").to_owned();
    let start = text[..text.find(&mark).unwrap()].rfind("<t>").unwrap();
    let end = start + text[start..].find("</t>").unwrap();
    let text = [&text[..start], "<t>Ghi chép riêng", &text[end..]].concat();
    parts.0.insert("xl/sharedStrings.xml".into(), text.into_bytes());
    let read = read(&parts.bytes(), &form).unwrap();
    assert_eq!(only_codes(&read), ["workbook-sheet-ignored", "workbook-sheet-missing"]);
    let note = &read.findings[0];
    assert_eq!(
        (note.severity, &note.arguments["name"]),
        (Severity::Note, &at["supervision.sessions.individuals"].name)
    );
}

#[test]
fn a_sheet_that_stands_twice_is_found() {
    let (form, mut parts, _) = quarterly();
    parts.replace("xl/sharedStrings.xml", "|supervision</t>", "|inspections</t>");
    let codes = read_codes(&parts, &form);
    assert!(codes.iter().any(|(code, _)| *code == "workbook-sheet-twice"), "{codes:?}");
}

#[test]
fn a_workbook_of_another_report_is_found() {
    let (form, parts, at) = quarterly();
    let bytes = parts.bytes();
    let read = |period, organization| read_for(&bytes, &form, &report_for(&form, period, organization)).unwrap();
    let period_differs = read(Period::Quarter(2023, 4), "ldld-lai-chau");
    assert_eq!(only_codes(&period_differs), ["workbook-of-another-period"]);
    assert_eq!(only_codes(&read(period(&form), "tong-ldld")), ["workbook-of-another-organization"]);
    let newer = baocao_model::Form { version: form.version + 1, ..form.clone() };
    let codes = crate::desk::read(&bytes, &newer).unwrap();
    assert_eq!(only_codes(&codes), ["workbook-of-another-version"]);
    assert!(codes.findings.iter().all(|finding| finding.severity == Severity::Error));
    assert_eq!(at.len(), codes_of(&bytes).len());
    assert_eq!(refused(&bytes, &crate::desk::form("union-congress")), ["workbook-of-another-form"]);
}

fn codes_of(bytes: &[u8]) -> Vec<String> {
    addresses(bytes).into_keys().collect()
}

#[test]
fn a_workbook_without_marks_is_refused() {
    let (form, mut parts, _) = quarterly();
    parts.replace("xl/sharedStrings.xml", "baocao|", "khac|");
    assert_eq!(refused(&parts.bytes(), &form), ["workbook-without-mark"]);
}

#[test]
fn merged_figures_are_found_merged_headings_are_not() {
    let (form, mut parts, at) = quarterly();
    let (first, second) = (&at["inspections.charter.same_level"], &at["inspections.finance.same_level"]);
    parts.put(first, &Put::Number("7".into()));
    let part = sheet_part(first.sheet);
    parts.replace(
        &part,
        "<mergeCell ref=\"B5:B6\"/>",
        &format!("<mergeCell ref=\"B5:B6\"/><mergeCell ref=\"{}:{}\"/>", first.cell, second.cell),
    );
    let read = read(&parts.bytes(), &form).unwrap();
    let place = |at: &At| format!("{}!{}", at.name, at.cell);
    assert_eq!(read.codes(), [("cells-merged", place(first)), ("cells-merged", place(second))]);
    assert_eq!(read.value(COUNT), Value::Blank);
}

#[test]
fn what_stands_outside_the_table_is_not_passed_over_in_silence() {
    let (form, parts, at) = quarterly();
    let cell = &at["inspections.finance.lower_level"];
    let beside = |row: &str, reference: &str| {
        let mut parts = parts.clone();
        let part = sheet_part(cell.sheet);
        let put = format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>5</t></is></c></row>");
        let xml = parts.text(&part).to_owned();
        let start = xml.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + xml[start..].find("</row>").unwrap();
        parts.0.insert(part, [&xml[..end], &put, &xml[end + 6..]].concat().into_bytes());
        read_codes(&parts, &form)
    };
    assert_eq!(beside("8", "H8"), [("workbook-beside-table", format!("{}!H8", cell.name))]);
    let (form, mut parts, at) = quarterly();
    let part = sheet_part(at[COUNT].sheet);
    // Below the table, with and without a blank row between.
    parts.replace(&part, "</sheetData>", "<row r=\"9\"><c r=\"C9\"><v>3</v></c></row></sheetData>");
    assert_eq!(read_codes(&parts, &form), [("workbook-row-unknown", format!("{}!C9", at[COUNT].name))]);
    parts.replace(&part, "</sheetData>", "<row r=\"12\"><c r=\"D12\"><v>3</v></c></row></sheetData>");
    let read = read(&parts.bytes(), &form).unwrap();
    let place = |cell: &str| ("workbook-row-unknown", format!("{}!{cell}", at[COUNT].name));
    assert_eq!(read.codes(), [place("C9"), place("D12")]);
}

#[test]
fn inserted_items_are_read_remarks_below_are_not() {
    let form = form("union-congress");
    let bytes = crate::desk::written(&form);
    let at = addresses(&bytes);
    let mut parts = Parts::new(&bytes);
    let first = &at["next_targets.d01.#label"];
    parts.put(first, &Put::Text("Mục đầu".into()));
    // The table's rows are 6 to 20; row 10 is inserted, 22 follows the last, 25 stands apart.
    parts.insert_row(first.sheet, 10);
    let part = sheet_part(first.sheet);
    let row = |at: u32, text: &str| {
        format!("<row r=\"{at}\"><c r=\"B{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    let inserted = row(10, "Mục chèn");
    let xml = parts.text(&part).to_owned();
    let before = xml.find("<row r=\"11\"").unwrap();
    let xml = [&xml[..before], &inserted, &xml[before..]].concat();
    let below = [row(22, "Mục thêm"), row(25, "Người lập biểu"), "</sheetData>".to_owned()].concat();
    parts.0.insert(part, xml.replace("</sheetData>", &below).into_bytes());
    let read = read(&parts.bytes(), &form).unwrap();
    let rows: Vec<_> =
        read.form.table("next_targets").unwrap().rows.iter().map(|row| (&*row.id, &*row.label)).collect();
    assert_eq!(rows, [("d01", "Mục đầu"), ("d16", "Mục chèn"), ("d17", "Mục thêm")]);
    assert_eq!(read.codes(), [("workbook-row-unknown", format!("{}!B25", first.name))]);
}

#[test]
fn repeating_tables_bring_their_rows() {
    let form = form("union-congress");
    let bytes = crate::desk::written(&form);
    let at = addresses(&bytes);
    let mut parts = Parts::new(&bytes);
    let text = |text: &str| Put::Text(text.to_owned());
    let put = [
        ("procedures.d02.#label", text("Quy trình B")),
        ("procedures.d02.count", Put::Number("3".into())),
        ("procedures.d15.#label", text("Quy trình cuối")),
        ("procedures.d15.count", Put::Number("4".into())),
        ("retirements.2018.count", Put::Number("2".into())),
        ("retirements.+1.#label", Put::Number("2016".into())),
        ("retirements.+1.count", Put::Number("1".into())),
        ("rates.d01.share", Put::Number("50".into())),
        ("awards.+2.#label", text("năm ngoái")),
    ];
    for (address, put) in &put {
        parts.put(&at[*address], put);
    }
    let read = read(&parts.bytes(), &form).unwrap();
    let rows = |table: &str| read.form.table(table).unwrap().rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(rows("procedures"), ["d02", "d15", "total"]);
    assert_eq!(rows("retirements"), ["2018", "2016", "total"]);
    assert_eq!(rows("charity"), [""; 0], "a table that nobody filled in has no rows");
    let total = |address: &str| read.figures().value(&baocao_model::Address::parse(address).unwrap()).clone();
    assert_eq!((total("procedures.total.count"), total("retirements.total.count")), (seven(), Value::Number(3.into())));
    let place = |address: &str| format!("{}!{}", at[address].name, at[address].cell);
    let expected = [("row-without-label", place("rates.d01.#label")), ("row-not-a-year", place("awards.+2.#label"))];
    let mut codes = read.codes();
    codes.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(codes, expected);
    assert_eq!(organization().id, "ldld-lai-chau");
}
