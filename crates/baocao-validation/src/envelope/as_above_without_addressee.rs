use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// The recipients begin with `Như trên` if the letter is addressed to someone, and only then.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let letter = &letter.report.letter;
    let as_above =
        letter.recipients.iter().position(|recipient| recipient.trim().to_lowercase().starts_with("như trên"));
    let finding = match (as_above, letter.addressees.is_empty()) {
        (Some(at), true) => {
            let pointer = format!("/letter/recipients/{at}");
            EnvelopeFinding::warning("as-above-without-addressee", EnvelopeFile::Report, &pointer)
        }
        // A letter without recipients is told by its own rule.
        (None, false) if !letter.recipients.is_empty() => {
            EnvelopeFinding::warning("as-above-missing", EnvelopeFile::Report, "/letter/recipients")
        }
        _ => return Vec::new(),
    };
    vec![finding]
}
