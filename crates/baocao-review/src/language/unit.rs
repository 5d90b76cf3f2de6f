use super::lexer::Lexeme;
use super::unit_words::{BODIES, CASES, PEOPLE, PLACES, STOPS, TIMES};

/// What a figure counts: the noun phrase after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its words, in small letters.
    pub words: Vec<String>,
    /// The family it belongs to; figures of one family may be added.
    pub family: Family,
}

/// Families of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Family {
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
    Other(String),
}

/// Reads the noun phrase that begins at a lexeme; says how many lexemes it takes.
pub fn read(lexemes: &[Lexeme]) -> (Unit, usize) {
    let mut words: Vec<String> = Vec::new();
    let mut taken = 0;
    while let Some(lexeme) = lexemes.get(taken) {
        let Some(word) = lexeme.word() else { break };
        if words.len() == 6 || STOPS.contains(&word) || tells_when(word, lexemes.get(taken + 1)) {
            break;
        }
        words.push(word.to_owned());
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
    next.word().is_some() || money && !of_money && matches!(next.kind, super::lexer::LexemeKind::Number(_))
}

fn family(words: &[String]) -> Family {
    let Some(first) = words.first() else { return Family::None };
    let starts = |list: &[&str]| {
        list.iter().any(|name| {
            let mut parts = name.split(' ');
            words.iter().zip(parts.by_ref()).all(|(word, part)| word == part) && words.len() >= name.split(' ').count()
        })
    };
    if starts(&["đồng chí"]) {
        return Family::People;
    }
    if matches!(first.as_str(), "đồng" | "đ" | "vnđ" | "vnd") {
        return Family::Money;
    }
    // `tổ chức đảng` are bodies, `tổ công đoàn` is a word of its own.
    // `cộng tác viên`, `y sĩ`: words of two or three syllables that name people by the last.
    let person = |at: usize| words.get(at).is_some_and(|word| matches!(word.as_str(), "viên" | "sĩ" | "sỹ"));
    const OF_THREE: &[&str] = &["tác", "cáo", "giải", "truyền", "tra", "tập", "dẫn", "cứu", "dạy", "vận"];
    let of_three = person(2) && OF_THREE.contains(&words[1].as_str());
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

impl Unit {
    /// True if a figure of the other unit may be part of a figure of this one.
    pub fn covers(&self, part: &Self) -> bool {
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
    fn stands_for(&self, other: &Self) -> bool {
        if self.begins_with("văn bản") {
            return super::document_code::KINDS.iter().any(|(name, _)| other.begins_with(name));
        }
        let generic = ["đơn vị", "cơ quan", "địa phương", "tổ chức"].iter().any(|name| self.begins_with(name));
        generic && other.words.first().is_some_and(|word| PLACES.contains(&word.as_str()))
    }

    fn begins_with(&self, name: &str) -> bool {
        let mut words = self.words.iter();
        name.split(' ').all(|word| words.next().is_some_and(|own| own == word))
    }

    /// True if the first word is made of the initials of the other's words: `CTTN`, `công trình thanh niên`.
    fn abbreviates(&self, other: &Self) -> bool {
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
    pub fn is_like(&self, other: &Self) -> bool {
        self.family != Family::None && other.family != Family::None && self.covers(other)
    }

    /// True if both begin with the same words.
    pub fn same_words(&self, other: &Self) -> bool {
        !self.words.is_empty()
            && self.words.iter().zip(&other.words).take(2).all(|(a, b)| a == b)
            && !other.words.is_empty()
    }
}
