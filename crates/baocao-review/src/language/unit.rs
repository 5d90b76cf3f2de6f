use std::borrow::Cow;

use super::document_code::KINDS as DOCUMENT_KINDS;
use super::lexer::{Lexeme, LexemeKind};
use super::unit_words::{BODIES, CASES, PEOPLE, PLACES, STOPS, TIMES};

/// What a figure counts: the noun phrase after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit<'t> {
    /// Its words, in small letters.
    pub words: Vec<Cow<'t, str>>,
    /// The family it belongs to; figures of one family may be added.
    pub family: Family<'t>,
}

/// Families of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Family<'t> {
    /// No noun follows the figure.
    #[default]
    None,
    /// People, by whatever word.
    People,
    /// Bodies of a Party, a union or the state.
    Bodies,
    /// Cases of something that only the sentence names: `trường hợp`.
    Cases,
    /// Money in đồng.
    Money,
    /// A length of time.
    Duration,
    /// Something for each of something else: `tạ/ha`, `đ/người/tháng`.
    Rate,
    /// Any other noun, by its first word.
    Other(Cow<'t, str>),
}

/// Reads the noun phrase that begins at a lexeme; says how many lexemes it takes.
pub fn read<'t>(lexemes: &[Lexeme<'t>]) -> (Unit<'t>, usize) {
    let mut words: Vec<Cow<'t, str>> = Vec::new();
    let mut taken = 0;
    while let Some(lexeme) = lexemes.get(taken) {
        let LexemeKind::Word(kept) = &lexeme.kind else { break };
        let word = &**kept;
        if words.len() == 6 || STOPS.contains(&word) || tells_when(word, lexemes.get(taken + 1)) {
            break;
        }
        words.push(kept.clone());
        taken += 1;
        // `chi, đảng bộ cơ sở` and `tạ/ha`.
        if words.len() == 1 && word == "chi" && lexemes.get(taken).is_some_and(|mark| mark.is(',')) {
            taken += 1;
        }
        if words.len() <= 2
            && lexemes.get(taken).is_some_and(|mark| mark.is('/'))
            && lexemes.get(taken + 1).is_some_and(|next| follows_slash(word, next, lexemes.get(taken + 2)))
        {
            let abbreviation = word == "đ" && lexemes[taken + 1].word() == Some("c");
            if !abbreviation {
                return (Unit { words, family: Family::Rate }, taken + 2);
            }
            taken += 1;
        }
    }
    let family = family(&words);
    (Unit { words, family }, taken)
}

/// `310 đầu nhiệm kỳ`: the words after the figure say when, not what.
fn tells_when(word: &str, next: Option<&Lexeme>) -> bool {
    let time = matches!(next.and_then(Lexeme::word), Some("nhiệm" | "năm" | "kỳ" | "tháng" | "quý" | "khóa"));
    matches!(word, "đầu" | "cuối" | "giữa") && time
}

/// `tạ/ha`, `đồng/3 tháng`; but `105 đảng viên/100 đảng viên` and `7 tỷ đồng/9 tỷ đồng` are no rates.
fn follows_slash(unit: &str, next: &Lexeme, then: Option<&Lexeme>) -> bool {
    let money = matches!(unit, "đồng" | "đ");
    let of_money = matches!(then.and_then(Lexeme::word), Some("tỷ" | "tỉ" | "triệu" | "nghìn" | "ngàn" | "đồng" | "đ"));
    next.word().is_some() || money && !of_money && matches!(next.kind, LexemeKind::Number(_))
}

fn family<'t>(words: &[Cow<'t, str>]) -> Family<'t> {
    let Some(first) = words.first() else { return Family::None };
    let starts = |list: &[&str]| list.iter().any(|name| begin_with(words, name));
    if starts(&["đồng chí"]) {
        return Family::People;
    }
    if matches!(&**first, "đồng" | "đ" | "vnđ" | "vnd") {
        return Family::Money;
    }
    // `tổ chức đảng` are bodies, `tổ công đoàn` is a word of its own.
    // `cộng tác viên`, `y sĩ`: words of two or three syllables that name people by the last.
    let person = |at: usize| words.get(at).is_some_and(|word| matches!(&**word, "viên" | "sĩ" | "sỹ"));
    const OF_THREE: &[&str] = &["tác", "cáo", "giải", "truyền", "tra", "tập", "dẫn", "cứu", "dạy", "vận"];
    let of_three = person(2) && OF_THREE.contains(&&*words[1]);
    if starts(PEOPLE) || first != "công" && person(1) || of_three {
        return Family::People;
    }
    if starts(BODIES) {
        return Family::Bodies;
    }
    if starts(CASES) {
        return Family::Cases;
    }
    if starts(TIMES) {
        return Family::Duration;
    }
    Family::Other(first.clone())
}

/// True if words begin with those of a name.
fn begin_with(words: &[Cow<'_, str>], name: &str) -> bool {
    let mut rest = name;
    for word in words {
        let Some(after) = rest.strip_prefix(&**word) else { return false };
        let Some(next) = after.strip_prefix(' ') else { return after.is_empty() };
        rest = next;
    }
    false
}

impl Unit<'_> {
    /// True if a figure of the other unit may be part of a figure of this one.
    pub fn covers(&self, part: &Unit<'_>) -> bool {
        use Family::{Bodies, Cases, Duration, Money, None, Other, People, Rate};
        match (&self.family, &part.family) {
            (Rate | Duration, _) | (_, Rate | Duration) => false,
            (None, None) => true,
            (None, Money) | (Money, None) => false,
            (None, _) | (_, None) => true,
            (Cases, People | Bodies) | (People | Bodies, Cases) => true,
            (Other(a), Other(b)) => {
                a == b
                    || self.stands_for(part)
                    || part.stands_for(self)
                    || self.abbreviates(part)
                    || part.abbreviates(self)
            }
            (Bodies, Other(_)) => self.stands_for(part) || self.abbreviates(part) || part.abbreviates(self),
            (Other(_), Bodies) => part.stands_for(self) || self.abbreviates(part) || part.abbreviates(self),
            (Other(_), Cases) | (Cases, Other(_)) => false,
            (a, b) => a == b,
        }
    }

    /// True for `đơn vị` and the like, which count bodies and places of every name.
    fn stands_for(&self, other: &Unit<'_>) -> bool {
        let [first, second, ..] = self.words.as_slice() else { return false };
        match (&**first, &**second) {
            ("văn", "bản") => DOCUMENT_KINDS.iter().any(|(name, _)| begin_with(&other.words, name)),
            ("đơn", "vị") | ("cơ", "quan") | ("địa", "phương") | ("tổ", "chức") => {
                other.words.first().is_some_and(|word| PLACES.contains(&&**word))
            }
            _ => false,
        }
    }

    /// True if the first word is made of the initials of the other's words: `CTTN`, `công trình thanh niên`.
    fn abbreviates(&self, other: &Unit<'_>) -> bool {
        let Some(short) = self.words.first() else { return false };
        let length = short.chars().count();
        let initials = other.words.iter().filter_map(|word| word.chars().next());
        length >= 3 && short.chars().eq(initials.take(length))
    }

    /// True for money.
    pub fn is_money(&self) -> bool {
        self.family == Family::Money
    }

    /// True if both name the same family.
    pub fn is_like(&self, other: &Unit<'_>) -> bool {
        self.family != Family::None && other.family != Family::None && self.covers(other)
    }

    /// True if both begin with the same words.
    pub fn same_words(&self, other: &Unit<'_>) -> bool {
        !self.words.is_empty()
            && self.words.iter().zip(&other.words).take(2).all(|(a, b)| a == b)
            && !other.words.is_empty()
    }
}
