use baocao_exporter::{abi, specimen, testing};
use exporter_pdf::PdfExporter;
use serde_json::json;

use crate::reading::{File, export};

#[test]
fn contents_can_be_left_uncompressed() {
    let small = export(&specimen::specimen(), json!({ "compress": true })).main.unwrap();
    let plain = export(&specimen::specimen(), json!({ "compress": false })).main.unwrap();
    assert!(plain.len() > 2 * small.len(), "{} against {}", plain.len(), small.len());
    assert!(plain.windows(3).any(|three| three == b" Tj"));
    assert_eq!(File::read(&plain).all_text(), File::read(&small).all_text());
}

#[test]
fn bookmarks_can_be_left_out() {
    let with = File::read(&export(&specimen::specimen(), json!({})).main.unwrap());
    let without = File::read(&export(&specimen::specimen(), json!({ "bookmarks": false })).main.unwrap());
    assert!(with.catalog().has(b"Outlines") && !without.catalog().has(b"Outlines"));
}

#[test]
fn the_faces_of_the_machine_are_not_used_when_told_so() {
    let mut document = specimen::specimen();
    let embedded = export(&document, json!({ "font": "embedded" })).main.unwrap();
    // A family that no machine has falls back on the built-in faces.
    document.envelope.letterhead.font = "No Such Family".into();
    assert_eq!(export(&document, json!({ "font": "auto" })).main.unwrap(), embedded);
}

#[test]
fn wrong_options_are_refused() {
    for options in [json!({ "fnot": "auto" }), json!({ "font": "comic" }), json!({ "compress": "yes" })] {
        let recorded = export(&specimen::specimen(), options.clone());
        assert_eq!(recorded.status, abi::OPTIONS, "{options}");
        assert!(recorded.main.is_none());
    }
}

#[test]
fn the_schema_names_every_option() {
    let schema = testing::describe::<PdfExporter>().options_schema;
    let properties = schema["properties"].as_object().unwrap();
    assert_eq!(properties.keys().collect::<Vec<_>>(), ["bookmarks", "compress", "font"]);
    assert_eq!(schema["additionalProperties"], json!(false));
}
