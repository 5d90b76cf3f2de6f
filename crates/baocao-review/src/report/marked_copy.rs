use std::io::{Cursor, Write as _};

use baocao_model::{Finding, Language, Place, Refusal};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::comments::{Comment, anchored, part};
use super::findings::{finding, would_be_true};
use super::form;
use super::reviewed::Reviewed;
use crate::passage::{PassageKind, Text};
use crate::relation::{Certainty, Relation};
use crate::text::{MAIN_PART, Package};

const COMMENTS: &str = "word/comments.xml";
const TYPES: &str = "[Content_Types].xml";
const RELATIONSHIPS: &str = "word/_rels/document.xml.rels";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const COMMENTS_RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

/// Makes a copy of an office document with a comment at every place where something does not hold or a rule of form is
/// broken.
///
/// Parts that need no change are copied as they are, byte for byte.
pub fn marked_copy(bytes: &[u8], reviewed: &Reviewed<'_>, language: Language) -> Result<Vec<u8>, Refusal> {
    let Reviewed { text, relations, checks } = *reviewed;
    let package = Package::open(&text.file, bytes)?;
    let main = words(&package, MAIN_PART)?
        .ok_or_else(|| Refusal::from(Finding::error("review-not-a-report", Place::file(&text.file))))?;
    let existing = words(&package, COMMENTS)?;
    let first = existing.as_deref().map_or(0, next_id);
    let comments: Vec<Comment> = relations
        .iter()
        .filter(|relation| !relation.holds)
        .filter_map(|relation| comment(text, relation, language))
        .chain(checks.iter().filter_map(|check| form::comment(text, check, language)))
        .collect();
    let mut parts =
        vec![(MAIN_PART, anchored(&main, &comments, first)), (COMMENTS, part(&comments, first, existing.as_deref()))];
    if existing.is_none() {
        let types = words(&package, TYPES)?.unwrap_or_default();
        let entry = format!("<Override PartName=\"/{COMMENTS}\" ContentType=\"{COMMENTS_TYPE}\"/>");
        parts.push((TYPES, before_end(&types, "</Types>", &entry)));
        let none =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let relationships = words(&package, RELATIONSHIPS)?.unwrap_or_else(|| none.to_owned());
        let entry = format!(
            "<Relationship Id=\"rIdBaocaoComments\" Type=\"{COMMENTS_RELATIONSHIP}\" Target=\"comments.xml\"/>"
        );
        parts.push((RELATIONSHIPS, before_end(&relationships, "</Relationships>", &entry)));
    }
    write(&package, bytes, &parts).map_err(|reason| {
        Finding::error("review-broken-package", Place::file(&text.file)).with("reason", reason).into()
    })
}

fn words(package: &Package<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    let broken = |error: std::string::FromUtf8Error| {
        Refusal::from(Finding::error("review-broken-package", Place::file(package.file())).with("reason", error))
    };
    String::from_utf8(bytes).map(Some).map_err(broken)
}

/// The number after the highest that a comment has.
fn next_id(comments: &str) -> usize {
    let ids = comments.split("w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    ids.max().map_or(0, |highest| highest + 1)
}

fn before_end(xml: &str, end: &str, entry: &str) -> String {
    match xml.rfind(end) {
        Some(at) => format!("{}{entry}{}", &xml[..at], &xml[at..]),
        // An empty element: `<Relationships …/>`.
        None => match xml.rfind("/>") {
            Some(at) => format!("{}>{entry}{end}", &xml[..at]),
            None => xml.to_owned(),
        },
    }
}

fn comment(text: &Text, relation: &Relation, language: Language) -> Option<Comment> {
    let found = finding(text, relation);
    let certainty = match (relation.certainty, language) {
        (Certainty::Contradiction, Language::Vietnamese) => "Mâu thuẫn",
        (Certainty::Possible, Language::Vietnamese) => "Nên xem lại",
        (Certainty::Style, Language::Vietnamese) => "Cách ghi",
        (Certainty::Contradiction, Language::English) => "Contradiction",
        (Certainty::Possible, Language::English) => "Worth a look",
        (Certainty::Style, Language::English) => "Style",
    };
    let message = found.message(language);
    let title = message.split(": “").next().unwrap_or_default();
    let mut words = vec![format!("{certainty}: {title}."), relation.computation.clone()];
    if let Some(truth) = would_be_true(relation, language) {
        words.push(match language {
            Language::Vietnamese => format!("Đúng nếu: {truth}."),
            Language::English => format!("True with: {truth}."),
        });
    }
    // Notes cannot carry comments: the paragraph that refers to the note does.
    let body = |passage: &usize| {
        !matches!(text.passages[*passage].kind, PassageKind::Footnote) && !text.passages[*passage].text.is_empty()
    };
    let passage = (0..=relation.passage).rev().find(body)?;
    let own = passage == relation.passage;
    let span = if own { relation.span.clone() } else { 0..text.passages[passage].text.len() };
    if span.is_empty() {
        return None;
    }
    let byte = |offset: usize| text.passages[passage].mark(offset).map(|mark| mark.source + offset - mark.offset);
    let last = text.passages[passage].text.floor_char_boundary(span.end - 1);
    Some(Comment { start: byte(span.start)?, end: byte(last)? + 1, words })
}

/// Writes the package anew: changed parts from `parts`, all others raw.
fn write(package: &Package<'_>, bytes: &[u8], parts: &[(&str, String)]) -> Result<Vec<u8>, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let names = package.names();
    for (index, name) in names.iter().enumerate() {
        match parts.iter().find(|(part, _)| part == name) {
            Some((part, words)) => put(&mut writer, part, words, options)?,
            None => {
                let file = archive.by_index_raw(index).map_err(|error| error.to_string())?;
                writer.raw_copy_file(file).map_err(|error| error.to_string())?;
            }
        }
    }
    for (part, words) in parts.iter().filter(|(part, _)| !names.iter().any(|name| name == part)) {
        put(&mut writer, part, words, options)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn put(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    words: &str,
    options: SimpleFileOptions,
) -> Result<(), String> {
    writer.start_file(name, options).map_err(|error| error.to_string())?;
    writer.write_all(words.as_bytes()).map_err(|error| error.to_string())
}
