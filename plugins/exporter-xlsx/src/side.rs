//! Text in two columns beside each other, as the head and the end of a letter have it.
//!
//! A row of the sheet is one printed line. Text that takes several lines covers several rows, so that the other side
//! is not torn apart.

use baocao_exporter::{Align, TextStyle};
use rust_xlsxwriter::{Format, XlsxError};

use crate::content::Run;
use crate::grid::Span;
use crate::letter_sheet::LetterSheet;
use crate::metrics::{self, POINTS_PER_MM};
use crate::style::on_one_line;

/// The height of a row that only a drawn line stands on, in points.
const RULE_HEIGHT: f64 = 6.0;

/// One item of a side.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// Text over the side's whole width.
    Text(&'a str, TextStyle),
    /// A drawn line between two places, in millimetres.
    Rule((f64, f64)),
    /// A word in a box between two places, in millimetres; the box has this height.
    Boxed(&'a str, TextStyle, (f64, f64), f64),
    /// Room of this height, in points.
    Blank(f64),
}

/// A cell that is ready to be written.
#[derive(Debug)]
pub struct SideCell {
    pub span: Span,
    pub runs: Vec<Run>,
    pub size: f64,
    pub format: Format,
}

/// One side: its columns, how its text stands, its items from top to bottom.
#[derive(Debug)]
pub struct Side<'a> {
    pub span: Span,
    pub align: Align,
    pub items: Vec<Item<'a>>,
}

/// Writes two sides beside each other.
pub fn write(letter: &mut LetterSheet<'_, '_>, left: &Side<'_>, right: &Side<'_>) -> Result<(), XlsxError> {
    let sides = [left, right];
    let starts = sides.map(|side| starts(letter, side));
    let rows = starts.iter().map(|(_, rows)| *rows).max().unwrap_or(0);
    for row in 0..rows {
        let mut height = RULE_HEIGHT;
        for (side, (starts, _)) in sides.into_iter().zip(&starts) {
            // The item that covers the row is the last that starts at or above it.
            let Some(index) = starts.iter().rposition(|(start, lines)| (*start..start + lines).contains(&row)) else {
                continue;
            };
            height = height.max(line_height(&side.items[index]));
            let (start, lines) = starts[index];
            if start == row {
                write_item(letter, side, &side.items[index], lines)?;
            }
        }
        letter.space(height)?;
    }
    Ok(())
}

/// Returns each item's first row and how many rows it covers, and the number of rows in all.
fn starts(letter: &LetterSheet<'_, '_>, side: &Side<'_>) -> (Vec<(u32, u32)>, u32) {
    let mut next = 0;
    let mut starts = Vec::new();
    for item in &side.items {
        let lines = match item {
            Item::Text(line, style) if fits(side, line, style) => 1,
            Item::Text(line, style) => letter.lines(side.span, &runs(line, style), style) as u32,
            _ => 1,
        };
        starts.push((next, lines));
        next += lines;
    }
    (starts, next)
}

fn fits(side: &Side<'_>, line: &str, style: &TextStyle) -> bool {
    metrics::fits_one_line(line, style.size, style.bold, side.span.width * POINTS_PER_MM)
}

fn line_height(item: &Item<'_>) -> f64 {
    match item {
        Item::Text(_, style) => metrics::height(1, style.size),
        Item::Rule(_) => RULE_HEIGHT,
        Item::Boxed(.., height) => height * POINTS_PER_MM,
        Item::Blank(height) => *height,
    }
}

fn write_item(letter: &mut LetterSheet<'_, '_>, side: &Side<'_>, item: &Item<'_>, lines: u32) -> Result<(), XlsxError> {
    let cell = match item {
        Item::Blank(_) => return Ok(()),
        Item::Rule((from, to)) => {
            let span = letter.grid.span(*from, *to);
            return letter.rule(span);
        }
        Item::Text(line, style) => {
            let format = letter.styles.text(style, side.align);
            // A line that just fits shrinks a little where a program sets type wider, rather than wrap out of sight.
            let format = if fits(side, line, style) { on_one_line(format) } else { format };
            SideCell { span: side.span, runs: runs(line, style), size: style.size, format }
        }
        Item::Boxed(word, style, (from, to), _) => {
            let style = TextStyle { bold: true, ..*style };
            SideCell {
                span: letter.grid.span(*from, *to),
                runs: runs(word, &style),
                size: style.size,
                format: letter.styles.urgency(&style),
            }
        }
    };
    letter.side_cell(&cell, lines)
}

/// Returns a line as runs; none for an empty line.
pub fn runs(line: &str, style: &TextStyle) -> Vec<Run> {
    let run = Run::styled(line, style);
    if run.text.is_empty() { Vec::new() } else { vec![run] }
}
