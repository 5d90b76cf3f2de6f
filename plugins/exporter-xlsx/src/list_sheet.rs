//! What the sheets that list things share: title, header row, wrapped cells, page set-up.

use baocao_exporter::{Align, Document, Orientation, TextStyle};
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::looks::Looks;
use crate::metrics::{self, OneLine, POINTS_PER_MM, TALLEST_ROW};
use crate::style::{self, Styles};
use crate::{page, text};

/// The rows of title and header; entries start at [`crate::plan::FIRST_ENTRY_ROW`].
const TITLE_ROW: u32 = 0;
const MARK_ROW: u32 = 1;
const HEADER_ROW: u32 = 2;

/// A column: its heading and its width in millimetres.
pub type Column = (&'static str, f64);

/// A sheet that lists things under a header.
pub struct ListSheet<'w, 'a> {
    pub sheet: &'w mut Worksheet,
    pub styles: Styles<'a>,
    widths: Vec<f64>,
    /// The looks of most cells: there may be tens of thousands.
    looks: Looks,
    cell: usize,
    quoted: usize,
    linked: Format,
    shrunk: Format,
    /// The row in work and its height so far; programs may not fit rows by themselves.
    tallest: (u32, f64),
}

impl<'w, 'a> ListSheet<'w, 'a> {
    /// Starts the sheet with title, draft mark and header.
    pub fn start(
        sheet: &'w mut Worksheet,
        document: &'a Document,
        name: &str,
        columns: &[Column],
        orientation: Orientation,
    ) -> Result<Self, XlsxError> {
        let styles = Styles { letterhead: &document.envelope.letterhead };
        sheet.set_name(name)?;
        page::set_up(sheet, document, styles, orientation);
        let title = TextStyle { size: styles.body().size, bold: true, ..TextStyle::default() };
        sheet.write_string_with_format(TITLE_ROW, 0, name.to_uppercase(), &unwrapped(styles, &title))?;
        if document.envelope.draft {
            let mark = document.envelope.letterhead.envelope.draft.style;
            let draft = text::clean(&document.envelope.draft_mark);
            sheet.write_string_with_format(MARK_ROW, 0, draft, &unwrapped(styles, &mark))?;
        }
        for (column, (heading, width)) in (0_u16..).zip(columns) {
            sheet.set_column_width_pixels(column, crate::grid::pixels(*width))?;
            sheet.write_string_with_format(HEADER_ROW, column, *heading, &styles.header())?;
        }
        sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
        sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
        let widths = columns.iter().map(|(_, width)| *width).collect();
        let format = cell(styles);
        let mut looks = Looks::default();
        let (cell, quoted) = (looks.add(format.clone()), looks.add(format.clone().set_quote_prefix()));
        let linked = styles.linked(format);
        let shrunk = style::on_one_line(linked.clone());
        Ok(Self { sheet, styles, widths, looks, cell, quoted, linked, shrunk, tallest: (HEADER_ROW, 0.0) })
    }

    /// Writes text, cut to what a cell holds.
    pub fn text(&mut self, row: u32, column: u16, line: &str) -> Result<(), XlsxError> {
        let line = text::fitting(text::clean(line));
        self.fit(row, column, &line)?;
        let look = if text::looks_like_formula(&line) { self.quoted } else { self.cell };
        self.sheet.write_string(row, column, line)?;
        self.looks.give(self.sheet, row, column, look)
    }

    /// Writes a number in a look of [`Self::look`].
    pub fn number(&mut self, row: u32, column: u16, number: f64, look: usize) -> Result<(), XlsxError> {
        self.sheet.write_number(row, column, number)?;
        self.looks.give(self.sheet, row, column, look)
    }

    /// Adds a look for numbers and returns its number.
    pub fn look(&mut self, format: Format) -> usize {
        self.looks.add(format)
    }

    /// Ends the sheet: the cells get their looks.
    pub fn finish(mut self) -> Result<(), XlsxError> {
        self.looks.finish(self.sheet)
    }

    /// Writes text in a given look.
    pub fn formatted(&mut self, row: u32, column: u16, line: &str, format: Format) -> Result<(), XlsxError> {
        let line = text::fitting(text::clean(line));
        self.fit(row, column, &line)?;
        let format = if text::looks_like_formula(&line) { format.set_quote_prefix() } else { format };
        self.sheet.write_string_with_format(row, column, line, &format)?;
        Ok(())
    }

    /// Writes a link to a cell of this workbook.
    pub fn link(&mut self, row: u32, column: u16, target: &str, shown: &str) -> Result<(), XlsxError> {
        let shown = text::fitting(text::clean(shown));
        let shrinks = self.one_line(column, &shown) == OneLine::Shrunk;
        self.fit(row, column, if shrinks { "" } else { &shown })?;
        let url = Url::new(format!("internal:{target}")).set_text(shown);
        let format = if shrinks { &self.shrunk } else { &self.linked };
        self.sheet.write_url_with_format(row, column, url, format)?;
        Ok(())
    }

    /// Makes the row high enough for what the cell shows. Rows are written one after another.
    fn fit(&mut self, row: u32, column: u16, line: &str) -> Result<(), XlsxError> {
        let size = self.styles.table().size;
        let lines = metrics::line_count(line, size, false, self.available(column));
        let height = metrics::height(lines, size).min(TALLEST_ROW);
        if self.tallest.0 != row || height > self.tallest.1 {
            self.sheet.set_row_height(row, height)?;
            self.tallest = (row, height);
        }
        Ok(())
    }

    /// How text fits on one line of a column.
    pub fn one_line(&self, column: u16, line: &str) -> OneLine {
        OneLine::of(line, self.styles.table().size, self.available(column))
    }

    /// The width of a column in points.
    fn available(&self, column: u16) -> f64 {
        self.widths.get(usize::from(column)).copied().unwrap_or_default() * POINTS_PER_MM
    }

    /// The look of an entry's cell.
    pub fn cell(&self) -> Format {
        cell(self.styles)
    }
}

fn cell(styles: Styles<'_>) -> Format {
    styles.cell(false, Align::Left).set_align(rust_xlsxwriter::FormatAlign::Top)
}

fn unwrapped(styles: Styles<'_>, style: &TextStyle) -> Format {
    styles.text(style, Align::Left).unset_text_wrap()
}
