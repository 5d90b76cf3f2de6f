//! Office documents: paragraphs, tables with merges, and footnotes from WordprocessingML.

use std::collections::BTreeMap;

use baocao_model::{Finding, Place, Refusal};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::package::{MAIN_PART, Package, meant_by};
use super::passage_builder::At;
use super::word_blocks::{OpenTable, Paragraph};
use crate::passage::{Passage, Text};

/// How deep paragraphs may lie in each other, as text boxes do.
const DEEPEST: usize = 64;
/// How many columns a merged cell may cover.
const WIDEST: usize = 256;

/// Reads a document with its notes.
pub fn read(file: &str, package: &Package<'_>) -> Result<Text, Refusal> {
    let Some(main) = package.part(MAIN_PART)? else {
        return Err(Finding::error("review-not-a-report", Place::file(file)).into());
    };
    let mut notes = BTreeMap::new();
    if let Some(part) = package.part("word/footnotes.xml")? {
        let mut walk = Walk::new(file, None);
        walk.run(&part)?;
        notes = walk.notes;
    }
    let mut walk = Walk::new(file, Some(notes));
    walk.run(&main)?;
    if walk.text.passages.iter().all(|passage| passage.text.trim().is_empty()) {
        return Err(Finding::error("review-empty", Place::file(file)).into());
    }
    Ok(walk.text)
}

/// The way through a part.
pub struct Walk<'a> {
    file: &'a str,
    pub text: Text,
    pub paragraphs: Vec<Paragraph>,
    pub tables: Vec<OpenTable>,
    pub number: u32,
    /// Elements whose text does not count: deleted text, fallbacks, field codes.
    hidden: usize,
    in_text: bool,
    /// The notes by id; absent while the notes themselves are read.
    pub known: Option<BTreeMap<String, Passage>>,
    pub notes: BTreeMap<String, Passage>,
    pub note: Option<String>,
}

impl<'a> Walk<'a> {
    fn new(file: &'a str, known: Option<BTreeMap<String, Passage>>) -> Self {
        let text = Text { file: file.to_owned(), ..Text::default() };
        Self {
            file,
            text,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            number: 0,
            hidden: 0,
            in_text: false,
            known,
            notes: BTreeMap::new(),
            note: None,
        }
    }

    fn run(&mut self, part: &[u8]) -> Result<(), Refusal> {
        let file = self.file;
        let broken = |reason: String| {
            Refusal::from(Finding::error("review-broken-package", Place::file(file)).with("reason", reason))
        };
        if part.starts_with(&[0xff, 0xfe]) || part.starts_with(&[0xfe, 0xff]) {
            return Err(broken("UTF-16".to_owned()));
        }
        let part = std::str::from_utf8(part).map_err(|error| broken(error.to_string()))?;
        let mut reader = Reader::from_str(part);
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag)?,
                Ok(Event::Empty(tag)) => {
                    self.start(&tag)?;
                    self.end(tag.local_name().as_ref());
                }
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(piece)) => {
                    self.piece(&piece.xml10_content(), before);
                }
                Ok(Event::GeneralRef(name)) => {
                    self.piece(&meant_by(&name), before);
                }
                Ok(Event::DocType(_)) => return Err(broken("DOCTYPE".to_owned())),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(broken(error.to_string())),
            }
        }
    }

    fn piece(&mut self, piece: &str, source: usize) {
        if self.hidden > 0 || !self.in_text {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let at = At { line: self.number, column: paragraph.column, source };
            paragraph.builder.push(piece, at);
            paragraph.column += u32::try_from(piece.chars().count()).unwrap_or(0);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "p" if self.paragraphs.len() >= DEEPEST || self.tables.len() >= DEEPEST => {
                return Err(Finding::error("review-broken-package", Place::file(self.file))
                    .with("reason", "<w:p>")
                    .into());
            }
            "p" => {
                self.number += 1;
                self.paragraphs.push(Paragraph { column: 1, ..Paragraph::default() });
            }
            "t" => self.in_text = true,
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => self.hidden += 1,
            "tab" | "br" | "cr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.builder.space();
                }
            }
            "noBreakHyphen" => {
                self.in_text = true;
                self.piece("-", 0);
                self.in_text = false;
            }
            "pStyle" => {
                let level = value(tag).and_then(|style| heading_level(&style));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.level = level.or(paragraph.level);
                }
            }
            "outlineLvl" => {
                let level = value(tag).and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.level = level.map(|level| level + 1).or(paragraph.level);
                }
            }
            "numPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.listed = true;
                }
            }
            "footnote" => self.note = attribute(tag, "id"),
            "footnoteReference" => {
                if let (Some(paragraph), Some(id)) = (self.paragraphs.last_mut(), attribute(tag, "id")) {
                    paragraph.notes.push(id);
                }
            }
            "tbl" => {
                let caption =
                    self.text.passages.len().checked_sub(1).filter(|index| !self.text.passages[*index].is_cell());
                self.tables.push(OpenTable { caption, ..OpenTable::default() });
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.span, table.continues) = (1, false);
                }
            }
            "gridSpan" => {
                if let (Some(table), Some(span)) = (self.tables.last_mut(), value(tag)) {
                    table.span = span.parse().unwrap_or(1).clamp(1, WIDEST);
                }
            }
            "vMerge" => {
                if let Some(table) = self.tables.last_mut() {
                    table.continues = value(tag).is_none_or(|value| value == "continue");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" => self.hidden = self.hidden.saturating_sub(1),
            "footnote" => self.note = None,
            "tc" => self.end_cell(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

/// `Heading2`, `heading 2`, `Tiu2` (the name that Vietnamese versions write).
fn heading_level(style: &str) -> Option<u8> {
    let lower = style.to_lowercase();
    let rest = ["heading", "tiu", "u"].iter().find_map(|start| lower.strip_prefix(start))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
