//! Words without case, marks and spaces, to recognise them however they are typed.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Capitals without marks, one space between words: `Nơi nhận:` becomes `NOI NHAN:`.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'Đ' | 'đ' | 'Ð' => 'D',
            '–' | '—' | '‑' => '-',
            other => other,
        })
        .flat_map(char::to_uppercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters and digits alone.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// True if there are letters and all of them are capitals.
pub fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// The text with the tone of `hoà`, `uỷ` where today's spelling has it: both are read alike.
pub fn tone_moved(text: &str) -> String {
    const PAIRS: [(&str, &str); 24] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("uỷ", "ủy"),
        ("uý", "úy"),
        ("uỳ", "ùy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
        ("oẻ", "ỏe"),
        ("oé", "óe"),
        ("OÀ", "ÒA"),
        ("OÁ", "ÓA"),
        ("OẢ", "ỎA"),
        ("OÃ", "ÕA"),
        ("OẠ", "ỌA"),
        ("UỶ", "ỦY"),
        ("UÝ", "ÚY"),
        ("UỲ", "ÙY"),
        ("UỸ", "ŨY"),
        ("UỴ", "ỤY"),
        ("OẺ", "ỎE"),
        ("OÉ", "ÓE"),
    ];
    PAIRS.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
}
