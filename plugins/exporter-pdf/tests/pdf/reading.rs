//! Reads a PDF file back: its text through the fonts' own maps, its lines and its pages.

use std::collections::BTreeMap;

use baocao_exporter::Document;
use baocao_exporter::testing::{self, Recorded};
use exporter_pdf::PdfExporter;
use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};
use serde_json::{Value, json};

pub fn export(document: &Document, options: Value) -> Recorded {
    testing::export::<PdfExporter>(document, &options)
}

/// Exports with the built-in faces, so that the test sees the same on every machine.
pub fn exported(document: &Document) -> Vec<u8> {
    let recorded = testing::exported::<PdfExporter>(document, &json!({ "font": "embedded" }));
    recorded.main.expect("an export that succeeds writes its main output")
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub struct File {
    pub pdf: lopdf::Document,
    pub pages: Vec<ObjectId>,
}

impl File {
    pub fn read(bytes: &[u8]) -> Self {
        let pdf = lopdf::Document::load_mem(bytes).unwrap();
        let pages = pdf.get_pages().into_values().collect();
        Self { pdf, pages }
    }

    pub fn catalog(&self) -> &Dictionary {
        self.pdf.catalog().unwrap()
    }

    pub fn information(&self) -> &Dictionary {
        self.pdf.get_dictionary(self.pdf.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap()
    }

    /// Width and height of a page in whole millimetres.
    pub fn size(&self, page: usize) -> (i64, i64) {
        let page = self.pdf.get_dictionary(self.pages[page]).unwrap();
        let edges = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let edge = |at: usize| (f64::from(edges[at].as_float().unwrap()) * 25.4 / 72.0).round() as i64;
        (edge(2) - edge(0), edge(3) - edge(1))
    }

    pub fn operations(&self, page: usize) -> Content {
        Content::decode(&self.pdf.get_page_content(self.pages[page])).unwrap()
    }

    /// The text of a page in the order it is drawn. Runs that do not touch are parted by a space.
    pub fn text(&self, page: usize) -> String {
        let maps = self.maps(page);
        let (mut text, mut font) = (String::new(), Vec::new());
        for operation in self.operations(page).operations {
            match operation.operator.as_str() {
                "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
                "Td" => text.push(' '),
                "Tj" => {
                    for glyph in operation.operands[0].as_str().unwrap().chunks(2) {
                        let id = u16::from_be_bytes([glyph[0], glyph[1]]);
                        text.push(*maps[&font].get(&id).expect("every glyph has its way back to a character"));
                    }
                }
                _ => {}
            }
        }
        squeezed(&text)
    }

    pub fn all_text(&self) -> String {
        (0..self.pages.len()).map(|page| self.text(page)).collect::<Vec<_>>().join(" ")
    }

    pub fn fonts(&self, page: usize) -> BTreeMap<Vec<u8>, &Dictionary> {
        let page = self.pdf.get_dictionary(self.pages[page]).unwrap();
        let resources = self.resolve(page.get(b"Resources").unwrap()).as_dict().unwrap();
        let fonts = resources.get(b"Font").unwrap().as_dict().unwrap();
        fonts.iter().map(|(name, font)| (name.clone(), self.resolve(font).as_dict().unwrap())).collect()
    }

    pub fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.pdf.dereference(object).unwrap().1
    }

    fn maps(&self, page: usize) -> BTreeMap<Vec<u8>, BTreeMap<u16, char>> {
        self.fonts(page).into_iter().map(|(name, font)| (name, self.map(font))).collect()
    }

    /// The way back from a font's glyphs to characters.
    pub fn map(&self, font: &Dictionary) -> BTreeMap<u16, char> {
        let stream = self.resolve(font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let map = stream.get_plain_content().unwrap();
        let number = |hexadecimal: &str| u16::from_str_radix(hexadecimal.trim_matches(['<', '>']), 16).unwrap();
        String::from_utf8(map)
            .unwrap()
            .lines()
            .filter_map(|line| line.strip_prefix('<')?.split_once("> <"))
            .filter(|(_, character)| !character.contains(' ') && *character != "FFFF>")
            .map(|(id, character)| (number(id), char::from_u32(number(character).into()).unwrap()))
            .collect()
    }
}

pub fn utf16(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    assert_eq!(&bytes[..2], [0xFE, 0xFF], "a string that every viewer reads has its mark");
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}
