use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A letter is signed by someone in an office.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let signer = &letter.report.letter.signer;
    let parts = [
        (&signer.title, "/letter/signer/title", "chức vụ", "title"),
        (&signer.name, "/letter/signer/name", "họ tên", "name"),
    ];
    let missing = parts.into_iter().filter(|(text, ..)| text.trim().is_empty());
    let finding = |(_, pointer, vi, en)| {
        let finding = EnvelopeFinding::error("no-signer", EnvelopeFile::Report, pointer);
        finding.with("what", vi).with("what_en", en)
    };
    missing.map(finding).collect()
}
