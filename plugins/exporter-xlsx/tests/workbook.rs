//! What the workbook holds, read back as a spreadsheet program would.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use baocao_exporter::testing::{Recorded, describe, export};
use baocao_exporter::{
    Block, Cell, Chart, ChartKind, Computation, Contribution, Document, Inline, LineRule, LineSpacing, Operator,
    Provenance, Row, RowKind, Table, UnderMark, UnderMarkKind, Value, document_text, specimen::specimen,
};
use calamine::{Data, Reader, Xlsx};
use exporter_xlsx::XlsxExporter;
use serde_json::json;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn run(document: &Document, options: serde_json::Value) -> Recorded {
    let recorded = export::<XlsxExporter>(document, &options);
    assert_eq!(recorded.status, 0, "{:?}", recorded.diagnostics);
    recorded
}

fn bytes(document: &Document) -> Vec<u8> {
    run(document, json!({})).main.expect("there is a workbook")
}

fn book(document: &Document) -> Book {
    Xlsx::new(Cursor::new(bytes(document))).expect("the workbook opens")
}

/// Every cell of the workbook by sheet and place.
fn cells(book: &mut Book) -> BTreeMap<(String, u32, u32), Data> {
    let mut cells = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            cells.insert((name.clone(), top + row as u32, left + column as u32), value.clone());
        }
    }
    cells
}

fn texts(book: &mut Book) -> String {
    let strings = cells(book).into_values().map(|value| match value {
        Data::String(text) => normal(&text),
        other => other.to_string(),
    });
    strings.collect::<Vec<_>>().join("\n")
}

/// White space and control characters aside; marks of footnotes aside.
fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    (1..=9).fold(words, |words, number| words.replace(&format!("({number})"), ""))
}

fn tables(document: &Document) -> Vec<&Table> {
    fn collect<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => found.push(table),
                Block::Section(section) => collect(&section.blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&document.body, &mut found);
    document.annexes.iter().for_each(|annex| collect(&annex.blocks, &mut found));
    found
}

fn body_table(document: &mut Document) -> &mut Table {
    document.body.iter_mut().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
}

/// Asserts that every line a reader of the paper can read stands in the workbook.
fn assert_holds_all(document: &Document) {
    let mut book = book(document);
    let all = texts(&mut book);
    let numbers: Vec<String> =
        tables(document).iter().flat_map(|t| &t.rows).flat_map(|row| &row.cells).filter_map(typed).collect();
    for line in document_text(document) {
        let line = normal(&line);
        assert!(all.contains(&line) || numbers.contains(&line), "missing: {line}");
    }
}

fn typed(cell: &Cell) -> Option<String> {
    matches!(cell.value, Some(Value::Number { .. })).then(|| cell.text.clone())
}

#[test]
fn it_describes_itself() {
    let description = describe::<XlsxExporter>();
    assert_eq!((description.id.as_str(), description.extension.as_str()), ("xlsx", "xlsx"));
    let options = &description.options_schema["properties"];
    assert!(options["protect"]["description"].is_string(), "{options}");
}

#[test]
fn every_line_of_the_specimen_is_there() {
    let document = specimen();
    // Kept for a look with an office program.
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/specimen.xlsx"), bytes(&document)).unwrap();
    assert_holds_all(&document);
}

#[test]
fn same_document_same_bytes() {
    assert_eq!(bytes(&specimen()), bytes(&specimen()));
}

#[test]
fn sheets_come_in_reading_order() {
    let names = book(&specimen()).sheet_names();
    let expected = [
        "Báo cáo",
        "Mục lục",
        "Biểu 1. Công tác kiểm tra, giám",
        "Biểu 2. Số cuộc kiểm tra theo",
        "Biểu 3. Biểu khổ ngang",
        "Biểu đồ 2. Tỷ trọng các cuộc",
        "Phát hiện",
        "Nguồn số liệu",
    ];
    assert_eq!(names, expected);
}

/// Numbers are numbers, computed ones are formulas, and both hold the document's value.
#[test]
fn figures_are_typed_and_totals_are_live() {
    let document = specimen();
    let mut book = book(&document);
    let names = book.sheet_names();
    let mut formulas = 0;
    for (table, name) in tables(&document).iter().zip(&names[2..]) {
        let range = book.worksheet_range(name).unwrap();
        let formula = book.worksheet_formula(name).unwrap();
        let first = first_row(&range, table);
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Section) {
            for (column, cell) in row.cells.iter().enumerate() {
                let at = (first + index as u32, column as u32);
                let found = range.get_value(at).cloned().unwrap_or(Data::Empty);
                match &cell.value {
                    Some(Value::Number { number }) => {
                        assert_eq!(found, Data::Float(number.parse().unwrap()), "{name} {at:?}");
                        let live = formula.get_value(at).is_some_and(|text| !text.is_empty());
                        assert_eq!(live, cell.computation.is_some(), "{name} {at:?}");
                        formulas += usize::from(live);
                    }
                    _ if cell.text.is_empty() => assert_eq!(found, Data::Empty),
                    _ => assert_eq!(found, Data::String(cell.text.clone()), "{name} {at:?}"),
                }
            }
        }
    }
    assert!(formulas > 90, "{formulas}");
}

fn first_row(range: &calamine::Range<Data>, table: &Table) -> u32 {
    let label = Data::String(table.rows[1].cells[1].text.clone());
    let (row, ..) = range.used_cells().find(|(.., value)| **value == label).unwrap();
    range.start().unwrap().0 + row as u32 - 1
}

#[test]
fn formulas_name_their_operands() {
    let document = specimen();
    let mut book = book(&document);
    let formula = book.worksheet_formula("Biểu 1. Công tác kiểm tra, giám").unwrap();
    let all: Vec<_> = formula.used_cells().map(|(.., text)| text.as_str()).collect();
    assert!(all.contains(&"SUM(D7:E7)"), "{all:?}");
    assert!(all.contains(&"ROUND(D7*100/C7,1)"), "{all:?}");
}

#[test]
fn a_formula_that_would_show_another_value_is_not_written() {
    let mut document = specimen();
    let cell = &mut body_table(&mut document).rows[1].cells[2];
    cell.value = Some(Value::Number { number: "627".to_owned() });
    cell.text = "627".to_owned();
    let mut book = book(&document);
    let name = &book.sheet_names()[2];
    let formulas = book.worksheet_formula(name).unwrap();
    assert_eq!(formulas.get_value((6, 2)).map_or("", String::as_str), "");
    assert_eq!(book.worksheet_range(name).unwrap().get_value((6, 2)), Some(&Data::Float(627.0)));
}

#[test]
fn sums_reach_over_sheets_and_never_into_themselves() {
    let mut document = specimen();
    let wanted = ["annex_inspections.charter.total", "annex_inspections.finance.total"].map(str::to_owned);
    let sum = |operands: &[String]| {
        Some(Computation { operator: Operator::Sum, operands: operands.to_vec(), subtracted: Vec::new() })
    };
    let rows = &mut body_table(&mut document).rows;
    rows[4].cells[2].computation = sum(&wanted);
    rows[4].cells[3].computation = sum(&["inspections.sum.same_level".to_owned()]);
    let mut book = book(&document);
    let name = &book.sheet_names()[2];
    let formulas = book.worksheet_formula(name).unwrap();
    let over = formulas.get_value((9, 2)).unwrap();
    assert!(over.starts_with("SUM('Biểu 2. Số cuộc kiểm tra theo'!C"), "{over}");
    assert_eq!(formulas.get_value((9, 3)).map_or("", String::as_str), "");
}

#[test]
fn a_chart_shows_the_cells_of_its_table() {
    let workbook = bytes(&specimen());
    let chart = part(workbook.clone(), "xl/charts/chart1.xml");
    let sheet = "'Biểu 1. Công tác kiểm tra, giám'";
    for cells in ["$B$7:$B$8", "$D$7:$D$8", "$E$7:$E$8"] {
        assert!(chart.contains(&format!("<c:f>{sheet}!{cells}</c:f>")), "{cells} in {chart}");
    }
    for words in
        ["Biểu đồ 1. Số cuộc kiểm tra theo cấp", "Cùng cấp", "cuộc", "[$-42A]#,##0", "<c:barChart>", "<a:pattFill"]
    {
        assert!(chart.contains(words), "{words} in {chart}");
    }
    assert!(chart.contains(r#"<c:dispBlanksAs val="gap"/>"#), "{chart}");
    let drawing = part(workbook, "xl/drawings/drawing1.xml");
    assert!(drawing.contains("descr=\"Biểu đồ cột: Số cuộc kiểm tra theo cấp."), "{drawing}");
}

#[test]
fn a_chart_whose_figures_no_table_has_gets_a_sheet_of_its_own() {
    let document = specimen();
    let chart = part(bytes(&document), "xl/charts/chart2.xml");
    let sheet = "'Biểu đồ 2. Tỷ trọng các cuộc'";
    assert!(chart.contains(&format!("<c:f>{sheet}!$A$5:$A$7</c:f>")), "{chart}");
    assert!(chart.contains(&format!("<c:f>{sheet}!$B$5:$B$7</c:f>")) && chart.contains("<c:pieChart>"), "{chart}");
    let cells = cells(&mut book(&document));
    let cell = |row, column| cells.get(&(sheet.trim_matches('\'').to_owned(), row, column));
    assert_eq!(cell(4, 1), Some(&Data::Float(626.0)));
    // A missing value is no text either: spreadsheets draw text as zero.
    assert_eq!(cell(6, 1), None);
    assert_eq!(cell(6, 0), Some(&Data::String("Đánh giá chung".to_owned())));
}

#[test]
fn lying_bars_read_from_top_to_bottom() {
    let mut document = specimen();
    let chart = body_chart(&mut document);
    let name = "Kiểm tra công tác quản lý tài chính, tài sản công đoàn các cấp trong toàn tỉnh và các ngành";
    chart.categories = (0..6).map(|n| format!("{name} {n}")).collect();
    let chart = part(bytes(&document), "xl/charts/chart1.xml");
    let (_, axis) = chart.split_once("<c:catAx>").unwrap();
    let (axis, values) = axis.split_once("</c:catAx>").unwrap();
    assert!(chart.contains(r#"<c:barDir val="bar"/>"#) && axis.contains(r#"<c:orientation val="maxMin"/>"#), "{axis}");
    assert!(values.contains(r#"<c:orientation val="minMax"/>"#) && values.contains(">cuộc<"), "{values}");
}

#[test]
fn a_chart_with_a_gap_that_its_table_prints_leaves_the_table() {
    let mut document = specimen();
    let cell = &mut body_table(&mut document).rows[2].cells[3];
    (cell.text, cell.value) = ("…".to_owned(), Some(Value::Blank));
    let chart = body_chart(&mut document);
    chart.series[0].points[1].value = None;
    let chart = part(bytes(&document), "xl/charts/chart1.xml");
    assert!(chart.contains("<c:f>'Biểu đồ 1. Số cuộc kiểm tra'!$B$5:$B$6</c:f>"), "{chart}");
}

#[test]
fn hostile_charts_are_written_and_stay_words() {
    let mut document = specimen();
    let chart = body_chart(&mut document).clone();
    for (n, name) in ["=1+1", "'X'!A1", "=(Sheet1!$A$1)", "", "<&>\"'", "\u{1}x"].into_iter().enumerate() {
        let mut own = chart.clone();
        own.id = name.to_owned();
        own.caption = name.to_owned();
        own.unit = name.to_owned();
        own.alt = name.repeat(200);
        own.categories[0] = name.to_owned();
        own.series[0].name = name.to_owned();
        own.series[1].points.truncate(n % 2);
        own.kind = [ChartKind::Bar, ChartKind::StackedBar, ChartKind::Line, ChartKind::Pie][n % 4];
        document.body.push(Block::Chart(own));
    }
    let empty = Chart { categories: Vec::new(), series: Vec::new(), ..chart };
    document.body.push(Block::Chart(empty));
    assert_holds_all(&document);
}

fn body_chart(document: &mut Document) -> &mut Chart {
    document.body.iter_mut().find_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).unwrap()
}

#[test]
fn header_levels_are_merged() {
    let mut book = book(&specimen());
    let name = book.sheet_names()[2].clone();
    let merged = book.merge_cells_by_sheet_name(&name).unwrap();
    let merged: Vec<_> = merged.iter().map(|at| (at.start, at.end)).collect();
    for region in [((3, 0), (4, 0)), ((3, 3), (3, 4)), ((5, 0), (5, 5))] {
        assert!(merged.contains(&region), "{region:?} in {merged:?}");
    }
}

#[test]
fn numbers_too_long_for_a_spreadsheet_stay_exact() {
    let mut document = specimen();
    let cell = &mut body_table(&mut document).rows[1].cells[3];
    cell.text = "12.345.678.901.234.567,89".to_owned();
    cell.value = Some(Value::Number { number: "12345678901234567.89".to_owned() });
    assert!(texts(&mut book(&document)).contains("12.345.678.901.234.567,89"));
}

#[test]
fn sources_and_contributions_are_listed() {
    let mut document = specimen();
    let contribution = Contribution {
        unit: "cdcs-a".to_owned(),
        name: "CĐCS Công ty A".to_owned(),
        value: "12.5".to_owned(),
        source: None,
    };
    let entry = Provenance { contributions: vec![contribution], ..Provenance::default() };
    document.provenance.insert("inspections.charter.same_level".to_owned(), entry);
    let mut book = book(&document);
    let all = texts(&mut book);
    for text in
        ["figures.toml", "CĐCS Công ty A", "Tổng của inspections.charter.same_level + inspections.charter.lower_level"]
    {
        assert!(all.contains(text), "missing: {text}");
    }
    assert!(cells(&mut book).iter().any(|((sheet, ..), v)| sheet == "Nguồn số liệu" && *v == Data::Float(12.5)));
}

#[test]
fn findings_are_listed() {
    let all = texts(&mut book(&specimen()));
    for finding in specimen().findings {
        for text in [&finding.code, &finding.message, &finding.place, &finding.addresses[0]] {
            assert!(all.contains(&normal(text)), "missing: {text}");
        }
    }
}

/// Returns a part of the workbook's file.
fn part(workbook: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn properties_come_from_the_document_and_no_clock() {
    let mut document = specimen();
    let core = part(bytes(&document), "docProps/core.xml");
    assert!(core.contains("2023-09-12T00:00:00Z</dcterms:created>"), "{core}");
    assert!(core.contains("Báo cáo Hoạt động công đoàn quý III năm 2023"), "{core}");
    let custom = part(bytes(&document), "docProps/custom.xml");
    assert!(custom.contains("vi-VN") && custom.contains("07/BC-LĐLĐ"), "{custom}");
    for date in ["", "hôm nay", "2023-02", "2023-99-99"] {
        document.properties.date = date.to_owned();
        assert!(part(bytes(&document), "docProps/core.xml").contains("1980-01-01T00:00:00Z</dcterms:created>"));
    }
}

#[test]
fn table_sheets_are_set_up_for_screen_and_paper() {
    let workbook = bytes(&specimen());
    let [upright, turned] = ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"].map(|p| part(workbook.clone(), p));
    assert!(upright.contains(r#"<pane xSplit="2" ySplit="5" topLeftCell="C6""#), "{upright}");
    assert!(upright.contains(r#"<pageMargins left="1.18"#) && upright.contains(r#"fitToHeight="0""#), "{upright}");
    assert!(upright.contains("&amp;P") && upright.contains("DỰ THẢO"), "the header has number and draft mark");
    assert!(!upright.contains("landscape") && turned.contains(r#"orientation="landscape""#));
    let names = part(workbook.clone(), "xl/workbook.xml");
    assert!(names.contains("Print_Titles") && names.contains("giám'!$4:$5"), "{names}");
    let styles = part(workbook, "xl/styles.xml");
    for code in ["\"[$-42A]#,##0\"", "\"[$-42A]#,##0.0&quot;%&quot;\""] {
        assert!(styles.contains(code), "{code} in {styles}");
    }
}

#[test]
fn unknown_kinds_are_shown_and_reported() {
    let diagnostics = run(&specimen(), json!({})).diagnostics;
    let unknown: Vec<_> = diagnostics.iter().filter(|d| d.starts_with("xlsx.unknown")).collect();
    assert_eq!(unknown.len(), 2, "{diagnostics:?}");
}

#[test]
fn options_are_honoured() {
    let document = specimen();
    let plain = run(&document, json!({"provenance": false, "findings": false})).main.unwrap();
    let names = Xlsx::new(Cursor::new(plain)).unwrap().sheet_names();
    assert!(!names.iter().any(|name| name == "Nguồn số liệu" || name == "Phát hiện"), "{names:?}");
    let open = run(&document, json!({})).main.unwrap();
    let protected = run(&document, json!({"protect": true})).main.unwrap();
    let letter = "xl/worksheets/sheet1.xml";
    assert!(!part(open, letter).contains("sheetProtection") && part(protected, letter).contains("sheetProtection"));
}

#[test]
fn wrong_options_are_refused() {
    for options in [json!({"protekt": true}), json!({"protect": "yes"})] {
        let recorded = export::<XlsxExporter>(&specimen(), &options);
        assert_ne!(recorded.status, 0, "{options}");
        assert!(recorded.main.is_none());
    }
}

#[test]
fn hostile_text_stays_text() {
    let mut document = specimen();
    let hostile = [
        "=HYPERLINK(\"http://example.invalid\";\"x\")",
        "+1+1",
        "@SUM(A1)",
        "-2+3",
        "<&>\"' ]]> _x0041_ \u{1}\u{7}",
        &"ữ".repeat(300),
        "😀 \u{202E}abc",
        "http://example.invalid/",
    ];
    for text in hostile {
        document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
            content: vec![Inline::text(text)],
            role: Default::default(),
        }));
        document.envelope.recipients.push(text.to_owned());
        let table = body_table(&mut document);
        table.notes.push(text.to_owned());
        table.rows.push(Row {
            id: String::new(),
            kind: RowKind::Data,
            cells: vec![Cell::words("9"), Cell::words(text), Cell::words(text)],
        });
    }
    let table = body_table(&mut document);
    table.caption = "'=Biểu [1]: */?\\'".repeat(9);
    table.header[0][0].text = "=1+1".to_owned();
    assert_holds_all(&document);
    let mut book = book(&document);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        for (.., formula) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
            assert!(formula.starts_with("SUM(") || formula.starts_with("ROUND("), "{formula}");
        }
    }
}

#[test]
fn captions_that_are_alike_get_sheets_of_their_own() {
    let mut document = specimen();
    let mut table = body_table(&mut document).clone();
    for caption in ["Mục lục", "BÁO CÁO", "", "", "History", "'"] {
        table.caption = caption.to_owned();
        document.body.push(Block::Table(table.clone()));
    }
    assert_eq!(book(&document).sheet_names().len(), 8 + 6);
    assert_holds_all(&document);
}

#[test]
fn an_empty_document_leaves_no_trace_of_what_is_missing() {
    let mut document = specimen();
    document.body.clear();
    document.annexes.clear();
    document.findings.clear();
    document.provenance.clear();
    let envelope = &mut document.envelope;
    envelope.draft = false;
    envelope.urgency = None;
    envelope.kind.clear();
    envelope.subject.clear();
    envelope.addressees.clear();
    envelope.parent_lines.clear();
    envelope.recipients.clear();
    envelope.signature = Default::default();
    document.properties = Default::default();
    assert_holds_all(&document);
    let mut book = book(&document);
    assert_eq!(book.sheet_names(), ["Công văn", "Mục lục"]);
    let all = texts(&mut book);
    for word in ["Kính gửi", "Nơi nhận", "Chú thích", "DỰ THẢO"] {
        assert!(!all.contains(word), "{word}");
    }
}

/// A profile of another family: characters under the names, exact lines, numbers from the first page on.
fn with_characters_as_marks() -> Document {
    let mut document = specimen();
    let letterhead = &mut document.envelope.letterhead;
    let parts = &mut letterhead.envelope;
    parts.national.lines.truncate(1);
    parts.national.lines[0].text = "ĐẢNG CỘNG SẢN VIỆT NAM".to_owned();
    parts.issuer.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "*".to_owned() };
    parts.title.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "-----".to_owned() };
    parts.recipients.heading.style.underline = true;
    letterhead.body.line = LineSpacing { rule: LineRule::Exact, value: 18.0 };
    letterhead.page.number.first_page = 1;
    document
}

#[test]
fn the_profile_decides_the_marks() {
    let document = with_characters_as_marks();
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/party.xlsx"), bytes(&document)).unwrap();
    assert_holds_all(&document);
    let cells = cells(&mut book(&document));
    let row = |text: &str| cells.iter().find(|(_, v)| **v == Data::String(text.to_owned())).unwrap().0.1;
    assert!(row("*") > row(&document.envelope.issuer_lines[0]) && row("*") < row(&document.envelope.number));
    assert_eq!(row("-----"), row(document.envelope.subject.last().unwrap()) + 1);
}

#[test]
fn a_subject_without_a_kind_stands_under_the_number() {
    let mut document = specimen();
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý".to_owned()];
    assert_holds_all(&document);
    let cells = cells(&mut book(&document));
    let row = |text: &str| cells.iter().find(|(_, v)| **v == Data::String(text.to_owned())).unwrap().0.1;
    assert_eq!(row("V/v báo cáo quý"), row(&document.envelope.number) + 1);
}

#[test]
fn a_table_of_a_thousand_rows_and_one_without_anything() {
    let mut document = specimen();
    let table = body_table(&mut document);
    let row = table.rows[1].clone();
    table.rows.extend((0..1000).map(|n| {
        let mut row = row.clone();
        row.cells[1].text = format!("Đơn vị số {n}");
        row.cells.iter_mut().for_each(|cell| (cell.address, cell.computation) = (None, None));
        row
    }));
    let mut empty = table.clone();
    (empty.columns, empty.header, empty.rows, empty.notes) = Default::default();
    document.body.push(Block::Table(empty));
    assert_holds_all(&document);
}

#[test]
fn a_paragraph_taller_than_a_row_is_whole() {
    let mut document = specimen();
    document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
        content: vec![Inline::Strong { content: vec![Inline::text("Rất dài. ".repeat(2000))] }, Inline::text(" Hết")],
        role: Default::default(),
    }));
    document.body.push(Block::Paragraph(baocao_exporter::Paragraph {
        content: vec![Inline::text("a".repeat(40_000))],
        role: Default::default(),
    }));
    let mut book = book(&document);
    let letter = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&letter).unwrap();
    let all: String = range.used_cells().map(|(.., value)| value.to_string()).collect();
    assert!(all.contains(&"Rất dài. ".repeat(2000)));
    assert_eq!(all.matches('a').count() - bytes_of_a(&specimen()), 40_000 + 2000 - 2000);
}

/// How many `a` the letter sheet holds without the long paragraphs.
fn bytes_of_a(document: &Document) -> usize {
    let mut book = book(document);
    let letter = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&letter).unwrap();
    range.used_cells().map(|(.., value)| value.to_string().matches('a').count()).sum()
}

#[test]
fn links_lead_to_cells_of_files_nearby_and_to_nothing_hostile() {
    let workbook = bytes(&specimen());
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut xml = String::new();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/")) {
        archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    }
    for cell in ["C5", "B5"] {
        assert!(xml.contains(&format!("location=\"'Biểu 1'!{cell}\"")), "{cell}");
    }
    assert!(xml.contains("Target=\"../so%20lieu/figures.ods\" TargetMode=\"External\""), "{xml}");
    assert!(!xml.contains("javascript"));
}
