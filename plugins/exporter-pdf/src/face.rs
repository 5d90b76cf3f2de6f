use std::collections::BTreeMap;
use std::fmt::Write as _;

use baocao_layout::{Face, Fonts, Item, Layout, Metrics};
use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};

/// The characters that each face draws, with their glyphs.
#[derive(Debug, Default)]
pub(crate) struct UsedCharacters {
    faces: [BTreeMap<char, u16>; 4],
}

impl UsedCharacters {
    pub(crate) fn new(layout: &Layout, fonts: &Fonts) -> Self {
        let mut used = Self::default();
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            let Item::Text(text) = item else { continue };
            let metrics = &fonts.face(text.face).metrics;
            let glyphs = &mut used.faces[text.face as usize];
            for character in text.text.chars() {
                if !glyphs.contains_key(&character) {
                    glyphs.extend(metrics.glyph(character).map(|glyph| (character, glyph.id)));
                }
            }
        }
        used
    }

    pub(crate) fn glyphs(&self, face: Face) -> &BTreeMap<char, u16> {
        &self.faces[face as usize]
    }
}

/// Corrects what the library says of an embedded face: its names, its box, its widths, which it cuts to whole numbers,
/// and the way back from glyphs to characters, where it takes the last of several characters that share a glyph.
pub(crate) fn describe_face(
    pdf: &mut Document,
    font: ObjectId,
    face: Face,
    metrics: &Metrics,
    characters: &BTreeMap<char, u16>,
) -> Result<(), Error> {
    let name = Object::Name(format!("{}+{}", tag(characters), metrics.name).into_bytes());
    let glyphs = glyphs(metrics, characters);
    let to_unicode = pdf.add_object(Stream::new(Dictionary::new(), character_map(&glyphs).into_bytes()));
    let dictionary = pdf.get_dictionary_mut(font)?;
    dictionary.set("BaseFont", name.clone());
    dictionary.set("ToUnicode", to_unicode);
    let descendant = dictionary.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let descendant = descendant.first_mut().ok_or(Error::DictKey("DescendantFonts".to_owned()))?.as_dict_mut()?;
    descendant.set("BaseFont", name.clone());
    descendant.set("W", widths(&glyphs));
    descendant.set("CIDToGIDMap", Object::Name(b"Identity".to_vec()));
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    let descriptor = pdf.get_dictionary_mut(descriptor)?;
    descriptor.set("FontName", name);
    descriptor.set("FontBBox", metrics.bounds.map(thousandths).to_vec());
    descriptor.set("Ascent", thousandths(metrics.ascent));
    descriptor.set("Descent", thousandths(-metrics.descent));
    descriptor.set("ItalicAngle", metrics.italic_angle as f32);
    descriptor.set("Flags", flags(face));
    Ok(())
}

/// Serif, symbolic (the glyphs are addressed by number), italic.
fn flags(face: Face) -> i64 {
    const SERIF: i64 = 1 << 1;
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    SERIF | SYMBOLIC | if face.is_italic() { ITALIC } else { 0 }
}

/// The six letters before the name of a face that is not whole: others for other characters.
fn tag(characters: &BTreeMap<char, u16>) -> String {
    let text: String = characters.keys().collect();
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The glyphs in use, each with its width and the first character that it stands for.
fn glyphs(metrics: &Metrics, characters: &BTreeMap<char, u16>) -> BTreeMap<u16, (f64, char)> {
    let mut glyphs = BTreeMap::new();
    for (&character, &id) in characters {
        glyphs.entry(id).or_insert((metrics.advance(character).unwrap_or(0.0), character));
    }
    glyphs
}

fn widths(glyphs: &BTreeMap<u16, (f64, char)>) -> Vec<Object> {
    let mut widths: Vec<Object> = Vec::new();
    let mut next = None;
    for (&id, &(advance, _)) in glyphs {
        let width = Object::Real((advance * 1000.0) as f32);
        match widths.last_mut() {
            Some(Object::Array(run)) if next == Some(id) => run.push(width),
            _ => widths.extend([Object::Integer(id.into()), Object::Array(vec![width])]),
        }
        next = id.checked_add(1);
    }
    widths
}

/// A block of a character map may not hold more entries.
const BLOCK: usize = 100;

fn character_map(glyphs: &BTreeMap<u16, (f64, char)>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(u16, char)> = glyphs.iter().map(|(&id, &(_, character))| (id, character)).collect();
    for block in entries.chunks(BLOCK) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (id, character) in block {
            let _ = write!(map, "<{id:04X}> <");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

fn thousandths(length: f64) -> Object {
    Object::Integer((length * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_glyph_is_the_first_of_its_characters() {
        let metrics = &Fonts::embedded().face(Face::Regular).metrics;
        // Many faces draw the Greek question mark and the semicolon alike.
        let glyphs = glyphs(metrics, &BTreeMap::from([(';', 7), ('\u{37e}', 7), ('a', 8)]));
        let map = character_map(&glyphs);
        assert!(map.contains("2 beginbfchar\n<0007> <003B>\n<0008> <0061>\nendbfchar"), "{map}");
    }

    #[test]
    fn a_character_map_is_written_in_blocks() {
        let glyphs = (0..250).map(|id| (id, (0.5, 'a'))).collect();
        let map = character_map(&glyphs);
        assert_eq!(map.matches("100 beginbfchar").count(), 2);
        assert_eq!(map.matches("50 beginbfchar").count(), 1);
    }

    #[test]
    fn runs_of_glyphs_share_an_entry_of_widths() {
        let glyphs = BTreeMap::from([(3, (0.25, 'a')), (4, (0.5, 'b')), (9, (1.0, 'c'))]);
        let real = |width| Object::Real(width);
        let expected: Vec<Object> =
            vec![3.into(), vec![real(250.0), real(500.0)].into(), 9.into(), vec![real(1000.0)].into()];
        assert_eq!(widths(&glyphs), expected);
    }
}
