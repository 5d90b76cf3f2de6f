//! How wide the columns of a table are on paper, so that every format breaks the lines of its cells alike.

use crate::{HeaderCell, Table, typeface};

/// The space between a cell's edge and its text, left and right, in points.
pub const PADDING: f64 = 4.0;
/// What office programs take of a cell's width for its lines, and lose in rounding.
const LINES: f64 = 1.0;
/// What a cell needs beside its text.
const AROUND: f64 = 2.0 * PADDING + LINES;
/// Text in a table that is too wide for its numbers shrinks to this size, no further.
const SMALLEST_SIZE: f64 = 8.0;
/// A word that needs more than this share of the table's width is cut rather than given the room.
const WIDEST_WORD: f64 = 0.2;

/// The columns of a table on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The width of each column in points; as many as any row needs.
    pub widths: Vec<f64>,
    /// The size of text at which words stand whole.
    pub size: f64,
    /// Whether even the smallest size is too large for that.
    pub cuts_words: bool,
}

/// Fits a table into a width, in points, with text of the given size or a smaller one.
pub fn fit(table: &Table, width: f64, mut size: f64) -> Columns {
    let shares = shares(table);
    let words = widest_words(table);
    loop {
        let needed = needed_widths(&words, size, width, shares.len());
        let fits = needed.iter().sum::<f64>() <= width;
        if fits || size <= SMALLEST_SIZE {
            return Columns { widths: fitted_widths(&shares, &needed, width), size, cuts_words: !fits };
        }
        size -= 0.5;
    }
}

/// The share of each column, of as many columns as any row needs.
fn shares(table: &Table) -> Vec<f64> {
    let header = table.header.iter().flatten().map(|cell| cell.column.saturating_add(cell.colspan.max(1)));
    let rows = table
        .rows
        .iter()
        .map(|row| row.cells.iter().fold(0_usize, |sum, cell| sum.saturating_add(cell.colspan.max(1))));
    let count = header.chain(rows).chain([table.columns.len(), 1]).max().unwrap_or(1);
    // A span beyond all reason must not ask for all memory.
    let count = count.min(table.columns.len().max(1) + 256);
    let mut shares: Vec<f64> = table.columns.iter().map(|column| column.width.max(0.0)).collect();
    let average = if shares.is_empty() { 1.0 } else { shares.iter().sum::<f64>() / shares.len() as f64 };
    shares.resize(count, average);
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        shares.iter().map(|share| share / sum).collect()
    } else {
        vec![1.0 / count as f64; count]
    }
}

/// The width that each column needs so that no word is cut.
fn needed_widths(words: &[(usize, f64)], size: f64, width: f64, columns: usize) -> Vec<f64> {
    let most = width * WIDEST_WORD;
    let mut needed = vec![AROUND; columns];
    for (column, word) in words {
        let word = word * size;
        if let Some(needed) = needed.get_mut(*column).filter(|_| word <= most) {
            *needed = needed.max(word + AROUND);
        }
    }
    needed
}

/// The widest word of each cell that covers one column, for a size of 1: the column and the width.
fn widest_words(table: &Table) -> Vec<(usize, f64)> {
    let header = table.header.iter().flatten().filter(|cell: &&HeaderCell| cell.colspan <= 1);
    let mut words: Vec<_> = header.map(|cell| (cell.column, widest_word(&cell.text))).collect();
    for row in &table.rows {
        let mut column = 0_usize;
        for cell in &row.cells {
            if cell.colspan <= 1 {
                words.push((column, widest_word(&cell.text)));
            }
            column = column.saturating_add(cell.colspan.max(1));
        }
    }
    words
}

/// The width of the widest word for a size of 1, as it would be in bold.
fn widest_word(text: &str) -> f64 {
    text.split_whitespace().map(|word| typeface::width(word, true, false)).fold(0.0, f64::max)
}

/// Columns that need more than their share get it from those that have some to spare.
fn fitted_widths(shares: &[f64], needed: &[f64], width: f64) -> Vec<f64> {
    let total: f64 = needed.iter().sum();
    if total >= width {
        return needed.iter().map(|needed| needed / total * width).collect();
    }
    let given = shares.iter().map(|share| share * width);
    let missing: f64 = given.clone().zip(needed).map(|(given, needed)| (needed - given).max(0.0)).sum();
    let spare: f64 = given.clone().zip(needed).map(|(given, needed)| (given - needed).max(0.0)).sum();
    given
        .zip(needed)
        .map(|(given, needed)| if given <= *needed { *needed } else { given - (given - needed) * missing / spare })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Row, RowKind, specimen};

    /// A table of one row, its columns of equal shares.
    fn table(texts: &[&str]) -> Table {
        let model = specimen::specimen().body.into_iter().find_map(|block| match block {
            crate::Block::Table(table) => Some(table),
            _ => None,
        });
        let mut table = model.expect("the specimen has a table");
        let column = table.columns[0].clone();
        table.columns = vec![crate::Column { width: 1.0 / texts.len() as f64, ..column }; texts.len()];
        table.header.clear();
        let cells = texts.iter().map(|text| Cell::words(*text)).collect();
        table.rows = vec![Row { id: "r".into(), kind: RowKind::Data, cells }];
        table
    }

    #[test]
    fn a_number_gets_the_room_that_others_can_spare() {
        let columns = fit(&table(&["4.067.150.000", "1", "2", "3", "4", "5", "6", "7", "8", "9"]), 400.0, 12.0);
        let needed = typeface::width("4.067.150.000", true, false) * 12.0 + AROUND;
        assert!(columns.widths[0] >= needed && columns.widths[0] > 40.0, "{columns:?}");
        assert!((columns.widths.iter().sum::<f64>() - 400.0).abs() < 0.001);
        assert_eq!((columns.size, columns.cuts_words), (12.0, false));
    }

    #[test]
    fn text_shrinks_before_a_word_is_cut() {
        let columns = fit(&table(&["102.222.000"; 7]), 400.0, 12.0);
        assert!((SMALLEST_SIZE..12.0).contains(&columns.size) && !columns.cuts_words, "{columns:?}");
        assert!(fit(&table(&["102.222.000"; 20]), 400.0, 12.0).cuts_words);
    }

    #[test]
    fn spans_beyond_all_reason_are_borne() {
        let mut table = table(&["1", "2"]);
        table.rows[0].cells.iter_mut().for_each(|cell| cell.colspan = usize::MAX);
        assert!(fit(&table, 400.0, 12.0).widths.len() <= 258);
    }
}
