use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A report that goes to the superior body says so (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9).
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let goes_up = letter.form.sent_upwards && letter.organization.parent.is_some();
    let asked = letter.conventions.is_some_and(|conventions| conventions.addressed.contains(&letter.form.kind));
    if !goes_up || !asked || !letter.report.letter.addressees.is_empty() {
        return Vec::new();
    }
    vec![EnvelopeFinding::warning("no-addressee", EnvelopeFile::Report, "/letter/addressees")]
}
