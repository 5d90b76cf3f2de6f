//! Files that are no workbook, or one that was damaged or made to do harm.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::desk::{form, quarterly, read, refused, written};

#[test]
fn other_files_are_refused_by_name() {
    let form = form("union-quarterly");
    let old_office = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let mut encrypted = old_office.to_vec();
    encrypted.resize(1024, 0);
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let mut old = old_office.to_vec();
    old.resize(4096, 7);
    let cases: [(&[u8], &str); 6] = [
        (b"", "workbook-of-another-kind"),
        (b"a,b,c\n1,2,3\n", "workbook-of-another-kind"),
        (&old, "workbook-of-another-kind"),
        (&encrypted, "workbook-encrypted"),
        (b"PK\x03\x04 and then nothing", "workbook-not-readable"),
        (&zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "workbook-of-another-kind"),
    ];
    for (bytes, code) in cases {
        assert_eq!(refused(bytes, &form), [code]);
    }
}

#[test]
fn a_truncated_workbook_is_refused() {
    let form = form("union-quarterly");
    let bytes = written(&form);
    for share in [1, 2, 10, 50, 90, 98, 99] {
        let cut = &bytes[..bytes.len() * share / 100];
        assert_eq!(refused(cut, &form), ["workbook-not-readable"], "{share} %");
    }
}

#[test]
fn damage_is_found_and_never_kills() {
    let form = form("union-quarterly");
    let bytes = written(&form);
    for at in (0..bytes.len()).step_by(bytes.len() / 60) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        // Where nothing depends on the byte, the workbook reads as before.
        if let Ok(read) = read(&damaged, &form) {
            assert!(read.submission.figures.values().all(|figure| figure.value.is_blank()), "byte {at}");
        }
    }
}

#[test]
fn damaged_parts_are_refused() {
    let (form, parts, _) = quarterly();
    for part in ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet3.xml"] {
        for damage in [&b""[..], b"<a", b"\xff\xfe", b"<?xml version=\"1.0\"?><x></y>"] {
            let mut parts = parts.clone();
            parts.0.insert(part.to_owned(), damage.to_vec());
            let outcome = read(&parts.bytes(), &form);
            let found = outcome.as_ref().map_or(true, |read| !read.findings.is_empty());
            // Styles say how numbers look; without them the numbers still stand.
            assert!(found || part.contains("styles"), "{part} {damage:?}");
        }
    }
}

#[test]
fn a_bomb_is_refused_before_it_unpacks() {
    let form = form("union-quarterly");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("[Content_Types].xml", options).unwrap();
    writer.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..200 {
        writer.write_all(&zeros).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(refused(&bomb, &form), ["workbook-too-large"]);
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused() {
    let form = form("union-quarterly");
    let mut bomb = zipped("[Content_Types].xml", &vec![b' '; 200 << 20]);
    // Both headers of the part state 1,000 bytes.
    let size = (200u32 << 20).to_le_bytes();
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == size {
            bomb[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
        }
    }
    let codes = refused(&bomb, &form);
    assert!(matches!(codes[..], ["workbook-too-large" | "workbook-not-readable"]), "{codes:?}");
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}
