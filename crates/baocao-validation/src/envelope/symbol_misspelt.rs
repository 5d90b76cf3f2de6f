use super::{EnvelopeFile, EnvelopeFinding, Letter};

/// A symbol that differs from the right one by `D` for `Đ` alone is a slip: typists and scanners lose the stroke. The
/// letter's own symbol is held against the organisation's, that against the first letters of the organisation's name.
pub fn findings(letter: &Letter<'_>) -> Vec<EnvelopeFinding> {
    let own = &*letter.organization.symbol;
    let initials = initials(&letter.organization.name);
    let of_letter = letter.report.letter.symbol.iter().flat_map(|symbol| symbol.split('-'));
    let of_letter = of_letter.filter(|part| is_slip(part, own)).map(|part| {
        let finding = EnvelopeFinding::error("symbol-misspelt", EnvelopeFile::Report, "/letter/symbol");
        finding.expected_and_found(own, part)
    });
    let right: String = initials.chars().take(own.chars().count()).collect();
    let of_body = is_slip(own, &right).then(|| {
        let finding = EnvelopeFinding::error("symbol-misspelt", EnvelopeFile::Organization, "/symbol");
        finding.expected_and_found(&right, own)
    });
    of_letter.chain(of_body).collect()
}

/// True if the two differ, but only in strokes through the letter D.
fn is_slip(written: &str, right: &str) -> bool {
    let bare = |text: &str| text.to_uppercase().replace('Đ', "D");
    written.to_uppercase() != right.to_uppercase() && bare(written) == bare(right)
}

/// The first letters of all words, as symbols write them: without tone marks, `Tỉnh ủy` as `TU`.
fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter_map(|word| word.chars().next());
    words.flat_map(char::to_uppercase).map(plain_vowel).collect()
}

fn plain_vowel(c: char) -> char {
    match c {
        'Á' | 'À' | 'Ả' | 'Ạ' | 'Ă' | 'Â' | 'Ấ' | 'Ẩ' => 'A',
        'É' | 'È' | 'Ê' | 'Ế' => 'E',
        'Í' | 'Ỉ' | 'Ị' => 'I',
        'Ó' | 'Ổ' | 'Ô' | 'Ơ' | 'Ố' => 'O',
        'Ú' | 'Ủ' | 'Ụ' | 'Ư' | 'Ứ' | 'Ử' => 'U',
        'Ý' | 'Ỷ' => 'Y',
        other => other,
    }
}
