//! Looks at a file before anything parses it: what it is, and how much it unpacks to.

use std::io::{Cursor, Read as _};
use std::path::Path;

use baocao_model::{Finding, Place, Refusal};
use zip::ZipArchive;

/// The largest file that is opened, and the most it may unpack to. A filled workbook takes far below a megabyte.
const FILE_LIMIT: u64 = 32 << 20;
const UNPACKED_LIMIT: u64 = 128 << 20;
/// The most parts that a workbook has.
const PARTS_LIMIT: usize = 5_000;

/// The start of old Office files and of encrypted new ones.
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a file and makes sure that it is a workbook that can be unpacked safely.
pub fn open(path: &Path, name: &str) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| Finding::unreadable(name, &error);
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > FILE_LIMIT {
        return Err(too_large(name, FILE_LIMIT));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if bytes.starts_with(&COMPOUND_FILE) {
        return Err(compound_file(&bytes, name));
    }
    if !bytes.starts_with(b"PK") {
        return Err(another(name, "tệp không rõ loại", "a file of unknown kind"));
    }
    unpack(&bytes, name)?;
    Ok(bytes)
}

/// That the workbook cannot be read, in the words of whoever tried.
pub fn not_readable(name: &str, reason: impl std::fmt::Display) -> Refusal {
    Finding::error("workbook-not-readable", Place::file(name)).with("reason", reason).into()
}

fn another(name: &str, found: &str, found_en: &str) -> Refusal {
    let finding = Finding::error("workbook-of-another-kind", Place::file(name));
    finding.with("found", found).with("found_en", found_en).into()
}

fn too_large(name: &str, limit: u64) -> Refusal {
    Finding::error("workbook-too-large", Place::file(name)).with("limit", format!("{} MB", limit >> 20)).into()
}

fn compound_file(bytes: &[u8], name: &str) -> Refusal {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(encrypted.len()).any(|window| window == encrypted) {
        return Finding::error("workbook-encrypted", Place::file(name)).into();
    }
    another(name, "tệp Office kiểu cũ (.xls)", "an old Office file (.xls)")
}

/// Unpacks everything once without keeping it: sizes that an archive states of itself may be false.
fn unpack(bytes: &[u8], name: &str) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| not_readable(name, error))?;
    if archive.len() > PARTS_LIMIT {
        return Err(too_large(name, UNPACKED_LIMIT));
    }
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Err(another(name, "sổ tính nhị phân (.xlsb)", "a binary workbook (.xlsb)"));
    }
    if archive.index_for_name("[Content_Types].xml").is_none() || archive.index_for_name("word/document.xml").is_some()
    {
        return Err(another(name, "tệp loại khác", "a file of another kind"));
    }
    let mut left = UNPACKED_LIMIT;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| not_readable(name, error))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| not_readable(name, error))?;
        left = left.checked_sub(unpacked).ok_or_else(|| too_large(name, UNPACKED_LIMIT))?;
    }
    Ok(())
}
