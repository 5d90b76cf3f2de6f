//! Readers: from a file's bytes to passages with their places.

mod cell_lines;
mod composed;
mod inline_notes;
mod markdown;
pub(crate) mod package;
mod passage_builder;
mod plain;
mod word_blocks;
mod word_document;

use baocao_model::{Finding, Place, Refusal};

use crate::passage::Text;

pub use composed::{Composer, Rows};
pub use markdown::read as read_markdown;
pub use package::{MAIN_PART, Package};
pub use plain::read as read_plain;

/// The largest file that is read.
const LARGEST: usize = 64 << 20;

/// The ends of the names of finished reports, those first in which more is told about the text.
const ENDINGS: [&str; 4] = [".docx", ".md", ".markdown", ".txt"];

/// How well a file of this name serves as a finished report, the less the better; none if it is no report by its name.
pub fn rank(file: &str) -> Option<usize> {
    let lower = file.to_lowercase();
    ENDINGS.iter().position(|ending| lower.ends_with(ending))
}

/// Reads a finished report by its name and its bytes: an office document, Markdown or plain text.
///
/// What cannot be read is refused with the reason: an empty file, a protected document, an old format, a broken package.
pub fn read(file: &str, bytes: &[u8]) -> Result<Text, Refusal> {
    let refuse = |code| Refusal::from(Finding::error(code, Place::file(file)));
    let lower = file.to_lowercase();
    if bytes.len() > LARGEST {
        return Err(Finding::error("review-too-large", Place::file(file)).with("limit", "64 MB").into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refuse("review-empty"));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(refuse("review-protected-or-old"));
    }
    if bytes.starts_with(b"PK") {
        return word_document::read(file, &Package::open(file, bytes)?);
    }
    if bytes.starts_with(b"%PDF") || lower.ends_with(".docx") || bytes.iter().take(4096).any(|byte| *byte == 0) {
        return Err(refuse("review-not-a-report"));
    }
    let source = std::str::from_utf8(bytes)
        .map_err(|error| Finding::error("file-not-utf8", Place::file(file)).with("offset", error.valid_up_to()))?;
    let markdown = lower.ends_with(".md") || lower.ends_with(".markdown");
    Ok(if markdown { read_markdown(file, source) } else { read_plain(file, source) })
}
