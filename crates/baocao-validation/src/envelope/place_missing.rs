use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A letter is dated from somewhere.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let own = letter.report.letter.place.as_ref();
    if !own.unwrap_or(&letter.organization.place).trim().is_empty() {
        return Vec::new();
    }
    let finding = match own {
        Some(_) => EnvelopeFinding::error("no-place", EnvelopeFile::Report, "/letter/place"),
        None => EnvelopeFinding::error("no-place", EnvelopeFile::Organization, "/place"),
    };
    vec![finding]
}
