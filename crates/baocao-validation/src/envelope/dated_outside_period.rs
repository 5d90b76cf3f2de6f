use baocao_model::Date;

use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A report that is dated later than this after its period was probably dated with a wrong year. Regulations give days
/// or weeks, so half a year is far beyond all of them.
const MONTHS_AFTER: i32 = 6;

/// A letter about a period is not dated before the period has begun, and before its end only if it says up to which day
/// its figures were counted.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let (date, as_of) = (letter.report.letter.date, letter.report.as_of);
    let (first, last) = letter.report.period.days();
    let plans = letter.conventions.is_some_and(|conventions| conventions.plans.contains(&letter.form.kind));
    let finding = if date < first && !plans {
        EnvelopeFinding::error("letter-before-period", EnvelopeFile::Report, "/letter/date")
            .with("day", first.in_text())
    } else if date < last && as_of.is_none() && !plans {
        let finding = EnvelopeFinding::warning("letter-before-period-ends", EnvelopeFile::Report, "/letter/date");
        finding.with("day", last.in_text())
    } else if months(date) - months(last) > MONTHS_AFTER {
        let finding = EnvelopeFinding::warning("letter-long-after-period", EnvelopeFile::Report, "/letter/date");
        finding.with("day", last.in_text()).with("months", MONTHS_AFTER)
    } else {
        return Vec::new();
    };
    vec![finding.with("date", date.in_text()).with("period", letter.report.period.words())]
}

fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}
