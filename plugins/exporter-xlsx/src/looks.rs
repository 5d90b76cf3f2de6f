//! Looks that many cells of a sheet have.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The looks of a sheet's cells. Cells below each other are given theirs together: the workbook holds a look against all
/// that it knows whenever it is handed one, which takes longer than to write a cell.
#[derive(Debug, Default)]
pub struct Looks {
    known: Vec<Known>,
    /// By column: the cells that still wait for their look.
    waiting: BTreeMap<u16, Stretch>,
}

#[derive(Debug)]
struct Known {
    format: Format,
    is_used: bool,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    look: usize,
    first: u32,
    last: u32,
}

impl Looks {
    /// Adds a look and returns its number.
    pub fn add(&mut self, format: Format) -> usize {
        self.known.push(Known { format, is_used: false });
        self.known.len() - 1
    }

    /// Gives a cell a look, now or with others at the end. What the cell holds is written without one.
    pub fn give(&mut self, sheet: &mut Worksheet, row: u32, column: u16, look: usize) -> Result<(), XlsxError> {
        let known = &mut self.known[look];
        if !std::mem::replace(&mut known.is_used, true) {
            // Looks stand in the file in the order in which they are first used.
            sheet.set_cell_format(row, column, &known.format)?;
        }
        if let Some(stretch) =
            self.waiting.get_mut(&column).filter(|stretch| stretch.look == look && stretch.last + 1 == row)
        {
            stretch.last = row;
            return Ok(());
        }
        match self.waiting.insert(column, Stretch { look, first: row, last: row }) {
            Some(before) => self.spread(sheet, column, before),
            None => Ok(()),
        }
    }

    /// Gives all cells that wait for it their look.
    pub fn finish(&mut self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        std::mem::take(&mut self.waiting)
            .into_iter()
            .try_for_each(|(column, stretch)| self.spread(sheet, column, stretch))
    }

    fn spread(&self, sheet: &mut Worksheet, column: u16, stretch: Stretch) -> Result<(), XlsxError> {
        let Stretch { look, first, last } = stretch;
        sheet.set_range_format(first, column, last, column, &self.known[look].format).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    const ROWS: [(u32, u16, &str, usize); 9] = [
        (0, 0, "a", 1),
        (0, 1, "", 0),
        (1, 0, "b", 1),
        (1, 1, "c", 0),
        (2, 0, "d", 0),
        (2, 1, "", 1),
        (3, 0, "e", 1),
        (5, 0, "", 1),
        (5, 1, "f", 1),
    ];

    fn formats() -> [Format; 2] {
        [Format::new().set_bold(), Format::new().set_italic()]
    }

    #[test]
    fn cells_look_as_if_each_had_been_given_its_look() {
        let (mut one, mut other) = (Workbook::new(), Workbook::new());
        let sheet = one.add_worksheet();
        for (row, column, text, look) in ROWS {
            sheet.write_string_with_format(row, column, text, &formats()[look]).unwrap();
        }
        let sheet = other.add_worksheet();
        let mut looks = Looks::default();
        let numbers = formats().map(|format| looks.add(format));
        for (row, column, text, look) in ROWS {
            sheet.write_string(row, column, text).unwrap();
            looks.give(sheet, row, column, numbers[look]).unwrap();
        }
        looks.finish(sheet).unwrap();
        let same = [one, other].map(|mut workbook| {
            let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2023, 9, 12).unwrap();
            workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
            workbook.save_to_buffer().unwrap()
        });
        assert!(same[0] == same[1], "the workbooks differ");
    }
}
