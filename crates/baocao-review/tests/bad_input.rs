//! Files made to do harm are refused or read within bounds, never a panic and never more than they are worth.

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use baocao_review::{Context, Text, read, review};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn package(main: &[u8]) -> Vec<u8> {
    packed(&[("word/document.xml", main)])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_level(Some(1));
    for (name, part) in parts {
        writer.start_file(*name, options).expect("a part is begun in memory");
        writer.write_all(part).expect("a part is written to memory");
    }
    writer.finish().expect("a package is finished in memory").into_inner()
}

fn document(body: &str) -> Vec<u8> {
    package(format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}</w:body></w:document>").as_bytes())
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn refused(bytes: &[u8]) -> String {
    let refusal = read("bad.docx", bytes).expect_err("it must be refused");
    refusal.0[0].code.to_string()
}

/// A text must be reviewed in a time that grows with its length alone; the bound is for slow machines without optimising.
fn reviewed_in_time(text: &Text, most: Duration) -> usize {
    let start = Instant::now();
    let found = review(text, &Context::default());
    assert!(start.elapsed() < most, "{:?}", start.elapsed());
    found.len()
}

#[test]
fn a_zip_bomb_is_refused() {
    let start = Instant::now();
    assert_eq!(refused(&package(&vec![b' '; 129 << 20])), "review-too-large");
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_torn_package_is_refused() {
    let whole = document(&paragraph("Có 45/60 đơn vị nộp báo cáo, đạt 75%."));
    for length in (2..whole.len()).step_by(7) {
        assert_eq!(refused(&whole[..length]), "review-broken-package", "{length}");
    }
    assert_eq!(refused(&document("<w:p><w:r></w:p>")), "review-broken-package");
}

#[test]
fn protected_and_old_files_are_refused() {
    assert_eq!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "review-protected-or-old");
}

#[test]
fn a_bomb_among_the_notes_is_refused() {
    let main = format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}</w:body></w:document>", paragraph("Có 5 vụ."));
    let notes = vec![b' '; 129 << 20];
    let parts = [("word/document.xml", main.as_bytes()), ("word/footnotes.xml", &notes)];
    assert_eq!(refused(&packed(&parts)), "review-too-large");
}

#[test]
fn a_package_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..5_000).map(|number| format!("word/part{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"<a/>".as_slice())).collect();
    assert_eq!(refused(&packed(&parts)), "review-broken-package");
}

#[test]
fn a_part_under_a_password_is_refused() {
    let mut bytes = document(&paragraph("Có 5 vụ."));
    // The lowest bit of the flags says that a part is encrypted: in the part's own header and in the directory.
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|window| window == signature).expect("a package has both headers");
        bytes[at + flags] |= 1;
    }
    assert_eq!(refused(&bytes), "review-broken-package");
}

#[test]
fn packages_without_a_text_are_refused() {
    assert_eq!(refused(&packed(&[("xl/workbook.xml", b"<workbook/>")])), "review-not-a-report");
    assert_eq!(refused(&document("")), "review-empty");
    assert_eq!(refused(&document(&paragraph("   "))), "review-empty");
}

#[test]
fn entities_among_the_notes_are_never_read() {
    let main = format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}</w:body></w:document>", paragraph("Có 5 vụ."));
    let notes = b"<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:footnotes>&x;</w:footnotes>";
    let parts = [("word/document.xml", main.as_bytes()), ("word/footnotes.xml", notes.as_slice())];
    assert_eq!(refused(&packed(&parts)), "review-broken-package");
}

#[test]
fn entities_are_never_read() {
    let hostile = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document>&b;&x;</w:document>";
    assert_eq!(refused(&package(hostile.as_bytes())), "review-broken-package");
}

#[test]
fn paragraphs_and_tables_lie_in_each_other_only_so_deep() {
    let deep = "<w:p><w:r><w:txbxContent>".repeat(10_000);
    assert_eq!(refused(&document(&deep)), "review-broken-package");
    let tables = "<w:tbl><w:tr><w:tc>".repeat(10_000) + "<w:p/>";
    assert_eq!(refused(&document(&tables)), "review-broken-package");
}

#[test]
fn merged_cells_cannot_blow_a_table_up() {
    let row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>";
    let text = read("wide.docx", &document(&format!("<w:tbl>{}</w:tbl>", row.repeat(200)))).unwrap();
    assert!(text.tables[0].rows.iter().all(|row| row.len() <= 256));
    reviewed_in_time(&text, Duration::from_secs(60));
}

#[test]
fn binary_and_empty_files_are_refused() {
    assert_eq!(refused(b""), "review-empty");
    assert_eq!(refused(&[0, 1, 2, 3]), "review-not-a-report");
    assert_eq!(read("a.txt", b"%PDF-1.7").unwrap_err().0[0].code.to_string(), "review-not-a-report");
    assert_eq!(read("a.txt", &[b'a', 0xff, 0xfe]).unwrap_err().0[0].code.to_string(), "file-not-utf8");
}

#[test]
fn figures_that_cannot_be_computed_with_are_left_alone() {
    for text in [
        "Có 0 vụ, tăng 0 vụ (0%) so với cùng kỳ (0 vụ).",
        "Có 5/0 đơn vị nộp báo cáo, đạt 100%, giảm 5 đơn vị (-100%).",
        "Có 0 đơn vị trên tổng số 0 đơn vị, chiếm 0%. Trong đó 0 đơn vị (0%), 0 đơn vị (0%), 0 đơn vị (5%).",
        "Thu 999999999999999999 tỷ tỷ đồng, đạt 999999999999999999% so với 0,000001 đồng, tăng 999999999999999999 tỷ đồng (5%).",
        "Diện tích 999999999999999999 ha, năng suất 999999999999999999 tạ/ha, sản lượng 0 tấn.",
        "Tặng 999999999999999999 suất, mỗi suất 999999999999999999 tỷ đồng, tổng trị giá 0 đồng.",
        "Có 99999999999999999999999999999999 đoàn viên, gồm 0,00000000000000000001 và 5 đoàn viên.",
    ] {
        let _ = review(&baocao_review::read_plain("odd.txt", text), &Context::default());
    }
}

#[test]
fn a_hundred_thousand_paragraphs_are_reviewed() {
    let one = |number: usize| match number % 8 {
        0 => paragraph(&format!("Có {number} đoàn viên: nam {0}, nữ {0}.", number / 2)),
        _ => paragraph(&format!("Thăm {number} người.")),
    };
    let body: String = (1_000..101_000).map(one).collect();
    let text = read("long.docx", &document(&body)).unwrap();
    assert_eq!(text.passages.len(), 100_000);
    // What is told is bounded as well.
    assert_eq!(reviewed_in_time(&text, Duration::from_secs(300)), 10_000);
}

#[test]
fn one_paragraph_of_a_megabyte_is_reviewed() {
    let list: String = (1..60_000).map(|number| format!(", {number} đoàn viên")).collect();
    let text = read("one.txt", format!("Có 999.999 đoàn viên, gồm{list}.").as_bytes()).unwrap();
    reviewed_in_time(&text, Duration::from_secs(60));
}

#[test]
fn sentences_made_of_totals_are_reviewed() {
    for item in [
        ", cộng 7 cuộc",
        ", quý I: 5 cuộc, cả năm 9 cuộc",
        ", tổng số 9 người, nữ 5 người, chiếm 40%",
        ", năm 2023 có 5 lớp, năm 2024 có 7 lớp, gấp 2 lần, tăng 5%",
        ", bình quân mỗi tổ 5 người, 3 tổ với 9 người",
        ", từ 5% lên 7%, tăng 3%, từ ngày 12/3/2024 đến ngày 5/2/2024",
    ] {
        let text = read("one.txt", format!("Có 5 cuộc{}.", item.repeat(4_000)).as_bytes()).unwrap();
        reviewed_in_time(&text, Duration::from_secs(60));
    }
}

#[test]
fn many_lines_are_reviewed() {
    let lines: String = (1_000..11_000).map(|number| format!("- Có {number} vụ, cùng kỳ 5 vụ, tăng 7%.\n\n")).collect();
    for file in ["long.txt", "long.md"] {
        let text = read(file, lines.as_bytes()).unwrap();
        assert!(text.passages.len() >= 10_000);
        reviewed_in_time(&text, Duration::from_secs(120));
    }
}
