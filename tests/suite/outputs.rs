//! Reads outputs back with other means than those that wrote them.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of a DOCX: body and footnotes, a line per paragraph.
pub fn docx_text(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let mut xml = String::new();
        archive.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
        text.push_str(&paragraphs(&xml));
    }
    text
}

fn paragraphs(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut within = false;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) => within |= tag.local_name().as_ref() == "t",
            Event::End(tag) if tag.local_name().as_ref() == "t" => within = false,
            Event::End(tag) if tag.local_name().as_ref() == "p" => text.push('\n'),
            Event::Text(part) if within => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if within => text.push_str(&resolved(&entity.xml10_content())),
            Event::Eof => return text,
            _ => {}
        }
    }
}

fn resolved(entity: &str) -> String {
    quick_xml::escape::unescape(&format!("&{entity};")).expect("a known entity").into_owned()
}

/// The text of an HTML page without its tags, scripts and styles.
pub fn html_text(path: &Path) -> String {
    let html = std::fs::read_to_string(path).unwrap();
    let mut text = String::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let hidden = ["style", "script"].into_iter().find(|name| after.starts_with(name));
        let end = hidden.map_or_else(|| ">".to_owned(), |name| format!("</{name}>"));
        rest = after.split_once(&*end).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    quick_xml::escape::unescape(&text).expect("known entities").into_owned()
}

/// The sheets of a workbook: all cells as text, numbers in plain digits.
pub fn workbook(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let mut sheets = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        let cells = range.used_cells().map(|(_, _, cell)| match cell {
            Data::Float(number) => number.to_string(),
            Data::Int(number) => number.to_string(),
            other => other.to_string(),
        });
        sheets.insert(name, cells.collect());
    }
    sheets
}
