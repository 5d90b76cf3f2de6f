//! Cuts a face down to the glyphs in use, each under its old number.
//!
//! An installed face has a megabyte of glyphs and thousands of characters; genpdf asks for the place of every code point
//! there is and writes the whole file.

use std::collections::{BTreeMap, BTreeSet};

type Tables<'a> = BTreeMap<[u8; 4], &'a [u8]>;

/// What a viewer needs of a face in a PDF file; names, kerning and substitutions are of no use there.
const KEPT: [&[u8; 4]; 6] = [b"cvt ", b"fpgm", b"hhea", b"hmtx", b"maxp", b"prep"];

/// Returns the face with these characters alone, or nothing if it is not built as expected.
pub(crate) fn thin_face(data: &[u8], characters: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let tables = tables(data)?;
    let outlines = Outlines::read(&tables)?;
    let glyphs = outlines.with_components(characters.values().copied().chain([0]))?;
    let (glyf, loca) = outlines.only(&glyphs)?;
    let cmap = character_table(characters)?;
    let mut head = tables.get(b"head")?.to_vec();
    // The checksum of the file is set at the end; offsets are written in four bytes.
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&1_u16.to_be_bytes());
    let mut kept: Tables<'_> = BTreeMap::new();
    for tag in KEPT {
        if let Some(table) = tables.get(tag) {
            kept.insert(*tag, table);
        }
    }
    kept.extend([(*b"cmap", cmap.as_slice()), (*b"glyf", &glyf), (*b"head", &head), (*b"loca", &loca)]);
    assemble(&kept)
}

fn tables(data: &[u8]) -> Option<Tables<'_>> {
    let count = usize::from(u16_at(data, 4)?);
    let mut tables = BTreeMap::new();
    for record in data.get(12..12 + count * 16)?.chunks_exact(16) {
        let tag = <[u8; 4]>::try_from(&record[..4]).ok()?;
        let (offset, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
        tables.insert(tag, data.get(offset..offset.checked_add(length)?)?);
    }
    Some(tables)
}

/// The outlines of a face.
struct Outlines<'a> {
    glyf: &'a [u8],
    loca: &'a [u8],
    long_offsets: bool,
    count: u16,
}

impl<'a> Outlines<'a> {
    fn read(tables: &Tables<'a>) -> Option<Self> {
        Some(Self {
            glyf: tables.get(b"glyf")?,
            loca: tables.get(b"loca")?,
            long_offsets: u16_at(tables.get(b"head")?, 50)? == 1,
            count: u16_at(tables.get(b"maxp")?, 4)?,
        })
    }

    fn glyph(&self, id: u16) -> Option<&'a [u8]> {
        let offset = |at: usize| {
            if self.long_offsets {
                u32_at(self.loca, at * 4).map(|offset| offset as usize)
            } else {
                u16_at(self.loca, at * 2).map(|offset| usize::from(offset) * 2)
            }
        };
        self.glyf.get(offset(id.into())?..offset(usize::from(id) + 1)?)
    }

    /// Adds the glyphs that others are put together from, as `ấ` is from `â` and an accent.
    fn with_components(&self, ids: impl Iterator<Item = u16>) -> Option<BTreeSet<u16>> {
        let mut found = BTreeSet::new();
        let mut open: Vec<u16> = ids.collect();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(components(self.glyph(id)?)?);
            }
        }
        Some(found)
    }

    /// The outlines with all glyphs empty but these, and the table of their places.
    fn only(&self, ids: &BTreeSet<u16>) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut glyf, mut loca) = (Vec::new(), Vec::new());
        for id in 0..self.count {
            loca.extend((glyf.len() as u32).to_be_bytes());
            if ids.contains(&id) {
                glyf.extend_from_slice(self.glyph(id)?);
                glyf.resize(glyf.len().next_multiple_of(4), 0);
            }
        }
        loca.extend((glyf.len() as u32).to_be_bytes());
        Some((glyf, loca))
    }
}

/// The glyphs that a glyph is put together from.
fn components(glyph: &[u8]) -> Option<Vec<u16>> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const TWO_SCALES: u16 = 0x40;
    const MATRIX: u16 = 0x80;
    let mut ids = Vec::new();
    // An empty glyph has no header; a simple one has contours, a composite one says -1.
    if glyph.is_empty() || u16_at(glyph, 0)? < 0x8000 {
        return Some(ids);
    }
    let mut at = 10;
    loop {
        let flags = u16_at(glyph, at)?;
        ids.push(u16_at(glyph, at + 2)?);
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += [(SCALE, 2), (TWO_SCALES, 4), (MATRIX, 8)]
            .into_iter()
            .filter(|(flag, _)| flags & flag != 0)
            .map(|(_, length)| length)
            .sum::<usize>();
        if flags & MORE == 0 {
            return Some(ids);
        }
    }
}

/// A character table of one segment a character, in the one form that is answered at once for what it cannot hold.
fn character_table(characters: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let mut segments: Vec<(u16, u16)> = Vec::new();
    for (&character, &id) in characters {
        let point = u16::try_from(u32::from(character)).ok()?;
        segments.push((point, id.wrapping_sub(point)));
    }
    segments.retain(|(point, _)| *point != u16::MAX);
    segments.push((u16::MAX, 1));
    let count = u16::try_from(segments.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 2_u16.checked_shl(power)?;
    let length = 16 + count.checked_mul(8)?;
    let mut table = Vec::new();
    // One table, for Windows and Unicode, behind a header of twelve bytes.
    for value in [0, 1, 3, 1, 0, 12, 4, length, 0, count * 2, range, power as u16, count * 2 - range] {
        table.extend(value.to_be_bytes());
    }
    let points = || segments.iter().map(|(point, _)| *point);
    let deltas = segments.iter().map(|(_, delta)| *delta);
    let offsets = segments.iter().map(|_| 0);
    for value in points().chain([0]).chain(points()).chain(deltas).chain(offsets) {
        table.extend(value.to_be_bytes());
    }
    Some(table)
}

fn assemble(tables: &Tables<'_>) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16_u16 << power;
    let mut file = vec![0, 1, 0, 0];
    for value in [count, range, power as u16, count * 16 - range] {
        file.extend(value.to_be_bytes());
    }
    let mut offset = file.len() + tables.len() * 16;
    let mut head = None;
    for (tag, table) in tables {
        if tag == b"head" {
            head = Some(offset);
        }
        file.extend_from_slice(tag);
        for value in [checksum(table), u32::try_from(offset).ok()?, u32::try_from(table.len()).ok()?] {
            file.extend(value.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend_from_slice(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&file));
    file.get_mut(head? + 8..head? + 12)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(file)
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use baocao_layout::{Face, Fonts};

    use super::*;

    fn thinned(text: &str) -> Vec<u8> {
        let face = Fonts::embedded().face(Face::Bold);
        let characters = text.chars().map(|c| (c, face.metrics.glyph(c).unwrap().id)).collect();
        thin_face(&face.data, &characters).unwrap()
    }

    #[test]
    fn a_thin_face_has_the_same_glyphs_under_the_same_numbers() {
        let data = thinned("Đồng chí ấ");
        let whole = outlines(&Fonts::embedded().face(Face::Bold).data);
        let thin = outlines(&data);
        assert!(data.len() * 4 < Fonts::embedded().face(Face::Bold).data.len(), "{} bytes", data.len());
        let metrics = &Fonts::embedded().face(Face::Bold).metrics;
        for character in "Đồng chí ấ".chars() {
            let id = metrics.glyph(character).unwrap().id;
            // Each glyph is filled up to a multiple of four bytes.
            assert!(thin.glyph(id).unwrap().starts_with(whole.glyph(id).unwrap()), "{character}");
        }
        let absent = metrics.glyph('W').unwrap().id;
        assert!(thin.glyph(absent).unwrap().is_empty() && !whole.glyph(absent).unwrap().is_empty());
    }

    fn outlines(data: &[u8]) -> Outlines<'_> {
        Outlines::read(&tables(data).unwrap()).unwrap()
    }

    #[test]
    fn letters_keep_the_parts_they_are_put_together_from() {
        let face = Fonts::embedded().face(Face::Bold);
        let id = face.metrics.glyph('é').unwrap().id;
        let whole = outlines(&face.data);
        let parts = components(whole.glyph(id).unwrap()).unwrap();
        assert!(!parts.is_empty(), "the letter is composite in this face");
        let data = thinned("é");
        for part in parts {
            assert!(outlines(&data).glyph(part).unwrap().starts_with(whole.glyph(part).unwrap()));
        }
    }

    #[test]
    fn the_file_adds_up() {
        assert_eq!(checksum(&thinned("abc")), 0xB1B0_AFBA);
    }

    #[test]
    fn what_is_not_a_face_is_left_alone() {
        assert!(thin_face(b"", &BTreeMap::new()).is_none());
        let data = &Fonts::embedded().face(Face::Bold).data;
        for length in [11, 100, 400, data.len() / 2] {
            assert!(thin_face(&data[..length], &BTreeMap::from([('a', 5)])).is_none());
        }
        assert!(thin_face(data, &BTreeMap::from([('\u{1F389}', 5)])).is_none(), "beyond sixteen bits");
    }
}
