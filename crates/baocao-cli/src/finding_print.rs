//! Findings for people, with the lines of the files that they point at.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use baocao_model::{Finding, FindingGroup, Language, Severity};

/// The largest file whose lines are shown. Of a file with all units of a province the place alone is told.
const SHOWN_FILE_LIMIT: u64 = 4 << 20;

/// Prints findings in one language.
pub struct FindingPrinter {
    language: Language,
    renderer: Renderer,
    files: HashMap<String, Option<Rc<Lines>>>,
}

/// A text file with the places where its lines start.
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl FindingPrinter {
    pub fn new(language: Language, color: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { language, renderer: renderer.decor_style(DecorStyle::Ascii), files: HashMap::new() }
    }

    /// Findings that belong together under what they have in common, then those that belong to no group.
    pub fn all(&mut self, findings: &[Finding], groups: &[FindingGroup]) -> String {
        let mut text = String::new();
        let mut printed = vec![false; findings.len()];
        for group in groups {
            text.push_str(&self.head(group));
            for index in &group.members {
                printed[*index] = true;
                text.push_str(&self.finding(&findings[*index]));
                text.push_str("\n\n");
            }
        }
        for (finding, _) in findings.iter().zip(printed).filter(|(_, printed)| !printed) {
            text.push_str(&self.finding(finding));
            text.push_str("\n\n");
        }
        text
    }

    /// What the findings of a group have in common, and where the figures stand that would settle them.
    fn head(&self, group: &FindingGroup) -> String {
        let Some(sentence) = group.sentence(self.language) else { return String::new() };
        let places = group.changes().iter().map(|change| format!("   --> {}\n", change.place));
        format!("== {sentence}\n{}\n", places.collect::<String>())
    }

    fn finding(&mut self, finding: &Finding) -> String {
        let (level, word) = match (finding.severity, self.language) {
            (Severity::Error, Language::Vietnamese) => (Level::ERROR, "lỗi"),
            (Severity::Error, Language::English) => (Level::ERROR, "error"),
            (Severity::Warning, Language::Vietnamese) => (Level::WARNING, "cảnh báo"),
            (Severity::Warning, Language::English) => (Level::WARNING, "warning"),
            (Severity::Note, Language::Vietnamese) => (Level::NOTE, "lưu ý"),
            (Severity::Note, Language::English) => (Level::NOTE, "note"),
        };
        let hint_word = if self.language == Language::Vietnamese { "gợi ý" } else { "hint" };
        let message = finding.message(self.language);
        let hint = finding.hint(self.language);
        let source = self.source(&finding.place.file);
        let mut group = level.with_name(word).primary_title(message).id(finding.code);
        let line = source.as_deref().and_then(|lines| lines.line(finding));
        let place = finding.place.to_string();
        let mut report = match line {
            Some((number, line, span)) => group.element(
                Snippet::source(line)
                    .line_start(number)
                    .path(finding.place.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            None if place.is_empty() => {
                group = group.id(finding.code);
                annotate_snippets::Group::with_title(group)
            }
            None => group.element(annotate_snippets::Origin::path(place.as_str())),
        };
        if let Some(hint) = hint {
            report = report.element(Level::HELP.with_name(hint_word).message(hint));
        }
        self.renderer.render(&[report])
    }

    fn source(&mut self, file: &str) -> Option<Rc<Lines>> {
        let read = || {
            let size = std::fs::metadata(file).ok()?.len();
            let text = if size > SHOWN_FILE_LIMIT { None } else { std::fs::read_to_string(file).ok() };
            text.map(|text| Rc::new(Lines::new(text)))
        };
        self.files.entry(file.to_owned()).or_insert_with(read).clone()
    }
}

impl Lines {
    fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line that a finding points at in its file as it is now, and the bytes meant in it.
    fn line(&self, finding: &Finding) -> Option<(usize, &str, Range<usize>)> {
        let (number, column) = (finding.place.line? as usize, finding.place.column?);
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let line = self.text[start..].split('\n').next()?;
        let at = |characters: u32| line.char_indices().nth(characters as usize).map_or(line.len(), |(at, _)| at);
        let from = at(column.checked_sub(1)?);
        let to = finding.place.length.map_or(line.len(), |length| at(column - 1 + length));
        Some((number, line, from..to.max(from)))
    }
}
