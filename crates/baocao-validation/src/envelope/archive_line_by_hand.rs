use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// The program ends the recipients with the line about the copy in the archive, as the letterhead writes it: one that is
/// typed besides stands there twice. An organisation's own line begins as the rules of form have it.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let start = letter.conventions.map_or("Lưu", |conventions| &*conventions.archive);
    let recipients = letter.report.letter.recipients.iter().enumerate();
    let typed = recipients.filter(|(_, recipient)| is_archive(recipient)).map(|(at, recipient)| {
        let pointer = format!("/letter/recipients/{at}");
        let finding = EnvelopeFinding::warning("archive-line-by-hand", EnvelopeFile::Report, &pointer);
        finding.expected_and_found(format!("{start}…"), recipient)
    });
    let own = letter.organization.archive.as_ref().filter(|own| !own.starts_with(start)).map(|own| {
        let finding = EnvelopeFinding::warning("archive-line-malformed", EnvelopeFile::Organization, "/archive");
        finding.expected_and_found(format!("{start}…"), own)
    });
    typed.chain(own).collect()
}

fn is_archive(recipient: &str) -> bool {
    let text = recipient.trim_start_matches(['-', '–', '+', ' ']).to_lowercase();
    text.strip_prefix("lưu").is_some_and(|rest| rest.starts_with([':', ' ', ',']) || rest.is_empty())
}
