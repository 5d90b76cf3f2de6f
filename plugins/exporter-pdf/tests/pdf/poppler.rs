//! What another program reads in the file.

use std::process::Command;

use baocao_exporter::{document_text, specimen};

use crate::reading::{exported, squeezed};
use crate::strained::assert_nothing_lost;

/// Returns the text that `pdftotext` finds, or says why it cannot be asked.
fn pdftotext(option: &str, bytes: &[u8]) -> Option<String> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "pdftotext is not installed");
        eprintln!("SKIPPED: install poppler-utils (apt-get install poppler-utils)");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("pdftotext").arg(option).arg(&file).arg("-").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_word_is_read_back_in_order() {
    let document = specimen::specimen();
    let Some(text) = pdftotext("-raw", &exported(&document)) else { return };
    assert!(!text.contains(['\u{ad}', '\u{fffd}', '\u{37e}', '\0']), "soft hyphens or replaced characters");
    let text = squeezed(&text).replace("kèm theo1.", "kèm theo.").replace("Ý thứ hai2.", "Ý thứ hai.");
    for line in document_text(&document) {
        assert!(text.contains(&squeezed(&line)), "missing: {line}");
    }
}

#[test]
fn no_word_of_a_strained_document_is_lost_or_off_its_page() {
    let Some(found) = pdftotext("-bbox", &exported(&specimen::strained())) else { return };
    assert_nothing_lost(&found);
}
