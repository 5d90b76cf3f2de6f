//! What is found below a path, and what is not read.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use baocao_intake::submissions::{find, reread};
use baocao_intake::{Source, read_toml, workbook};
use baocao_model::{Language, Organization, Period};
use zip::write::SimpleFileOptions;

use crate::desk::Desk;

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The files that are found, relative to the folder, and the codes of what was found beside them.
fn listed(folder: &Path) -> (Vec<String>, Vec<&'static str>) {
    let found = find(folder).unwrap();
    let relative = |file: u32| found.path(file).strip_prefix(folder).unwrap().display().to_string();
    let files = (0..found.len() as u32).map(relative).collect();
    (files, found.findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn files_come_in_a_fixed_order_and_only_submissions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["b/2.json", "b/1.json", "a.toml", "z.ndjson", "w.xlsx", ".hidden.json", "~$w.xlsx", "manifest.json"] {
        put(folder, name, "");
    }
    put(folder, "photo.jpg", "");
    put(folder, "of-a-bundle/manifest.json", "{}");
    put(folder, "of-a-bundle/submission.json", "{}");
    put(folder, "of-a-bundle/report.html", "");
    put(folder, "report-folder/report.toml", "");
    put(folder, "report-folder/figures.toml", "");
    put(folder, "report-folder/submissions/lower.json", "");
    let (files, findings) = listed(folder);
    let expected =
        ["a.toml", "b/1.json", "b/2.json", "of-a-bundle/submission.json", "report-folder", "w.xlsx", "z.ndjson"];
    assert_eq!(files, expected);
    assert_eq!(findings, ["submission-file-unknown"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "units/1.json", "{}");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("units/up")).unwrap();
    assert_eq!(listed(folder.path()), (vec!["units/1.json".to_owned()], vec!["submission-folder-twice"]));
}

#[test]
fn nothing_below_no_path() {
    assert_eq!(find(Path::new("/no/such/folder")).unwrap_err().0[0].code, "file-missing");
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "units.csv", "");
    assert_eq!(find(&folder.path().join("units.csv")).unwrap_err().0[0].code, "submission-file-unknown");
}

#[test]
fn one_bad_file_leaves_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    put(folder, "1.json", r#"{"unit":"U1","values":{"A01":1}}"#);
    put(folder, "2.json", r#"{"unit":"U2","values":{"A01":"#);
    fs::File::create(folder.join("3.json")).unwrap().set_len(2 << 30).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.join("4.json")).unwrap();
    bomb(&folder.join("5.xlsx"));
    put(folder, "6.parquet", "PAR1");
    put(folder, "7.json", r#"{"unit":"U7","values":{"A01":7}}"#);
    let desk = Desk::new();
    let (submissions, taken, findings) = desk.read(folder, 2);
    let units: Vec<_> = taken.iter().filter(|taken| !taken.faulty).map(|taken| &*taken.unit).collect();
    assert_eq!(units, ["U1", "U7"]);
    let codes = taken.iter().filter(|taken| taken.faulty).map(|taken| {
        let (read, findings) = reread(&submissions, &taken.source, &desk.expected());
        assert!(read.is_none());
        assert!(!findings[0].message(Language::Vietnamese).is_empty());
        findings[0].code
    });
    let codes: Vec<_> = codes.collect();
    assert_eq!(codes, ["json-syntax", "submission-too-large", "file-missing", "workbook-too-large"]);
    let others: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(others, ["parquet-not-readable"]);
}

/// A workbook that unpacks to more than it may.
fn bomb(path: &Path) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let zeros = vec![0; 1 << 20];
    for part in ["[Content_Types].xml", "xl/workbook.xml"] {
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        for _ in 0..100 {
            zip.write_all(&zeros).unwrap();
        }
    }
    zip.finish().unwrap();
}

fn organization(id: &str) -> Organization {
    let text =
        format!("id = \"{id}\"\nname = \"Đơn vị {id}\"\nsymbol = \"ĐV\"\nplace = \"Hà Nội\"\nletterhead = \"nd30\"\n");
    let source = Source::new("unit.toml", "unit.toml", text);
    read_toml(source).unwrap().value
}

#[test]
fn workbooks_and_report_folders_are_read_with_places() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new();
    fs::create_dir(folder.path().join("b")).unwrap();
    let book = workbook::write(&desk.form, &organization("U5"), desk.period, &[]).unwrap();
    fs::write(folder.path().join("a.xlsx"), book).unwrap();
    let another = workbook::write(&desk.form, &organization("U6"), Period::Quarter(2026, 2), &[]).unwrap();
    fs::write(folder.path().join("c.xlsx"), another).unwrap();
    let report = "organization = \"U7\"\nform = \"tested\"\nperiod = \"2026-Q3\"\n[letter]\ndate = 2026-10-01\n\
                  signer = { title = \"CHỦ TỊCH\", name = \"Nguyễn Văn A\" }\n";
    put(folder.path(), "b/report.toml", report);
    put(folder.path(), "b/figures.toml", "[people.workers]\ntotal = 5\n");
    let (submissions, taken, _) = desk.read(folder.path(), 1);
    let read: Vec<_> = taken.iter().map(|taken| reread(&submissions, &taken.source, &desk.expected())).collect();
    let units: Vec<_> = read.iter().map(|(read, _)| read.as_ref().map(|read| &*read.unit)).collect();
    assert_eq!(units, [Some("U5"), Some("U7"), None]);
    assert!(read[2].1.iter().any(|finding| finding.code == "workbook-of-another-period"));
    let (address, figure) = read[1].0.as_ref().unwrap().submission.figures.first_key_value().unwrap();
    assert_eq!((address.to_string(), figure.origin.line), ("people.workers.total".to_owned(), Some(2)));
}
