//! The sheet that holds the letter's text, in reading order.

use baocao_exporter::{
    Align, Annex, Block, Chart, Document, FigureText, Footnote, Heading, List, Orientation, Paragraph, ParagraphRole,
    Table, TextStyle, Unknown,
};
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::content::{Content, Run, cell_pieces, note_mark, plain};
use crate::grid::{Grid, Span};
use crate::links::{self, MOST_LINKS};
use crate::metrics::{self, OneLine, POINTS_PER_MM, TALLEST_ROW};
use crate::plan::Plan;
use crate::sheet_name::quoted;
use crate::side::SideCell;
use crate::style::{Styles, on_one_line};
use crate::{envelope, page, signature, text, words};

/// How far each level of lists stands in, in millimetres; also the room for an item's label.
const LIST_STEP: f64 = 8.0;
/// The columns right of the letter, which do not print: an empty one, then links.
const GAP_PIXELS: u32 = 16;
const LINK_PIXELS: u32 = 110;
/// How many characters of a title a link shows.
const LONGEST_LINK: usize = 1_000;
const LINK_SIZE: f64 = 10.0;

/// What other sheets and the report's author need to know about the letter's text.
#[derive(Debug, Default)]
pub struct LetterText {
    /// Headings and annexes: level, text, row.
    pub parts: Vec<(u8, String, u32)>,
    /// What this exporter does not know: where it stands and its kind.
    pub unknown: Vec<(String, String)>,
    /// The sheets of tables with text that no cell can hold whole.
    pub cut: Vec<String>,
    /// True if the sheet of sources has no room for all levels.
    pub levels_left_out: bool,
}

/// Writes the letter and tells what stands where.
pub fn write(sheet: &mut Worksheet, document: &Document, plan: &Plan<'_>) -> Result<LetterText, XlsxError> {
    let mut letter = LetterSheet::new(sheet, document, plan)?;
    envelope::write(&mut letter)?;
    letter.blocks(&document.body, "/body", 0)?;
    letter.space(metrics::height(1, letter.styles.body().size))?;
    signature::write(&mut letter)?;
    for (index, annex) in document.annexes.iter().enumerate() {
        letter.annex(annex, index)?;
    }
    letter.footnotes()?;
    letter.finish()
}

/// The sheet while it is written, from top to bottom.
pub struct LetterSheet<'w, 'a> {
    pub document: &'a Document,
    pub styles: Styles<'a>,
    pub grid: Grid,
    sheet: &'w mut Worksheet,
    plan: &'w Plan<'a>,
    row: u32,
    /// The label of a list item that waits for the item's first line.
    label: Option<(f64, String)>,
    notes: Vec<Note<'a>>,
    page_breaks: Vec<u32>,
    /// How many links to other files the sheet has.
    links: usize,
    next_table: usize,
    next_chart: usize,
    written: LetterText,
}

/// A footnote and the cell that links to it.
struct Note<'a> {
    footnote: &'a Footnote,
    row: u32,
    column: u16,
}

impl<'w, 'a> LetterSheet<'w, 'a> {
    fn new(sheet: &'w mut Worksheet, document: &'a Document, plan: &'w Plan<'a>) -> Result<Self, XlsxError> {
        let styles = Styles { letterhead: &document.envelope.letterhead };
        let width = page::content_width(document, Orientation::Portrait);
        let mut edges = envelope::edges(document, width);
        edges.extend(signature::edges(width));
        edges.extend((1..=list_depth(document) + 1).map(|level| level as f64 * LIST_STEP));
        edges.push(width - LIST_STEP);
        let grid = Grid::new(width, edges);
        sheet.set_name(&plan.letter)?;
        for (column, pixels) in (0_u16..).zip(grid.pixels()) {
            sheet.set_column_width_pixels(column, pixels)?;
        }
        sheet.set_column_width_pixels(grid.after(), GAP_PIXELS)?;
        page::set_up(sheet, document, styles, Orientation::Portrait);
        Ok(Self {
            document,
            styles,
            grid,
            sheet,
            plan,
            row: 0,
            label: None,
            notes: Vec::new(),
            page_breaks: Vec::new(),
            links: 0,
            next_table: 0,
            next_chart: 0,
            written: LetterText::default(),
        })
    }

    /// Writes text over the columns of a span in rows of its own.
    pub fn paragraph(&mut self, span: Span, runs: &[Run], style: &TextStyle, align: Align) -> Result<(), XlsxError> {
        for piece in cell_pieces(runs) {
            let height = self.height(span, &piece, style) + self.space_after();
            let rows = (height / TALLEST_ROW).ceil().max(1.0) as u32;
            for row in self.row..self.row + rows {
                self.sheet.set_row_height(row, height / f64::from(rows))?;
            }
            let label_at = self.row;
            let format = self.styles.text(style, align);
            self.cell(self.row, rows, span, &piece, style.size, &format)?;
            self.write_label(label_at, style)?;
            self.row += rows;
        }
        Ok(())
    }

    /// Writes text that stands beside other text; [`LetterSheet::space`] ends each row.
    pub fn side_cell(&mut self, cell: &SideCell, rows: u32) -> Result<(), XlsxError> {
        self.cell(self.row, rows, cell.span, &cell.runs, cell.size, &cell.format)
    }

    /// Draws a line on top of the row that comes next.
    pub fn rule(&mut self, span: Span) -> Result<(), XlsxError> {
        for column in span.first..=span.last {
            self.sheet.write_blank(self.row, column, &crate::style::rule())?;
        }
        Ok(())
    }

    /// Leaves a row of the given height in points.
    pub fn space(&mut self, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height.clamp(1.0, TALLEST_ROW))?;
        self.row += 1;
        Ok(())
    }

    /// Returns how many lines text takes over a span.
    pub fn lines(&self, span: Span, runs: &[Run], style: &TextStyle) -> usize {
        let count = |bold: bool| runs.iter().filter(|run| run.bold == bold).map(|run| run.text.len()).sum::<usize>();
        let bold = style.bold || count(true) > count(false);
        metrics::line_count(&plain(runs), style.size, bold, span.width * POINTS_PER_MM)
    }

    fn space_after(&self) -> f64 {
        self.styles.letterhead.body.space_after.max(0.0)
    }

    fn height(&self, span: Span, runs: &[Run], style: &TextStyle) -> f64 {
        metrics::height(self.lines(span, runs, style), style.size)
    }

    fn cell(
        &mut self,
        row: u32,
        rows: u32,
        span: Span,
        runs: &[Run],
        size: f64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if rows > 1 || span.first != span.last {
            self.sheet.merge_range(row, span.first, row + rows - 1, span.last, "", format)?;
        }
        match runs {
            [] => Ok(()),
            [run] if !run.raised && !run.linked => {
                let format = with_run(format, run);
                let format = if text::looks_like_formula(&run.text) { format.set_quote_prefix() } else { format };
                self.sheet.write_string_with_format(row, span.first, text::fitting(run.text.clone()), &format).map(drop)
            }
            runs => {
                let looks: Vec<Format> = runs.iter().map(|run| self.styles.run(run, size)).collect();
                let rich: Vec<_> = looks.iter().zip(runs).map(|(look, run)| (look, run.text.as_str())).collect();
                self.sheet.write_rich_string_with_format(row, span.first, &rich, format).map(drop)
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], at: &str, level: usize) -> Result<(), XlsxError> {
        for (index, block) in blocks.iter().enumerate() {
            let at = format!("{at}/{index}");
            match block {
                Block::Heading(heading) => self.heading(heading, &at, level)?,
                Block::Paragraph(paragraph) => self.body_paragraph(paragraph, &at, level)?,
                Block::List(list) => self.list(list, &at, level)?,
                Block::Table(table) => self.table_link(table, level)?,
                Block::Chart(chart) => self.chart_link(chart, level)?,
                Block::PageBreak => self.break_page(),
                Block::Section(section) => self.blocks(&section.blocks, &format!("{at}/blocks"), level)?,
                Block::Unknown(unknown) => self.unknown(unknown, &at, level)?,
            }
        }
        Ok(())
    }

    fn heading(&mut self, heading: &'a Heading, at: &str, level: usize) -> Result<(), XlsxError> {
        let headings = &self.styles.letterhead.headings;
        let index = usize::from(heading.level.max(1) - 1).min(headings.len().saturating_sub(1));
        let (style, align) = headings.get(index).map_or((self.styles.body(), Align::Left), |h| (h.style, h.align));
        let mut content = Content::read(&heading.content, &style);
        if !heading.number.is_empty() {
            content.runs.insert(0, Run::styled(&format!("{} ", heading.number), &style));
        }
        let title = text::one_line(&plain(&content.runs));
        self.written.parts.push((heading.level, title, self.row));
        self.content(content, self.inner(level), &style, align, at)
    }

    fn body_paragraph(&mut self, paragraph: &'a Paragraph, at: &str, level: usize) -> Result<(), XlsxError> {
        let mut style = self.styles.body();
        let mut span = self.inner(level);
        let mut align = Align::Justify;
        match paragraph.role {
            ParagraphRole::Ground => style.italic = self.styles.letterhead.body.grounds_italic,
            ParagraphRole::Centered => align = Align::Center,
            ParagraphRole::Quote => {
                let width = self.grid.whole().width;
                span = self.grid.span((level + 1) as f64 * LIST_STEP, width - LIST_STEP);
            }
            ParagraphRole::Body | ParagraphRole::Unknown => {}
        }
        let content = Content::read(&paragraph.content, &style);
        self.content(content, span, &style, align, at)
    }

    fn list(&mut self, list: &'a List, at: &str, level: usize) -> Result<(), XlsxError> {
        for (index, item) in list.items.iter().enumerate() {
            self.write_waiting_label()?;
            self.label = Some((level as f64 * LIST_STEP, text::clean(&item.label)));
            self.blocks(&item.blocks, &format!("{at}/items/{index}/blocks"), level + 1)?;
        }
        self.write_waiting_label()
    }

    fn table_link(&mut self, table: &'a Table, level: usize) -> Result<(), XlsxError> {
        let sheet = self.next_table;
        self.next_table += 1;
        self.sheet_link(&table.caption, words::TABLE, sheet, level)
    }

    fn chart_link(&mut self, chart: &'a Chart, level: usize) -> Result<(), XlsxError> {
        let sheet = self.plan.charts[self.next_chart];
        self.next_chart += 1;
        self.sheet_link(&chart.caption, words::CHART, sheet, level)
    }

    /// Writes a link to the sheet of a table.
    fn sheet_link(&mut self, caption: &str, otherwise: &str, sheet: usize, level: usize) -> Result<(), XlsxError> {
        let name = &self.plan.tables[sheet].name;
        let span = self.inner(level);
        let title = if caption.is_empty() { otherwise.to_owned() } else { text::one_line(caption) };
        let title: String = title.chars().take(LONGEST_LINK).collect();
        let shown = format!("{title} ({} “{name}”)", words::SEE_SHEET);
        let run = Run { text: shown.clone(), bold: false, italic: false, raised: false, linked: false };
        let row = self.row;
        let style = self.styles.body();
        self.paragraph(span, &[run], &style, Align::Left)?;
        let mut format = self.styles.linked(self.styles.text(&style, Align::Left));
        if OneLine::of(&shown, style.size, span.width * POINTS_PER_MM) == OneLine::Shrunk {
            format = on_one_line(format);
            self.sheet.set_row_height(row, metrics::height(1, style.size) + self.space_after())?;
        }
        let url = Url::new(format!("internal:{}!A1", quoted(name))).set_text(shown);
        self.sheet.write_url_with_format(row, span.first, url, &format)?;
        Ok(())
    }

    fn unknown(&mut self, unknown: &'a Unknown, at: &str, level: usize) -> Result<(), XlsxError> {
        self.written.unknown.push((at.to_owned(), unknown.kind.clone()));
        let style = self.styles.body();
        self.paragraph(self.inner(level), &[Run::styled(&unknown.text, &style)], &style, Align::Justify)
    }

    fn annex(&mut self, annex: &'a Annex, index: usize) -> Result<(), XlsxError> {
        self.break_page();
        let parts = &self.document.envelope.letterhead.envelope;
        let title = [annex.label.as_str(), annex.title.as_str()].join(" ");
        self.written.parts.push((1, text::one_line(&title), self.row));
        let reference = annex.reference.as_deref().unwrap_or_default();
        let lines = [
            (annex.label.as_str(), parts.annex_label),
            (&annex.title, parts.annex_title),
            (reference, parts.annex_reference),
        ];
        for (line, style) in lines.into_iter().filter(|(line, _)| !line.is_empty()) {
            self.paragraph(self.grid.whole(), &[Run::styled(line, &style)], &style, Align::Center)?;
        }
        self.blocks(&annex.blocks, &format!("/annexes/{index}/blocks"), 0)
    }

    /// Writes content and, right of the page, links to its footnotes and to the sources of its figures.
    fn content(
        &mut self,
        content: Content<'a>,
        span: Span,
        style: &TextStyle,
        align: Align,
        at: &str,
    ) -> Result<(), XlsxError> {
        let row = self.row;
        // The words are written over the link's own, so that they keep their looks.
        let mut links = content.links.iter().filter_map(|link| links::url(&link.href, &link.text));
        if let Some(url) = links.next().filter(|_| self.links < MOST_LINKS) {
            self.links += 1;
            self.sheet.write_url(row, span.first, url)?;
        }
        self.paragraph(span, &content.runs, style, align)?;
        self.written.unknown.extend(content.unknown.iter().map(|unknown| (at.to_owned(), unknown.kind.clone())));
        let mut column = self.grid.after() + 1;
        for footnote in content.notes {
            self.notes.push(Note { footnote, row, column });
            column += 1;
        }
        // A cell can lead to one place only; the other links stand beside it.
        let format = self.styles.link(LINK_SIZE, Align::Left);
        for url in links.take(MOST_LINKS.saturating_sub(self.links)) {
            self.links += 1;
            self.sheet.set_column_width_pixels(column, LINK_PIXELS)?;
            self.sheet.write_url_with_format(row, column, url, &format)?;
            column += 1;
        }
        for figure in content.figures {
            column += u16::from(self.source_link(figure, row, column)?);
        }
        Ok(())
    }

    fn source_link(&mut self, figure: &FigureText, row: u32, column: u16) -> Result<bool, XlsxError> {
        let found = figure.addresses.iter().find_map(|address| self.plan.source_row(address));
        let Some((sheet, source_row)) = found else {
            return Ok(false);
        };
        let shown = format!("{} {}", words::SOURCE, text::one_line(&figure.text));
        let target = format!("internal:{}!A{}", quoted(sheet), source_row + 1);
        self.side_link(row, column, &target, &shown)?;
        Ok(true)
    }

    fn side_link(&mut self, row: u32, column: u16, target: &str, shown: &str) -> Result<(), XlsxError> {
        self.sheet.set_column_width_pixels(column, LINK_PIXELS)?;
        let format = self.styles.link(LINK_SIZE, Align::Left);
        self.sheet.write_url_with_format(
            row,
            column,
            Url::new(target).set_text(text::fitting(shown.to_owned())),
            &format,
        )?;
        Ok(())
    }

    fn footnotes(&mut self) -> Result<(), XlsxError> {
        if self.notes.is_empty() {
            return Ok(());
        }
        let size = self.styles.letterhead.body.footnote_size;
        let title = TextStyle { bold: true, ..self.styles.body() };
        self.paragraph(self.grid.whole(), &[Run::styled(words::NOTES, &title)], &title, Align::Left)?;
        let style = TextStyle { size, ..TextStyle::default() };
        let here = quoted(&self.plan.letter);
        let mut index = 0;
        // A footnote's own content may hold footnotes; they join the end of the list.
        while index < self.notes.len() {
            let Note { footnote, row, column } = self.notes[index];
            let mark = note_mark(footnote.number);
            self.side_link(
                row,
                column,
                &format!("internal:{here}!A{}", self.row + 1),
                &format!("{} {mark}", words::NOTE),
            )?;
            self.side_link(
                self.row,
                self.grid.after() + 1,
                &format!("internal:{here}!A{}", row + 1),
                words::BACK_TO_TEXT,
            )?;
            let mut content = Content::read(&footnote.content, &style);
            content.runs.insert(0, Run::styled(&format!("{mark} "), &style));
            let own_row = self.row;
            self.paragraph(self.grid.whole(), &content.runs, &style, Align::Justify)?;
            self.written.unknown.extend(content.unknown.iter().map(|u| (String::new(), u.kind.clone())));
            let columns = self.grid.after() + 2..;
            self.notes.extend(content.notes.into_iter().zip(columns).map(|(footnote, column)| Note {
                footnote,
                row: own_row,
                column,
            }));
            index += 1;
        }
        Ok(())
    }

    fn finish(self) -> Result<LetterText, XlsxError> {
        let last = self.row.saturating_sub(1);
        self.sheet.set_print_area(0, 0, last, self.grid.after() - 1)?;
        if !self.page_breaks.is_empty() {
            self.sheet.set_page_breaks(&self.page_breaks)?;
        }
        Ok(self.written)
    }

    fn break_page(&mut self) {
        if self.row > 0 && self.page_breaks.last() != Some(&self.row) {
            self.page_breaks.push(self.row);
        }
    }

    /// Returns the columns of text within so many levels of lists.
    fn inner(&self, level: usize) -> Span {
        self.grid.span(level as f64 * LIST_STEP, self.grid.whole().width)
    }

    fn write_label(&mut self, row: u32, style: &TextStyle) -> Result<(), XlsxError> {
        let Some((left, label)) = self.label.take() else {
            return Ok(());
        };
        let format = self.styles.text(style, Align::Left);
        let format = if text::looks_like_formula(&label) { format.set_quote_prefix() } else { format };
        let column = self.grid.span(left, left + LIST_STEP).first;
        self.sheet.write_string_with_format(row, column, text::fitting(label), &format)?;
        Ok(())
    }

    /// An item without a line of its own still shows its label.
    fn write_waiting_label(&mut self) -> Result<(), XlsxError> {
        if self.label.is_some() {
            let style = self.styles.body();
            self.write_label(self.row, &style)?;
            self.space(metrics::height(1, style.size))?;
        }
        Ok(())
    }
}

fn with_run(format: &Format, run: &Run) -> Format {
    let format = if run.bold { format.clone().set_bold() } else { format.clone().unset_bold() };
    if run.italic { format.set_italic() } else { format.unset_italic() }
}

fn list_depth(document: &Document) -> usize {
    let annexes = document.annexes.iter().map(|annex| annex.blocks.as_slice());
    std::iter::once(document.body.as_slice()).chain(annexes).map(depth).max().unwrap_or(0)
}

fn depth(blocks: &[Block]) -> usize {
    let below = |block: &Block| match block {
        Block::List(list) => 1 + list.items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        Block::Section(section) => depth(&section.blocks),
        _ => 0,
    };
    blocks.iter().map(below).max().unwrap_or(0)
}

/// Returns the width of a line of text, in millimetres.
pub fn text_width(text: &str, style: &TextStyle) -> f64 {
    metrics::width(text, style.size, style.bold) / POINTS_PER_MM
}
