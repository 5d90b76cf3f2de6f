//! The package: parts, what they are and how they refer to each other.

use std::io::{Cursor, Write};

use baocao_exporter::ExportError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::xml::{Value, Xml};

pub const WORD_NAMESPACE: (&str, &dyn Value) =
    ("xmlns:w", &"http://schemas.openxmlformats.org/wordprocessingml/2006/main");
pub const RELATIONSHIP_NAMESPACE: (&str, &dyn Value) =
    ("xmlns:r", &"http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// What frames a drawing, what a drawing is made of, and what a picture among drawings is.
pub const FRAME_NAMESPACE: (&str, &dyn Value) =
    ("xmlns:wp", &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
pub const DRAWING_NAMESPACE: (&str, &dyn Value) = ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main");
pub const PICTURE_NAMESPACE: (&str, &dyn Value) =
    ("xmlns:pic", &"http://schemas.openxmlformats.org/drawingml/2006/picture");

/// The relationship by which sections name the header with the page number.
pub const PAGE_NUMBER_HEADER: &str = "rIdNumberedHeader";
/// The relationship by which sections name the header of their first page.
pub const FIRST_PAGE_HEADER: &str = "rIdBlankHeader";

/// How hard the parts are packed: half of the time of the usual 6 for a file a fifth larger.
const PACKING: i64 = 2;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a part is.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    path: &'static str,
    /// What the part's content type ends with, after the family of its types.
    content: (&'static str, &'static str),
    /// The relationship by which it is found.
    relation: (&'static str, &'static str),
    id: &'static str,
}

const MAIN: Kind = Kind {
    path: "word/document.xml",
    content: (WORD_TYPE, ".document.main+xml"),
    relation: (OFFICE, "/officeDocument"),
    id: "rIdDocument",
};
pub const STYLES: Kind = word_part("word/styles.xml", ".styles+xml", "/styles", "rIdStyles");
pub const SETTINGS: Kind = word_part("word/settings.xml", ".settings+xml", "/settings", "rIdSettings");
pub const FOOTNOTES: Kind = word_part("word/footnotes.xml", ".footnotes+xml", "/footnotes", "rIdFootnotes");
pub const NUMBERED_HEADER: Kind = word_part("word/header1.xml", ".header+xml", "/header", PAGE_NUMBER_HEADER);
pub const BLANK_HEADER: Kind = word_part("word/header2.xml", ".header+xml", "/header", FIRST_PAGE_HEADER);
pub const CORE_PROPERTIES: Kind = Kind {
    path: "docProps/core.xml",
    content: ("application/vnd.openxmlformats-package", ".core-properties+xml"),
    relation: (PACKAGE, "/relationships/metadata/core-properties"),
    id: "rIdCore",
};
pub const EXTENDED_PROPERTIES: Kind = Kind {
    path: "docProps/app.xml",
    content: ("application/vnd.openxmlformats-officedocument", ".extended-properties+xml"),
    relation: (OFFICE, "/extended-properties"),
    id: "rIdExtended",
};
pub const CUSTOM_PROPERTIES: Kind = Kind {
    path: "docProps/custom.xml",
    content: ("application/vnd.openxmlformats-officedocument", ".custom-properties+xml"),
    relation: (OFFICE, "/custom-properties"),
    id: "rIdCustom",
};

const fn word_part(path: &'static str, content: &'static str, relation: &'static str, id: &'static str) -> Kind {
    Kind { path, content: (WORD_TYPE, content), relation: (OFFICE, relation), id }
}

/// A package of parts.
#[derive(Debug)]
pub struct Package {
    parts: Vec<(Kind, Xml)>,
    /// The pictures of the main part as PNG; their numbers count from 1.
    pictures: Vec<Vec<u8>>,
    /// Where the links of the main part lead; their numbers count from 1.
    links: Vec<String>,
}

impl Package {
    /// Starts a package with its main part.
    pub fn new(main: Xml) -> Self {
        Self { parts: vec![(MAIN, main)], pictures: Vec::new(), links: Vec::new() }
    }

    pub fn add(&mut self, kind: Kind, xml: Xml) {
        self.parts.push((kind, xml));
    }

    pub fn add_picture(&mut self, png: Vec<u8>) {
        self.pictures.push(png);
    }

    pub fn set_links(&mut self, links: Vec<String>) {
        self.links = links;
    }

    /// Packs the parts. Their times are the format's zero, so that the same parts give the same bytes.
    pub fn into_bytes(self) -> Result<Vec<u8>, ExportError> {
        let listed = [
            ("[Content_Types].xml", self.content_types()),
            ("_rels/.rels", self.relationships(|kind| !is_word_side(kind), "")),
            ("word/_rels/document.xml.rels", self.relationships(is_word_side, "word/")),
        ];
        let parts = self.parts.into_iter().map(|(kind, xml)| (kind.path, xml));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(PACKING))
            .last_modified_time(DateTime::default());
        for (path, xml) in listed.into_iter().chain(parts) {
            zip.start_file(path, options).map_err(ExportError::failed)?;
            zip.write_all(&xml.into_bytes())?;
        }
        for (number, png) in (1..).zip(self.pictures) {
            // They are packed already.
            let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
            zip.start_file(format!("word/{}", picture_path(number)), stored).map_err(ExportError::failed)?;
            zip.write_all(&png)?;
        }
        Ok(zip.finish().map_err(ExportError::failed)?.into_inner())
    }

    fn content_types(&self) -> Xml {
        let mut xml = Xml::part();
        xml.element("Types", &[("xmlns", &format_args!("{PACKAGE}/content-types"))], |xml| {
            for (extension, content) in
                [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
            {
                xml.empty("Default", &[("Extension", &extension), ("ContentType", &content)]);
            }
            if !self.pictures.is_empty() {
                xml.empty("Default", &[("Extension", &"png"), ("ContentType", &"image/png")]);
            }
            for (kind, _) in &self.parts {
                let (family, content) = kind.content;
                let path = format!("/{}", kind.path);
                xml.empty("Override", &[("PartName", &path), ("ContentType", &format_args!("{family}{content}"))]);
            }
        });
        xml
    }

    fn relationships(&self, belongs: fn(&Kind) -> bool, folder: &str) -> Xml {
        let mut xml = Xml::part();
        xml.element("Relationships", &[("xmlns", &format_args!("{PACKAGE}/relationships"))], |xml| {
            for (kind, _) in self.parts.iter().filter(|(kind, _)| belongs(kind)) {
                let (family, relation) = kind.relation;
                let target = kind.path.strip_prefix(folder).unwrap_or(kind.path);
                let relation = format!("{family}{relation}");
                xml.empty("Relationship", &[("Id", &kind.id), ("Type", &relation), ("Target", &target)]);
            }
            if belongs(&STYLES) {
                (1..=self.pictures.len()).for_each(|number| write_picture_relationship(xml, number));
                (1..).zip(&self.links).for_each(|(number, href)| write_link_relationship(xml, number, href));
            }
        });
        xml
    }
}

/// Names the relationship by which the main part finds a picture.
pub fn picture_relationship(number: usize) -> String {
    format!("rIdPicture{number}")
}

/// Names the relationship by which the main part finds what a link leads to.
pub fn link_relationship(number: usize) -> String {
    format!("rIdLink{number}")
}

fn write_link_relationship(xml: &mut Xml, number: usize, href: &str) {
    let (id, relation) = (link_relationship(number), format!("{OFFICE}/hyperlink"));
    xml.empty("Relationship", &[("Id", &id), ("Type", &relation), ("Target", &href), ("TargetMode", &"External")]);
}

fn picture_path(number: usize) -> String {
    format!("media/picture{number}.png")
}

fn write_picture_relationship(xml: &mut Xml, number: usize) {
    let (id, relation) = (picture_relationship(number), format!("{OFFICE}/image"));
    xml.empty("Relationship", &[("Id", &id), ("Type", &relation), ("Target", &picture_path(number))]);
}

/// Tells whether a part is found from the main part instead of the package.
fn is_word_side(kind: &Kind) -> bool {
    kind.path.starts_with("word/") && kind.path != MAIN.path
}
