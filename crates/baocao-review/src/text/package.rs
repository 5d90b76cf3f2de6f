use std::io::{Cursor, Read as _};

use baocao_model::{Finding, Place, Refusal};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesRef;
use zip::ZipArchive;

/// The part that holds the text of an office document.
pub const MAIN_PART: &str = "word/document.xml";

/// How much of one part is unpacked at most; a report of a thousand pages stays far below.
const LARGEST_PART: u64 = 128 << 20;
/// How many parts a package may have.
const MOST_PARTS: usize = 4096;

/// The parts of an office document.
#[derive(Debug)]
pub struct Package<'a> {
    file: String,
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a package; a broken one is refused.
    pub fn open(file: &str, bytes: &'a [u8]) -> Result<Self, Refusal> {
        let broken = |reason: String| {
            Refusal::from(Finding::error("review-broken-package", Place::file(file)).with("reason", reason))
        };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
        if archive.len() > MOST_PARTS {
            return Err(broken(format!("{} > {MOST_PARTS}", archive.len())));
        }
        Ok(Self { file: file.to_owned(), archive })
    }

    /// The names of all parts, in the order of the package.
    pub fn names(&self) -> Vec<String> {
        (0..self.archive.len())
            .filter_map(|index| self.archive.name_for_index(index)?.ok().map(std::borrow::Cow::into_owned))
            .collect()
    }

    /// A part's bytes; none if there is no such part.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let broken = |reason: String| {
            Refusal::from(Finding::error("review-broken-package", Place::file(&self.file)).with("reason", reason))
        };
        let mut archive = self.archive.clone();
        let Some(index) = archive.index_for_name(name) else { return Ok(None) };
        let part = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(Finding::error("review-too-large", Place::file(&self.file)).with("limit", "128 MB").into());
        }
        Ok(Some(bytes))
    }

    /// The file as the user named it.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// The character that a reference in XML stands for; nothing if only a document type could say it, which no part may have.
pub fn meant_by(reference: &BytesRef<'_>) -> String {
    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
    character.or_else(|| resolve_predefined_entity(reference).map(str::to_owned)).unwrap_or_default()
}
