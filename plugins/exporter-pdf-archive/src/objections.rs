use std::collections::BTreeSet;

use baocao_exporter::{DiagnosticSeverity, ExportError, Job};
use baocao_layout::{Role, Structure};
use krilla::configure::ValidationError;
use krilla::configure::validate::Validators;
use krilla::embed::EmbedError;
use krilla::error::KrillaError;

use crate::tags::located;

/// What a standard objects to, for the report's author.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Objection {
    code: &'static str,
    message: String,
    help: &'static str,
    at: String,
}

/// Tells the author why no file was written.
pub(crate) fn report(error: &KrillaError, structure: &Structure, job: &mut Job<'_>) -> ExportError {
    let KrillaError::Validation(errors) = error else {
        return ExportError::failed(error);
    };
    // One character or one missing property can be objected to many times.
    let objections: BTreeSet<Objection> =
        errors.iter().map(|(error, standards)| objection(error, *standards, structure)).collect();
    for objection in &objections {
        let Objection { code, message, help, at } = objection;
        job.diagnostic(DiagnosticSeverity::Error, code, message, help, at);
    }
    let standards: BTreeSet<&str> = errors.iter().flat_map(|(_, standards)| names(*standards)).collect();
    let standards = standards.into_iter().collect::<Vec<_>>().join(", ");
    ExportError::Document(format!("{standards} is not fulfilled: {} reasons", objections.len()))
}

fn names(standards: Validators) -> impl Iterator<Item = &'static str> {
    standards.into_iter().map(krilla::configure::Validator::as_str)
}

fn objection(error: &ValidationError, standards: Validators, structure: &Structure) -> Objection {
    let mut at = String::new();
    let (code, message, help) = match error {
        ValidationError::NoDocumentTitle => {
            ("archive.no-title", "the document has no title".to_owned(), "give the letter a subject")
        }
        ValidationError::NoDocumentLanguage => {
            ("archive.no-language", "the document does not say its language".to_owned(), "set `language`, `vi-VN`")
        }
        ValidationError::MissingDocumentDate | ValidationError::EmbeddedFile(EmbedError::MissingDate, _) => (
            "archive.no-date",
            "the document has no date of the form `YYYY-MM-DD`".to_owned(),
            "give the letter a date",
        ),
        ValidationError::MissingAltText(location) => {
            if let Some(Role::Figure { at: place, .. }) = located(structure, *location).map(|element| &element.role) {
                at.clone_from(place);
            }
            ("archive.no-alt-text", "a chart has no words for readers who cannot see it".to_owned(), "set its `alt`")
        }
        ValidationError::MissingAnnotationAltText(_) => {
            ("archive.no-link-text", "a link has no words".to_owned(), "write what it leads to")
        }
        ValidationError::UnicodePrivateArea(_, _, character, _)
        | ValidationError::InvalidCodepointMapping(_, _, character, _) => (
            "archive.character",
            format!("`{character}` (U+{:04X}) has no meaning outside this face", u32::from(*character)),
            "write another character",
        ),
        ValidationError::ContainsNotDefGlyph(_, _, text) => {
            ("archive.character", format!("no face can show `{text}`"), "write another character")
        }
        ValidationError::TooLongString => (
            "archive.too-long",
            "the title or the words for a chart are longer than 32767 bytes".to_owned(),
            "shorten them",
        ),
        ValidationError::TooManyIndirectObjects => (
            "archive.too-large",
            "the file would have more than 8388607 parts".to_owned(),
            "move annexes to reports of their own",
        ),
        ValidationError::RestrictedLicense(_) => (
            "archive.face",
            "the face may not be embedded".to_owned(),
            "set `font = \"embedded\"` in `[exporter.pdf-archive]`",
        ),
        other => {
            let standards: Vec<&str> = names(standards).collect();
            ("archive.standard", format!("{} forbids: {other:?}", standards.join(", ")), "")
        }
    };
    Objection { code, message, help, at }
}
