use baocao_exporter::specimen::specimen;
use baocao_exporter::testing::exported;
use baocao_exporter::{Contribution, Provenance};
use calamine::Data;
use exporter_xlsx::XlsxExporter;
use serde_json::json;

use crate::reading::{book, bytes, cells, normal, part, texts};

const SOURCES: &str = "Nguồn số liệu";
const UNITS: &str = "Đơn vị báo cáo";

#[test]
fn sources_and_contributions_are_listed() {
    let mut document = specimen();
    let contribution = Contribution {
        unit: "cdcs-a".to_owned(),
        name: "CĐCS Công ty A".to_owned(),
        value: "12.5".to_owned(),
        ..Contribution::default()
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
fn what_lower_units_gave_stands_below_them_in_an_outline() {
    let document = specimen();
    let workbook = bytes(&document);
    let cells = cells(&mut book(&document));
    let row = |text: &str| {
        let mut found = cells.iter().filter(|((sheet, _, column), _)| sheet == SOURCES && *column == 0);
        found.find(|(_, value)| **value == Data::String(text.to_owned())).unwrap_or_else(|| panic!("{text}")).0.1
    };
    let district = row("LĐLĐ huyện Mẫu");
    assert_eq!((row("CĐCS Mẫu số 1"), row("CĐCS Mẫu số 2")), (district + 1, district + 2));
    let at = |column| cells.get(&(SOURCES.to_owned(), district + 2, column)).map(ToString::to_string);
    assert_eq!([at(1), at(3), at(4), at(5)], ["1", "submissions/mau-2.xlsx", "III", "D14"].map(|s| Some(s.to_owned())));
    let sheet = part(workbook, "xl/worksheets/sheet9.xml");
    let row_xml = |row: u32| {
        let (_, rest) = sheet.split_once(&format!("<row r=\"{}\"", row + 1)).unwrap();
        rest.split_once('>').unwrap().0.to_owned()
    };
    assert!(row_xml(district).contains("outlineLevel=\"1\"") && !row_xml(district).contains("hidden"));
    for below in [district + 1, district + 2] {
        assert!(row_xml(below).contains("outlineLevel=\"2\"") && row_xml(below).contains("hidden=\"1\""));
    }
    assert!(sheet.contains("summaryBelow=\"0\""), "the unit above stands above");
}

#[test]
fn units_are_listed_with_dates_that_are_dates() {
    let document = specimen();
    let mut book = book(&document);
    let cells = cells(&mut book);
    let in_row = |name: &str, column: u32| {
        let ((sheet, row, _), _) = cells
            .iter()
            .find(|((sheet, ..), value)| sheet == UNITS && **value == Data::String(name.to_owned()))
            .unwrap();
        cells.get(&(sheet.clone(), *row, column)).cloned()
    };
    let Some(Data::DateTime(moment)) = in_row("CĐCS Mẫu số 2", 6) else {
        panic!("{:?}", in_row("CĐCS Mẫu số 2", 6))
    };
    assert!((moment.as_f64() - 45_175.670_138).abs() < 0.000_01, "6 September 2023, 16:05: {moment:?}");
    assert_eq!(in_row("CĐCS Mẫu số 3", 3), Some(Data::String("Chưa gửi".to_owned())));
    assert_eq!(in_row("LĐLĐ huyện Mẫu", 4), Some(Data::Float(2.0)));
    assert!(texts(&mut book).contains("tổng bằng các phần cộng lại (inspections.charter.total)"));
    assert!(texts(&mut book).contains("Kỳ trước: 03 Cùng kỳ năm trước: 04"));
}

#[test]
fn figures_and_tables_have_names() {
    let names = part(bytes(&specimen()), "xl/workbook.xml");
    for name in ["inspections.charter.total", "bang.inspections"] {
        assert!(names.contains(&format!("<definedName name=\"{name}\">'Biểu 1.")), "{name} in {names}");
    }
    assert!(names.contains("giám'!$C$7<"), "{names}");
}

#[test]
fn findings_mark_the_cells_of_their_figures() {
    let workbook = bytes(&specimen());
    let notes = part(workbook.clone(), "xl/comments1.xml");
    assert!(
        notes.contains("Lỗi: Tổng số 626 không bằng tổng các phần 625 (lệch 1)") && notes.contains("ref=\"C7\""),
        "{notes}"
    );
    let sheet = part(workbook, "xl/worksheets/sheet3.xml");
    // With another value the mark goes.
    assert!(
        sheet.contains("<conditionalFormatting sqref=\"C7\">") && sheet.contains("<formula>C7=626</formula>"),
        "{sheet}"
    );
    // What is about a unit's own submission marks nothing here.
    assert!(!sheet.contains("sqref=\"E7\"") && !notes.contains("Phần 9"));
    let plain = exported::<XlsxExporter>(&specimen(), &json!({"findings": false})).main.unwrap();
    assert!(!part(plain, "xl/worksheets/sheet3.xml").contains("conditionalFormatting"));
}

#[test]
fn findings_are_listed() {
    let all = texts(&mut book(&specimen()));
    for finding in specimen().findings {
        let (code, message) = match &finding.waiver {
            Some(waiver) => (&waiver.code, &waiver.message),
            None => (&finding.code, &finding.message),
        };
        for text in [code, message, &finding.place, &finding.addresses[0]] {
            assert!(all.contains(&normal(text)), "missing: {text}");
        }
    }
    assert!(
        all.contains("CĐCS Mẫu số 1: Phần 9 lớn hơn số chung 8 (lý do: đơn vị mới thành lập; Nguyễn Văn A)"),
        "{all}"
    );
}
