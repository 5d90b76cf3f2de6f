//! A chart as the workbook's own: it follows its cells.

use baocao_exporter::drawing::{self, Colour, Hatch};
use baocao_exporter::{Chart, ChartKind, DataPoint, Format, FormatKind};
use rust_xlsxwriter as book;
use rust_xlsxwriter::{
    ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells, ChartFont,
    ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill,
    ChartPatternFillType, ChartPoint, ChartSeries, ChartSolidFill, ChartType, Color,
};

use crate::chart_cells::{Cells, ChartCells};
use crate::grid::pixels;
use crate::number_format::number_format;
use crate::text;

const TITLE_SIZE: f64 = 12.0;
const SIZE: f64 = 10.0;
/// The room for title and frame, in millimetres, beyond that of the drawing.
const FRAME: f64 = 18.0;
const TALLEST: f64 = 180.0;
/// More values than these are not written beside their bars or points.
const MOST_LABELS: usize = 60;
const MOST_LINE_LABELS: usize = 20;

/// Makes a chart of the cells of a sheet, as wide as asked in millimetres; returns its height in pixels too.
pub fn make(chart: &Chart, cells: &ChartCells, sheet: &str, font: &str, width: f64) -> (book::Chart, u32) {
    let lying = drawing::lies_down(chart, width);
    let height = pixels(drawing::draw(chart, width, TALLEST - FRAME).height + FRAME);
    let mut made = book::Chart::new(kind(chart, lying));
    made.title().set_name(&plain(&chart.caption)).set_font(&type_of(font, TITLE_SIZE, true));
    made.set_name(plain(&chart.id)).set_alt_text(text::one_line(&chart.alt));
    made.set_width(pixels(width)).set_height(height);
    made.show_empty_cells_as(ChartEmptyCells::Gaps);
    for (index, (series, own)) in chart.series.iter().zip(&cells.series).enumerate() {
        let written = made.add_series();
        written.set_name(&plain(&series.name));
        written.set_categories(range(sheet, cells.categories)).set_values(range(sheet, *own));
        look(written, chart, index, font);
    }
    set_axes(&mut made, chart, lying, font);
    if chart.series.len() > 1 || chart.kind == ChartKind::Pie {
        made.legend().set_position(ChartLegendPosition::Bottom).set_font(&type_of(font, SIZE, false));
    } else {
        made.legend().set_hidden();
    }
    (made, height)
}

fn kind(chart: &Chart, lying: bool) -> ChartType {
    match (chart.kind, lying) {
        (ChartKind::Pie, _) => ChartType::Pie,
        (ChartKind::Line, _) => ChartType::Line,
        (ChartKind::StackedBar, true) => ChartType::BarStacked,
        (ChartKind::StackedBar, false) => ChartType::ColumnStacked,
        (ChartKind::Bar | ChartKind::Unknown, true) => ChartType::Bar,
        (ChartKind::Bar | ChartKind::Unknown, false) => ChartType::Column,
    }
}

fn range(sheet: &str, cells: Cells) -> (&str, u32, u16, u32, u16) {
    (sheet, cells.first.0, cells.first.1, cells.last.0, cells.last.1)
}

fn look(series: &mut ChartSeries, chart: &Chart, index: usize, font: &str) {
    match chart.kind {
        ChartKind::Line => set_line(series, index),
        ChartKind::Pie => {
            let slices = (0..chart.categories.len()).map(|slice| ChartPoint::new().set_format(&mut filled(slice)));
            series.set_points(&slices.collect::<Vec<_>>());
        }
        ChartKind::StackedBar => {
            series.set_format(&mut filled(index)).set_overlap(100).set_gap(60);
        }
        ChartKind::Bar | ChartKind::Unknown => {
            series.set_format(&mut filled(index)).set_overlap(0).set_gap(60);
        }
    }
    let most = if chart.kind == ChartKind::Line { MOST_LINE_LABELS } else { MOST_LABELS };
    if chart.series.len() * chart.categories.len() <= most {
        let mut label = ChartDataLabel::new();
        label.show_value().set_font(&type_of(font, SIZE, false)).set_num_format(format_of(chart, false));
        match chart.kind {
            ChartKind::Line => drop(label.set_position(ChartDataLabelPosition::Above)),
            ChartKind::StackedBar | ChartKind::Pie => {
                // Read on white, whatever the colour behind.
                label.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::White)));
            }
            ChartKind::Bar | ChartKind::Unknown => {}
        }
        series.set_data_label(&label);
    }
}

fn set_line(series: &mut ChartSeries, index: usize) {
    const DASHES: [ChartLineDashType; 4] = [
        ChartLineDashType::Solid,
        ChartLineDashType::Dash,
        ChartLineDashType::RoundDot,
        ChartLineDashType::LongDashDot,
    ];
    const MARKS: [ChartMarkerType; 4] =
        [ChartMarkerType::Circle, ChartMarkerType::Square, ChartMarkerType::Triangle, ChartMarkerType::Diamond];
    let colour = color(drawing::line_colour_of(index));
    let line = ChartLine::new().set_color(colour).set_width(1.75).set_dash_type(DASHES[index % 4]).clone();
    series.set_format(ChartFormat::new().set_line(&line));
    let mut marker = ChartMarker::new();
    marker.set_type(MARKS[index % 4]).set_size(6);
    marker.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
    series.set_marker(&marker);
}

/// The fill of a series as charts have it in every format.
fn filled(series: usize) -> ChartFormat {
    let (fill, hatch) = drawing::fill_of(series);
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(Color::Black).set_width(0.5));
    match hatch {
        None => format.set_solid_fill(ChartSolidFill::new().set_color(color(fill))),
        Some((hatch, lines)) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern(hatch))
                .set_foreground_color(color(lines))
                .set_background_color(color(fill)),
        ),
    };
    format
}

fn pattern(hatch: Hatch) -> ChartPatternFillType {
    match hatch {
        Hatch::Rising => ChartPatternFillType::DiagonalStripesWideUpwards,
        Hatch::Falling => ChartPatternFillType::DiagonalStripesWideDownwards,
        Hatch::Crossed => ChartPatternFillType::OutlinedDiamondGrid,
        Hatch::Level => ChartPatternFillType::HorizontalStripesNarrow,
        Hatch::Upright => ChartPatternFillType::VerticalStripesNarrow,
    }
}

fn set_axes(made: &mut book::Chart, chart: &Chart, lying: bool, font: &str) {
    if chart.kind == ChartKind::Pie {
        return;
    }
    let small = type_of(font, SIZE, false);
    made.x_axis().set_font(&small);
    made.y_axis().set_font(&small);
    if lying {
        // The first category stands on top, the marks below, as people read.
        made.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
    }
    let (_, unit) = drawing::counted_in(chart);
    // Of lying bars, the library calls the level axis x.
    let values = if lying { made.x_axis() } else { made.y_axis() };
    values.set_num_format(format_of(chart, true)).set_major_gridlines(true);
    if !unit.is_empty() {
        values.set_name(&plain(&unit)).set_name_font(&small);
    }
    let names = if lying { made.y_axis() } else { made.x_axis() };
    // Names stand outside the plot where values are below zero.
    names.set_major_gridlines(false).set_label_position(ChartAxisLabelPosition::Low);
}

/// The number format of all values: as many decimals as any of them is printed with, or one where amounts are counted
/// in millions. Marks on the axis are round then.
fn format_of(chart: &Chart, marks: bool) -> String {
    let points = chart.series.iter().flat_map(|series| &series.points);
    let printed: Vec<&str> =
        points.filter(|point: &&DataPoint| point.number().is_some()).map(|point| point.text.as_str()).collect();
    let decimals = |text: &str| text.split_once(',').map_or(0, |(_, rest)| rest.trim_end_matches('%').len());
    let most = printed.iter().map(|text| decimals(text)).max().unwrap_or(0).min(15) as u8;
    let percent = chart.unit == "%" || printed.iter().any(|text| text.ends_with('%'));
    let kind = if percent { FormatKind::Percent } else { FormatKind::Number };
    let (power, _) = drawing::counted_in(chart);
    let decimals = match power {
        0 => most,
        power => u8::from(!marks && !all_end_in_zeros(chart, power)),
    };
    // Each comma at the end leaves three digits out.
    number_format("", Format { kind, decimals }) + &",".repeat(power as usize / 3)
}

/// Tells whether nothing is lost when so many digits are left out.
fn all_end_in_zeros(chart: &Chart, digits: u32) -> bool {
    let numbers = chart.series.iter().flat_map(|series| &series.points).filter_map(DataPoint::number);
    numbers.into_iter().all(|number| number % 10_f64.powi(digits as i32) == 0.0)
}

fn type_of(font: &str, size: f64, bold: bool) -> ChartFont {
    let mut own = ChartFont::new();
    own.set_name(font).set_size(size);
    if bold {
        own.set_bold()
    } else {
        own.unset_bold()
    };
    own
}

fn color(Colour([red, green, blue]): Colour) -> Color {
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}

/// Words that are not taken for the address of a cell.
fn plain(words: &str) -> String {
    text::one_line(words).replace('!', " ").trim_start_matches('=').trim().to_owned()
}
