//! The first sheet: what to fill in, and how.

use baocao_model::{Form, Organization, Period};
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::formats;
use super::layout::{ID_COLUMN, ID_ROW};
use super::mark::Mark;
use super::table_sheet::protection;

/// The sheet's name.
pub const NAME: &str = "Hướng dẫn";

const FIRST: u16 = 1;
const SECOND: u16 = 2;
const FIRST_WIDTH: f64 = 30.0;
const SECOND_WIDTH: f64 = 84.0;
const LINE: f64 = 17.0;

const STATES: [(&str, &str); 5] = [
    ("626", "Có số: ghi số. Số thập phân ghi theo cách của máy đang dùng (máy tiếng Việt: 12,5)."),
    ("0", "Đã theo dõi, kết quả bằng 0."),
    ("không phát sinh", "Trong kỳ không có việc này nên không có gì để đếm. Ghi đúng ba chữ này."),
    ("không áp dụng", "Chỉ tiêu không dành cho đơn vị. Ghi đúng ba chữ này."),
    ("(để trống)", "Chưa có số liệu. Ô trống không phải là số 0; khi kiểm tra, ô trống sẽ được nhắc."),
];

const RULES: [&str; 6] = [
    "Tiền ghi đủ đồng, không rút gọn thành nghìn hay triệu (4067150000, không ghi 4.067 triệu).",
    "Tỷ lệ phần trăm ghi 90,6 nghĩa là 90,6%.",
    "Ô nền xám có sẵn công thức: tổng, tỷ lệ, đánh giá, xếp hạng tự tính, không phải điền.",
    "Ở biểu tự ghi dòng, mỗi mục ghi một dòng kèm tên; dòng thừa để trống.",
    "Có thể đổi tên, đổi thứ tự các trang. Không xóa, không sửa hàng và cột ẩn; không gộp ô.",
    "Trang được khóa để tránh sửa nhầm và không có mật khẩu.",
];

/// A line of the list of tables: the sheet's name, the table's title and unit.
#[derive(Debug)]
pub struct Listed<'a> {
    pub sheet: &'a str,
    pub title: &'a str,
    pub unit: &'a str,
}

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    (form, organization, period): (&Form, &Organization, Period),
    mark: &Mark,
    tables: &[Listed<'_>],
) -> Result<(), XlsxError> {
    sheet.write_string(ID_ROW, ID_COLUMN, mark.text())?;
    sheet.set_row_hidden(ID_ROW)?.set_column_hidden(ID_COLUMN)?;
    sheet.set_column_width(FIRST, FIRST_WIDTH)?.set_column_width(SECOND, SECOND_WIDTH)?;
    let mut lines = Lines { sheet, at: 1 };
    lines.heading("HƯỚNG DẪN ĐIỀN SỐ LIỆU")?;
    lines.pair("Mẫu báo cáo", &format!("{} (mẫu {}, phiên bản {})", form.title, form.id, form.version))?;
    lines.pair("Đơn vị báo cáo", &organization.name)?;
    lines.pair("Kỳ báo cáo", &capitalised(&period.words()))?;
    lines.heading("Màu của các ô")?;
    lines.sample(&formats::sample_input(), "Nền vàng: điền số liệu hoặc chữ.")?;
    lines.sample(&formats::sample_computed(), "Nền xám: tự tính, không điền.")?;
    lines.sample(&formats::not_applicable(), "Nền xám đậm: không cần số liệu.")?;
    lines.heading("Mỗi ô có thể ghi")?;
    for (state, meaning) in STATES {
        lines.pair(state, meaning)?;
    }
    lines.heading("Lưu ý")?;
    for rule in RULES {
        lines.wide(rule)?;
    }
    lines.heading("Các biểu")?;
    for table in tables {
        lines.link(table)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.protect_with_options(&protection());
    Ok(())
}

struct Lines<'a> {
    sheet: &'a mut Worksheet,
    at: u32,
}

impl Lines<'_> {
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        // A line of air above, except at the top.
        self.at += u32::from(self.at > 1);
        self.sheet.write_string_with_format(self.at, FIRST, text, &formats::title())?;
        self.sheet.set_row_height(self.at, 1.4 * LINE)?;
        self.at += 1;
        Ok(())
    }

    fn pair(&mut self, first: &str, second: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.at, FIRST, first, &formats::label(true))?;
        self.sheet.write_string_with_format(self.at, SECOND, second, &formats::label(false))?;
        self.end(second, SECOND_WIDTH)
    }

    fn sample(&mut self, format: &Format, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_blank(self.at, FIRST, format)?;
        self.sheet.write_string_with_format(self.at, SECOND, text, &formats::label(false))?;
        self.end(text, SECOND_WIDTH)
    }

    fn wide(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = formats::wrapped();
        self.sheet.merge_range(self.at, FIRST, self.at, SECOND, &format!("– {text}"), &format)?;
        self.end(text, FIRST_WIDTH + SECOND_WIDTH)
    }

    fn link(&mut self, table: &Listed<'_>) -> Result<(), XlsxError> {
        let target = format!("internal:'{}'!B2", table.sheet.replace('\'', "''"));
        let format = formats::label(false).set_font_color(0x1F4E79);
        let url = Url::new(target).set_text(table.sheet);
        self.sheet.write_url_with_format(self.at, FIRST, url, &format)?;
        let text = match table.unit {
            "" => table.title.to_owned(),
            unit => format!("{} (đơn vị tính: {unit})", table.title),
        };
        self.sheet.write_string_with_format(self.at, SECOND, &text, &formats::label(false))?;
        self.end(&text, SECOND_WIDTH)
    }

    fn end(&mut self, text: &str, width: f64) -> Result<(), XlsxError> {
        let lines = (text.chars().count() as f64 * 0.95 / width).ceil().max(1.0);
        self.sheet.set_row_height(self.at, lines * LINE)?;
        self.at += 1;
        Ok(())
    }
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
