use std::borrow::Cow;
use std::sync::OnceLock;

use baocao_document::typeface;
use fontdb::{Database, Family, Query, Stretch, Style, Weight};

use crate::Metrics;

/// One of the four faces of a family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Upright and bold.
    Bold,
    /// Italic.
    Italic,
    /// Italic and bold.
    BoldItalic,
}

impl Face {
    /// The four faces; `Face::ALL[face as usize] == face`.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    /// Returns the face that is bold and italic as asked.
    pub fn new(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }

    /// Whether the face is bold.
    pub fn is_bold(self) -> bool {
        matches!(self, Self::Bold | Self::BoldItalic)
    }

    /// Whether the face is italic.
    pub fn is_italic(self) -> bool {
        matches!(self, Self::Italic | Self::BoldItalic)
    }
}

/// A family of four faces, each complete for Vietnamese.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// The family's name.
    pub family: String,
    faces: [FontFace; 4],
}

/// A face as bytes, with what can be measured in it.
#[derive(Clone, Debug)]
pub struct FontFace {
    /// The TrueType file.
    pub data: Cow<'static, [u8]>,
    /// The characters and their widths.
    pub metrics: Metrics,
}

impl Fonts {
    /// Returns the faces that come with the documents, a subset of Liberation Serif with the widths of Times New Roman.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Fonts> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let faces = typeface::FILES.map(|file| {
                FontFace::new(Cow::Borrowed(file)).expect("the embedded faces are complete; a test reads them")
            });
            Self { family: "Baocao Serif".to_owned(), faces }
        })
    }

    /// Returns a family installed on this machine: all four faces, each complete, or nothing.
    ///
    /// One family, "Liberation Serif", exists in two editions under one name, the older without most Vietnamese letters,
    /// so a name alone says nothing.
    pub fn installed(family: &str) -> Option<Self> {
        static SYSTEM: OnceLock<Database> = OnceLock::new();
        let system = SYSTEM.get_or_init(|| {
            let mut system = Database::new();
            system.load_system_fonts();
            system
        });
        Self::from_database(system, family)
    }

    fn from_database(database: &Database, family: &str) -> Option<Self> {
        let [regular, bold, italic, bold_italic] = Face::ALL.map(|face| installed_face(database, family, face));
        Some(Self { family: family.to_owned(), faces: [regular?, bold?, italic?, bold_italic?] })
    }

    /// Returns one of the faces.
    pub fn face(&self, face: Face) -> &FontFace {
        &self.faces[face as usize]
    }
}

fn installed_face(database: &Database, family: &str, face: Face) -> Option<FontFace> {
    let weight = if face.is_bold() { Weight::BOLD } else { Weight::NORMAL };
    let style = if face.is_italic() { Style::Italic } else { Style::Normal };
    let query = Query { families: &[Family::Name(family)], weight, stretch: Stretch::Normal, style };
    let id = database.query(&query)?;
    let found = database.face(id)?;
    // A query answers with the nearest face; a slanted or thickened one would not do.
    if found.weight != weight || found.style != style {
        return None;
    }
    let data = database.with_face_data(id, |data, index| (index == 0).then(|| data.to_vec()))??;
    FontFace::new(Cow::Owned(data))
}

impl FontFace {
    /// Reads a face, if it is a single TrueType face that may be embedded and has every letter of Vietnamese.
    pub fn new(data: Cow<'static, [u8]>) -> Option<Self> {
        // Collections and PostScript outlines are more than every drawing library can embed.
        if !data.starts_with(&[0, 1, 0, 0]) && !data.starts_with(b"true") {
            return None;
        }
        let metrics = Metrics::read(&data)?;
        (metrics.may_be_embedded && metrics.is_complete()).then_some(Self { data, metrics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_faces_hold_what_reports_use() {
        for face in Face::ALL {
            let metrics = &Fonts::embedded().face(face).metrics;
            for character in "ƯỢĂẰđỹ₫–—“”‘’…•²½≥≤×±−%°€".chars() {
                assert!(metrics.glyph(character).is_some(), "{face:?} lacks {character}");
            }
            assert!(metrics.glyph('中').is_none());
        }
    }

    #[test]
    fn embedded_faces_have_the_widths_of_times() {
        let metrics = &Fonts::embedded().face(Face::Regular).metrics;
        let widths = ['a', 'n', 'M', '0'].map(|c| (metrics.advance(c).unwrap() * 1000.0).round());
        assert_eq!(widths, [444.0, 500.0, 889.0, 500.0]);
    }

    #[test]
    fn a_family_without_all_faces_is_not_taken() {
        let mut database = Database::new();
        database.load_font_data(Fonts::embedded().face(Face::Regular).data.to_vec());
        assert!(Fonts::from_database(&database, "Baocao Serif").is_none());
        for face in Face::ALL {
            database.load_font_data(Fonts::embedded().face(face).data.to_vec());
        }
        assert!(Fonts::from_database(&database, "Baocao Serif").is_some());
        assert!(Fonts::from_database(&database, "No Such Family").is_none());
    }

    #[test]
    fn a_face_without_vietnamese_is_not_taken() {
        // The character table of the face is cut off: its length field says one segment.
        let mut data = Fonts::embedded().face(Face::Regular).data.to_vec();
        let table = data.windows(4).position(|w| w == b"cmap").unwrap();
        data[table..table + 4].copy_from_slice(b"xmap");
        assert!(FontFace::new(Cow::Owned(data)).is_none());
    }
}
