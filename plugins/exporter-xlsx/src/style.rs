//! How cells look, from the letterhead's numbers.

use baocao_exporter::{Align, Letterhead, TextStyle};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatScript, FormatUnderline};

use crate::content::Run;

const HEADER_FILL: u32 = 0x00F2_F2F2;
const LINK: u32 = 0x0005_63C1;
const URGENT: u32 = 0x00C0_0000;
const SMALLEST: f64 = 6.0;
const LARGEST: f64 = 72.0;

/// Makes cell formats in one letterhead's font.
#[derive(Clone, Copy, Debug)]
pub struct Styles<'a> {
    pub letterhead: &'a Letterhead,
}

impl Styles<'_> {
    /// Text on the sheet's ground.
    pub fn text(&self, style: &TextStyle, align: Align) -> Format {
        let format = self.font(style.size, style.bold, style.italic);
        let format = if style.underline { format.set_underline(FormatUnderline::Single) } else { format };
        aligned(format, align).set_text_wrap()
    }

    /// Running text.
    pub fn body(&self) -> TextStyle {
        TextStyle { size: self.letterhead.body.size, ..TextStyle::default() }
    }

    /// Text in tables.
    pub fn table(&self) -> TextStyle {
        TextStyle { size: self.letterhead.body.table_size, ..TextStyle::default() }
    }

    /// A cell within a table.
    pub fn cell(&self, bold: bool, align: Align) -> Format {
        let style = TextStyle { bold, ..self.table() };
        self.text(&style, align).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
    }

    /// A cell of a table's header.
    pub fn header(&self) -> Format {
        self.cell(true, Align::Center).set_background_color(HEADER_FILL)
    }

    /// A link that stands alone on one line.
    pub fn link(&self, size: f64, align: Align) -> Format {
        self.linked(aligned(self.font(size, false, false), align))
    }

    /// The look of a cell that is a link.
    pub fn linked(&self, format: Format) -> Format {
        format.set_font_color(LINK).set_underline(FormatUnderline::Single)
    }

    /// The box that says how urgent the letter is.
    pub fn urgency(&self, style: &TextStyle) -> Format {
        let style = TextStyle { bold: true, ..*style };
        self.text(&style, Align::Center)
            .set_font_color(URGENT)
            .set_border(FormatBorder::Medium)
            .set_border_color(URGENT)
            .set_align(FormatAlign::VerticalCenter)
    }

    /// The look of a run within a rich cell.
    pub fn run(&self, run: &Run, size: f64) -> Format {
        let format = self.font(size, run.bold, run.italic);
        let format = if run.linked { self.linked(format) } else { format };
        if run.raised { format.set_font_script(FormatScript::Superscript) } else { format }
    }

    /// The font's name without what would end it in a header code.
    pub fn font_name(&self) -> String {
        let name: String =
            self.letterhead.font.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).take(31).collect();
        if name.trim().is_empty() { "Times New Roman".to_owned() } else { name }
    }

    fn font(&self, size: f64, bold: bool, italic: bool) -> Format {
        let format = Format::new().set_font_name(self.font_name()).set_font_size(size.clamp(SMALLEST, LARGEST));
        let format = if bold { format.set_bold() } else { format };
        if italic { format.set_italic() } else { format }
    }
}

fn aligned(format: Format, align: Align) -> Format {
    let horizontal = match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
        Align::Justify => FormatAlign::Justify,
    };
    format.set_align(horizontal).set_align(FormatAlign::Top)
}

/// Text that shrinks until its cell holds it on one line. LibreOffice does not wrap a link, which is why links shrink where
/// they can still be read.
pub fn on_one_line(format: Format) -> Format {
    format.unset_text_wrap().set_shrink()
}

/// A line drawn along the top of a cell.
pub fn rule() -> Format {
    Format::new().set_border_top(FormatBorder::Thin).set_border_top_color(Color::Black)
}
