use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A form is for certain kinds of period.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let (form, period) = (letter.form, letter.report.period);
    if form.periods.is_empty() || form.periods.contains(&period.kind()) {
        return Vec::new();
    }
    let finding = EnvelopeFinding::error("period-does-not-fit", EnvelopeFile::Report, "/period");
    vec![finding.with("form", &form.id).with("period", period)]
}
