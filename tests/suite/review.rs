//! `baocao review` from outside: texts go in, findings, a page and a marked copy come out.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use crate::installation::{Desk, Ran};
use crate::tools;

const WRONG: &str = "BÁO CÁO\nKết quả kiểm tra quý II năm 2024\n\nCông đoàn các cấp đã kiểm tra 40 cuộc, gồm: cùng cấp 27 cuộc, cấp dưới 12 cuộc.\n\nCó 45/60 đơn vị nộp báo cáo, đạt 75%.\n";

fn review(desk: &Desk, file: &str, more: &[&str]) -> Ran {
    let mut arguments = vec!["review", file];
    arguments.extend(more);
    desk.run(&arguments)
}

fn write(desk: &Desk, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(desk.work().join(name), bytes).unwrap();
}

#[test]
fn a_contradiction_is_found_quoted_and_computed() {
    let desk = Desk::new();
    write(&desk, "a.txt", WRONG);
    let ran = review(&desk, "a.txt", &["--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let json = ran.json();
    let found = json["findings"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{json:#}");
    let finding = &found[0];
    assert_eq!(finding["kind"], "sum");
    assert_eq!(finding["certainty"], "contradiction");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["computation"], "27 + 12 = 39 ≠ 40");
    assert_eq!(finding["place"]["line"], 4);
    assert!(finding["quote"].as_str().unwrap().contains("cùng cấp 27 cuộc"));
    assert!(!finding["would_be_true"].is_null());
    let checked = json["checked"].as_array().unwrap();
    assert!(checked.iter().any(|checked| checked["kind"] == "percent"), "{json:#}");
}

#[test]
fn a_text_in_order_is_let_go() {
    let desk = Desk::new();
    write(&desk, "a.md", WRONG.replace("27 cuộc", "28 cuộc"));
    let ran = review(&desk, "a.md", &["--lang", "vi"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("Không thấy mâu thuẫn"), "{ran:?}");
    let ran = review(&desk, "a.md", &["--lang", "en"]);
    assert!(ran.stdout.contains("No contradiction found"), "{ran:?}");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let desk = Desk::new();
    let cases: [(&str, &[u8], &str); 7] = [
        ("empty.txt", b" \n", "review-empty"),
        ("old.docx", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "review-protected-or-old"),
        ("torn.docx", b"PK\x03\x04torn", "review-broken-package"),
        ("other.docx", b"no package", "review-not-a-report"),
        ("binary.txt", b"\x00\x01\x02", "review-not-a-report"),
        ("latin.txt", b"B\xe1o c\xe1o", "file-not-utf8"),
        ("entity.docx", &[], "review-broken-package"),
    ];
    for (name, bytes, code) in cases {
        let hostile = "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document>&x;</w:document>";
        write(&desk, name, if bytes.is_empty() { package(hostile) } else { bytes.to_vec() });
        let ran = review(&desk, name, &["--format", "json"]);
        assert_eq!(ran.code, 2, "{name}: {ran:?}");
        assert_eq!(ran.json()["findings"][0]["code"], code, "{name}");
    }
    assert_eq!(review(&desk, "missing.txt", &[]).code, 2);
}

#[test]
fn a_marked_copy_has_comments_at_the_places_and_keeps_the_rest() {
    let desk = Desk::new();
    let paragraph = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body: String = WRONG.lines().filter(|line| !line.is_empty()).map(paragraph).collect();
    let main = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    write(&desk, "a.docx", package(&main));
    let ran = review(&desk, "a.docx", &["--annotate", "marked.docx", "--html", "page.html", "--lang", "vi"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let marked = fs::read(desk.work().join("marked.docx")).unwrap();
    let comments = part(&marked, "word/comments.xml");
    assert!(comments.contains("27 + 12 = 39 ≠ 40"), "{comments}");
    let text = part(&marked, "word/document.xml");
    let range = text
        .split("<w:commentRangeStart w:id=\"0\"/>")
        .nth(1)
        .and_then(|rest| rest.split("<w:commentRangeEnd").next())
        .unwrap();
    assert!(range.contains("cùng cấp 27 cuộc") && !range.contains("45/60"), "{range}");
    assert_eq!(part(&marked, "word/other.xml"), "<kept/>");
    let without = |text: &str| {
        text.replace("<w:commentRangeStart w:id=\"0\"/>", "")
            .replace("<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>", "")
    };
    assert_eq!(without(&text), main);
    let again = review(&desk, "a.docx", &["--annotate", "marked2.docx", "--lang", "vi"]);
    assert_eq!(again.code, 1);
    assert_eq!(marked, fs::read(desk.work().join("marked2.docx")).unwrap(), "same input, same bytes");
    let page = fs::read_to_string(desk.work().join("page.html")).unwrap();
    assert!(page.contains("default-src 'none'") && page.contains("27 + 12 = 39 ≠ 40") && !page.contains("<script"));
    opens_in_an_office(&desk.work(), "marked.docx");
    assert_eq!(review(&desk, "a.docx", &["--annotate", "a.docx"]).code, 2, "never over its source");
}

fn opens_in_an_office(folder: &Path, name: &str) {
    let home = format!("-env:UserInstallation=file://{}/office", folder.display());
    let (from, to) = (folder.join(name), folder.display().to_string());
    let arguments = [home.as_str(), "--headless", "--convert-to", "pdf", "--outdir", &to, from.to_str().unwrap()];
    let Some(_) = tools::run("soffice", "libreoffice-writer", &arguments) else { return };
    let pdf = from.with_extension("pdf");
    assert!(tools::pdf_text(&pdf).is_none_or(|text| text.contains("kiểm tra 40 cuộc")));
}

/// A small office document.
fn package(main: &str) -> Vec<u8> {
    let types = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relationships = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, words) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relationships),
        ("word/document.xml", main),
        ("word/other.xml", "<kept/>"),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
