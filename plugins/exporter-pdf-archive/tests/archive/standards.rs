//! What veraPDF, the archives' own checker, says of the file.

use std::fs;
use std::path::Path;

use baocao_exporter::specimen::{self, letter, paragraph};
use serde_json::json;

use crate::reading::{export, exported};
use crate::verapdf;

#[test]
fn the_archives_checker_has_nothing_to_say() {
    let folder = tempfile::tempdir().unwrap();
    let documents = [
        ("specimen", specimen::specimen()),
        ("strained", specimen::strained()),
        ("barest", letter(vec![paragraph("Thân.")])),
    ];
    let mut held = Vec::new();
    for (name, document) in &documents {
        for (attach, sign, flavour) in [(false, false, "2a"), (false, true, "2a"), (true, true, "3a")] {
            let file = folder.path().join(format!("{name}-{sign}-{flavour}.pdf"));
            let options = json!({ "font": "embedded", "attach_data": attach, "signature_field": sign });
            let written = export(document, options);
            fs::write(&file, written.main.unwrap()).unwrap();
            held.extend([(flavour, file.clone()), ("ua1", file)]);
        }
    }
    let held: Vec<(&str, &Path)> = held.iter().map(|(flavour, file)| (*flavour, file.as_path())).collect();
    let Some(faults) = verapdf::faults(&held) else { return };
    assert!(faults.is_empty(), "{faults}");
}

/// The check would see what it looks for.
#[test]
fn the_archives_checker_sees_what_it_looks_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("specimen.pdf");
    let mut written = exported(&specimen::specimen());
    for (whole, broken) in [("<pdfaid:part>2<", "<pdfaid:part>1<"), ("<pdfuaid:part>1<", "<pdfuaid:part>2<")] {
        let at = written.windows(whole.len()).position(|found| found == whole.as_bytes()).unwrap();
        written[at..at + broken.len()].copy_from_slice(broken.as_bytes());
    }
    fs::write(&file, written).unwrap();
    let Some(faults) = verapdf::faults(&[("2a", &file), ("ua1", &file)]) else { return };
    assert_eq!(faults.lines().filter(|line| line.starts_with("FAIL ")).count(), 2, "{faults}");
}
