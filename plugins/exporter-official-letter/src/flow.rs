use baocao_exporter::Orientation;
use baocao_exporter::drawing::Drawing;

use crate::footnote::Footnotes;
use crate::length::{Twips, points};
use crate::paragraph::Paragraph;
use crate::section::{Page, Section};
use crate::style;
use crate::table::Table;
use crate::warning::Warning;
use crate::xml::Xml;

/// The story of the letter from top to bottom.
///
/// The last piece waits until the next one comes: whether it stays with what follows, or ends a section, is known
/// only then.
#[derive(Debug)]
pub struct Flow {
    xml: Xml,
    waiting: Option<Piece>,
    /// The section that is open.
    section: Section,
    section_is_empty: bool,
    first_page_differs: bool,
    /// How the next piece is to be turned.
    orientation: Orientation,
    page_break: bool,
    /// The size of text in tables.
    pub table_size: f64,
    pub notes: Footnotes,
    /// The pictures so far; their numbers count from 1.
    pub pictures: Vec<Drawing>,
    /// Where links lead; their numbers count from 1.
    pub links: Vec<String>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug)]
enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

impl Flow {
    /// Starts with a section in portrait whose first page goes without a number if `first_page_differs`.
    pub fn new(page: Page, first_page_differs: bool, table_size: f64) -> Self {
        let orientation = Orientation::Portrait;
        Self {
            xml: Xml::default(),
            waiting: None,
            section: Section { page, orientation, restarts: false, first_page_differs },
            section_is_empty: true,
            first_page_differs,
            orientation,
            page_break: false,
            table_size,
            notes: Footnotes::default(),
            pictures: Vec::new(),
            links: Vec::new(),
            warnings: Vec::new(),
        }
    }

    pub fn push(&mut self, mut paragraph: Paragraph) {
        self.turn_pages();
        paragraph.format.page_break_before |= std::mem::take(&mut self.page_break);
        self.replace_waiting(Piece::Paragraph(paragraph));
    }

    pub fn push_table(&mut self, table: Table) {
        self.turn_pages();
        // Word joins tables that touch, and a table cannot start a page by itself.
        if self.page_break || self.ends_with_table() {
            let gap = if self.ends_with_table() { points(6.0) } else { 0 };
            self.push(Paragraph::new(style::SPACER).with(|format| format.before = Some(gap)));
            self.keep_with_next();
        }
        self.replace_waiting(Piece::Table(table));
    }

    /// Keeps the last piece on the page of the one that comes next.
    pub fn keep_with_next(&mut self) {
        match &mut self.waiting {
            Some(Piece::Paragraph(paragraph)) => paragraph.format.keep_next = true,
            Some(Piece::Table(table)) => table.keep_with_next(),
            None => {}
        }
    }

    /// Tells whether the last piece is a table.
    pub fn ends_with_table(&self) -> bool {
        matches!(self.waiting, Some(Piece::Table(_)))
    }

    /// Starts a new page before the next piece.
    pub fn break_page(&mut self) {
        self.page_break = !self.section_is_empty;
    }

    /// Turns the pages from the next piece on; returns how they were to be turned.
    pub fn turn(&mut self, orientation: Orientation) -> Orientation {
        std::mem::replace(&mut self.orientation, orientation)
    }

    /// Puts the next piece on a page turned as the last one, which it shall not be parted from.
    pub fn stay(&mut self) {
        self.orientation = self.section.orientation;
        self.page_break = false;
        self.keep_with_next();
    }

    /// Starts a section whose pages count from 1.
    pub fn restart(&mut self, orientation: Orientation) {
        self.end_section();
        let first_page_differs = self.first_page_differs;
        self.section = Section { orientation, restarts: true, first_page_differs, ..self.section };
        self.orientation = orientation;
    }

    /// Returns the number of a link's target; links to one target share it.
    pub fn link(&mut self, href: &str) -> usize {
        let known = self.links.iter().position(|known| known == href);
        let index = known.unwrap_or_else(|| {
            self.links.push(href.to_owned());
            self.links.len() - 1
        });
        index + 1
    }

    /// Returns the width between the margins where the next piece will stand.
    pub fn text_width(&self) -> Twips {
        self.section.page.text_width(self.orientation)
    }

    /// Returns the height between the margins where the next piece will stand.
    pub fn text_height(&self) -> Twips {
        self.section.page.text_height(self.orientation)
    }

    /// Ends the last section and returns what `w:body` holds.
    pub fn finish(mut self) -> (Xml, Footnotes, Vec<Warning>) {
        // A table must not be the last thing in a story.
        if self.ends_with_table() {
            self.replace_waiting(Piece::Paragraph(Paragraph::new(style::SPACER)));
        }
        self.flush();
        self.section.write(&mut self.xml);
        (self.xml, self.notes, self.warnings)
    }

    fn turn_pages(&mut self) {
        if self.orientation == self.section.orientation {
            return;
        }
        if !self.section_is_empty {
            self.end_section();
            self.section.restarts = false;
            self.section.first_page_differs = false;
        }
        self.section.orientation = self.orientation;
    }

    fn end_section(&mut self) {
        if !matches!(self.waiting, Some(Piece::Paragraph(_))) {
            self.replace_waiting(Piece::Paragraph(Paragraph::new(style::SPACER)));
        }
        if let Some(Piece::Paragraph(paragraph)) = &mut self.waiting {
            paragraph.section = Some(self.section);
        }
        self.flush();
        self.page_break = false;
        self.section_is_empty = true;
    }

    fn replace_waiting(&mut self, piece: Piece) {
        self.flush();
        self.waiting = Some(piece);
        self.section_is_empty = false;
    }

    fn flush(&mut self) {
        match self.waiting.take() {
            Some(Piece::Paragraph(paragraph)) => paragraph.write(&mut self.xml),
            Some(Piece::Table(table)) => table.write(&mut self.xml),
            None => {}
        }
    }
}
