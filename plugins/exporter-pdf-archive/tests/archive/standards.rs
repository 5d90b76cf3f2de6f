//! What veraPDF, the archives' own checker, says of the file.
//!
//! No package of the system has it, so that the test runs where somebody has installed `verapdf`, and nowhere else.

use std::process::Command;

use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Document, specimen};
use serde_json::json;

use crate::reading::export;

fn hold_against(document: &Document, attach: bool, flavours: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    let recorded = export(document, json!({ "font": "embedded", "attach_data": attach }));
    std::fs::write(&file, recorded.main.unwrap()).unwrap();
    for flavour in flavours {
        let Ok(output) = Command::new("verapdf").args(["--format", "text", "--flavour", flavour]).arg(&file).output()
        else {
            eprintln!("SKIPPED: verapdf is missing");
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("PASS"), "{flavour}: {said}");
    }
}

#[test]
fn the_archives_checker_passes_the_specimen() {
    hold_against(&specimen::specimen(), false, &["2a", "ua1"]);
    hold_against(&specimen::specimen(), true, &["3a", "ua1"]);
}

#[test]
fn the_archives_checker_passes_the_barest_letter() {
    hold_against(&letter(vec![paragraph("Thân.")]), false, &["2a", "ua1"]);
}
