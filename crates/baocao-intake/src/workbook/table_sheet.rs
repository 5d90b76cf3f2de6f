//! Writes the sheet of one table.

use baocao_model::{Address, Repeat, Row, RowKind};
use rust_xlsxwriter::{Format, Formula, ProtectionOptions, Worksheet, XlsxError};

use super::formulas::Formulas;
use super::layout::{
    Content, ID_COLUMN, ID_ROW, LABEL_COLUMN, OfferedForm, REPORT_ROW, SheetLayout, TITLE_ROW, UNIT_ROW,
};
use super::mark::{HEAD, LABEL, Mark, NOTE, UNIT};
use super::{checks, formats};

const LABEL_WIDTH: f64 = 46.0;
const UNIT_WIDTH: f64 = 16.0;
const FIGURE_WIDTH: f64 = 16.0;
const WORDS_WIDTH: f64 = 28.0;
/// The height of a line of text in points.
const LINE: f64 = 17.0;

/// What all sheets of a workbook share.
#[derive(Debug)]
pub struct Shared<'a> {
    pub form: &'a OfferedForm,
    /// Whose report it is, and for when.
    pub report: String,
}

/// Writes a sheet.
pub fn write(
    sheet: &mut Worksheet,
    layout: &SheetLayout<'_>,
    mark: &Mark,
    shared: &Shared<'_>,
) -> Result<(), XlsxError> {
    // The result of a formula whose operands are blank.
    sheet.set_formula_result_default("");
    let mut writer = Writer { sheet, layout, shared };
    writer.ids(mark)?;
    writer.top()?;
    writer.head()?;
    for (at, row, offered) in layout.placed_rows() {
        writer.row(at, row, offered)?;
    }
    writer.checks()?;
    writer.notes()?;
    writer.page()
}

struct Writer<'a, 'b> {
    sheet: &'a mut Worksheet,
    layout: &'a SheetLayout<'b>,
    shared: &'a Shared<'b>,
}

impl Writer<'_, '_> {
    /// The hidden row and column by which the reader knows every cell.
    fn ids(&mut self, mark: &Mark) -> Result<(), XlsxError> {
        let text = formats::text();
        self.sheet.write_string_with_format(ID_ROW, ID_COLUMN, mark.text(), &text)?;
        self.sheet.write_string(ID_ROW, LABEL_COLUMN, LABEL)?;
        for (at, content) in self.layout.placed_columns() {
            let id = match content {
                Content::Units => UNIT,
                Content::Figures(column) => &column.id,
            };
            self.sheet.write_string(ID_ROW, at, id)?;
        }
        for row in self.layout.head_row()..self.layout.first_row() {
            self.sheet.write_string(row, ID_COLUMN, HEAD)?;
        }
        for (at, row, _) in self.layout.placed_rows() {
            self.sheet.write_string(at, ID_COLUMN, &row.id)?;
        }
        self.sheet.set_row_hidden(ID_ROW)?;
        self.sheet.set_column_hidden(ID_COLUMN)?;
        Ok(())
    }

    fn top(&mut self) -> Result<(), XlsxError> {
        let table = self.layout.table;
        self.sheet.write_string_with_format(TITLE_ROW, LABEL_COLUMN, &table.title, &formats::title())?;
        self.sheet.write_string_with_format(REPORT_ROW, LABEL_COLUMN, &self.shared.report, &formats::text())?;
        let unit = match &table.unit {
            Some(unit) => format!("Đơn vị tính: {unit}. "),
            None => String::new(),
        };
        let how = "Điền vào ô nền vàng; ô nền xám tự tính.";
        let rows = match table.repeat {
            Some(Repeat::Item) => " Mỗi việc, mỗi mục ghi một dòng; dòng thừa để trống.",
            Some(Repeat::Year) => " Mỗi năm một dòng; năm không có số liệu thì để trống cả dòng.",
            Some(Repeat::Unit) => " Mỗi đơn vị một dòng; ô để trống thì lấy số của báo cáo mà đơn vị gửi.",
            None => "",
        };
        self.sheet.write_string_with_format(UNIT_ROW, LABEL_COLUMN, unit + how + rows, &formats::remark())?;
        for row in [TITLE_ROW, REPORT_ROW, UNIT_ROW] {
            self.sheet.write_string(row, ID_COLUMN, NOTE)?;
        }
        Ok(())
    }

    /// Headings of several levels; neighbours with the same heading share its cell.
    fn head(&mut self) -> Result<(), XlsxError> {
        let (first, last) = (self.layout.head_row(), self.layout.first_row() - 1);
        let format = formats::head();
        self.merge((first, LABEL_COLUMN), (last, LABEL_COLUMN), "Nội dung", &format)?;
        let columns: Vec<_> = self.layout.placed_columns().collect();
        for (index, (at, content)) in columns.iter().enumerate() {
            let Content::Figures(column) = content else {
                self.merge((first, *at), (last, *at), "Đơn vị tính", &format)?;
                continue;
            };
            let levels = column.group.levels();
            for level in 0..levels.len() {
                let same = |other: &Content<'_>| matches!(other, Content::Figures(other) if other.group.levels().get(..=level) == levels.get(..=level));
                if index > 0 && same(&columns[index - 1].1) {
                    continue;
                }
                let end =
                    columns[index..].iter().take_while(|(_, other)| same(other)).last().map_or(*at, |(at, _)| *at);
                let row = first + level as u32;
                self.merge((row, *at), (row, end), &levels[level], &format)?;
            }
            let label = match (column.kind, &column.unit) {
                (baocao_model::ColumnKind::Percent, _) => format!("{} (%)", column.label),
                (_, Some(unit)) => format!("{} ({unit})", column.label),
                _ => column.label.clone(),
            };
            self.merge((first + levels.len() as u32, *at), (last, *at), &label, &format)?;
        }
        for row in first..=last {
            self.sheet.set_row_height(row, 2.0 * LINE)?;
        }
        Ok(())
    }

    fn merge(&mut self, from: (u32, u16), to: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        if from == to {
            self.sheet.write_string_with_format(from.0, from.1, text, format)?;
        } else {
            self.sheet.merge_range(from.0, from.1, to.0, to.1, text, format)?;
        }
        Ok(())
    }

    fn row(&mut self, at: u32, row: &Row, offered: bool) -> Result<(), XlsxError> {
        let bold = row.kind != RowKind::Data;
        if offered && row.label.is_empty() {
            self.sheet.write_blank(at, LABEL_COLUMN, &formats::label_input())?;
        } else {
            self.sheet.write_string_with_format(at, LABEL_COLUMN, &row.label, &formats::label(bold))?;
        }
        for (column, content) in self.layout.placed_columns() {
            match content {
                Content::Units => {
                    let unit = row.unit.as_deref().or(self.layout.table.unit.as_deref()).unwrap_or_default();
                    let unit = if row.kind == RowKind::Section { "" } else { unit };
                    self.sheet.write_string_with_format(at, column, unit, &formats::unit())?;
                }
                Content::Figures(figures) => self.figure(at, column, row, figures)?,
            }
        }
        self.sheet.set_row_height(at, lines(&row.label, LABEL_WIDTH) * LINE)?;
        Ok(())
    }

    fn figure(&mut self, at: u32, place: u16, row: &Row, column: &baocao_model::Column) -> Result<(), XlsxError> {
        if row.kind == RowKind::Section {
            self.sheet.write_blank(at, place, &formats::label(true))?;
            return Ok(());
        }
        if !row.applies(column) {
            self.sheet.write_blank(at, place, &formats::not_applicable())?;
            return Ok(());
        }
        match self.formula(row, column) {
            Some(formula) => {
                let format = formats::computed(column);
                self.sheet.write_formula_with_format(at, place, Formula::new(formula), &format)?;
            }
            None => {
                self.sheet.write_blank(at, place, &formats::input(column))?;
            }
        }
        Ok(())
    }

    fn formula(&self, row: &Row, column: &baocao_model::Column) -> Option<String> {
        let address = Address::new(&*self.layout.table.id, &*row.id, &*column.id);
        let computation = self.shared.form.computation(&address)?;
        Formulas { layout: self.layout, form: self.shared.form }.formula(&address, &computation)
    }

    /// One check for each run of input cells in a column.
    fn checks(&mut self) -> Result<(), XlsxError> {
        for (place, content) in self.layout.placed_columns() {
            let Content::Figures(column) = content else { continue };
            let asked = |row: &Row| row.applies(column) && self.formula(row, column).is_none();
            let rows: Vec<_> = self.layout.placed_rows().filter(|(_, row, _)| asked(row)).map(|(at, ..)| at).collect();
            for run in rows.chunk_by(|before, after| before + 1 == *after) {
                let (first, last) = (run[0], run[run.len() - 1]);
                if let Some(check) = checks::check(self.layout.table, column, first, place)? {
                    self.sheet.add_data_validation(first, place, last, place, &check)?;
                }
            }
        }
        Ok(())
    }

    fn notes(&mut self) -> Result<(), XlsxError> {
        for (index, note) in self.layout.table.notes.iter().enumerate() {
            let row = self.layout.end_row() + 1 + index as u32;
            self.sheet.write_string(row, ID_COLUMN, NOTE)?;
            self.sheet.write_string_with_format(row, LABEL_COLUMN, note, &formats::remark())?;
        }
        Ok(())
    }

    fn page(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_column_width(LABEL_COLUMN, LABEL_WIDTH)?;
        for (at, content) in self.layout.placed_columns() {
            let width = match content {
                Content::Units => UNIT_WIDTH,
                Content::Figures(column) if column.kind == baocao_model::ColumnKind::Text => WORDS_WIDTH,
                Content::Figures(_) => FIGURE_WIDTH,
            };
            self.sheet.set_column_width(at, width)?;
        }
        let first = self.layout.first_row();
        self.sheet.set_freeze_panes(first, LABEL_COLUMN + 1)?;
        self.sheet.set_repeat_rows(self.layout.head_row(), first - 1)?;
        self.sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        self.select_first_input()?;
        self.sheet.protect_with_options(&protection());
        Ok(())
    }

    fn select_first_input(&mut self) -> Result<(), XlsxError> {
        let first = self.layout.placed_rows().find_map(|(at, row, offered)| {
            if offered && row.label.is_empty() {
                return Some((at, LABEL_COLUMN));
            }
            self.layout.placed_columns().find_map(|(place, content)| match content {
                Content::Figures(column) if row.applies(column) && self.formula(row, column).is_none() => {
                    Some((at, place))
                }
                _ => None,
            })
        });
        if let Some((row, column)) = first {
            self.sheet.set_selection(row, column, row, column)?;
        }
        Ok(())
    }
}

/// Against slips only: there is no password, and widths and heights may be changed.
pub fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() }
}

/// About how many lines a text takes in a column of this width.
fn lines(text: &str, width: f64) -> f64 {
    let characters = text.chars().count() as f64;
    (characters / width).ceil().max(1.0)
}
