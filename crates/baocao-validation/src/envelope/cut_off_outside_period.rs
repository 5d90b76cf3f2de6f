use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// The day up to which figures were counted lies in the period, and not after the letter that reports them.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let Some(as_of) = letter.report.as_of else { return Vec::new() };
    let date = letter.report.letter.date;
    let (first, last) = letter.report.period.days();
    let error = |code| EnvelopeFinding::error(code, EnvelopeFile::Report, "/as_of");
    let finding = if as_of > date {
        error("cut-off-after-letter").with("date", date.in_text())
    } else if as_of < first {
        error("cut-off-before-period").with("date", first.in_text())
    } else if as_of > last {
        EnvelopeFinding::warning("cut-off-after-period", EnvelopeFile::Report, "/as_of").with("date", last.in_text())
    } else {
        return Vec::new();
    };
    vec![finding.with("day", as_of.in_text()).with("period", letter.report.period.words())]
}
