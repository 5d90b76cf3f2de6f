//! Files that were not made here: typed in Word, or converted by LibreOffice from a page and from a text with tabs.

use std::path::{Path, PathBuf};

use super::{OfficeFile, desk, deviations, review, shown};
use crate::installation::{Desk, root};
use crate::tools;

fn folder() -> PathBuf {
    root().join("tests/suite/form/foreign")
}

/// Every part is recognised and nothing is wrong; returns the codes of the notes.
fn passes(desk: &Desk, name: &str, letterhead: &str, parts: &[&str]) -> Vec<String> {
    let ran = review(desk, name, letterhead, &["--format", "json", "--lang", "vi"]);
    let found = deviations(&ran);
    assert!(found.is_empty(), "{name}:\n{}", shown(&found));
    let json = ran.json();
    let checked = json["checked"].as_array().unwrap();
    for part in parts {
        assert!(checked.iter().any(|one| one["part"] == *part), "{name}: `{part}` was not recognised");
    }
    let notes = json["findings"].as_array().unwrap().iter().filter(|one| one["severity"] == "note");
    notes.map(|one| one["part"].as_str().unwrap_or_default().to_owned()).collect()
}

const LETTER: [&str; 14] = [
    "page",
    "national",
    "motto",
    "parent",
    "issuer",
    "number",
    "date",
    "kind",
    "subject",
    "body",
    "authority",
    "office",
    "signer",
    "recipient-list",
];

#[test]
fn a_letter_typed_in_word_is_recognised() {
    let desk = desk();
    OfficeFile::of_folder(&folder().join("plain-letter")).write(&desk.work().join("plain.docx"));
    let parts =
        ["national", "motto", "parent", "issuer", "number", "date", "addressee", "body", "office", "page-number"];
    assert!(passes(&desk, "plain.docx", "nd30", &parts).is_empty());
}

/// Planted in the same file, where looks come from table styles, character styles, base styles and the theme.
#[test]
fn looks_are_those_that_word_gives() {
    let desk = desk();
    let original = OfficeFile::of_folder(&folder().join("plain-letter"));
    let cases = [
        ("word/theme1.xml", "<a:latin typeface=\"Times New Roman\"/>", "<a:latin typeface=\"Calibri\"/>", "form-font"),
        ("word/document.xml", "<w:rStyle w:val=\"Nhan\"/><w:sz", "<w:b w:val=\"0\"/><w:sz", "form-bold"),
        (
            "word/styles.xml",
            "<w:name w:val=\"Khung thư\"/>",
            "<w:name w:val=\"Khung thư\"/><w:rPr><w:b/></w:rPr>",
            "form-bold",
        ),
        ("word/styles.xml", "<w:jc w:val=\"both\"/>", "<w:jc w:val=\"start\"/>", "form-align"),
        ("word/document.xml", "<w:titlePg/>", "", "form-page-number-first"),
        ("word/document.xml", "V/v báo cáo", "Báo cáo", "form-wording"),
        ("word/document.xml", "to=\"108.3pt,2pt\"", "to=\"180pt,2pt\"", "form-rule-length"),
    ];
    for (part, from, to, code) in cases {
        let mut office = original.clone();
        office.replace(part, from, to);
        office.write(&desk.work().join("plain.docx"));
        let found = deviations(&review(&desk, "plain.docx", "nd30", &["--format", "json"]));
        let codes: Vec<_> = found.iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&code), "{from}: {code} is not among\n{}", shown(&found));
    }
}

#[test]
fn what_a_file_does_not_tell_is_a_note_and_no_error() {
    let desk = desk();
    OfficeFile::of_folder(&folder().join("boxed-head")).write(&desk.work().join("boxed.docx"));
    let parts = ["national", "parent", "issuer", "number", "date", "kind", "subject", "body", "office", "signer"];
    assert_eq!(passes(&desk, "boxed.docx", "hd05", &parts), ["national"]);
}

#[test]
fn letters_that_libreoffice_makes_are_recognised() {
    let desk = desk();
    for (source, filter) in [("letter.html", Some("--infilter=HTML (StarWriter)")), ("tabs.fodt", None)] {
        let Some(file) = convert(&desk, &folder().join(source), filter) else { return };
        passes(&desk, &file, "nd30", &LETTER);
    }
}

fn convert(desk: &Desk, source: &Path, filter: Option<&str>) -> Option<String> {
    let home = format!("-env:UserInstallation=file://{}", desk.work().join("office").display());
    let to = desk.work().display().to_string();
    let mut arguments = vec![home.as_str(), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", &to];
    arguments.extend(filter);
    arguments.push(source.to_str().unwrap());
    let output = tools::run("soffice", "libreoffice-writer", &arguments)?;
    let name = format!("{}.docx", source.file_stem().unwrap().to_str().unwrap());
    assert!(desk.work().join(&name).is_file(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(name)
}
