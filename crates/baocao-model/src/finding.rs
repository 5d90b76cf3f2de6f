use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::io_words::io_words;
use crate::{Language, MESSAGES, Origin, trimmed};

/// Something wrong in what was read. Collected, never thrown.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong; one of the codes of `messages.toml`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What the sentence is filled in with.
    pub arguments: BTreeMap<&'static str, String>,
    /// The figures that were compared.
    pub operands: Vec<Operand>,
    /// What the value should be.
    pub expected: Option<String>,
    /// What the value is.
    pub found: Option<String>,
    /// Found less expected.
    pub difference: Option<String>,
    /// How far apart the two may be.
    pub tolerance: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The report cannot be issued.
    Error,
    /// Someone should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// Where a finding is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The line from 1, in a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in characters from 1, in a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// How many characters are meant.
    #[serde(skip)]
    pub length: Option<u32>,
    /// The sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A figure that a finding compares with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// Its address `table.row.column`.
    pub address: String,
    /// What it is called in the form.
    pub label: String,
    /// Its value as decimal digits or words.
    pub value: String,
    /// Its unit; empty for none.
    pub unit: String,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

impl From<&Origin> for Place {
    fn from(origin: &Origin) -> Self {
        Self {
            file: origin.file.to_string(),
            line: origin.line,
            column: origin.column,
            length: origin.length,
            sheet: origin.sheet.clone(),
            cell: origin.cell.clone(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}:{}", self.column.unwrap_or(1))?;
        }
        if let (Some(sheet), Some(cell)) = (&self.sheet, &self.cell) {
            write!(f, " [{sheet}]{cell}")?;
        }
        Ok(())
    }
}

impl Finding {
    /// Makes an error of this code at this place.
    pub fn error(code: &'static str, place: Place) -> Self {
        Self::new(code, Severity::Error, place)
    }

    /// Makes a warning of this code at this place.
    pub fn warning(code: &'static str, place: Place) -> Self {
        Self::new(code, Severity::Warning, place)
    }

    /// Makes a note of this code at this place.
    pub fn note(code: &'static str, place: Place) -> Self {
        Self::new(code, Severity::Note, place)
    }

    /// Makes a finding of this code and severity at this place.
    pub fn new(code: &'static str, severity: Severity, place: Place) -> Self {
        debug_assert!(MESSAGES.contains_key(code), "`{code}` is not in messages.toml");
        Self {
            code,
            severity,
            place,
            arguments: BTreeMap::new(),
            operands: Vec::new(),
            expected: None,
            found: None,
            difference: None,
            tolerance: None,
        }
    }

    /// Fills in a name of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.arguments.insert(name, value.to_string());
        self
    }

    /// A file that the system does not let be read.
    pub fn unreadable(file: &str, error: &std::io::Error) -> Self {
        Self::error("file-unreadable", Place::file(file)).with("file", file).because(error)
    }

    /// Says why the system refused, in both languages.
    #[must_use]
    pub fn because(self, error: &std::io::Error) -> Self {
        self.with("reason", io_words(error)).with("reason_en", error)
    }

    /// Records what was found, what was expected and how far they are apart: in sentences the Vietnamese way, and as plain
    /// digits beside. Nothing is recorded unless both are numbers.
    #[must_use]
    pub fn compared(mut self, found: impl Into<Option<Decimal>>, expected: impl Into<Option<Decimal>>) -> Self {
        let (Some(found), Some(expected)) = (found.into(), expected.into()) else { return self };
        let difference = found - expected;
        let digits = |number: Decimal| Some(number.normalize().to_string());
        (self.found, self.expected, self.difference) = (digits(found), digits(expected), digits(difference));
        let told = self.with("found", trimmed(found)).with("expected", trimmed(expected));
        told.with("difference", trimmed(difference.abs()))
    }

    /// Fills in `nearest` if something known is like what was written; it makes the hint.
    #[must_use]
    pub fn with_nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(nearest) => self.with("nearest", nearest),
            None => self,
        }
    }

    /// The sentence that says what is wrong.
    pub fn message(&self, language: Language) -> String {
        MESSAGES.get(self.code).map_or_else(|| self.code.to_owned(), |m| self.fill(m.sentence(language)).0)
    }

    /// What to do about it: the first advice of the code whose names are all filled in.
    pub fn hint(&self, language: Language) -> Option<String> {
        let hints = MESSAGES.get(self.code)?.hints(language);
        hints.iter().map(|hint| self.fill(hint)).find_map(|(text, complete)| complete.then_some(text))
    }

    /// Fills in the names of a pattern; says whether all were known.
    fn fill(&self, pattern: &str) -> (String, bool) {
        let mut text = String::with_capacity(pattern.len());
        let mut complete = true;
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            text.push_str(before);
            match self.arguments.get(name) {
                Some(value) => text.push_str(value),
                None => complete = false,
            }
            rest = after;
        }
        text.push_str(rest);
        (text, complete)
    }
}

/// Why the work cannot go on. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal(pub Vec<Finding>);

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.0 {
            writeln!(f, "{}: {}", finding.place, finding.message(Language::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
