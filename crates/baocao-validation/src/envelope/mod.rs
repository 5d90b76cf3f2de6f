//! What a report says of itself and its letter: period, dates, number and symbol, signature, recipients.

mod addressee_missing;
mod archive_line_by_hand;
mod as_above_without_addressee;
mod authority_unknown;
mod cut_off_outside_period;
mod dated_outside_period;
mod deputy_without_authority;
mod kind_does_not_fit;
mod letterhead_of_others;
mod number_malformed;
mod period_does_not_fit;
mod place_missing;
mod recipients_missing;
mod signer_missing;
mod symbol_malformed;
mod symbol_misspelt;

use std::fmt::Display;

use baocao_model::{Conventions, Finding, Form, Organization, Report, Severity};

/// A letter before it is composed.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// What report, by whom, for when.
    pub report: &'a Report,
    /// The issuing organisation.
    pub organization: &'a Organization,
    /// The form.
    pub form: &'a Form,
    /// What letters under its letterhead may say; without them only what holds for all letters is checked.
    pub conventions: Option<&'a Conventions>,
}

/// The files that an envelope is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopeFile {
    /// `report.toml`
    Report,
    /// The organisation's file.
    Organization,
    /// The form.
    Form,
    /// Wherever the letterhead was chosen.
    Letterhead,
}

/// A finding with where it is, for those who know the files.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopeFinding {
    /// The file.
    pub file: EnvelopeFile,
    /// The JSON pointer into it, `/letter/number`.
    pub pointer: String,
    /// The finding, without a place.
    pub finding: Finding,
}

type Rule = fn(&Letter<'_>) -> Vec<EnvelopeFinding>;

/// The rules in the order in which they run.
const RULES: [Rule; 16] = [
    period_does_not_fit::findings,
    dated_outside_period::findings,
    cut_off_outside_period::findings,
    number_malformed::findings,
    symbol_malformed::findings,
    symbol_misspelt::findings,
    kind_does_not_fit::findings,
    letterhead_of_others::findings,
    place_missing::findings,
    addressee_missing::findings,
    signer_missing::findings,
    authority_unknown::findings,
    deputy_without_authority::findings,
    recipients_missing::findings,
    as_above_without_addressee::findings,
    archive_line_by_hand::findings,
];

/// Checks a letter's envelope.
pub fn check_envelope(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    RULES.iter().flat_map(|rule| rule(letter)).collect()
}

impl Letter<'_> {
    /// The body's part of the symbol, with where it stands.
    fn symbol(&self) -> (&str, EnvelopeFile, &'static str) {
        match &self.report.letter.symbol {
            Some(symbol) => (symbol, EnvelopeFile::Report, "/letter/symbol"),
            None => (&self.organization.symbol, EnvelopeFile::Organization, "/symbol"),
        }
    }

    /// The marks of authority that the signature bears, each as written with what follows it.
    fn authorities(&self) -> impl Iterator<Item = &str> {
        self.report.letter.signer.authority.iter().flat_map(|text| text.lines()).map(str::trim)
    }
}

impl EnvelopeFinding {
    fn error(code: &'static str, file: EnvelopeFile, pointer: &str) -> Self {
        Self::new(code, Severity::Error, file, pointer)
    }

    fn warning(code: &'static str, file: EnvelopeFile, pointer: &str) -> Self {
        Self::new(code, Severity::Warning, file, pointer)
    }

    fn new(code: &'static str, severity: Severity, file: EnvelopeFile, pointer: &str) -> Self {
        let finding = Finding::new(code, severity, baocao_model::Place::default());
        let finding = finding.with("address", address(file, pointer));
        Self { file, pointer: pointer.to_owned(), finding }
    }

    fn with(self, name: &'static str, value: impl Display) -> Self {
        Self { finding: self.finding.with(name, value), ..self }
    }

    fn expected_and_found(self, expected: impl Display, found: impl Display) -> Self {
        let (expected, found) = (expected.to_string(), found.to_string());
        let mut finding = self.finding.with("expected", &expected).with("found", &found);
        (finding.expected, finding.found) = (Some(expected), Some(found));
        Self { finding, ..self }
    }
}

/// What waivers and scripts call a part of the envelope: `letter.number`, `organization.symbol`.
fn address(file: EnvelopeFile, pointer: &str) -> String {
    let of = match file {
        EnvelopeFile::Report => "",
        EnvelopeFile::Organization => "organization",
        EnvelopeFile::Form => "form",
        EnvelopeFile::Letterhead => "letterhead",
    };
    format!("{of}{pointer}").trim_start_matches('/').replace('/', ".")
}
