use baocao_document::{Envelope, Letterhead, Signature};

use super::{Slip, wording};
use crate::envelope::{NO_NUMBER, cased, name_lines, recipients};

/// The head and the end of the slip. Number and date are written in by hand when it is sent.
pub fn envelope(slip: &Slip<'_>) -> Envelope {
    let parts = &slip.letterhead.envelope;
    let subject = [slip.form.title.clone(), slip.report.period.words()];
    let code = code(slip.letterhead, &slip.issuer.symbol);
    Envelope {
        letterhead: slip.letterhead.clone(),
        parent_lines: Vec::new(),
        issuer_lines: name_lines(slip.issuer, parts.issuer.own),
        number: number(&parts.number.pattern, &slip.issuer.symbol),
        code,
        place_date: place_date(slip),
        kind: cased(wording::KIND, parts.title.kind),
        subject: subject.iter().map(|line| cased(line, parts.title.subject)).collect(),
        addressees: vec![slip.organization.name.clone()],
        signature: Signature {
            authority: Vec::new(),
            title: cased(wording::SIGNER, parts.signature.title),
            name: String::new(),
        },
        recipients: recipients(slip.letterhead, slip.issuer, &["Như trên".to_owned()]),
        draft: false,
        draft_mark: parts.draft.text.clone(),
        urgency: None,
    }
}

fn code(letterhead: &Letterhead, symbol: &str) -> String {
    let pattern = &letterhead.envelope.number.pattern;
    number(&pattern[pattern.find('{').unwrap_or(0)..], symbol)
}

/// A slip is of no kind that has an abbreviation: the separator goes with it.
fn number(pattern: &str, symbol: &str) -> String {
    let filled = pattern.replace("{kind}-", "").replace("{kind}/", "").replace("{kind}", "");
    filled.replace("{number}", NO_NUMBER).replace("{symbol}", symbol)
}

fn place_date(slip: &Slip<'_>) -> String {
    let pattern = slip.letterhead.envelope.date.pattern.replace("{place}", &slip.issuer.place);
    let year = wording::GAP;
    pattern.replace("{day}", wording::GAP).replace("{month}", wording::GAP).replace("{year}", year)
}
