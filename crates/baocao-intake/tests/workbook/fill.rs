//! Fills a workbook in by writing into its XML, as no library of ours would: an independent way to what is read back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is put into a cell.
#[derive(Clone, Debug)]
pub enum Put {
    Number(String),
    Text(String),
    Bool(bool),
    Error(&'static str),
    Date(&'static str),
    /// A formula with its stored result, if it has one.
    Formula(&'static str, Option<&'static str>),
}

/// A workbook as its parts.
#[derive(Clone, Debug)]
pub struct Parts(pub BTreeMap<String, Vec<u8>>);

/// Where a figure or label stands: the sheet's number from 1, its name and the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    pub sheet: usize,
    pub name: String,
    pub cell: String,
}

impl Parts {
    pub fn new(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let read = |name: String| {
            let mut content = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
            (name, content)
        };
        Self(names.into_iter().map(read).collect())
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    pub fn text(&self, part: &str) -> &str {
        std::str::from_utf8(&self.0[part]).unwrap()
    }

    /// Replaces words in a part. They must be there.
    pub fn replace(&mut self, part: &str, from: &str, to: &str) {
        let text = self.text(part);
        assert!(text.contains(from), "{part} has no `{from}`");
        let text = text.replace(from, to);
        self.0.insert(part.to_owned(), text.into_bytes());
    }

    /// True if the cell holds a formula: its figure follows from others.
    #[allow(dead_code, reason = "the suite at the top includes this file and uses it")]
    pub fn is_formula(&self, at: &At) -> bool {
        let xml = self.text(&sheet_part(at.sheet));
        let start = xml.find(&format!("<c r=\"{}\"", at.cell)).unwrap_or_else(|| panic!("{at:?} is not there"));
        let head_end = start + xml[start..].find('>').unwrap();
        xml[head_end..].starts_with("><f>")
    }

    /// Puts something into a cell, whatever stood there.
    pub fn put(&mut self, at: &At, put: &Put) {
        let part = sheet_part(at.sheet);
        let xml = self.text(&part).to_owned();
        let start = xml.find(&format!("<c r=\"{}\"", at.cell)).unwrap_or_else(|| panic!("{at:?} is not there"));
        let head_end = start + xml[start..].find('>').unwrap();
        let is_empty = xml[..head_end].ends_with('/');
        let end = if is_empty { head_end + 1 } else { head_end + xml[head_end..].find("</c>").unwrap() + 4 };
        let style = xml[start..head_end].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let cell = cell_xml(&at.cell, &style, put);
        self.0.insert(part, [&xml[..start], &cell, &xml[end..]].concat().into_bytes());
    }

    /// Moves everything from this row on down by one.
    pub fn insert_row(&mut self, sheet: usize, from: u32) {
        self.shift(sheet, |column, row| (column.to_owned(), if row >= from { row + 1 } else { row }));
    }

    /// Moves everything from this column on to the right by one.
    pub fn insert_column(&mut self, sheet: usize, from: char) {
        self.shift(sheet, |column, row| {
            let letter = column.chars().next().unwrap();
            let moved = if letter >= from { char::from(letter as u8 + 1) } else { letter };
            (moved.to_string(), row)
        });
    }

    fn shift(&mut self, sheet: usize, moved: impl Fn(&str, u32) -> (String, u32)) {
        let part = sheet_part(sheet);
        let mut shifted = String::new();
        for (index, piece) in self.text(&part).split(" r=\"").enumerate() {
            if index == 0 {
                shifted.push_str(piece);
                continue;
            }
            let (reference, rest) = piece.split_once('"').unwrap();
            let digits = reference.find(|c: char| c.is_ascii_digit()).unwrap();
            let row = reference[digits..].parse().unwrap();
            let reference = match digits {
                0 => moved("A", row).1.to_string(),
                _ => {
                    let (column, row) = moved(&reference[..digits], row);
                    format!("{column}{row}")
                }
            };
            shifted.push_str(&format!(" r=\"{reference}\"{rest}"));
        }
        self.0.insert(part, shifted.into_bytes());
    }
}

pub fn sheet_part(sheet: usize) -> String {
    format!("xl/worksheets/sheet{sheet}.xml")
}

fn cell_xml(cell: &str, style: &str, put: &Put) -> String {
    let of_type = |kind: &str, content: String| format!("<c r=\"{cell}\"{style} t=\"{kind}\">{content}</c>");
    match put {
        Put::Number(digits) => format!("<c r=\"{cell}\"{style}><v>{digits}</v></c>"),
        Put::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            of_type("inlineStr", format!("<is><t xml:space=\"preserve\">{text}</t></is>"))
        }
        Put::Bool(bool) => of_type("b", format!("<v>{}</v>", u8::from(*bool))),
        Put::Error(error) => of_type("e", format!("<v>{error}</v>")),
        Put::Date(date) => of_type("d", format!("<v>{date}</v>")),
        Put::Formula(formula, None) => format!("<c r=\"{cell}\"{style}><f>{formula}</f></c>"),
        Put::Formula(formula, Some(result)) if result.starts_with('#') => {
            of_type("e", format!("<f>{formula}</f><v>{result}</v>"))
        }
        Put::Formula(formula, Some(result)) => format!("<c r=\"{cell}\"{style}><f>{formula}</f><v>{result}</v></c>"),
    }
}

/// Where everything stands, by the marks that the workbook carries: `table.row.column` and `table.row.#label`.
pub fn addresses(bytes: &[u8]) -> BTreeMap<String, At> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut addresses = BTreeMap::new();
    for (index, name) in book.sheet_names().into_iter().enumerate() {
        let range = book.worksheet_range(&name).unwrap();
        let text = |row, column| match range.get_value((row, column)) {
            Some(Data::String(text)) => text.clone(),
            _ => String::new(),
        };
        let table = text(0, 0).rsplit('|').next().unwrap().to_owned();
        let (rows, columns) = range.end().unwrap();
        for row in (1..=rows).filter(|row| !text(*row, 0).starts_with('#') && !text(*row, 0).is_empty()) {
            for column in (1..=columns).filter(|column| text(0, *column) != "#unit") {
                let letter = char::from(b'A' + column as u8);
                let at = At { sheet: index + 1, name: name.clone(), cell: format!("{letter}{}", row + 1) };
                addresses.insert(format!("{table}.{}.{}", text(row, 0), text(0, column)), at);
            }
        }
    }
    addresses
}
