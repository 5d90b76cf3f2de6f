use baocao_model::LetterNumber;

use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A number is positive and bears a single letter at most, `06b`. It may be absent: the registry writes it into the gap
/// that the letter leaves.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let number = match &letter.report.letter.number {
        None => return Vec::new(),
        Some(LetterNumber::Plain(number)) => number.to_string(),
        Some(LetterNumber::Lettered(text)) => text.clone(),
    };
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let mut rest = number[digits.len()..].chars();
    let suffix_fits = rest.next().is_none_or(char::is_lowercase) && rest.next().is_none();
    let positive = digits.chars().any(|digit| digit != '0');
    if positive && suffix_fits {
        return Vec::new();
    }
    let finding = EnvelopeFinding::error("number-malformed", EnvelopeFile::Report, "/letter/number");
    let finding = finding.with("found", &number);
    // The rest is mostly the symbol, typed along.
    vec![if positive { finding.with("nearest", digits) } else { finding }]
}
