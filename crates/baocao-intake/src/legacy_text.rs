//! Vietnamese text in the encodings from before Unicode: TCVN3 (ABC, fonts `.VnTime`) and VNI (fonts `VNI-Times`).
//!
//! Such text reaches us as Latin-1 characters: `C«ng ®oµn`, `Coâng ñoaøn`. It is converted only when every word comes out
//! as a Vietnamese syllable and the text as it stands cannot be meant; correct Vietnamese text is never touched.

use std::borrow::Cow;

use baocao_model::Finding;

use crate::Source;
use crate::syllable::is_syllable;

/// How sure we must be; a word gives up to three points.
const ENOUGH: u32 = 3;

/// The encoding that a text was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993, also called ABC.
    Tcvn3,
    /// VNI for Windows.
    Vni,
}

impl Legacy {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }
}

/// Converts a line of legacy text; none if it is anything else.
pub fn convert(line: &str) -> Option<(Legacy, String)> {
    if !line.chars().any(|c| ('\u{a1}'..='\u{ff}').contains(&c)) || line.chars().any(is_unicode_vietnamese) {
        return None;
    }
    let candidates = [(Legacy::Tcvn3, decode(line, tcvn3_word)), (Legacy::Vni, decode(line, vni_word))];
    let best = candidates.into_iter().filter_map(|(name, decoded)| decoded.map(|(text, points)| (name, text, points)));
    let mut best: Vec<_> = best.filter(|(.., points)| *points >= ENOUGH).collect();
    best.sort_by_key(|(.., points)| std::cmp::Reverse(*points));
    match &best[..] {
        [first, second, ..] if first.2 == second.2 => None,
        [(name, text, _), ..] => Some((*name, text.clone())),
        [] => None,
    }
}

/// Converts the legacy lines of a text.
pub fn convert_lines(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.lines().any(|line| convert(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let content = line.trim_end_matches(['\n', '\r']);
        convert(content).map_or_else(|| line.to_owned(), |(_, converted)| converted + &line[content.len()..])
    });
    Cow::Owned(lines.collect())
}

/// A note for each line of a file that holds legacy text.
pub fn notes(source: &Source) -> Vec<Finding> {
    let mut notes = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        if let Some((encoding, after)) = convert(line.trim_end()) {
            notes.push(note(source.place(&(start..start + line.trim_end().len())), encoding, line.trim(), &after));
        }
        start += line.len();
    }
    notes
}

/// The note that a text was converted.
pub fn note(place: baocao_model::Place, encoding: Legacy, before: &str, after: &str) -> Finding {
    let finding = Finding::note("legacy-text", place).with("encoding", encoding.name());
    finding.with("before", shortened(before.trim())).with("after", shortened(after.trim()))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Letters that only Unicode text has. A text with one of them is not in a legacy encoding.
pub fn is_unicode_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ')
        || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
        || ('\u{300}'..='\u{323}').contains(&c)
}

/// Letters between U+00A1 and U+00FF that Vietnamese Unicode text has.
fn is_vietnamese_latin1(c: char) -> bool {
    "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".contains(c)
}

/// Decodes all words; none if one does not come out right. Says how much speaks for the encoding.
fn decode(line: &str, word: fn(&str) -> Option<String>) -> Option<(String, u32)> {
    let mut text = String::with_capacity(line.len());
    let mut points = 0;
    let tokens = tokens(line);
    let has_quotes = tokens.contains(&"»");
    for token in tokens {
        if token.is_ascii() {
            text.push_str(token);
            continue;
        }
        let decoded = word(token);
        if !token.chars().any(|c| c.is_ascii_alphabetic()) {
            // A word of marked letters alone, or signs such as guillemets.
            let decoded = decoded.filter(|decoded| is_syllable(decoded) && !is_sign(token, has_quotes));
            points += decoded.as_ref().map_or(0, |_| evidence(token));
            text.push_str(decoded.as_deref().unwrap_or(token));
            continue;
        }
        let decoded = decoded?;
        let decoded = if is_shouted(token) { decoded.to_uppercase() } else { decoded };
        if is_abbreviation(token, &decoded) {
            text.push_str(&decoded);
            continue;
        }
        if !is_syllable(&decoded) {
            return None;
        }
        points += evidence(token);
        text.push_str(&decoded);
    }
    Some((text, points))
}

/// True for letters and for what legacy encodings use as letters; neither uses signs such as `²` and `°`.
fn of_word(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{a1}'..='\u{ff}').contains(&c) && !"¯°±²³´º¿".contains(c)
}

/// Runs of letters and of the characters that legacy encodings use for letters, and what stands between them.
fn tokens(line: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let (mut start, mut within) = (0, None);
    for (at, c) in line.char_indices() {
        if within.is_some_and(|within| within != of_word(c)) {
            tokens.push(&line[start..at]);
            start = at;
        }
        within = Some(of_word(c));
    }
    tokens.push(&line[start..]);
    tokens
}

/// A single character that is no letter stands for itself. TCVN3's `ô` is a word too, and an opening quotation mark.
fn is_sign(token: &str, has_quotes: bool) -> bool {
    if token == "«" {
        return has_quotes;
    }
    let mut characters = token.chars();
    let first = characters.next();
    characters.next().is_none() && first.is_some_and(|c| c < '\u{c0}' || matches!(c, '×' | '÷'))
}

/// Fonts of capitals show small codes as capitals, so a word whose plain letters are capitals is all capitals.
fn is_shouted(token: &str) -> bool {
    let plain: Vec<_> = token.chars().filter(char::is_ascii_alphabetic).collect();
    plain.len() >= 2 && plain.iter().all(char::is_ascii_uppercase)
}

/// `L§L§`: capitals without a vowel between them spell a name's first letters.
fn is_abbreviation(token: &str, decoded: &str) -> bool {
    let marked = token.chars().filter(|c| !c.is_ascii());
    decoded.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ') && marked.clone().all(|c| matches!(c, '§' | 'Ñ' | '®'))
}

/// How unlikely it is that a word is meant as it stands.
fn evidence(token: &str) -> u32 {
    if is_syllable(token) {
        return 0;
    }
    let characters: Vec<char> = token.chars().collect();
    let of_pairs = characters
        .windows(2)
        .filter(|pair| matches!(pair, ['a' | 'e' | 'o' | 'A' | 'E' | 'O', mark] if "âêÂÊ".contains(*mark)));
    let mut points = if of_pairs.count() > 0 { 3 } else { 0 };
    for (at, c) in characters.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        points += match c {
            // These start or follow numbers and units in ordinary text.
            '·' | 'µ' | '®' | '§' | '©' if at == 0 => 1,
            '·' | 'µ' | '»' | '¹' | 'ª' if at + 1 == characters.len() => 1,
            '·' | 'µ' => 2,
            '\u{a1}'..='\u{bf}' | '×' | '÷' => 3,
            c if is_vietnamese_latin1(*c) => 1,
            _ => 2,
        };
    }
    points.min(3)
}

/// TCVN3 has one character for each letter with its tone.
fn tcvn3_word(token: &str) -> Option<String> {
    const FROM: &str = "¡¢£¤¥¦§¨©ª«¬\u{ad}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
    const INTO: &str = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    let letter = |c: char| {
        if c.is_ascii() {
            Some(c)
        } else {
            FROM.chars().zip(INTO.chars()).find(|(from, _)| *from == c).map(|(_, to)| to)
        }
    };
    token.chars().map(letter).collect()
}

/// VNI writes a plain letter and then its marks; a few letters stand alone.
fn vni_word(token: &str) -> Option<String> {
    let mut word = String::new();
    let mut characters = token.chars().peekable();
    while let Some(c) = characters.next() {
        let mark = characters.peek().copied().and_then(|mark| vni_marked(c, mark));
        match mark {
            Some(letter) => {
                word.push(letter);
                characters.next();
            }
            None if c.is_ascii() => word.push(c),
            None => word.push(vni_alone(c)?),
        }
    }
    Some(word)
}

fn vni_alone(c: char) -> Option<char> {
    const FROM: &str = "ñÑìíæóòîÌÍÆÓÒÎôÔöÖ";
    const INTO: &str = "đĐìíỉĩịỵÌÍỈĨỊỴơƠưƯ";
    FROM.chars().zip(INTO.chars()).find(|(from, _)| *from == c).map(|(_, to)| to)
}

fn vni_marked(letter: char, mark: char) -> Option<char> {
    const MARKS: &str = "øùûõïâàáåãäêèéúüë";
    const ROWS: [(char, &str); 7] = [
        ('a', "àáảãạâầấẩẫậăằắẳẵặ"),
        ('e', "èéẻẽẹêềếểễệ"),
        ('o', "òóỏõọôồốổỗộ"),
        ('u', "ùúủũụ"),
        ('ô', "ờớởỡợ"),
        ('ö', "ừứửữự"),
        ('y', "ỳýỷỹ"),
    ];
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let at = MARKS.chars().position(|known| known == lower(mark))?;
    let (_, row) = ROWS.iter().find(|(of, _)| *of == lower(letter))?;
    let marked = row.chars().nth(at)?;
    if letter.is_uppercase() { marked.to_uppercase().next() } else { Some(marked) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str) -> Option<(&'static str, String)> {
        convert(text).map(|(encoding, text)| (encoding.name(), text))
    }

    #[test]
    fn legacy_text_is_converted() {
        let tcvn3 = [
            ("C«ng ®oµn c¬ së", "Công đoàn cơ sở"),
            ("§¹i héi c«ng ®oµn c¸c cÊp", "Đại hội công đoàn các cấp"),
            ("®· thùc hiÖn ë c¸c cÊp", "đã thực hiện ở các cấp"),
            ("« t« cña c«ng ®oµn, 20 m²", "ô tô của công đoàn, 20 m²"),
            ("« C«ng ®oµn »", "« Công đoàn »"),
            ("L§L§ tØnh Lai Ch©u", "LĐLĐ tỉnh Lai Châu"),
            ("B¸O C¸O ho¹t ®éng quý III", "BÁO CÁO hoạt động quý III"),
            ("ng\u{ad}êi lao ®éng, 25 ng\u{ad}êi", "người lao động, 25 người"),
        ];
        for (before, after) in tcvn3 {
            assert_eq!(converted(before), Some(("TCVN3 (ABC)", after.to_owned())));
        }
        let vni = [
            ("Coâng ñoaøn cô sôû", "Công đoàn cơ sở"),
            ("Ñaïi hoäi coâng ñoaøn caùc caáp", "Đại hội công đoàn các cấp"),
            ("BAÙO CAÙO hoaït ñoäng", "BÁO CÁO hoạt động"),
            ("Ngöôøi lao ñoäng ñöôïc khen thöôûng", "Người lao động được khen thưởng"),
        ];
        for (before, after) in vni {
            assert_eq!(converted(before), Some(("VNI", after.to_owned())));
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        let others = [
            "Công đoàn cơ sở",
            "Công tác",
            "tôi hoà bình",
            "Cộng",
            "Quý III",
            "hoà",
            "có mô hình",
            "Ð",
            "LÐLÐ tỉnh",
            "5 m²",
            "20 °C",
            "5 µm",
            "© 2023",
            "Windows® 11",
            "café",
            "naïve",
            "Zürich",
            "Señor",
            "façade",
            "Bø",
            "Noël",
            "São Paulo",
            "« Công tác »",
            "±5",
            "®·",
            "à la carte",
            "ê ô",
            "½",
            "N·m",
            "§ 5 GmbH",
            "Tromsø",
            "Thaï",
            "Où est la Haïtienne",
            "",
            "Kế hoạch số 5 – “tốt”",
            "3 × 4",
            "ô tô",
            "cá nhân",
            "Tháng này có mưa",
        ];
        for text in others {
            assert_eq!(converted(text), None, "{text}");
        }
    }

    #[test]
    fn every_line_is_judged_by_itself() {
        let text = "# Công tác\r\nC«ng ®oµn {{so a.b.c}}\nKết thúc";
        assert_eq!(convert_lines(text), "# Công tác\r\nCông đoàn {{so a.b.c}}\nKết thúc");
    }
}
