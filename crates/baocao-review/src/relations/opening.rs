//! The words and marks that open a list of parts.

use crate::language::{Family, Lexeme, LexemeKind, Quantity, read_unit};
use crate::reading::Parsed;

/// The words or the mark that open a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// `trong đó`: some of the parts, perhaps all.
    Within,
    /// `gồm`, `cụ thể`, `chia ra`: all parts.
    Made,
    /// An opening bracket after the total.
    Bracket,
    /// A colon after the total.
    Colon,
    /// `, có`: words that open a list only if the parts exclude each other.
    Loose,
}

pub const WITHIN: &[&str] = &["trong đó", "trong số đó", "trong số này"];
const MADE: &[&str] = &["bao gồm", "gồm có", "gồm", "cụ thể", "chia ra", "được chia thành"];

/// The opening that begins at a lexeme, and how many lexemes it takes.
pub fn opening(parsed: &Parsed, at: usize) -> Option<(Opening, usize)> {
    if !may_open(&parsed.lexemes[at]) {
        return None;
    }
    let starts = |list: &[&str]| list.iter().find(|phrase| parsed.phrase_at(at, phrase)).map(|p| p.split(' ').count());
    if let Some(length) = starts(WITHIN) {
        return Some((Opening::Within, length));
    }
    if let Some(length) = starts(MADE) {
        // `bao gồm` is found at its first word.
        let second = at > 0 && parsed.lexemes[at].word() == Some("gồm") && parsed.lexemes[at - 1].word() == Some("bao");
        return (!second).then_some((Opening::Made, length));
    }
    let lexeme = &parsed.lexemes[at];
    let figure_before = || {
        let reaches = |quantity: &Quantity| quantity.after == at || two_nouns(parsed, quantity, at);
        parsed.quantities.iter().any(|quantity| reaches(quantity) && quantity.is_level())
    };
    let worded = || WITHIN.iter().chain(MADE).any(|phrase| parsed.phrase_at(at + 1, phrase));
    if lexeme.is('(') && !worded() && figure_close_before(parsed, at) {
        return Some((Opening::Bracket, 1));
    }
    // `N hồ sơ, có a … và b …`; `Trong số N hồ sơ, số … là a và b …`.
    let comma = at > 1
        && parsed.lexemes[at - 1].is(',')
        && parsed
            .quantities
            .iter()
            .any(|quantity| quantity.after < at && at - 1 - quantity.after <= 4 && quantity.is_level());
    if comma
        && (lexeme.word() == Some("có")
            || lexeme.word() == Some("số") && parsed.has_phrase(at.saturating_sub(12)..at, "trong số"))
    {
        return Some((Opening::Loose, 1));
    }
    // `bằng hình thức khiển trách 17, cảnh cáo 6, …`.
    let by_form = at > 0 && ["bằng", "với"].iter().any(|word| parsed.lexemes[at - 1].word() == Some(word));
    if by_form && parsed.phrase_at(at, "hình thức") {
        return Some((Opening::Loose, 2));
    }
    if leads_degrees(parsed, at) {
        return Some((Opening::Loose, 1));
    }
    // The forms of discipline and of reward are told in full.
    let forms = at > 1 && parsed.phrase_at(at - 1, "thức");
    let with_forms = parsed.phrase_at(at, "hình thức") && !parsed.lexemes.get(at + 2).is_some_and(|next| next.is(':'));
    if lexeme.is(':') && forms || with_forms && at > 0 && parsed.phrase_at(at - 1, "các") {
        return Some((Opening::Made, if with_forms { 2 } else { 1 }));
    }
    (lexeme.is(':') && (figure_before() || names_dimension(parsed, at))).then_some((Opening::Colon, 1))
}

/// True for the words and marks that openings begin with; hardly any lexeme of a text is one.
fn may_open(lexeme: &Lexeme) -> bool {
    match &lexeme.kind {
        LexemeKind::Word(word) => {
            matches!(&**word, "trong" | "bao" | "gồm" | "cụ" | "chia" | "được" | "có" | "số" | "hình")
        }
        LexemeKind::Mark(mark) => matches!(mark, '(' | ':' | ','),
        _ => false,
    }
}

/// `32 chi bộ, đảng bộ:`: the figure counts two kinds of bodies.
fn two_nouns(parsed: &Parsed, quantity: &Quantity, at: usize) -> bool {
    let bodies = quantity.unit.family == Family::Bodies;
    let comma = parsed.lexemes.get(quantity.after).is_some_and(|lexeme| lexeme.is(','));
    bodies && comma && quantity.after + 1 < at && {
        let (unit, taken) = read_unit(&parsed.lexemes[quantity.after + 1..at]);
        unit.family == Family::Bodies && quantity.after + 1 + taken == at
    }
}

/// `tổng số 64 đơn vị, xuất sắc 20, …`; `Trong số 84 hồ sơ có 60 hồ sơ …`: the mark or the word right behind a total.
fn leads_degrees(parsed: &Parsed, at: usize) -> bool {
    let (comma, has) = (parsed.lexemes[at].is(','), parsed.lexemes[at].word() == Some("có"));
    if !comma && !has {
        return false;
    }
    // One in a sentence, and the first: a sentence made of totals is no list of degrees.
    let named = |quantity: &Quantity| {
        quantity.follows_phrase("tổng số")
            || quantity.follows_phrase("tổng số là")
            || has && quantity.follows_phrase("trong số")
    };
    let start = parsed.sentences[parsed.sentence_of(at)].start;
    let from = parsed.quantities.partition_point(|quantity| quantity.first < start);
    let total = parsed.quantities[from..].iter().take_while(|quantity| quantity.after <= at).find(|total| named(total));
    total.is_some_and(|total| total.after == at && total.is_level())
}

/// `42 cán bộ; trình độ chuyên môn: …`: a property that everybody has one value of.
fn names_dimension(parsed: &Parsed, at: usize) -> bool {
    let start = (0..at).rev().take(6).take_while(|index| parsed.lexemes[*index].word().is_some()).last().unwrap_or(at);
    ["trình độ chuyên môn", "trình độ đào tạo", "trình độ", "giới tính", "cơ cấu giới", "chia theo", "phân theo"]
        .iter()
        .any(|phrase| parsed.has_phrase(start..at, phrase))
}

/// True if a figure stands in the words before a bracket, with no other figure between.
fn figure_close_before(parsed: &Parsed, at: usize) -> bool {
    let last = parsed.quantities.iter().rev().find(|quantity| quantity.first < at);
    last.is_some_and(|quantity| {
        let between = quantity.after.min(at)..at;
        quantity.is_level()
            && between.len() <= 6
            && ![';', '.', ':', ')'].iter().any(|mark| parsed.has_mark(between.clone(), *mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexemes;

    #[test]
    fn every_opening_may_open() {
        for words in WITHIN.iter().chain(MADE).chain(&["có", "số", "hình thức", "(", ":", ","]) {
            assert!(may_open(&lexemes(words)[0]), "{words}");
        }
    }
}
