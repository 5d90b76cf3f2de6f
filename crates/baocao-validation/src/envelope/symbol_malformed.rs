use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// The body's part of the symbol is capitals, digits and hyphens. The program adds number and kind.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let (symbol, file, pointer) = letter.symbol();
    if symbol.trim().is_empty() {
        return vec![no_symbol(file, pointer)];
    }
    let kind = &letter.form.kind;
    let without_kind = symbol.strip_prefix(&**kind).filter(|_| !kind.is_empty());
    let without_kind = without_kind.and_then(|rest| rest.strip_prefix(['-', '/']));
    let without_number = symbol.rsplit(['/', ' ']).next().filter(|_| symbol.contains(['/', ' ']));
    let fits = symbol.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-');
    if fits && without_kind.is_none() {
        return Vec::new();
    }
    let body = without_kind.or(without_number).map_or_else(|| symbol.to_uppercase(), str::to_uppercase);
    vec![EnvelopeFinding::error("symbol-malformed", file, pointer).expected_and_found(body, symbol)]
}

fn no_symbol(file: EnvelopeFile, pointer: &str) -> EnvelopeFinding {
    EnvelopeFinding::error("no-symbol", file, pointer)
}
