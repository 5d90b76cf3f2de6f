use baocao_exporter::Document;
use baocao_exporter::specimen::{specimen, stripped};
use baocao_exporter::testing::describe;
use baocao_exporter::testing::export;
use baocao_exporter::testing::exported;
use calamine::Reader as _;
use calamine::Xlsx;
use exporter_xlsx::XlsxExporter;
use serde_json::json;
use std::io::Cursor;

use crate::reading::{assert_holds_all, book, bytes, part, texts};

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
        "Đơn vị báo cáo",
        "Nguồn số liệu",
    ];
    assert_eq!(names, expected);
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
fn unknown_kinds_are_shown_and_reported() {
    let diagnostics = exported::<XlsxExporter>(&specimen(), &json!({})).diagnostics;
    let unknown: Vec<_> = diagnostics.iter().filter(|d| d.starts_with("xlsx.unknown")).collect();
    assert_eq!(unknown.len(), 2, "{diagnostics:?}");
}

#[test]
fn options_are_honoured() {
    let document = specimen();
    let plain = exported::<XlsxExporter>(&document, &json!({"provenance": false, "findings": false})).main.unwrap();
    let names = Xlsx::new(Cursor::new(plain)).unwrap().sheet_names();
    assert!(!names.iter().any(|name| name == "Nguồn số liệu" || name == "Phát hiện"), "{names:?}");
    let open = exported::<XlsxExporter>(&document, &json!({})).main.unwrap();
    let protected = exported::<XlsxExporter>(&document, &json!({"protect": true})).main.unwrap();
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
fn an_empty_document_leaves_no_trace_of_what_is_missing() {
    let document = Document { properties: Default::default(), ..stripped() };
    assert_holds_all(&document);
    let mut book = book(&document);
    assert_eq!(book.sheet_names(), ["Công văn", "Mục lục"]);
    let all = texts(&mut book);
    for word in ["Kính gửi", "Nơi nhận", "Chú thích", "DỰ THẢO"] {
        assert!(!all.contains(word), "{word}");
    }
}
