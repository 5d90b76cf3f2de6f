//! Reads a tagged PDF back: the tree of its tags, with the text of each through the fonts' own maps.

use std::collections::BTreeMap;

use baocao_exporter::Document;
use baocao_exporter::testing::{self, Recorded};
use exporter_pdf_archive::PdfArchiveExporter;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};
use serde_json::{Value, json};

pub fn export(document: &Document, options: Value) -> Recorded {
    testing::export::<PdfArchiveExporter>(document, &options)
}

/// Exports with the built-in faces, so that the test sees the same on every machine.
pub fn exported(document: &Document) -> Vec<u8> {
    let recorded = testing::exported::<PdfArchiveExporter>(document, &json!({ "font": "embedded" }));
    recorded.main.expect("an export that succeeds writes its main output")
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tag with what it holds.
#[derive(Debug, Default)]
pub struct Tag {
    pub role: String,
    pub dictionary: Dictionary,
    /// Its own text, before that of the tags within.
    pub text: String,
    pub children: Vec<Tag>,
}

impl Tag {
    /// The text in reading order; notes follow what they are marked in.
    pub fn all_text(&self) -> String {
        let mut notes = String::new();
        let text = self.text_and_notes(&mut notes);
        text + &notes
    }

    fn text_and_notes(&self, notes: &mut String) -> String {
        let mut text = self.text.clone();
        for child in &self.children {
            match child.role.as_str() {
                "Reference" => {}
                "Note" => notes.push_str(&format!(" {}", child.all_text())),
                "Span" | "Link" => text.push_str(&child.text_and_notes(notes)),
                _ => text.push_str(&format!(" {} ", child.all_text())),
            }
        }
        text
    }

    /// This tag and all within, in reading order.
    pub fn walk(&self) -> Vec<&Tag> {
        let mut all = vec![self];
        all.extend(self.children.iter().flat_map(Tag::walk));
        all
    }

    /// One line a tag, indented by its depth.
    pub fn drawing(&self, depth: usize) -> String {
        let text = squeezed(&self.text);
        let mut drawing = format!("{}{}", "  ".repeat(depth), self.role);
        for (key, value) in self.attributes() {
            drawing.push_str(&format!(" {key}={value}"));
        }
        drawing.push_str(if text.is_empty() { "" } else { ": " });
        drawing.push_str(&text);
        drawing.push('\n');
        self.children.iter().for_each(|child| drawing.push_str(&child.drawing(depth + 1)));
        drawing
    }

    /// What a table's cell says of itself.
    fn attributes(&self) -> Vec<(&'static str, String)> {
        let attributes = match self.dictionary.get(b"A") {
            Ok(Object::Array(all)) => all.iter().filter_map(|one| one.as_dict().ok()).collect(),
            Ok(Object::Dictionary(one)) => vec![one],
            _ => Vec::new(),
        };
        let value = |key: &str| attributes.iter().find_map(|one| one.get(key.as_bytes()).ok());
        ["Scope", "ColSpan", "RowSpan"]
            .into_iter()
            .filter_map(|key| {
                let value = match value(key)? {
                    Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
                    other => other.as_i64().ok()?.to_string(),
                };
                Some((key, value))
            })
            .collect()
    }
}

/// The text of a page by the number that marks it, and what is drawn outside of all tags.
#[derive(Debug, Default)]
pub struct Marked {
    pub tagged: BTreeMap<i64, String>,
    pub ornaments: String,
    pub unmarked: usize,
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

    pub fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.pdf.dereference(object).unwrap().1
    }

    pub fn dictionary<'a>(&'a self, holder: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.resolve(holder.get(key.as_bytes()).unwrap()).as_dict().unwrap()
    }

    /// Width and height of a page in whole millimetres.
    pub fn size(&self, page: usize) -> (i64, i64) {
        let page = self.pdf.get_dictionary(self.pages[page]).unwrap();
        let edges = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let edge = |at: usize| (f64::from(edges[at].as_float().unwrap()) * 25.4 / 72.0).round() as i64;
        (edge(2) - edge(0), edge(3) - edge(1))
    }

    pub fn operations(&self, page: usize) -> Vec<Operation> {
        Content::decode(&self.pdf.get_page_content(self.pages[page])).unwrap().operations
    }

    /// The tree of tags below its root.
    pub fn tree(&self) -> Tag {
        let marked: BTreeMap<ObjectId, Marked> =
            (0..self.pages.len()).map(|page| (self.pages[page], self.marked(page))).collect();
        let root = self.dictionary(self.catalog(), "StructTreeRoot");
        let mut top = Tag::default();
        self.push(root.get(b"K").unwrap(), None, &marked, &mut top);
        top.children.remove(0)
    }

    fn push(&self, object: &Object, page: Option<ObjectId>, marked: &BTreeMap<ObjectId, Marked>, tag: &mut Tag) {
        match self.resolve(object) {
            Object::Integer(number) => tag.text.push_str(&marked[&page.unwrap()].tagged[number]),
            Object::Array(all) => all.iter().for_each(|one| self.push(one, page, marked, tag)),
            Object::Dictionary(dictionary) => {
                let page = dictionary.get(b"Pg").ok().map(|page| page.as_reference().unwrap()).or(page);
                match dictionary.get(b"Type").and_then(Object::as_name).unwrap_or(b"") {
                    b"OBJR" => {}
                    b"MCR" => self.push(dictionary.get(b"MCID").unwrap(), page, marked, tag),
                    _ => tag.children.push(self.tag(dictionary, page, marked)),
                }
            }
            other => panic!("{other:?} in the tree of tags"),
        }
    }

    fn tag(&self, dictionary: &Dictionary, page: Option<ObjectId>, marked: &BTreeMap<ObjectId, Marked>) -> Tag {
        let role = String::from_utf8_lossy(dictionary.get(b"S").unwrap().as_name().unwrap()).into_owned();
        let mut tag = Tag { role, dictionary: dictionary.clone(), ..Tag::default() };
        if let Ok(children) = dictionary.get(b"K") {
            self.push(children, page, marked, &mut tag);
        }
        tag
    }

    /// The text of a page by what marks it.
    pub fn marked(&self, page: usize) -> Marked {
        let maps = self.maps(page);
        let (mut marked, mut font, mut open): (Marked, Vec<u8>, Option<Option<i64>>) = Default::default();
        for operation in self.operations(page) {
            let operand = |at: usize| &operation.operands[at];
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let number = operation.operands.get(1).and_then(|list| list.as_dict().ok()?.get(b"MCID").ok());
                    open = Some(number.map(|number| number.as_i64().unwrap()));
                    if let Some(Some(number)) = open {
                        marked.tagged.entry(number).or_default();
                    }
                }
                "EMC" => open = None,
                "Tf" => font = operand(0).as_name().unwrap().to_vec(),
                "f" | "S" | "B" if open.is_none() => marked.unmarked += 1,
                "Tj" | "TJ" => {
                    let text = decoded(operand(0), &maps[&font]);
                    match open {
                        Some(Some(number)) => marked.tagged.entry(number).or_default().push_str(&text),
                        Some(None) => marked.ornaments.push_str(&text),
                        None => marked.unmarked += 1,
                    }
                }
                _ => {}
            }
        }
        marked
    }

    fn maps(&self, page: usize) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
        let page = self.pdf.get_dictionary(self.pages[page]).unwrap();
        let resources = self.dictionary(page, "Resources");
        let Ok(fonts) = resources.get(b"Font") else { return BTreeMap::new() };
        let fonts = self.resolve(fonts).as_dict().unwrap();
        fonts.iter().map(|(name, font)| (name.clone(), self.map(self.resolve(font).as_dict().unwrap()))).collect()
    }

    /// The way back from a font's glyphs to characters.
    fn map(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = self.resolve(font.get(b"ToUnicode").unwrap()).as_stream().unwrap();
        let map = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
        let units = |hexadecimal: &str| -> Vec<u16> {
            let digits = hexadecimal.trim_matches(['<', '>']);
            (0..digits.len()).step_by(4).map(|at| u16::from_str_radix(&digits[at..at + 4], 16).unwrap()).collect()
        };
        map.lines()
            .filter_map(|line| line.strip_prefix('<')?.split_once("> <"))
            .filter(|(_, character)| !character.contains(' '))
            .map(|(id, character)| (units(id)[0], String::from_utf16(&units(character)).unwrap()))
            .collect()
    }
}

fn decoded(operand: &Object, map: &BTreeMap<u16, String>) -> String {
    match operand {
        Object::String(glyphs, _) => {
            glyphs.chunks(2).map(|glyph| map[&u16::from_be_bytes([glyph[0], glyph[1]])].as_str()).collect()
        }
        Object::Array(parts) => parts.iter().map(|part| decoded(part, map)).collect(),
        _ => String::new(),
    }
}
