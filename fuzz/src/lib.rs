//! What every target asks: bytes are read or refused, and what was read can be reviewed and shown, without a panic.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use baocao_review::{
    Context, Profile, Relation, Reviewed, Text, check_form, finding_json, html_page, marked_copy, read, review,
};

/// The languages in which results are shown.
const LANGUAGE: baocao_model::Language = baocao_model::Language::Vietnamese;

/// Reads a file by its name; reviews and shows it if it can be read.
pub fn file(name: &str, bytes: &[u8]) {
    let Ok(text) = read(name, bytes) else { return };
    let relations = passages(&text);
    if bytes.starts_with(b"PK") {
        let _ = marked_copy(bytes, &Reviewed { text: &text, relations: &relations, checks: &[] }, LANGUAGE);
    }
}

/// Reviews a text; every relation must quote what stands there.
pub fn passages(text: &Text) -> Vec<Relation> {
    let relations = review(text, &Context::default());
    for relation in &relations {
        let passage = &text.passages[relation.passage].text;
        assert!(passage.get(relation.span.clone()).is_some(), "{relation:?}");
        for operand in &relation.operands {
            assert!(text.passages[operand.passage].text.get(operand.span.clone()).is_some(), "{operand:?}");
        }
        assert!(relation.holds || relation.would_be_true.is_some(), "{relation:?}");
        let _ = finding_json(text, relation, LANGUAGE);
    }
    let _ = html_page(&[Reviewed { text, relations: &relations, checks: &[] }], LANGUAGE);
    relations
}

/// Holds a document whose main part these bytes are against a letterhead.
pub fn form(main: &[u8]) {
    static PROFILE: LazyLock<Profile> = LazyLock::new(|| Profile {
        letterhead: baocao_document::specimen::specimen().envelope.letterhead,
        ranges: toml::from_str(include_str!("../../config/ranges/nd30.toml")).expect("the ranges are sound"),
        conventions: None,
    });
    let _ = check_form("made.docx", &package(main), &PROFILE);
}

/// An office document whose main part these bytes are, with the same bytes as its notes and its styles.
pub fn package(main: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let own = ["word/document.xml", "word/footnotes.xml", "word/styles.xml"].map(|name| (name, main));
    for (name, bytes) in [("[Content_Types].xml", b"<Types></Types>".as_slice())].into_iter().chain(own) {
        writer.start_file(name, options).expect("a part is begun in memory");
        writer.write_all(bytes).expect("a part is written to memory");
    }
    writer.finish().expect("a package is finished in memory").into_inner()
}
