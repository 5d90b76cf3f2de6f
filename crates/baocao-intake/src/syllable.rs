//! What a Vietnamese syllable may look like. Used to tell Vietnamese text from text that only looks garbled.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo \
    oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm \
    uôn uông uôt uơ uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych yêm yên yêng yêt yêu ynh yt";

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

static KNOWN_RIMES: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_ascii_whitespace().collect());

/// True if the word is one syllable as Vietnamese spells them, whatever its case.
pub fn is_syllable(word: &str) -> bool {
    let mut tones = Vec::new();
    let mut bare = String::with_capacity(word.len());
    for c in word.to_lowercase().nfd() {
        if matches!(c, GRAVE | ACUTE | TILDE | HOOK | DOT) { tones.push(c) } else { bare.push(c) }
    }
    let bare: String = bare.nfc().collect();
    let tone = tones.first().copied();
    let fits = |onset: &str| bare.strip_prefix(onset).is_some_and(|rime| is_rime(rime, tone));
    tones.len() <= 1 && ONSETS.into_iter().any(fits)
}

/// A rime that ends in a stop bears only the acute tone or the dot.
fn is_rime(rime: &str, tone: Option<char>) -> bool {
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    (!stopped || matches!(tone, Some(ACUTE | DOT))) && KNOWN_RIMES.contains(rime)
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_other_words() {
        let good =
            "Công đoàn viên chức người nghiệp quỹ giếng thuở khuya ủy ý Đại hội tuyển quyết giờ gì yên xoong hoà";
        for word in good.split(' ') {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["tỏc", "cafộ", "naùve", "Zỹrich", "seủor", "ầ́", "Windowsđ", "faỗade", "", "đơ̂n"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
