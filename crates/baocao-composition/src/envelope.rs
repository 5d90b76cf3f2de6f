use baocao_document::{Envelope, Letterhead, Signature, TextStyle};
use baocao_model::{Date, LetterNumber, Organization};

use crate::Input;
use crate::numbering::headings;

/// What stands for a number that the registry has not given yet.
///
/// The spaces do not collapse: someone writes the number into the gap.
pub const NO_NUMBER: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// Everything around the body of the letter.
pub fn envelope(input: &Input<'_>) -> Envelope {
    let parts = &input.letterhead.envelope;
    let letter = &input.report.letter;
    let code = code(input);
    Envelope {
        letterhead: Letterhead { headings: headings(input), ..input.letterhead.clone() },
        parent_lines: input.parent.map_or_else(Vec::new, |parent| name_lines(parent, parts.issuer.parent)),
        issuer_lines: name_lines(input.organization, parts.issuer.own),
        number: number_line(input),
        code,
        place_date: place_date(input),
        kind: cased(&input.form.kind_name, parts.title.kind),
        subject: subject(input).iter().map(|line| cased(line, parts.title.subject)).collect(),
        addressees: letter.addressees.clone(),
        signature: Signature {
            authority: letter.signer.authority.iter().map(|line| cased(line, parts.signature.authority)).collect(),
            title: cased(&letter.signer.title, parts.signature.title),
            name: cased(&letter.signer.name, parts.signature.name),
        },
        recipients: recipients(input.letterhead, input.organization, &letter.recipients),
        draft: input.draft,
        draft_mark: parts.draft.text.clone(),
        urgency: letter.urgency.clone(),
    }
}

/// The subject line by line: the report's own, else the form's.
pub fn subject(input: &Input<'_>) -> Vec<String> {
    let own = &*input.report.letter.subject;
    let lines = match (input.subject, own) {
        ([], []) => &input.form.subject,
        ([], own) => own,
        (given, _) => given,
    };
    lines.iter().map(|line| filled(line, input)).collect()
}

/// Fills `{period}` and `{next_period}` in.
pub fn filled(text: &str, input: &Input<'_>) -> String {
    let period = input.report.period;
    text.replace("{period}", &period.words()).replace("{next_period}", &period.next().words())
}

/// The line in brackets under an annex's title that says which letter it belongs to.
pub fn annex_reference(input: &Input<'_>) -> String {
    let date = input.report.letter.date;
    let zero_to = input.letterhead.envelope.date.zero_months_to;
    let (day, month) = day_and_month(date, zero_to);
    let kind = if input.form.kind_name.is_empty() { "Công văn" } else { &input.form.kind_name };
    let name = &input.organization.name;
    format!("(Kèm theo {kind} số {} ngày {day} tháng {month} năm {} của {name})", code(input), date.year())
}

fn number_line(input: &Input<'_>) -> String {
    filled_number(&input.letterhead.envelope.number.pattern, input)
}

/// The number with its symbol, as other letters cite it: the pattern from its first slot on.
fn code(input: &Input<'_>) -> String {
    let pattern = &input.letterhead.envelope.number.pattern;
    let start = pattern.find('{').unwrap_or(0);
    filled_number(&pattern[start..], input)
}

fn filled_number(pattern: &str, input: &Input<'_>) -> String {
    let digits = usize::from(input.letterhead.envelope.number.digits);
    let number = match &input.report.letter.number {
        Some(LetterNumber::Plain(number)) => format!("{number:0digits$}"),
        Some(LetterNumber::Lettered(text)) => text.clone(),
        None => NO_NUMBER.to_owned(),
    };
    let symbol = input.report.letter.symbol.as_ref().unwrap_or(&input.organization.symbol);
    let filled = pattern.replace("{number}", &number).replace("{symbol}", symbol);
    if input.form.kind.is_empty() {
        // A công văn has no abbreviation: the separator goes with it.
        return filled.replace("{kind}-", "").replace("{kind}/", "");
    }
    filled.replace("{kind}", &input.form.kind)
}

fn place_date(input: &Input<'_>) -> String {
    let parts = &input.letterhead.envelope.date;
    let date = input.report.letter.date;
    let (day, month) = day_and_month(date, parts.zero_months_to);
    let place = input.report.letter.place.as_ref().unwrap_or(&input.organization.place);
    parts
        .pattern
        .replace("{place}", place)
        .replace("{day}", &day)
        .replace("{month}", &month)
        .replace("{year}", &date.year().to_string())
}

fn day_and_month(date: Date, zero_months_to: u8) -> (String, String) {
    let month = date.month().unsigned_abs();
    let month = if month <= zero_months_to { format!("{month:02}") } else { month.to_string() };
    (format!("{:02}", date.day()), month)
}

/// A body's name as heads print it.
pub fn name_lines(organization: &Organization, style: TextStyle) -> Vec<String> {
    if organization.heading.is_empty() {
        return vec![cased(&organization.name, style)];
    }
    organization.heading.iter().map(|line| cased(line, style)).collect()
}

/// Each recipient with dash and mark, then the archive: `- Tỉnh ủy;` … `- Lưu: VT.` The organisation may say where it
/// keeps its copy.
pub fn recipients(letterhead: &Letterhead, organization: &Organization, named: &[String]) -> Vec<String> {
    let parts = &letterhead.envelope.recipients;
    let line = |text: &str, mark: &str| format!("{}{}{mark}", parts.dash, text.trim_end_matches([';', ',', '.', ' ']));
    let named = named.iter().map(|recipient| line(recipient, &parts.separator));
    let archive = organization.archive.as_ref().unwrap_or(&parts.archive);
    named.chain([line(archive, ".")]).collect()
}

/// In capitals where the style asks for them.
pub fn cased(text: &str, style: TextStyle) -> String {
    if style.caps { text.to_uppercase() } else { text.to_owned() }
}
