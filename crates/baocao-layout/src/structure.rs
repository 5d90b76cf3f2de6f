use crate::typesetter::{Style, Typesetter};

/// What the parts of a document are to each other, for readers who cannot see its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// The elements in reading order, each after the one that holds it. Text that an element holds itself is read before
    /// the elements within it.
    pub elements: Vec<Element>,
}

/// A part of a document. Whatever is drawn and belongs to none is an ornament.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element that holds it.
    pub parent: Option<usize>,
}

/// What a part of a document is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The letter, or one of its annexes.
    Section,
    /// The letter's kind and subject.
    Title,
    /// A heading.
    Heading {
        /// The depth, from 1. Levels may be left out.
        level: u8,
        /// The number and the words.
        title: String,
    },
    /// A paragraph.
    Paragraph,
    /// A quotation.
    Quotation,
    /// A list, of items alone.
    List,
    /// An item: its label, if it has one, and its content.
    Item,
    /// What stands before an item or a note.
    Label,
    /// What an item says.
    Content,
    /// A table: caption, head, rows.
    Table,
    /// The words over a table.
    Caption,
    /// The rows of a table's header.
    Head,
    /// The rows below the header.
    Rows,
    /// A row.
    Row,
    /// A cell that names a row or a column.
    HeaderCell {
        /// What it names.
        scope: Scope,
        /// How many columns it covers.
        columns: usize,
        /// How many rows it covers.
        rows: usize,
    },
    /// A cell.
    Cell {
        /// How many columns it covers.
        columns: usize,
    },
    /// A picture.
    Figure {
        /// What it shows, in words.
        alt: String,
        /// Where it stands in the document, `document:/body/12`.
        at: String,
    },
    /// The mark of a note.
    Mark,
    /// A note: label, text. It follows its mark, wherever it is printed.
    Note,
    /// Words that lead elsewhere.
    Link,
    /// Words of the element around them.
    Run,
    /// Room for a signature; nothing is drawn for it.
    Signature,
}

/// What a cell of a header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

/// Adds elements in the order in which a document is read.
#[derive(Debug, Default)]
pub(crate) struct Outliner {
    structure: Structure,
    /// The elements that are not complete yet, the innermost last.
    open: Vec<usize>,
}

impl Outliner {
    fn add(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.structure.elements.push(Element { role, parent });
        self.structure.elements.len() - 1
    }

    pub(crate) fn finish(self) -> Structure {
        self.structure
    }
}

impl Typesetter<'_> {
    /// Starts an element that holds those to come.
    pub(crate) fn begin(&mut self, role: Role) -> usize {
        let element = self.element(role);
        self.outliner.open.push(element);
        element
    }

    /// Ends the element that was started last.
    pub(crate) fn end(&mut self) {
        self.outliner.open.pop();
    }

    /// Adds an element to the one that was started last.
    pub(crate) fn element(&mut self, role: Role) -> usize {
        let parent = self.outliner.open.last().copied();
        self.outliner.add(role, parent)
    }

    /// Adds an element and returns the style for its text.
    pub(crate) fn tagged(&mut self, style: Style, role: Role) -> Style {
        let element = self.element(role);
        style.within(Some(element))
    }

    /// Adds an element within the one that text of this style belongs to. Ornaments hold none.
    pub(crate) fn inner(&mut self, style: Style, role: Role) -> Option<usize> {
        let parent = style.element?;
        Some(self.outliner.add(role, Some(parent)))
    }
}
