use baocao_exporter::{abi, specimen, testing};
use exporter_pdf_archive::PdfArchiveExporter;
use serde_json::json;

use crate::reading::{File, export};

#[test]
fn data_are_attached_when_asked_for() {
    let document = specimen::specimen();
    let recorded = export(&document, json!({ "font": "embedded", "attach_data": true }));
    assert_eq!(recorded.status, abi::OK, "{:?}", recorded.diagnostics);
    let bytes = recorded.main.unwrap();
    let file = File::read(&bytes);
    let attached = file.resolve(file.catalog().get(b"AF").unwrap()).as_array().unwrap();
    let attachment = file.resolve(&attached[0]).as_dict().unwrap();
    assert_eq!(attachment.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Data");
    let stream = file.dictionary(attachment, "EF").get(b"F").unwrap();
    let data = file.resolve(stream).as_stream().unwrap().get_plain_content().unwrap();
    assert_eq!(serde_json::from_slice::<baocao_exporter::Document>(&data).unwrap(), document);
    let metadata = file.resolve(file.catalog().get(b"Metadata").unwrap()).as_stream().unwrap();
    let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    assert!(metadata.contains("<pdfaid:part>3</pdfaid:part>"), "{metadata}");
    let again = export(&document, json!({ "font": "embedded", "attach_data": true }));
    assert_eq!(again.main.unwrap(), bytes);
}

#[test]
fn nothing_is_attached_unasked() {
    let recorded = export(&specimen::specimen(), json!({}));
    assert!(!File::read(&recorded.main.unwrap()).catalog().has(b"AF"));
}

#[test]
fn a_family_that_no_machine_has_falls_back_on_the_built_in_faces() {
    let mut document = specimen::specimen();
    let embedded = export(&document, json!({ "font": "embedded" })).main.unwrap();
    document.envelope.letterhead.font = "No Such Family".into();
    assert_eq!(export(&document, json!({ "font": "auto" })).main.unwrap(), embedded);
}

#[test]
fn wrong_options_are_refused() {
    for options in [json!({ "fnot": "auto" }), json!({ "font": "comic" }), json!({ "attach_data": "yes" })] {
        let recorded = export(&specimen::specimen(), options.clone());
        assert_eq!(recorded.status, abi::OPTIONS, "{options}");
        assert!(recorded.main.is_none());
    }
}

#[test]
fn the_schema_names_every_option() {
    let schema = testing::describe::<PdfArchiveExporter>().options_schema;
    let properties = schema["properties"].as_object().unwrap();
    assert_eq!(properties.keys().collect::<Vec<_>>(), ["attach_data", "font", "signature_field"]);
    assert_eq!(schema["additionalProperties"], json!(false));
}
