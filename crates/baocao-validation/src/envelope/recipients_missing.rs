use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A letter goes to someone besides the archive, whose line the program adds.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    if letter.report.letter.recipients.iter().any(|recipient| !recipient.trim().is_empty()) {
        return Vec::new();
    }
    vec![EnvelopeFinding::warning("no-recipients", EnvelopeFile::Report, "/letter/recipients")]
}
