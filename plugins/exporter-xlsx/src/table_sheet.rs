//! A sheet that holds one table: typed numbers, live totals, merged header, notes.

use baocao_exporter::{Align, Document, Orientation, RowKind, TextStyle};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};

use crate::exporter::ROW_PIXELS;
use crate::figures::{Figures, Place, exact_number};
use crate::formula::formula;
use crate::grid::pixels;
use crate::links::{self, MOST_LINKS};
use crate::metrics::{self, POINTS_PER_MM, TALLEST_ROW};
use crate::number_format::number_format;
use crate::plan::{BAR_ROW, Plan, TableSheet};
use crate::sheet_name::quoted;
use crate::style::Styles;
use crate::table_layout::{Placed, PlacedRow};
use crate::{native_chart, page, text, words};

/// A word longer than this may break within its cell.
const LONGEST_WORD: usize = 18;
/// A table that needs this much more than the width of a portrait page is turned.
const TURN_FROM: f64 = 1.25;
/// A chart is as wide as its table, within these bounds in millimetres.
const NARROWEST_CHART: f64 = 130.0;
const WIDEST_CHART: f64 = 180.0;
/// The frame of a chart shall not fall on the edge of the page.
const EDGE: f64 = 1.0;
const LINK_SIZE: f64 = 10.0;
const LINK_PIXELS: u32 = 70;
const GAP_PIXELS: u32 = 16;

/// Writes the sheet of one table and tells whether some text had to be cut.
pub fn write(
    sheet: &mut Worksheet,
    index: usize,
    document: &Document,
    plan: &Plan<'_>,
    figures: &Figures<'_>,
) -> Result<bool, XlsxError> {
    let table = &plan.tables[index];
    let styles = Styles { letterhead: &document.envelope.letterhead };
    sheet.set_name(&table.name)?;
    let mut writer =
        TableWriter { sheet, index, table, document, plan, figures, styles, widths: Vec::new(), links: 0, cut: false };
    writer.columns()?;
    writer.bar()?;
    writer.lines()?;
    writer.header()?;
    for row in &table.layout.rows {
        writer.row(row)?;
    }
    let last = writer.notes()?;
    let last = writer.charts(last)?;
    writer.set_up(last)
}

struct TableWriter<'w, 'a> {
    sheet: &'w mut Worksheet,
    index: usize,
    table: &'w TableSheet<'a>,
    document: &'w Document,
    plan: &'w Plan<'a>,
    figures: &'w Figures<'a>,
    styles: Styles<'w>,
    /// The width of each column in millimetres.
    widths: Vec<f64>,
    /// How many links to other files the sheet has.
    links: usize,
    cut: bool,
}

impl TableWriter<'_, '_> {
    /// Sets column widths: the shares of the page, but never less than the longest word or number needs.
    fn columns(&mut self) -> Result<(), XlsxError> {
        let content = page::content_width(self.document, self.table.orientation);
        let columns = &self.table.layout.table.columns;
        let needed = self.needed_widths();
        self.widths = needed
            .iter()
            .enumerate()
            .map(|(index, needed)| {
                let share = columns.get(index).map_or(0.0, |column| column.width);
                needed.max(if share.is_finite() { share.clamp(0.0, 1.0) * content } else { 0.0 })
            })
            .collect();
        for (column, width) in (0_u16..).zip(&self.widths) {
            self.sheet.set_column_width_pixels(column, pixels(*width))?;
        }
        Ok(())
    }

    fn needed_widths(&self) -> Vec<f64> {
        let layout = &self.table.layout;
        let size = self.styles.table().size;
        let mut needed = vec![0.0_f64; usize::from(layout.width)];
        let header = layout.header.iter().filter(|cell| cell.colspan == 1);
        let header = header.map(|cell| (cell.column, metrics::longest_word(&cell.item.text, size, true, LONGEST_WORD)));
        let cells = layout.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
        let cells = cells.filter(|(_, cell)| cell.colspan == 1).map(|(row, cell)| {
            let bold = row.row.kind == RowKind::Total;
            (cell.column, metrics::longest_word(&cell.item.text, size, bold, LONGEST_WORD))
        });
        for (column, points) in header.chain(cells) {
            let width = &mut needed[usize::from(column)];
            *width = width.max(points / POINTS_PER_MM);
        }
        needed
    }

    /// The row above everything: the way back and, on a draft, the mark.
    fn bar(&mut self) -> Result<(), XlsxError> {
        let target = format!("internal:{}!A1", quoted(&self.plan.contents));
        let url = Url::new(target).set_text(words::CONTENTS);
        self.sheet.write_url_with_format(BAR_ROW, 0, url, &self.styles.link(LINK_SIZE, Align::Left))?;
        let envelope = &self.document.envelope;
        if !envelope.draft {
            return Ok(());
        }
        let style = envelope.letterhead.envelope.draft.style;
        let last = self.table.layout.width - 1;
        let first = last.min(self.table.layout.leading_columns().max(1));
        self.span(BAR_ROW, first, last, &envelope.draft_mark, &style, Align::Right)
    }

    fn lines(&mut self) -> Result<(), XlsxError> {
        for (row, line) in (BAR_ROW + 1..).zip(&self.table.lines) {
            self.whole(row, line.text, &line.style, line.align)?;
        }
        Ok(())
    }

    fn header(&mut self) -> Result<(), XlsxError> {
        let format = self.styles.header();
        for cell in &self.table.layout.header {
            self.merge(cell, &format)?;
            self.string(cell.row, cell.column, &cell.item.text, &format)?;
        }
        for level in 0..self.table.layout.table.header.len() as u32 {
            let row = self.table.layout.first_header_row + level;
            self.sheet.set_row_height(row, self.header_height(row))?;
        }
        Ok(())
    }

    /// A cell over several levels spreads its lines over their rows.
    fn header_height(&self, row: u32) -> f64 {
        let size = self.styles.table().size;
        let cells = self.table.layout.header.iter().filter(|cell| (cell.row..cell.row + cell.rowspan).contains(&row));
        let heights = cells.map(|cell| {
            let lines = metrics::line_count(&cell.item.text, size, true, self.points(cell.column, cell.colspan));
            metrics::height(lines, size) / f64::from(cell.rowspan)
        });
        heights.fold(metrics::height(1, size), f64::max).min(TALLEST_ROW)
    }

    fn row(&mut self, row: &PlacedRow<'_>) -> Result<(), XlsxError> {
        let bold = matches!(row.row.kind, RowKind::Total | RowKind::Section);
        for cell in &row.cells {
            let column = self.table.layout.table.columns.get(usize::from(cell.column));
            let align = cell.item.align.or(column.map(|column| column.align)).unwrap_or_default();
            let format = self.styles.cell(bold, align);
            self.merge(cell, &format)?;
            self.value(cell, format)?;
        }
        self.sheet.set_row_height(row.at, self.row_height(row, bold))?;
        self.source_link(row)
    }

    fn value(&mut self, placed: &Placed<'_, baocao_exporter::Cell>, format: Format) -> Result<(), XlsxError> {
        let cell = placed.item;
        let url = cell.href.as_deref().and_then(|href| links::url(href, &cell.text));
        if let Some(url) = url.filter(|_| self.links < MOST_LINKS) {
            self.links += 1;
            self.sheet.write_url_with_format(placed.row, placed.column, url, &self.styles.linked(format))?;
            return Ok(());
        }
        let Some(number) = exact_number(cell).and_then(|number| number.to_f64()) else {
            return self.string(placed.row, placed.column, &cell.text, &format);
        };
        let column = self.table.layout.table.columns.get(usize::from(placed.column));
        let column_format = column.map(|column| column.format).unwrap_or_default();
        let format = format.set_num_format(number_format(&cell.text, column_format));
        let here = Place { sheet: self.index, row: placed.row, column: placed.column, cell };
        match formula(&here, self.figures, self.plan, column_format.decimals) {
            Some(text) => {
                let formula = Formula::new(text).set_result(number.to_string());
                self.sheet.write_formula_with_format(placed.row, placed.column, formula, &format)?;
            }
            None => {
                self.sheet.write_number_with_format(placed.row, placed.column, number, &format)?;
            }
        }
        Ok(())
    }

    /// Programs do not fit rows with merged cells to their text, and some fit none when they open a file.
    fn row_height(&self, row: &PlacedRow<'_>, bold: bool) -> f64 {
        let size = self.styles.table().size;
        let lines = row
            .cells
            .iter()
            .map(|cell| metrics::line_count(&cell.item.text, size, bold, self.points(cell.column, cell.colspan)));
        metrics::height(lines.max().unwrap_or(1), size).min(TALLEST_ROW)
    }

    /// One link a row, right of the table: the sources of a row's figures stand together.
    fn source_link(&mut self, row: &PlacedRow<'_>) -> Result<(), XlsxError> {
        let addresses = row.cells.iter().filter_map(|cell| cell.item.address.as_deref());
        let Some((sheet, source)) = addresses.filter_map(|address| self.plan.source_row(address)).min_by_key(|s| s.1)
        else {
            return Ok(());
        };
        let column = self.table.layout.width + 1;
        let url = Url::new(format!("internal:{}!A{}", quoted(sheet), source + 1)).set_text(words::SOURCE);
        let format = self.styles.link(LINK_SIZE, Align::Left).set_align(rust_xlsxwriter::FormatAlign::VerticalCenter);
        self.sheet.set_column_width_pixels(column - 1, GAP_PIXELS)?;
        self.sheet.set_column_width_pixels(column, LINK_PIXELS)?;
        self.sheet.write_url_with_format(row.at, column, url, &format)?;
        Ok(())
    }

    /// Writes the notes and returns the last row in use.
    fn notes(&mut self) -> Result<u32, XlsxError> {
        let style = TextStyle { italic: true, ..self.styles.table() };
        let notes = &self.table.layout.table.notes;
        for (row, note) in (self.table.layout.end()..).zip(notes) {
            self.whole(row, note, &style, Align::Left)?;
        }
        Ok((self.table.layout.end() + notes.len() as u32).max(1) - 1)
    }

    /// Puts the charts below everything else and returns the last row that they cover.
    fn charts(&mut self, last_row: u32) -> Result<u32, XlsxError> {
        let page = page::content_width(self.document, self.table.orientation);
        let width = self.widths.iter().sum::<f64>().clamp(NARROWEST_CHART.min(page), page.min(WIDEST_CHART));
        let font = self.styles.font_name();
        let mut last_row = last_row;
        // Programs do not open a chart without series.
        let drawn =
            self.table.charts.iter().filter(|(chart, cells)| !cells.series.is_empty() && !chart.categories.is_empty());
        for (chart, cells) in drawn {
            let (chart, height) = native_chart::make(chart, cells, &self.table.name, &font, width - EDGE);
            let top = last_row + 2;
            self.sheet.insert_chart(top, 0, &chart)?;
            last_row = top + height.div_ceil(ROW_PIXELS);
        }
        Ok(last_row)
    }

    fn set_up(self, last_row: u32) -> Result<bool, XlsxError> {
        let layout = &self.table.layout;
        let portrait = page::content_width(self.document, Orientation::Portrait);
        let wide = self.widths.iter().sum::<f64>() > portrait * TURN_FROM;
        let orientation = if wide { Orientation::Landscape } else { self.table.orientation };
        page::set_up(self.sheet, self.document, self.styles, orientation);
        self.sheet.set_print_center_horizontally(true);
        let first_line = (BAR_ROW + 1).min(last_row);
        self.sheet.set_print_area(first_line, 0, last_row, layout.width - 1)?;
        self.sheet.set_freeze_panes(layout.first_row(), layout.leading_columns())?;
        if !layout.table.header.is_empty() {
            self.sheet.set_repeat_rows(layout.first_header_row, layout.first_row() - 1)?;
        }
        Ok(self.cut)
    }

    fn whole(&mut self, row: u32, line: &str, style: &TextStyle, align: Align) -> Result<(), XlsxError> {
        self.span(row, 0, self.table.layout.width - 1, line, style, align)
    }

    fn span(
        &mut self,
        row: u32,
        first: u16,
        last: u16,
        line: &str,
        style: &TextStyle,
        align: Align,
    ) -> Result<(), XlsxError> {
        let format = self.styles.text(style, align);
        if first < last {
            self.sheet.merge_range(row, first, row, last, "", &format)?;
        }
        let lines = metrics::line_count(line, style.size, style.bold, self.points(first, last - first + 1));
        self.sheet.set_row_height(row, metrics::height(lines, style.size).min(TALLEST_ROW))?;
        self.string(row, first, line, &format)
    }

    fn merge<T>(&mut self, cell: &Placed<'_, T>, format: &Format) -> Result<(), XlsxError> {
        if cell.rowspan > 1 || cell.colspan > 1 {
            let (last_row, last_column) = (cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1);
            self.sheet.merge_range(cell.row, cell.column, last_row, last_column, "", format)?;
        }
        Ok(())
    }

    /// Writes text as text, whatever it starts with.
    fn string(&mut self, row: u32, column: u16, line: &str, format: &Format) -> Result<(), XlsxError> {
        let line = text::clean(line);
        let mut pieces = text::pieces(&line);
        self.cut |= pieces.len() > 1;
        let piece = pieces.swap_remove(0);
        if text::looks_like_formula(&piece) {
            let format = format.clone().set_quote_prefix();
            self.sheet.write_string_with_format(row, column, piece, &format)?;
        } else {
            self.sheet.write_string_with_format(row, column, piece, format)?;
        }
        Ok(())
    }

    fn points(&self, column: u16, columns: u16) -> f64 {
        let first = usize::from(column).min(self.widths.len());
        let last = (first + usize::from(columns)).min(self.widths.len());
        self.widths[first..last].iter().sum::<f64>() * POINTS_PER_MM
    }
}
