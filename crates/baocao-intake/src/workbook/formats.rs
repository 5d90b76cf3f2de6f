//! How cells look. Input cells are yellow and unlocked, computed ones grey and locked.

use baocao_model::{Column, ColumnKind};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INPUT: Color = Color::RGB(0xFF_F9_DB);
const COMPUTED: Color = Color::RGB(0xE9_EC_EF);
const NOTHING: Color = Color::RGB(0xB4_BA_C0);
const HEAD: Color = Color::RGB(0xD0_E2_F2);
const LINE: Color = Color::RGB(0x9A_A5_B1);
/// Letters as the report's own.
const FONT: &str = "Times New Roman";
const SIZE: f64 = 12.0;

/// Running text.
pub fn text() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter)
}

pub fn wrapped() -> Format {
    text().set_text_wrap().set_align(FormatAlign::Top)
}

pub fn title() -> Format {
    text().set_bold().set_font_size(14.0)
}

pub fn remark() -> Format {
    text().set_italic()
}

pub fn head() -> Format {
    bordered().set_bold().set_align(FormatAlign::Center).set_text_wrap().set_background_color(HEAD)
}

/// Labels, units and other cells of a table that hold no figures.
pub fn label(bold: bool) -> Format {
    let format = bordered().set_text_wrap();
    if bold { format.set_bold() } else { format }
}

pub fn unit() -> Format {
    bordered().set_align(FormatAlign::Center).set_text_wrap()
}

/// A label to fill in.
pub fn label_input() -> Format {
    bordered().set_text_wrap().set_num_format("@").set_background_color(INPUT).set_unlocked()
}

/// A figure to fill in.
pub fn input(column: &Column) -> Format {
    figure(column).set_background_color(INPUT).set_unlocked()
}

/// A figure that follows from others.
pub fn computed(column: &Column) -> Format {
    figure(column).set_background_color(COMPUTED)
}

/// No figure is asked for here.
pub fn not_applicable() -> Format {
    bordered().set_background_color(NOTHING)
}

/// A sample of an input cell's colour.
pub fn sample_input() -> Format {
    bordered().set_background_color(INPUT)
}

/// A sample of a computed cell's colour.
pub fn sample_computed() -> Format {
    bordered().set_background_color(COMPUTED)
}

fn figure(column: &Column) -> Format {
    let computed = column.percent_of.is_some();
    let decimals = "0".repeat(column.printed_decimals() as usize);
    let fraction = if decimals.is_empty() { String::new() } else { format!(".{decimals}") };
    match column.kind {
        // A literal sign: the cell holds 90.6, not 0.906.
        ColumnKind::Percent if computed => bordered().set_num_format(format!("0{fraction}\"%\"")),
        ColumnKind::Percent => bordered().set_num_format("General\"%\""),
        ColumnKind::Text if column.evaluation_of.is_some() => bordered().set_align(FormatAlign::Center),
        ColumnKind::Text => bordered().set_num_format("@").set_text_wrap(),
        ColumnKind::Any | ColumnKind::Unit => bordered().set_align(FormatAlign::Right).set_text_wrap(),
        ColumnKind::Number => bordered().set_num_format(format!("#,##0{fraction}")).set_align(FormatAlign::Right),
    }
}

fn bordered() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(LINE)
}
