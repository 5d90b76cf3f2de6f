//! What another program reads in the file.

use std::process::Command;

use baocao_exporter::{document_text, specimen};

use crate::reading::{exported, squeezed};
use crate::strained::assert_nothing_lost;

/// Runs a program over the file, or says why it cannot be asked.
fn asked(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    if Command::new(program).arg("-v").output().is_err() {
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{program} is not installed");
        eprintln!("SKIPPED: install poppler-utils (apt-get install poppler-utils)");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap();
    // Poppler takes `Suspects false` for a mistake, which the standard allows.
    let said = String::from_utf8_lossy(&output.stderr);
    let complaints = said.lines().filter(|line| !line.contains("Suspects object is wrong type"));
    assert!(output.status.success() && complaints.count() == 0, "{said}");
    // Poppler writes titles of tags as the file has them, in UTF-16.
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn every_word_is_read_back() {
    let document = specimen::specimen();
    let Some(text) = asked("pdftotext", &["-raw"], &exported(&document)) else { return };
    assert!(!text.contains(['\u{ad}', '\u{fffd}', '\u{37e}', '\0']), "soft hyphens or replaced characters");
    let text = squeezed(&text).replace("kèm theo1.", "kèm theo.").replace("Ý thứ hai2.", "Ý thứ hai.");
    for line in document_text(&document) {
        assert!(text.contains(&squeezed(&line)), "missing: {line}");
    }
}

#[test]
fn no_word_of_a_strained_document_is_lost_or_off_its_page() {
    let Some(found) = asked("pdftotext", &["-bbox"], &exported(&specimen::strained())) else { return };
    assert_nothing_lost(&found);
}

#[test]
fn tags_are_understood() {
    let Some(tree) = asked("pdfinfo", &["-struct-text"], &exported(&specimen::specimen())) else { return };
    for part in ["Document", "Sect", "H1", "Table", "TH", "TD", "LI", "LBody", "Note", "Figure", "Link", "Caption"] {
        assert!(tree.lines().any(|line| line.trim_start().starts_with(part)), "{part} is not in {tree}");
    }
    assert!(tree.contains("\"I. TÌNH HÌNH CHUNG\""), "{tree}");
    let Some(facts) = asked("pdfinfo", &[], &exported(&specimen::specimen())) else { return };
    assert!(facts.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{facts}");
}
