//! The type that documents are measured with, and drawn in where the letterhead's own family is not at hand: a subset
//! of Liberation Serif, which has the widths of Times New Roman.

use std::sync::LazyLock;

use ttf_parser::Face;

/// The four faces as TrueType files: regular, bold, italic, bold italic.
pub const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/BaocaoSerif-Regular.ttf"),
    include_bytes!("../fonts/BaocaoSerif-Bold.ttf"),
    include_bytes!("../fonts/BaocaoSerif-Italic.ttf"),
    include_bytes!("../fonts/BaocaoSerif-BoldItalic.ttf"),
];

static FACES: LazyLock<[Face<'static>; 4]> = LazyLock::new(|| {
    FILES.map(|file| Face::parse(file, 0).expect("the committed faces can be read; a test reads them"))
});

/// The last of the letters that Vietnamese is written with; those up to it are looked up once.
const LAST: char = '\u{1eff}';

/// The advances of the characters up to `LAST` in each face.
static ADVANCES: [LazyLock<Vec<u32>>; 4] = [
    LazyLock::new(|| advances(0)),
    LazyLock::new(|| advances(1)),
    LazyLock::new(|| advances(2)),
    LazyLock::new(|| advances(3)),
];

/// Returns the width of a line of text for a size of 1.
pub fn width(text: &str, bold: bool, italic: bool) -> f64 {
    let index = usize::from(bold) + 2 * usize::from(italic);
    let (face, known) = (&FACES[index], &*ADVANCES[index]);
    let of = |character: char| known.get(character as usize).copied().unwrap_or_else(|| advance(face, character));
    let units: u32 = text.chars().map(of).sum();
    f64::from(units) / f64::from(face.units_per_em())
}

fn advances(face: usize) -> Vec<u32> {
    ('\0'..=LAST).map(|character| advance(&FACES[face], character)).collect()
}

fn advance(face: &Face<'_>, character: char) -> u32 {
    let shown = match character {
        // Marks stand on the letter before them.
        '\u{300}'..='\u{36f}' => return 0,
        _ if character.is_control() => return 0,
        '\u{a0}' => ' ',
        other => other,
    };
    // A digit's width, for want of better, for what the faces lack.
    let glyph = face.glyph_index(shown).or_else(|| face.glyph_index('0'));
    glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_times() {
        let thousandths = |text: &str, bold, italic| (width(text, bold, italic) * 1000.0).round();
        assert_eq!(thousandths("a", false, false), 444.0);
        assert_eq!(thousandths("0", true, true), 500.0);
        assert_eq!(thousandths("ờ\u{7}", false, false), thousandths("ơ", false, false));
        assert_eq!(thousandths("e\u{301}", false, true), thousandths("é", false, true));
        assert_eq!(thousandths("中", false, false), 500.0);
    }
}
