use std::collections::BTreeMap;

use ttf_parser::{Permissions, PlatformId};

/// What can be measured in a face.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// The PostScript name, `TimesNewRomanPS-BoldMT`.
    pub name: String,
    /// The height above the baseline, for a size of 1.
    pub ascent: f64,
    /// The depth below the baseline, for a size of 1; positive.
    pub descent: f64,
    /// The box that holds every glyph, for a size of 1: left, lower, right, upper.
    pub bounds: [f64; 4],
    /// How far the letters lean, in degrees; negative for italics.
    pub italic_angle: f64,
    pub(crate) may_be_embedded: bool,
    glyphs: BTreeMap<char, Glyph>,
    /// The same of the characters below `DENSE`, which are nearly all.
    dense: Vec<Option<Glyph>>,
}

/// How a character is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The glyph's index in the face.
    pub id: u16,
    /// Its width for a size of 1.
    pub advance: f64,
}

/// Latin, Vietnamese and punctuation end here.
const DENSE: char = '\u{2300}';

impl Metrics {
    /// Reads the metrics of a TrueType file; `None` if it cannot be read.
    pub(crate) fn read(data: &[u8]) -> Option<Self> {
        let face = ttf_parser::Face::parse(data, 0).ok()?;
        let unit = f64::from(face.units_per_em());
        let scaled = |value: i16| f64::from(value) / unit;
        let glyphs = glyphs(&face, unit);
        let dense = ('\0'..DENSE).map(|character| glyphs.get(&character).copied()).collect();
        let bounds = face.global_bounding_box();
        Some(Self {
            name: postscript_name(&face)?,
            ascent: scaled(face.ascender()),
            descent: -scaled(face.descender()),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled),
            italic_angle: f64::from(face.italic_angle()),
            may_be_embedded: face.permissions() != Some(Permissions::Restricted),
            glyphs,
            dense,
        })
    }

    /// Returns how a character is drawn, if the face has it.
    pub fn glyph(&self, character: char) -> Option<Glyph> {
        match self.dense.get(character as usize) {
            Some(glyph) => *glyph,
            None => self.glyphs.get(&character).copied(),
        }
    }

    /// Returns the width of a character for a size of 1, if the face has it.
    pub fn advance(&self, character: char) -> Option<f64> {
        self.glyph(character).map(|glyph| glyph.advance)
    }

    /// Whether the face has every letter of Vietnamese and the printable characters of ASCII.
    pub(crate) fn is_complete(&self) -> bool {
        vietnamese_letters().chain(' '..='~').all(|character| self.advance(character).is_some())
    }
}

fn glyphs(face: &ttf_parser::Face<'_>, unit: f64) -> BTreeMap<char, Glyph> {
    let mut glyphs = BTreeMap::new();
    let Some(table) = face.tables().cmap else {
        return glyphs;
    };
    for subtable in table.subtables.into_iter().filter(|subtable| subtable.is_unicode()) {
        subtable.codepoints(|point| {
            let Some(character) = char::from_u32(point) else { return };
            let Some(id) = subtable.glyph_index(point).filter(|id| id.0 != 0) else { return };
            let advance = f64::from(face.glyph_hor_advance(id).unwrap_or(0)) / unit;
            glyphs.entry(character).or_insert(Glyph { id: id.0, advance });
        });
    }
    glyphs
}

fn postscript_name(face: &ttf_parser::Face<'_>) -> Option<String> {
    face.names()
        .into_iter()
        .filter(|name| {
            name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.platform_id != PlatformId::Macintosh
        })
        .find_map(|name| name.to_string())
}

/// Twelve vowels in six tones and two cases, and đ: 146 letters.
fn vietnamese_letters() -> impl Iterator<Item = char> {
    const OUTSIDE_THE_BLOCK: &str = "aeiouyAEIOUYàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝâêôÂÊÔăđĩũơưĂĐĨŨƠƯ";
    OUTSIDE_THE_BLOCK.chars().chain('\u{1EA0}'..='\u{1EF9}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_146_letters() {
        let letters: std::collections::BTreeSet<char> = vietnamese_letters().collect();
        assert_eq!(letters.len(), 146);
    }
}
