use super::canvas::Canvas;
use super::legend::{Legend, SWATCH};
use super::look;
use super::plot::{
    NAME_LINES, NEAR, Plot, below_zero, head_height, marks_width, missing, names_height, unit_line, whole_numbers,
};
use super::scale::{Axis, Unit};
use super::wrap::{POINT, SIZE, SMALL, lines, pitch, widest_word, width};
use super::{Anchor, Drawing, Place};
use crate::{Chart, ChartKind, DataPoint};

/// The height of an upright plot.
const PLOT_HEIGHT: f64 = 55.0;
/// The share of a category's room that its bars take, and the widest bar.
const GROUP: f64 = 0.76;
const WIDEST: f64 = 16.0;
/// The thickness of a lying bar, and the room between groups.
const LYING: f64 = 4.4;
const BETWEEN: f64 = 3.0;
/// The share of the width that names take beside a lying plot.
const NAMES: f64 = 0.36;

pub fn draw(chart: &Chart, width: f64, tallest: f64) -> Drawing {
    let bars = Bars::new(chart);
    let legend = Legend::of(chart, width);
    let (plot, height) = if lie_down(chart, width) {
        bars.lying_plot(width, tallest, &legend)
    } else {
        bars.upright_plot(width, tallest, &legend)
    };
    let mut canvas = Canvas::default();
    plot.ground(&mut canvas, &bars.unit);
    for category in 0..chart.categories.len() {
        bars.category(&mut canvas, &plot, category);
    }
    plot.zero_line(&mut canvas);
    plot.names(&mut canvas, chart);
    let swatch = |canvas: &mut Canvas, series: usize, [x, y]: Place| {
        let (right, bottom) = (x + SWATCH[0], y + SWATCH[1]);
        canvas.filled(vec![[x, y], [right, y], [right, bottom], [x, bottom]], look::of(series));
    };
    legend.draw(&mut canvas, width, height - legend.height(), swatch);
    canvas.finish(width, height)
}

/// Bars lie where names or values have no room under or above upright ones.
pub fn lie_down(chart: &Chart, room: f64) -> bool {
    let bars = Bars::new(chart);
    let slot = (room - marks_width(&bars.axis, &bars.unit)) / chart.categories.len().max(1) as f64;
    let names = chart.categories.iter();
    let names_fit = names
        .into_iter()
        .all(|name| widest_word(name, SIZE) <= slot - NEAR && lines(name, SIZE, slot - NEAR).len() < NAME_LINES);
    let widest_value = bars.points().map(|point| width(&bars.unit.text(point), SMALL)).fold(0.0, f64::max);
    !names_fit || widest_value > bars.thickness(slot) * if bars.stacked { 1.6 } else { 1.0 }
}

struct Bars<'a> {
    chart: &'a Chart,
    stacked: bool,
    unit: Unit,
    axis: Axis,
}

impl<'a> Bars<'a> {
    fn new(chart: &'a Chart) -> Self {
        let stacked = chart.kind == ChartKind::StackedBar;
        let values: Vec<f64> = if stacked { stack_ends(chart) } else { numbers(chart).collect() };
        let axis = Axis::over(values.into_iter(), whole_numbers(chart));
        Self { chart, stacked, unit: Unit::of(chart), axis }
    }

    fn points(&self) -> impl Iterator<Item = &'a DataPoint> {
        self.chart.series.iter().flat_map(|series| &series.points)
    }

    /// How many bars stand side by side over a category.
    fn side_by_side(&self) -> f64 {
        if self.stacked { 1.0 } else { self.chart.series.len().max(1) as f64 }
    }

    fn thickness(&self, slot: f64) -> f64 {
        (slot * GROUP / self.side_by_side()).min(WIDEST)
    }

    fn upright_plot(&self, width: f64, tallest: f64, legend: &Legend) -> (Plot, f64) {
        let left = marks_width(&self.axis, &self.unit);
        let slot = (width - left) / self.chart.categories.len().max(1) as f64;
        let top = head_height(&self.unit) + pitch(SMALL);
        let under = below_zero(&self.axis) + names_height(self.chart, slot) + legend.height() + NEAR;
        let bottom = top + PLOT_HEIGHT.min((tallest - top - under).max(20.0));
        let plot = Plot { lying: false, left, top, right: width, bottom, axis: self.axis.clone() };
        (plot, bottom + under)
    }

    fn lying_plot(&self, room: f64, tallest: f64, legend: &Legend) -> (Plot, f64) {
        let count = self.chart.categories.len().max(1) as f64;
        let names = self.chart.categories.iter().map(|name| width(name, SIZE)).fold(0.0, f64::max);
        let names = names.min(room * NAMES) + 0.1;
        let longest = self.chart.categories.iter().map(|name| lines(name, SIZE, names).len()).max().unwrap_or(1);
        let slot = (LYING * self.side_by_side() + BETWEEN).max(pitch(SIZE) * longest.min(NAME_LINES) as f64 + NEAR);
        let values = self.points().map(|point| width(&self.unit.text(point), SMALL)).fold(width("…", SMALL), f64::max);
        let top = if unit_line(&self.unit).is_some() { head_height(&self.unit) } else { 0.0 };
        let under = NEAR + pitch(SMALL) + legend.height() + NEAR;
        let bottom = top + (slot * count).min((tallest - top - under).max(20.0));
        // Bars below zero have their values on the left.
        let left = names + NEAR + if self.axis.low < 0.0 { values + NEAR } else { 0.0 };
        let plot = Plot { lying: true, left, top, right: room - values - NEAR, bottom, axis: self.axis.clone() };
        (plot, bottom + under)
    }

    fn category(&self, canvas: &mut Canvas, plot: &Plot, category: usize) {
        let (start, slot) = plot.slot(category, self.chart.categories.len());
        let thickness = if plot.lying { slot * GROUP / self.side_by_side() } else { self.thickness(slot) };
        let first = start + (slot - thickness * self.side_by_side()) / 2.0;
        if self.stacked {
            self.stack(canvas, plot, category, (first, thickness));
            return;
        }
        for (index, series) in self.chart.series.iter().enumerate() {
            let from = first + thickness * index as f64;
            let point = series.points.get(category);
            let value = point.and_then(DataPoint::number);
            if let Some(value) = value.filter(|value| *value != 0.0) {
                canvas.filled(plot.bar(from, from + thickness, 0.0, value), look::of(index));
            }
            let text = match (point, value) {
                (Some(point), Some(_)) => self.unit.text(point),
                (point, _) => missing(point).to_owned(),
            };
            if thickness >= if plot.lying { SMALL * POINT * 0.8 } else { width(&text, SMALL) * 0.8 } {
                self.value(canvas, plot, from + thickness / 2.0, value.unwrap_or(0.0), &text);
            }
        }
    }

    /// Writes a value beyond the end of its bar.
    fn value(&self, canvas: &mut Canvas, plot: &Plot, along: f64, value: f64, text: &str) {
        let [x, y] = plot.at(along, value);
        match (plot.lying, value < 0.0) {
            (true, false) => canvas.text([x + 1.0, y + SMALL * POINT * 0.34], Anchor::Start, SMALL, text),
            (true, true) => canvas.text([x - 1.0, y + SMALL * POINT * 0.34], Anchor::End, SMALL, text),
            (false, false) => canvas.text([x, y - 0.9], Anchor::Middle, SMALL, text),
            (false, true) => canvas.text([x, y + 0.7 + SMALL * POINT * 0.7], Anchor::Middle, SMALL, text),
        }
    }

    /// Draws the values of a category on top of each other, those below zero downwards.
    fn stack(&self, canvas: &mut Canvas, plot: &Plot, category: usize, (from, thickness): (f64, f64)) {
        let (mut up, mut down) = (0.0, 0.0);
        // Values that have no room in their part of the stack stand beyond its end. A stack without one of its parts must
        // not look whole.
        let mut beyond: Vec<String> = Vec::new();
        for (index, series) in self.chart.series.iter().enumerate() {
            let point = series.points.get(category);
            let (Some(point), Some(value)) = (point, point.and_then(DataPoint::number)) else {
                beyond.push(missing(point).to_owned());
                continue;
            };
            if value == 0.0 {
                continue;
            }
            let end = if value < 0.0 { &mut down } else { &mut up };
            let (low, high) = (*end, *end + value);
            *end = high;
            canvas.filled(plot.bar(from, from + thickness, low, high), look::of(index));
            let text = self.unit.text(point);
            if !self.value_within(canvas, plot, (from, thickness), (low, high), &text) {
                beyond.push(text);
            }
        }
        if !beyond.is_empty() {
            self.value(canvas, plot, from + thickness / 2.0, up, &beyond.join(" + "));
        }
    }

    /// Writes a value into its part of a stack, if there is room.
    fn value_within(
        &self,
        canvas: &mut Canvas,
        plot: &Plot,
        (from, thickness): (f64, f64),
        (low, high): (f64, f64),
        text: &str,
    ) -> bool {
        let middle = from + thickness / 2.0;
        let (one, other) = (plot.at(middle, low), plot.at(middle, high));
        let length = (one[0] - other[0]).abs() + (one[1] - other[1]).abs();
        let (needed_along, needed_across) = (width(text, SMALL) + 2.0, SMALL * POINT * 1.1);
        let fits = if plot.lying {
            length >= needed_along && thickness >= needed_across
        } else {
            length >= needed_across && thickness * 1.6 >= needed_along
        };
        if fits {
            canvas.label([(one[0] + other[0]) / 2.0, (one[1] + other[1]) / 2.0], SMALL, text, true);
        }
        fits
    }
}

fn numbers(chart: &Chart) -> impl Iterator<Item = f64> + '_ {
    chart.series.iter().flat_map(|series| &series.points).filter_map(DataPoint::number)
}

/// How far each stack reaches up and down.
fn stack_ends(chart: &Chart) -> Vec<f64> {
    let ends = |category: usize| {
        let values = chart.series.iter().filter_map(move |series| series.points.get(category)?.number());
        let (mut up, mut down) = (0.0, 0.0);
        values.for_each(|value| if value < 0.0 { down += value } else { up += value });
        [up, down]
    };
    (0..chart.categories.len()).flat_map(ends).collect()
}
