/// The number of a document: `195-KH/ĐUK`, `1500b/KL-TLĐ`, `145/2020/NĐ-CP`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentCode {
    /// The number with its letter, without leading zeros.
    pub number: String,
    /// The symbol without spaces: `KH/ĐUK`.
    pub symbol: String,
    /// The part of the symbol that says the kind of document, if it is a known one.
    pub kind: Option<&'static str>,
    /// True if the sign between number and symbol is missing.
    pub unjoined: bool,
}

/// Kinds of documents: the words, and the abbreviations that symbols use for them (decree 30/2020, annex III, and Party usage).
pub const KINDS: &[(&str, &[&str])] = &[
    ("nghị quyết", &["NQ", "NQLT"]),
    ("quyết định", &["QĐ"]),
    ("quy định", &["QĐ", "QyĐ", "QyĐi", "QĐi"]),
    ("quy chế", &["QC", "QCPH"]),
    ("chỉ thị", &["CT"]),
    ("kết luận", &["KL"]),
    ("kế hoạch", &["KH", "KHLT", "KHPH"]),
    ("hướng dẫn", &["HD", "HDLT"]),
    ("chương trình", &["CTr", "CT", "CTrHĐ", "CTHĐ", "CTPH", "CTrPH"]),
    ("thông báo", &["TB", "TBKL"]),
    ("thông tri", &["TT", "TTr"]),
    ("thông tư", &["TT", "TTLT"]),
    ("báo cáo", &["BC"]),
    ("công văn", &["CV"]),
    ("tờ trình", &["TTr"]),
    ("đề án", &["ĐA"]),
    ("phương án", &["PA"]),
    ("công điện", &["CĐ"]),
    ("nghị định", &["NĐ"]),
    ("quy trình", &["QTr", "QT"]),
];

/// The kind that a part of a symbol stands for.
fn kind_of(part: &str) -> Option<&'static str> {
    KINDS.iter().flat_map(|(_, symbols)| symbols.iter()).find(|symbol| **symbol == part).copied()
}

/// Reads a document number at the beginning of a text; says how many bytes it takes.
///
/// `announced` says that the word `số` stands before it; then a missing sign is forgiven.
pub fn read(text: &str, announced: bool) -> Option<(DocumentCode, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let mut at = digits;
    if let Some(letter) = text[at..].chars().next().filter(|c| c.is_lowercase())
        && !text[at + letter.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric)
    {
        at += letter.len_utf8();
    }
    let number = text[..at].trim_start_matches('0').to_owned();
    let (joined, start) = skip_sign(&text[at..])?;
    let unjoined = !joined;
    if unjoined && !announced {
        return None;
    }
    let (symbol, length) = symbol(&text[at + start..])?;
    let kind = symbol.split(['/', '-']).find_map(kind_of);
    let parted = symbol.contains(['/', '-']);
    let sure = parted && (kind.is_some() || announced) || announced && kind.is_some() && joined;
    (sure && (joined || kind.is_some() && parted)).then_some(())?;
    Some((DocumentCode { number, symbol, kind, unjoined }, at + start + length))
}

/// The sign between number and symbol with the spaces around it.
fn skip_sign(text: &str) -> Option<(bool, usize)> {
    let trimmed = text.trim_start_matches([' ', '\u{a0}']);
    let spaces = text.len() - trimmed.len();
    match trimmed.chars().next()? {
        '-' | '/' | '–' => {
            let sign = trimmed.chars().next()?.len_utf8();
            let after = &trimmed[sign..];
            let more = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
            (spaces <= 1 && more <= 1).then_some((true, spaces + sign + more))
        }
        c if spaces > 0 && c.is_uppercase() => Some((false, spaces)),
        _ => None,
    }
}

/// A symbol of letters joined by `/` and `-`, perhaps after a year.
fn symbol(text: &str) -> Option<(String, usize)> {
    let mut symbol = String::new();
    let mut at = 0;
    if text.bytes().take_while(u8::is_ascii_digit).count() == 4 && text[4..].starts_with('/') {
        symbol.push_str(&text[..5]);
        at = 5;
    }
    let mut letters = 0;
    loop {
        let part: String = text[at..].chars().take_while(|c| c.is_alphanumeric()).collect();
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        if part.is_empty()
            || !part.starts_with(|c: char| c.is_uppercase())
            || part.chars().count() > 14
            || capitals == 0
        {
            break;
        }
        letters += part.chars().count();
        symbol.push_str(&part);
        at += part.len();
        let Some(sign) = text[at..].chars().next().filter(|c| matches!(c, '/' | '-' | '&')) else {
            return (letters >= 2).then_some((symbol, at));
        };
        let after = &text[at + 1..];
        let spaces = after.len() - after.trim_start_matches(' ').len();
        let goes_on = after.trim_start_matches(' ').chars().next().is_some_and(char::is_uppercase);
        if spaces > 1 || !goes_on {
            return (letters >= 2).then_some((symbol, at));
        }
        symbol.push(sign);
        at += 1 + spaces;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_recognised() {
        let cases = [
            ("195-KH/ĐUK, ngày", "195", "KH/ĐUK", Some("KH")),
            ("1500b/KL-TLĐ ngày", "1500b", "KL-TLĐ", Some("KL")),
            ("145/2020/NĐ-CP của", "145", "2020/NĐ-CP", Some("NĐ")),
            ("105/2020/NĐ- CP của", "105", "2020/NĐ-CP", Some("NĐ")),
            ("01- KL/TW, ngày", "1", "KL/TW", Some("KL")),
            ("26/CT-TTg,", "26", "CT-TTg", Some("CT")),
        ];
        for (text, number, symbol, kind) in cases {
            let (code, _) = read(text, false).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((code.number.as_str(), code.symbol.as_str(), code.kind), (number, symbol, kind), "{text}");
        }
        assert!(read("378  QĐ/BTCTU", true).unwrap().0.unjoined);
        for no in ["115/116 ha", "2017-2022", "5 CĐCS", "12-7", "30 tạ/ha", "19 - Covid"] {
            assert!(read(no, false).is_none(), "{no}");
        }
    }
}
