use super::authority_unknown::mark_of;
use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A deputy signs for someone and says for whom (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.b).
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let Some(conventions) = letter.conventions else { return Vec::new() };
    let title = letter.report.letter.signer.title.trim();
    let is_deputy = conventions.deputies.iter().any(|words| title.to_uppercase().starts_with(&**words));
    let may_sign = |text: &str| mark_of(text, conventions).is_none_or(|mark| mark.deputies);
    // A mark that is not known is told by its own rule.
    if !is_deputy || letter.authorities().any(may_sign) {
        return Vec::new();
    }
    let marks = conventions.authorities.iter().filter(|mark| mark.deputies);
    let known: Vec<_> = marks.map(|mark| format!("`{}` ({})", mark.mark, mark.meaning)).collect();
    let finding =
        EnvelopeFinding::warning("deputy-without-authority", EnvelopeFile::Report, "/letter/signer/authority");
    vec![finding.with("found", title).with("known", known.join(", "))]
}
