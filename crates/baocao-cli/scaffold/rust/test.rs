//! The specimen has every kind of block: nothing that a reader should see may be lost.

use baocao_exporter::{document_text, specimen::specimen, testing::export};
use exporter_{crate}::{Type};

#[test]
fn every_line_of_the_specimen_is_written() {
    let recorded = export::<{Type}>(&specimen(), &serde_json::json!({}));
    assert_eq!(recorded.status, 0, "{:?}", recorded.diagnostics);
    let written = String::from_utf8(recorded.main.expect("there is an output")).expect("text");
    for line in document_text(&specimen()) {
        assert!(written.contains(&line), "`{line}` is missing");
    }
}
