use baocao_model::{Finding, Place, Severity};

use super::part::Part;
use crate::relation::Words;

/// How many characters of a place are quoted.
const LONGEST_QUOTE: usize = 60;

/// A rule of form held against a place, and how it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The code of the rule.
    pub code: &'static str,
    /// How it came out.
    pub verdict: Verdict,
    /// What it is about.
    pub part: Part,
    /// Where; none for the file as a whole.
    pub spot: Option<Spot>,
    /// What the rule asks for, with its unit.
    pub expected: Words,
    /// What the file has, with its unit.
    pub found: Words,
    /// The document that the rule stands in, with article or paragraph where it is known.
    pub source: String,
    /// In how many further places it is the same.
    pub more: usize,
}

/// How a rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is kept.
    Right,
    /// It is broken.
    Wrong(Severity),
    /// The file does not tell.
    Undecided,
}

/// A place in an office document, which has no pages of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number of the paragraph from 1.
    pub paragraph: u32,
    /// The words that stand there.
    pub quote: String,
}

impl Spot {
    /// Makes a place with the beginning of its words.
    pub fn new(paragraph: u32, words: &str) -> Self {
        let mut quote: String = words.chars().take(LONGEST_QUOTE).collect();
        if words.chars().nth(LONGEST_QUOTE).is_some() {
            quote = format!("{} …", quote.trim_end());
        }
        Self { paragraph, quote }
    }
}

impl Words {
    /// Words in both languages.
    pub fn new(vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { vietnamese: vietnamese.into(), english: english.into() }
    }

    /// Words that are the same in both: figures, quotations.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { vietnamese: words.clone(), english: words }
    }
}

impl Check {
    /// True for a rule that is kept.
    pub fn is_right(&self) -> bool {
        self.verdict == Verdict::Right
    }

    /// Where it is in a file.
    pub fn place(&self, file: &str) -> Place {
        let line = self.spot.as_ref().map(|spot| spot.paragraph);
        Place { file: file.to_owned(), line, column: line.map(|_| 1), ..Place::default() }
    }

    /// The finding of a rule that is not kept, or that could not be decided.
    pub fn finding(&self, file: &str) -> Option<Finding> {
        let (code, severity) = match self.verdict {
            Verdict::Right => return None,
            Verdict::Wrong(severity) => (self.code, severity),
            Verdict::Undecided => ("form-not-checked", Severity::Note),
        };
        let part = self.part.words();
        let mut finding = Finding::new(code, severity, self.place(file))
            .with("part", part.vietnamese)
            .with("part_en", part.english)
            .with("part_key", self.part.key())
            .with("expected", &self.expected.vietnamese)
            .with("expected_en", &self.expected.english)
            .with("found", &self.found.vietnamese)
            .with("found_en", &self.found.english)
            .with("source", &self.source)
            .with("where", self.location(&Words::new("đoạn", "paragraph")).vietnamese)
            .with("where_en", self.location(&Words::new("đoạn", "paragraph")).english);
        if let Some(spot) = &self.spot {
            finding = finding.with("quote", &spot.quote);
        }
        finding.expected = Some(self.expected.vietnamese.clone());
        finding.found = Some(self.found.vietnamese.clone());
        Some(finding)
    }

    /// The paragraph, its words, and in how many more places it is the same.
    fn location(&self, paragraph: &Words) -> Words {
        let Some(spot) = &self.spot else { return Words::new("cả văn bản", "the whole document") };
        let quote = if spot.quote.is_empty() { String::new() } else { format!(" “{}”", spot.quote) };
        let (vietnamese, english) = match self.more {
            0 => (String::new(), String::new()),
            more => (format!(" và {more} chỗ khác"), format!(" and {more} more places")),
        };
        Words::new(
            format!("{} {}{quote}{vietnamese}", paragraph.vietnamese, spot.paragraph),
            format!("{} {}{quote}{english}", paragraph.english, spot.paragraph),
        )
    }
}
