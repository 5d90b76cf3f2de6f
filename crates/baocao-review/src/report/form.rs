//! Rules of form for scripts, and as comments.

use baocao_model::{Language, Severity};
use serde_json::{Value, json};

use super::comments::Comment;
use crate::form::{Check, Verdict};
use crate::passage::Text;
use crate::relation::Words;

/// A rule that is broken or could not be decided, as scripts read it; none for one that is kept.
pub fn form_finding_json(check: &Check, file: &str, language: Language) -> Option<Value> {
    let finding = check.finding(file)?;
    let mut json = checked_form_json(check, file, language);
    json["code"] = finding.code.into();
    json["severity"] = json!(finding.severity);
    json["message"] = finding.message(language).into();
    json["hint"] = json!(finding.hint(language));
    Some(json)
}

/// A rule of form with its place, as scripts read it.
pub fn checked_form_json(check: &Check, file: &str, language: Language) -> Value {
    json!({
        "kind": check.code,
        "part": check.part.key(),
        "place": check.place(file),
        "quote": check.spot.as_ref().map(|spot| &spot.quote),
        "expected": in_language(&check.expected, language),
        "found": in_language(&check.found, language),
        "source": check.source,
        "more_places": check.more,
    })
}

/// Words in a language.
pub fn in_language(words: &Words, language: Language) -> &str {
    match language {
        Language::Vietnamese => &words.vietnamese,
        Language::English => &words.english,
    }
}

/// How bad a broken rule is, in words.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Vietnamese) => "Sai thể thức",
        (Severity::Warning, Language::Vietnamese) => "Nên sửa",
        (Severity::Note, Language::Vietnamese) => "Cần tự xem",
        (Severity::Error, Language::English) => "Form",
        (Severity::Warning, Language::English) => "Should be changed",
        (Severity::Note, Language::English) => "To look at",
    }
}

/// The comment for a broken rule: at its paragraph, or at the first words of the document.
pub fn comment(text: &Text, check: &Check, language: Language) -> Option<Comment> {
    let Verdict::Wrong(how_bad) = check.verdict else { return None };
    let (start, end) = match &check.spot {
        Some(spot) => bytes_of(text, spot.paragraph).or_else(|| first_bytes(text))?,
        None => first_bytes(text)?,
    };
    let finding = check.finding(&text.file)?;
    let part = check.part.words();
    let (expected, found) = (in_language(&check.expected, language), in_language(&check.found, language));
    let sentence = match language {
        Language::Vietnamese => {
            format!("{}: {}: {found}, phải là {expected}.", severity(how_bad, language), part.vietnamese)
        }
        Language::English => {
            format!("{}: {}: {found}, expected {expected}.", severity(how_bad, language), part.english)
        }
    };
    let mut words = vec![sentence];
    words.extend(finding.hint(language).map(|hint| format!("{hint}.")));
    words.push(format!("({})", check.source));
    Some(Comment { start, end, words })
}

/// The bytes of the main part between which the words of a paragraph stand.
fn bytes_of(text: &Text, paragraph: u32) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    for passage in &text.passages {
        for (index, mark) in passage.marks.iter().enumerate().filter(|(_, mark)| mark.line == paragraph) {
            let end = passage.marks.get(index + 1).map_or(passage.text.len(), |next| next.offset);
            let words = passage.text.get(mark.offset..end).unwrap_or_default().trim_end();
            if words.is_empty() {
                continue;
            }
            let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
            let (start, end) = (mark.source, mark.source + last + 1);
            found = Some(found.map_or((start, end), |(first, _)| (first, end)));
        }
        if found.is_some() {
            break;
        }
    }
    found
}

fn first_bytes(text: &Text) -> Option<(usize, usize)> {
    text.passages.iter().flat_map(|passage| &passage.marks).find_map(|mark| bytes_of(text, mark.line))
}
