//! How wide text is, so that drawn lines can be as long as the rules of form ask.
//!
//! The advance widths are those of Liberation Serif 2.1.5 (`hmtx` table, 2048 units to the em), which was drawn to the
//! metrics of Times New Roman. Letters with marks are as wide as their base letter, except for the horn of ơ and ư.

use baocao_exporter::TextStyle;
use unicode_normalization::UnicodeNormalization;

use crate::length::{Twips, points};

const UNITS_PER_EM: f64 = 2048.0;
const HORN: char = '\u{31b}';

/// Returns the width of a line of text.
pub fn text_width(text: &str, style: &TextStyle) -> Twips {
    let face = Face::of(style);
    let mut units = 0;
    let mut base = ' ';
    for character in text.nfd() {
        units += match character {
            HORN => face.horn(base),
            _ => face.advance(character),
        };
        base = character;
    }
    points(f64::from(units) * style.size / UNITS_PER_EM)
}

/// The widths of one face.
struct Face {
    /// The characters from U+0020 to U+007E.
    ascii: [u16; 95],
    /// What the horn adds to o, u and U; it adds nothing to O.
    horn: [u16; 3],
}

impl Face {
    fn of(style: &TextStyle) -> &'static Self {
        match (style.bold, style.italic) {
            (false, false) => &REGULAR,
            (true, false) => &BOLD,
            (false, true) => &ITALIC,
            (true, true) => &BOLD_ITALIC,
        }
    }

    fn advance(&self, character: char) -> u32 {
        let alike = match character {
            '\u{300}'..='\u{36f}' | '\0'..='\u{1f}' | '\u{7f}' => return 0,
            ' '..='~' => character,
            'đ' => 'd',
            'Đ' => 'D',
            '\u{a0}' => ' ',
            // The en dash is as wide as a digit; so, for want of better, is everything unforeseen.
            _ => '0',
        };
        u32::from(self.ascii[alike as usize - ' ' as usize])
    }

    fn horn(&self, base: char) -> u32 {
        match base {
            'o' => u32::from(self.horn[0]),
            'u' => u32::from(self.horn[1]),
            'U' => u32::from(self.horn[2]),
            _ => 0,
        }
    }
}

static REGULAR: Face = Face {
    ascii: [
        512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886, 1479, 1366, 1366, 1479, 1251, 1139,
        1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479,
        1251, 682, 569, 682, 961, 1024, 682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593,
        1024, 1024, 1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
    ],
    horn: [59, 86, 110],
};

static BOLD: Face = Face {
    ascii: [
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479, 1366, 1251,
        1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479,
        1479, 1366, 682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569,
        1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
    ],
    horn: [110, 90, 151],
};

static ITALIC: Face = Face {
    ascii: [
        512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569, 1024, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024, 1884, 1251, 1251, 1366, 1479, 1251, 1251,
        1479, 1479, 682, 909, 1366, 1139, 1706, 1366, 1479, 1251, 1479, 1251, 1024, 1139, 1479, 1251, 1706, 1251, 1139,
        1139, 797, 569, 797, 864, 1024, 682, 1024, 1024, 909, 1024, 909, 569, 1024, 1024, 569, 569, 909, 569, 1479,
        1024, 1024, 1024, 1024, 797, 797, 569, 1024, 909, 1366, 909, 909, 797, 819, 563, 819, 1108,
    ],
    horn: [69, 93, 65],
};

static BOLD_ITALIC: Face = Face {
    ascii: [
        512, 797, 1137, 1024, 1024, 1706, 1593, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024,
        1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1704, 1366, 1366, 1366, 1479, 1366, 1366,
        1479, 1593, 797, 1024, 1366, 1251, 1821, 1479, 1479, 1251, 1479, 1366, 1139, 1251, 1479, 1366, 1821, 1366,
        1251, 1251, 682, 569, 682, 1167, 1024, 682, 1024, 1024, 909, 1024, 909, 682, 1024, 1139, 569, 569, 1024, 569,
        1593, 1139, 1024, 1024, 1024, 797, 797, 569, 1139, 909, 1366, 1024, 909, 797, 713, 451, 713, 1167,
    ],
    horn: [75, 88, 108],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_face() {
        let style = |bold| TextStyle { size: 12.0, bold, ..TextStyle::default() };
        assert_eq!(text_width("a", &style(false)), points(909.0 * 12.0 / 2048.0));
        assert_eq!(text_width("Ứ", &style(true)), points(1630.0 * 12.0 / 2048.0));
        assert_eq!(text_width("đ", &style(false)), points(1024.0 * 12.0 / 2048.0));
        assert_eq!(text_width("Độc lập - Tự do - Hạnh phúc", &TextStyle { size: 13.0, ..style(true) }), 3183);
        assert_eq!(text_width("ờ\u{7}", &style(false)), points(1083.0 * 12.0 / 2048.0));
    }
}
