//! From the blocks of a part to paragraphs with their looks.

use super::drawn_line;
use super::element::Element;
use super::length::twips;
use super::paragraph::{CellPlace, Paragraph, Piece};
use super::properties::{ParagraphProperties, RunProperties};
use super::section::Section;
use super::styles::{Style, Styles};

/// What cells keep clear on each side where no part says otherwise.
const CELL_PADDING: f64 = 5.4;

/// The paragraphs of a part in reading order.
#[derive(Debug)]
pub struct Story<'a> {
    styles: &'a Styles,
    /// The distance between the stops of tabs that are not set.
    tab: f64,
    pub paragraphs: Vec<Paragraph>,
    pub sections: Vec<Section>,
    tables: usize,
    cells: Vec<CellPlace>,
    table_styles: Vec<Option<String>>,
    boxes: usize,
}

impl<'a> Story<'a> {
    /// Begins an empty story.
    pub fn new(styles: &'a Styles, tab: f64) -> Self {
        Self {
            styles,
            tab,
            paragraphs: Vec::new(),
            sections: Vec::new(),
            tables: 0,
            cells: Vec::new(),
            table_styles: Vec::new(),
            boxes: 0,
        }
    }

    /// Takes in a block.
    pub fn push(&mut self, block: &Element) {
        match block.name.as_str() {
            "p" => self.push_paragraph(block),
            "tbl" => self.push_table(block),
            "sectPr" => self.end_section(block),
            "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "tcPr" | "trPr" => {}
            _ => block.children.iter().for_each(|child| self.push(child)),
        }
    }

    fn table_style(&self) -> Option<&'a Style> {
        self.styles.get(self.table_styles.last()?.as_ref()?)
    }

    fn end_section(&mut self, element: &Element) {
        let section = Section::read(element, self.sections.last());
        self.sections.push(section);
    }

    fn push_paragraph(&mut self, element: &Element) {
        let direct = element.child("pPr").map(ParagraphProperties::read).unwrap_or_default();
        let properties = self.styles.paragraph(&direct, self.table_style());
        let mut paragraph = Paragraph::new(element.number, &properties);
        paragraph.cell = self.cells.last().copied();
        paragraph.boxed |= self.boxes > 0;
        paragraph.section = self.sections.len();
        let mut boxed = Vec::new();
        let mut inline = Inline { story: self, paragraph, properties: &properties, boxed: &mut boxed, link: false };
        element.children.iter().for_each(|child| inline.push(child));
        let mut paragraph = inline.paragraph;
        if matches!(paragraph.pieces.first(), Some(Piece::Tab)) {
            let stop = properties.first_tab.unwrap_or_else(|| (paragraph.first / self.tab + 1.0).floor() * self.tab);
            paragraph.first = stop - paragraph.left;
        }
        self.paragraphs.push(paragraph);
        for content in boxed {
            self.boxes += 1;
            content.children.iter().for_each(|child| self.push(child));
            self.boxes -= 1;
        }
        if let Some(section) = element.child("pPr").and_then(|properties| properties.child("sectPr")) {
            self.end_section(section);
        }
    }

    fn push_table(&mut self, element: &Element) {
        let properties = element.child("tblPr");
        let style = properties.and_then(|properties| properties.child("tblStyle")?.value()).map(str::to_owned);
        self.table_styles.push(style);
        let padding = |side: [&str; 2], of: Option<&Element>| {
            let margins = of?;
            side.iter().find_map(|side| margins.child(side)).and_then(|side| twips(side.attribute("w")?))
        };
        let sides = [["left", "start"], ["right", "end"]];
        let common = sides.map(|side| padding(side, properties.and_then(|p| p.child("tblCellMar"))));
        let grid: Vec<f64> = element
            .child("tblGrid")
            .map(|grid| {
                grid.all("gridCol").map(|column| column.attribute("w").and_then(twips).unwrap_or(0.0)).collect()
            })
            .unwrap_or_default();
        let table = self.tables;
        self.tables += 1;
        let rows = rows(element);
        for (row, cells) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                let properties = cell.child("tcPr");
                let span: usize = properties
                    .and_then(|p| p.child("gridSpan")?.value()?.parse().ok())
                    .map_or(1, |span: usize| span.clamp(1, 256));
                let own = sides.map(|side| padding(side, properties.and_then(|p| p.child("tcMar"))));
                let clear: f64 = (0..2).map(|side| own[side].or(common[side]).unwrap_or(CELL_PADDING)).sum();
                let width = cell_width(properties, &grid, column, span).map(|width| (width - clear).max(1.0));
                let ruled = properties
                    .and_then(|p| p.child("tcBorders")?.child("bottom")?.value())
                    .is_some_and(|value| !matches!(value, "nil" | "none"));
                self.cells.push(CellPlace { table, row, column, width, ruled });
                self.push(cell);
                self.cells.pop();
                column += span;
            }
        }
        self.table_styles.pop();
    }
}

/// The cells of each row, those within content controls too.
fn rows(table: &Element) -> Vec<Vec<&Element>> {
    fn collect<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
        for child in &element.children {
            match child.name.as_str() {
                own if own == name => found.push(child),
                "sdt" | "sdtContent" | "customXml" | "ins" => collect(child, name, found),
                _ => {}
            }
        }
    }
    let mut rows = Vec::new();
    collect(table, "tr", &mut rows);
    rows.into_iter()
        .map(|row| {
            let mut cells = Vec::new();
            collect(row, "tc", &mut cells);
            cells
        })
        .collect()
}

fn cell_width(properties: Option<&Element>, grid: &[f64], column: usize, span: usize) -> Option<f64> {
    let stated = properties.and_then(|properties| properties.child("tcW"));
    let plain = stated.filter(|width| matches!(width.attribute("type"), None | Some("dxa")));
    let own = plain.and_then(|width| twips(width.attribute("w")?)).filter(|width| *width > 0.0);
    own.or_else(|| {
        let columns = grid.get(column..(column + span).min(grid.len()))?;
        Some(columns.iter().sum()).filter(|width| *width > 0.0)
    })
}

/// The way through the content of a paragraph.
struct Inline<'a, 'b, 'e> {
    story: &'b Story<'a>,
    paragraph: Paragraph,
    properties: &'b ParagraphProperties,
    boxed: &'b mut Vec<&'e Element>,
    link: bool,
}

impl<'e> Inline<'_, '_, 'e> {
    fn push(&mut self, element: &'e Element) {
        match element.name.as_str() {
            "pPr" | "sdtPr" | "sdtEndPr" | "rPr" => {}
            "r" => self.push_run(element),
            "fldSimple" => {
                self.follow_field(element.attribute("instr").unwrap_or_default());
                element.children.iter().for_each(|child| self.push(child));
            }
            "hyperlink" => {
                let around = std::mem::replace(&mut self.link, true);
                element.children.iter().for_each(|child| self.push(child));
                self.link = around;
            }
            "drawing" | "pict" | "object" => self.draw(element),
            _ => element.children.iter().for_each(|child| self.push(child)),
        }
    }

    fn push_run(&mut self, run: &'e Element) {
        let direct = run.child("rPr").map(RunProperties::read).unwrap_or_default();
        let mut look = self.story.styles.look(&direct, self.properties, self.story.table_style());
        look.link = self.link;
        for child in &run.children {
            match child.name.as_str() {
                "t" => self.paragraph.push(&child.text, &look),
                "noBreakHyphen" => self.paragraph.push("-", &look),
                "tab" => self.paragraph.pieces.push(Piece::Tab),
                "br" if child.attribute("type") == Some("page") => self.paragraph.pieces.push(Piece::PageBreak),
                "br" | "cr" => self.paragraph.pieces.push(Piece::LineBreak),
                "instrText" => self.follow_field(&child.text),
                "drawing" | "pict" | "object" | "AlternateContent" => self.draw(child),
                _ => {}
            }
        }
    }

    fn follow_field(&mut self, instruction: &str) {
        let name = instruction.split_whitespace().next().unwrap_or_default();
        self.paragraph.page_number |= name.eq_ignore_ascii_case("PAGE");
    }

    fn draw(&mut self, element: &'e Element) {
        let lines = drawn_line::lengths(element);
        self.paragraph.picture |= element.find("pic").is_some() || element.find("imagedata").is_some();
        self.paragraph.drawn.extend(lines);
        collect_boxes(element, self.boxed);
    }
}

fn collect_boxes<'e>(element: &'e Element, boxed: &mut Vec<&'e Element>) {
    for child in &element.children {
        if child.name == "txbxContent" {
            boxed.push(child);
        } else {
            collect_boxes(child, boxed);
        }
    }
}
