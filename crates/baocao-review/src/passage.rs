use std::ops::Range;

use baocao_model::Place;

/// A finished report: its paragraphs in order, and the tables whose cells are among them.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The file as the user named it.
    pub file: String,
    /// Paragraphs, list items, cells and notes in reading order.
    pub passages: Vec<Passage>,
    /// The tables; their cells are passages.
    pub tables: Vec<Table>,
}

/// A paragraph, a list item, a cell or a note.
///
/// Whoever holds a text already, such as our own narrative, makes passages with [`Passage::new`] and gives them to
/// [`crate::review`]; `known` then names the spans whose figures are bound to an address and are not doubted again.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The words, in NFC.
    pub text: String,
    /// Where parts of the text come from, by rising offset; the first stands at 0.
    pub marks: Vec<Mark>,
    /// Bytes of the text whose figures are known to be right.
    pub known: Vec<Range<usize>>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading; the level counts from 1.
    Heading(u8),
    /// A paragraph.
    Body,
    /// An item of a list.
    Item,
    /// A cell of a table, by the index of the table, its row and its column.
    Cell {
        /// The index in [`Text::tables`].
        table: usize,
        /// The row from 0.
        row: usize,
        /// The column from 0.
        column: usize,
    },
    /// A footnote.
    Footnote,
}

/// Ties a place in a passage to one in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte of the passage from which it holds.
    pub offset: usize,
    /// The line from 1; in an office document the number of the paragraph.
    pub line: u32,
    /// The column in characters from 1.
    pub column: u32,
    /// The byte in the source where the text stands.
    pub source: usize,
}

/// A table as a grid. A merged cell stands in every field it covers.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The passage of each field, row by row.
    pub rows: Vec<Vec<usize>>,
    /// The paragraph before the table, where captions and unit lines stand.
    pub caption: Option<usize>,
    /// What the rows are, where the source says so; else their words and figures tell.
    pub kinds: Vec<RowKind>,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A heading over columns.
    Heading,
    /// Figures.
    Data,
    /// The sum of others.
    Total,
    /// A heading over rows.
    Section,
}

impl Passage {
    /// A paragraph at a line of a file.
    pub fn new(kind: PassageKind, text: impl Into<String>, line: u32) -> Self {
        let marks = vec![Mark { offset: 0, line, column: 1, source: 0 }];
        Self { kind, text: text.into(), marks, known: Vec::new() }
    }

    /// The line and the column of a byte of the text.
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let Some(mark) = self.mark(offset) else { return (1, 1) };
        let characters = self.text[mark.offset..offset].chars().count();
        (mark.line, mark.column + u32::try_from(characters).unwrap_or(u32::MAX))
    }

    /// The last mark at or before a byte.
    pub fn mark(&self, offset: usize) -> Option<&Mark> {
        let after = self.marks.partition_point(|mark| mark.offset <= offset);
        self.marks.get(after.checked_sub(1)?)
    }

    /// True for a cell of a table.
    pub fn is_cell(&self) -> bool {
        matches!(self.kind, PassageKind::Cell { .. })
    }
}

impl Text {
    /// Where bytes of a passage stand in the file.
    pub fn place(&self, passage: usize, span: &Range<usize>) -> Place {
        let found = &self.passages[passage];
        let (line, column) = found.position(span.start);
        let (end_line, _) = found.position(span.end);
        let length = found.text[span.clone()].chars().count();
        let mut place = Place {
            file: self.file.clone(),
            line: Some(line),
            column: Some(column),
            length: (line == end_line).then(|| u32::try_from(length).unwrap_or(u32::MAX)),
            ..Place::default()
        };
        if let PassageKind::Cell { table, row, column } = found.kind {
            place.sheet = Some(format!("bảng {}", table + 1));
            place.cell = Some(format!("{}{}", column_letters(column), row + 1));
        }
        place
    }
}

/// The name of a column as workbooks have it: A, B … Z, AA.
fn column_letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).expect("less than 26"));
    match column / 26 {
        0 => letter.to_string(),
        more => column_letters(more - 1) + &letter.to_string(),
    }
}
