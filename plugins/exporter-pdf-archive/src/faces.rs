use std::borrow::Cow;

use baocao_layout::{Face, FontFace, Fonts};
use krilla::text::Font;

/// A family as krilla reads it, beside what the layout measured in it.
pub(crate) struct Faces<'a> {
    pub fonts: &'a Fonts,
    faces: [Font; 4],
}

impl<'a> Faces<'a> {
    /// Reads the four faces; nothing if krilla cannot.
    pub(crate) fn new(fonts: &'a Fonts) -> Option<Self> {
        let [regular, bold, italic, bold_italic] = Face::ALL.map(|face| read(fonts.face(face)));
        Some(Self { fonts, faces: [regular?, bold?, italic?, bold_italic?] })
    }

    pub(crate) fn face(&self, face: Face) -> Font {
        self.faces[face as usize].clone()
    }
}

fn read(face: &FontFace) -> Option<Font> {
    let data = match &face.data {
        Cow::Borrowed(data) => krilla::Data::from(*data),
        Cow::Owned(data) => krilla::Data::from(data.clone()),
    };
    Font::new(data, 0)
}
