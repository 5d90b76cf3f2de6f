use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// Party bodies write in the Party's form, state bodies and unions in the decree's.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let symbol = &letter.organization.symbol;
    let others = letter.conventions.into_iter().filter(|conventions| !conventions.holds_for(symbol));
    let finding = |title: &String| {
        let finding = EnvelopeFinding::warning("letterhead-of-others", EnvelopeFile::Letterhead, "");
        finding.with("title", title).with("name", &letter.organization.name).with("symbol", symbol)
    };
    others.map(|conventions| finding(&conventions.title)).collect()
}
