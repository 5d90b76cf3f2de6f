//! Word and Excel files under the Open XML SDK: whether Office would open them without a word.

use std::path::{Path, PathBuf};

use crate::distances::put_on;
use crate::examples::IN_ORDER;
use crate::installation::{Desk, root};
use crate::office_file::OfficeFile;
use crate::tools;

/// What is at fault in the files; nothing where the checker is missing, which is said, and with `BAOCAO_NO_SKIP` fails.
fn faults(files: &[PathBuf]) -> Option<String> {
    tools::from_npm("tests/checkers", "@ooxml-tools/validate")?;
    let script = root().join("tests/checkers/office.mjs");
    let arguments = [&script].into_iter().chain(files).map(|path| path.to_str().unwrap());
    let output = tools::run("node", "nodejs", &arguments.collect::<Vec<_>>())?;
    let said = String::from_utf8(output.stdout).unwrap();
    let faults = said.trim_end().strip_suffix(&format!("held {}", files.len()));
    Some(faults.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&output.stderr))).to_owned())
}

fn office_files(folder: &Path) -> Vec<PathBuf> {
    tools::files(folder, &["docx", "xlsx"])
}

#[test]
fn office_opens_every_file_without_a_word() {
    let desk = Desk::new();
    desk.install("exporter_pdf_archive", "exporter_pdf_archive");
    let mut files = Vec::new();
    for (example, letterhead) in IN_ORDER.iter().zip(["nd30", "hd36", "hd05"].into_iter().cycle()) {
        put_on(&desk, example, letterhead);
        let (report, out) = (format!("examples/{example}"), format!("out/{example}"));
        let ran = desk.run(&["bundle", &report, "-o", &out, "--only", "official-letter,xlsx", "--draft"]);
        assert!(ran.code <= 1, "{example}: {ran:?}");
        files.extend(office_files(&desk.work().join(out)));
    }
    let ran = desk.run(&["check", "examples/broken", "--slip", "slip"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    files.extend(office_files(&desk.work().join("slip")));
    let new = ["new", "new", "--form", "union-quarterly", "--org", "ldld-lai-chau", "--period", "2023-Q4"];
    assert_eq!(desk.run(&new).code, 0);
    files.extend(office_files(&desk.work().join("new")));
    let bundled = desk.run(&["bundle", "examples/broken", "-o", "broken", "--only", "official-letter", "--draft"]);
    assert!(bundled.code <= 1, "{bundled:?}");
    let reviewed = desk.run(&["review", "broken/broken.docx", "--annotate", "broken/comments.docx"]);
    assert!(reviewed.code <= 1, "{reviewed:?}");
    files.push(desk.work().join("broken/comments.docx"));
    assert!(files.len() >= 2 * IN_ORDER.len() + 4, "{files:?}");
    let Some(faults) = faults(&files) else { return };
    assert!(faults.is_empty(), "{faults}");
}

/// The check would see what it looks for.
#[test]
fn the_check_sees_a_property_out_of_order() {
    let desk = Desk::new();
    let report = "examples/lai-chau-2023-q3";
    let ran = desk.run(&["bundle", report, "-o", "out", "--only", "official-letter"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let letter = desk.work().join("out/lai-chau-2023-q3.docx");
    let header = "<w:pStyle w:val=\"TableHeader\"/><w:keepNext/>";
    let turned = "<w:keepNext/><w:pStyle w:val=\"TableHeader\"/>";
    let mut package = OfficeFile::open(&letter);
    package.replace("word/document.xml", header, turned);
    package.write(&letter);
    let Some(faults) = faults(&[letter]) else { return };
    assert!(faults.contains("w:pStyle") || faults.contains("main:pStyle"), "{faults}");
}
