use super::canvas::Canvas;
use super::legend::{Legend, SWATCH};
use super::look::{self, LINE};
use super::plot::{NEAR, Plot, below_zero, head_height, marks_width, names_height, whole_numbers};
use super::scale::{Axis, Unit};
use super::wrap::{POINT, SMALL, pitch, width};
use super::{Anchor, Drawing, Place};
use crate::{Chart, DataPoint};

const PLOT_HEIGHT: f64 = 55.0;
/// The distance of a value from its point.
const AWAY: f64 = 1.8;

pub fn draw(chart: &Chart, width: f64, tallest: f64) -> Drawing {
    let numbers = chart.series.iter().flat_map(|series| &series.points).filter_map(DataPoint::number);
    let (axis, unit) = (Axis::over(numbers, whole_numbers(chart)), Unit::of(chart));
    let legend = Legend::of(chart, width);
    let left = marks_width(&axis, &unit);
    let slot = (width - left) / chart.categories.len().max(1) as f64;
    let top = head_height(&unit) + pitch(SMALL);
    let under = below_zero(&axis) + names_height(chart, slot) + legend.height() + NEAR;
    let bottom = top + PLOT_HEIGHT.min((tallest - top - under).max(20.0));
    let plot = Plot { lying: false, left, top, right: width, bottom, axis };
    let height = bottom + under;

    let mut canvas = Canvas::default();
    plot.ground(&mut canvas, &unit);
    plot.zero_line(&mut canvas);
    for index in 0..chart.series.len() {
        series(&mut canvas, &plot, chart, index);
    }
    values(&mut canvas, &plot, chart, &unit);
    plot.names(&mut canvas, chart);
    let swatch = |canvas: &mut Canvas, series: usize, [x, y]: Place| {
        let (look, middle) = (look::of(series), y + SWATCH[1] / 2.0);
        canvas.stroke(vec![vec![[x, middle], [x + SWATCH[0], middle]]], look.line, LINE, look.dash);
        canvas.mark([x + SWATCH[0] / 2.0, middle], look);
    };
    legend.draw(&mut canvas, width, height - legend.height(), swatch);
    canvas.finish(width, height)
}

/// Draws a series; a value that is missing breaks its line.
fn series(canvas: &mut Canvas, plot: &Plot, chart: &Chart, index: usize) {
    let look = look::of(index);
    let mut runs: Vec<Vec<Place>> = vec![Vec::new()];
    for category in 0..chart.categories.len() {
        match place(plot, chart, index, category) {
            Some(place) => runs.last_mut().expect("there is always a run").push(place),
            None => runs.push(Vec::new()),
        }
    }
    canvas.stroke(runs.clone(), look.line, LINE, look.dash);
    runs.into_iter().flatten().for_each(|place| canvas.mark(place, look));
}

fn place(plot: &Plot, chart: &Chart, series: usize, category: usize) -> Option<Place> {
    let value = chart.series[series].points.get(category)?.number()?;
    let (start, size) = plot.slot(category, chart.categories.len());
    Some(plot.at(start + size / 2.0, value))
}

/// Writes the values above or below their points, where they hide nothing that stands there already.
fn values(canvas: &mut Canvas, plot: &Plot, chart: &Chart, unit: &Unit) {
    let mut taken: Vec<Frame> = Vec::new();
    for series in 0..chart.series.len() {
        let places = (0..chart.categories.len()).filter_map(|category| place(plot, chart, series, category));
        taken.extend(places.map(|place| Frame::around(place, 1.0, 1.0)));
    }
    for (index, series) in chart.series.iter().enumerate() {
        for (category, point) in series.points.iter().enumerate().take(chart.categories.len()) {
            let Some([x, y]) = place(plot, chart, index, category) else { continue };
            let text = unit.text(point);
            let (half_width, half_height) = (width(&text, SMALL) / 2.0 + 0.3, SMALL * POINT * 0.4);
            let above = [x, y - AWAY - half_height];
            let below = [x, y + AWAY + half_height];
            let free = [above, below].into_iter().find(|middle| {
                let frame = Frame::around(*middle, half_width, half_height);
                middle[1] + half_height < plot.bottom && !taken.iter().any(|other| other.meets(&frame))
            });
            if let Some(middle) = free {
                taken.push(Frame::around(middle, half_width, half_height));
                canvas.text([middle[0], middle[1] + SMALL * POINT * 0.34], Anchor::Middle, SMALL, text);
            }
        }
    }
}

#[derive(Debug)]
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    fn around([x, y]: Place, half_width: f64, half_height: f64) -> Self {
        Self { left: x - half_width, right: x + half_width, top: y - half_height, bottom: y + half_height }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}
