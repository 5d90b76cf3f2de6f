use baocao_exporter::{Envelope, StyledLine, UnderMark, UnderMarkKind};
use serde::Serialize;

use crate::text;

/// Everything around the body of the letter.
#[derive(Debug, Serialize)]
pub struct EnvelopeView {
    pub national: LinesView,
    pub parent: Vec<String>,
    pub issuer: LinesView,
    pub number: String,
    /// A letter without a kind (công văn) has its subject under its number.
    pub subject_below_number: bool,
    pub kind: String,
    pub subject: LinesView,
    /// What the page's title is where the letter has no subject of its own; not shown.
    pub hidden_title: String,
    pub place_date: String,
    /// The date for programs; empty if it is none.
    pub date: String,
    pub draft: String,
    pub urgency: String,
    pub addressee: String,
    pub addressees: Vec<String>,
}

/// Lines with something under the last: a drawn line, characters or nothing.
#[derive(Debug, Default, Serialize)]
pub struct LinesView {
    pub lines: Vec<LineView>,
    pub mark: String,
}

#[derive(Debug, Serialize)]
pub struct LineView {
    pub text: String,
    pub ruled: bool,
}

/// Who signs, and who receives.
#[derive(Debug, Serialize)]
pub struct EndingView {
    pub authority: Vec<String>,
    pub title: String,
    pub name: String,
    pub recipients_heading: String,
    pub recipients: Vec<String>,
}

impl EnvelopeView {
    pub fn new(envelope: &Envelope, title: &str, date: &str) -> Self {
        let parts = &envelope.letterhead.envelope;
        let national: Vec<&str> = parts.national.lines.iter().map(|StyledLine { text, .. }| text.as_str()).collect();
        let subject: Vec<&str> = envelope.subject.iter().map(String::as_str).collect();
        let issuer: Vec<&str> = envelope.issuer_lines.iter().map(String::as_str).collect();
        let subject_below_number = envelope.kind.is_empty();
        let nothing = UnderMark { kind: UnderMarkKind::None, share: 0.0, text: String::new() };
        let under_subject = if subject_below_number { &nothing } else { &parts.title.under };
        let addressees = addressees(&envelope.addressees);
        Self {
            national: LinesView::new(&national, &parts.national.under),
            parent: cleaned(&envelope.parent_lines),
            issuer: LinesView::new(&issuer, &parts.issuer.under),
            number: text::clean(&envelope.number),
            subject_below_number,
            kind: text::clean(&envelope.kind),
            hidden_title: if subject_below_number && subject.is_empty() { text::clean(title) } else { String::new() },
            subject: LinesView::new(&subject, under_subject),
            place_date: text::clean(&envelope.place_date),
            date: if is_date(date) { date.to_owned() } else { String::new() },
            draft: if envelope.draft { text::clean(&envelope.draft_mark) } else { String::new() },
            urgency: text::clean(envelope.urgency.as_deref().unwrap_or_default()),
            addressee: if let [one] = addressees.as_slice() { one.clone() } else { String::new() },
            addressees: if addressees.len() > 1 { addressees } else { Vec::new() },
        }
    }
}

impl LinesView {
    fn new(lines: &[&str], under: &UnderMark) -> Self {
        let ruled = under.kind == UnderMarkKind::Line;
        let last = lines.len().saturating_sub(1);
        let views = lines.iter().enumerate();
        let mark = if under.kind == UnderMarkKind::Text && !lines.is_empty() { under.text.as_str() } else { "" };
        Self {
            lines: views.map(|(at, line)| LineView { text: text::clean(line), ruled: ruled && at == last }).collect(),
            mark: text::clean(mark),
        }
    }
}

impl EndingView {
    pub fn new(envelope: &Envelope) -> Self {
        let signature = &envelope.signature;
        let heading = &envelope.letterhead.envelope.recipients.heading.text;
        Self {
            authority: cleaned(&signature.authority),
            title: text::clean(&signature.title),
            name: text::clean(&signature.name),
            recipients_heading: text::clean(heading),
            recipients: cleaned(&envelope.recipients),
        }
    }
}

/// Several addressees stand in a list, each line with its mark; a single one stands as it is.
fn addressees(names: &[String]) -> Vec<String> {
    let last = names.len().saturating_sub(1);
    let marked = |(at, name): (usize, &String)| match (names.len(), at == last) {
        (1, _) => text::clean(name),
        (_, true) => format!("- {}.", text::clean(name)),
        (_, false) => format!("- {};", text::clean(name)),
    };
    names.iter().enumerate().map(marked).collect()
}

fn cleaned(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| text::clean(line)).collect()
}

fn is_date(date: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    date.len() == 10 && date.bytes().enumerate().all(shape)
}
