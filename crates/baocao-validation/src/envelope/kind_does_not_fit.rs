use baocao_model::nearest;

use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// The kind's abbreviation in the symbol is one that the rules of form have, and it stands for the kind's name.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let Some(conventions) = letter.conventions else { return Vec::new() };
    let (kind, name) = (&*letter.form.kind, letter.form.kind_name.to_lowercase());
    if kind.is_empty() {
        let expected = conventions.plain_letter.iter();
        return expected.map(|expected| unknown(kind).with("nearest", expected)).collect();
    }
    let Some(names) = conventions.kinds.get(kind) else {
        let by_name =
            conventions.kinds.iter().find(|(_, names)| names.iter().any(|known| known.to_lowercase() == name));
        let likely = by_name.map(|(kind, _)| &**kind);
        let likely = likely.or_else(|| nearest(kind, conventions.kinds.keys().map(String::as_str)));
        return vec![match likely {
            Some(likely) => unknown(kind).with("nearest", likely),
            None => unknown(kind),
        }];
    };
    if names.iter().any(|known| name.starts_with(&known.to_lowercase())) {
        return Vec::new();
    }
    let finding = EnvelopeFinding::error("kind-name-differs", EnvelopeFile::Form, "/kind").with("kind", kind);
    vec![finding.expected_and_found(names.join(", "), &letter.form.kind_name)]
}

fn unknown(kind: &str) -> EnvelopeFinding {
    EnvelopeFinding::warning("kind-unknown", EnvelopeFile::Form, "/kind").with("kind", kind)
}
