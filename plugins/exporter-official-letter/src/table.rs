use baocao_exporter::columns::PADDING;

use crate::length::{Twips, points};
use crate::paragraph::Paragraph;
use crate::style;
use crate::xml::Xml;

/// A table ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub ruled: bool,
    /// The widths of the columns of the grid.
    pub grid: Vec<Twips>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Whether the row is repeated on every page.
    pub header: bool,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// How many columns of the grid the cell covers.
    pub span: usize,
    pub merge: Merge,
    /// At least one.
    pub paragraphs: Vec<Paragraph>,
}

/// How a cell is joined with those above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Merge {
    #[default]
    None,
    Starts,
    Continues,
}

impl Table {
    /// Keeps the last row on the page of what follows.
    pub fn keep_with_next(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.keep_with_next();
        }
    }

    pub fn write(&self, xml: &mut Xml) {
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| self.write_properties(xml));
            xml.element("w:tblGrid", &[], |xml| {
                self.grid.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", width)]));
            });
            self.rows.iter().for_each(|row| row.write(&self.grid, xml));
        });
    }

    fn write_properties(&self, xml: &mut Xml) {
        if self.ruled {
            xml.value("w:tblStyle", style::TABLE_GRID);
        }
        let padding = if self.ruled { points(PADDING) } else { 0 };
        let width: Twips = self.grid.iter().sum();
        xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
        xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            xml.empty("w:left", &[("w:w", &padding), ("w:type", &"dxa")]);
            xml.empty("w:right", &[("w:w", &padding), ("w:type", &"dxa")]);
        });
    }
}

impl Row {
    /// Keeps the row on the page of the next one.
    pub fn keep_with_next(&mut self) {
        for paragraph in self.cells.iter_mut().flat_map(|cell| &mut cell.paragraphs) {
            paragraph.format.keep_next = true;
        }
    }

    fn write(&self, grid: &[Twips], xml: &mut Xml) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if self.header {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            let mut column = 0;
            for cell in &self.cells {
                let end = (column + cell.span).min(grid.len());
                cell.write(grid[column..end].iter().sum(), xml);
                column = end;
            }
        });
    }
}

impl Cell {
    /// Makes a cell of one column.
    pub fn new(paragraphs: Vec<Paragraph>) -> Self {
        Self { span: 1, merge: Merge::None, paragraphs }
    }

    fn write(&self, width: Twips, xml: &mut Xml) {
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
                if self.span > 1 {
                    xml.value("w:gridSpan", self.span);
                }
                match self.merge {
                    Merge::None => {}
                    Merge::Starts => xml.value("w:vMerge", "restart"),
                    Merge::Continues => xml.value("w:vMerge", "continue"),
                }
            });
            // A cell without a paragraph is a damaged file to Word.
            match self.paragraphs.as_slice() {
                [] => Paragraph::default().write(xml),
                paragraphs => paragraphs.iter().for_each(|paragraph| paragraph.write(xml)),
            }
        });
    }
}
