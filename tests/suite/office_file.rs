use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

/// An office document as its parts, to be edited.
#[derive(Clone)]
pub struct OfficeFile {
    parts: BTreeMap<String, Vec<u8>>,
}

impl OfficeFile {
    pub fn open(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let name = file.name().unwrap().into_owned();
            drop(file);
            parts.insert(name, bytes);
        }
        Self { parts }
    }

    /// A package of the parts in a folder, with the relationships that they need.
    pub fn of_folder(folder: &Path) -> Self {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006";
        let relationships = |rows: &[(&str, &str, &str)]| {
            let rows: String = rows
                .iter()
                .map(|(id, kind, to)| format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{to}\"/>"))
                .collect();
            format!("<Relationships xmlns=\"{package}/relationships\">{rows}</Relationships>").into_bytes()
        };
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let types = format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{word}.styles+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"{word}.header+xml\"/></Types>"
        );
        let mut parts = BTreeMap::new();
        parts.insert("[Content_Types].xml".to_owned(), types.into_bytes());
        parts.insert("_rels/.rels".to_owned(), relationships(&[("rId1", "officeDocument", "word/document.xml")]));
        let rows =
            [("rId1", "styles", "styles.xml"), ("rId3", "theme", "theme1.xml"), ("rId5", "header", "header1.xml")];
        parts.insert("word/_rels/document.xml.rels".to_owned(), relationships(&rows));
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            parts.insert(format!("word/{name}"), fs::read(entry.path()).unwrap());
        }
        Self { parts }
    }

    pub fn part(&self, name: &str) -> &str {
        let bytes = self.parts.get(name).unwrap_or_else(|| panic!("there is no {name}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// Changes the first place that fits; there must be one.
    pub fn replace(&mut self, part: &str, from: &str, to: &str) {
        let text = self.part(part);
        assert!(text.contains(from), "{part} has no `{from}`");
        let changed = text.replacen(from, to, 1).into_bytes();
        self.parts.insert(part.to_owned(), changed);
    }

    pub fn remove(&mut self, part: &str) {
        assert!(self.parts.remove(part).is_some(), "there is no {part}");
    }

    /// Cuts a part off in its middle.
    pub fn cut(&mut self, part: &str) {
        let bytes = self.parts.get_mut(part).unwrap();
        bytes.truncate(bytes.len() / 2);
    }

    pub fn write(&self, path: &Path) {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        fs::write(path, writer.finish().unwrap().into_inner()).unwrap();
    }
}
