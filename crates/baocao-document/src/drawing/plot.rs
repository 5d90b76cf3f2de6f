use super::canvas::Canvas;
use super::look::{BLACK, EDGE, GRID, THIN};
use super::scale::{Axis, Unit};
use super::wrap::{POINT, SIZE, SMALL, fitted, pitch, width};
use super::{Anchor, Place};
use crate::{Chart, DataPoint};

/// The words before the unit, as tables have them.
const COUNTED_IN: &str = "Đơn vị tính:";
/// What stands for a value that is missing.
pub const MISSING: &str = "…";
/// Between marks or names and the plot.
pub const NEAR: f64 = 1.5;
/// A name has at most so many lines under an upright plot.
pub const NAME_LINES: usize = 4;

/// The ground on which bars and points stand, between its edges.
#[derive(Debug)]
pub struct Plot {
    /// Whether values run from left to right and names stand on the left.
    pub lying: bool,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub axis: Axis,
}

impl Plot {
    /// The part of the edge that belongs to one of the categories.
    pub fn slot(&self, index: usize, count: usize) -> (f64, f64) {
        let (start, end) = if self.lying { (self.top, self.bottom) } else { (self.left, self.right) };
        let size = (end - start) / count.max(1) as f64;
        (start + size * index as f64, size)
    }

    /// The place of a value, so far along the categories.
    pub fn at(&self, along: f64, value: f64) -> Place {
        let share = self.axis.share(value);
        if self.lying {
            [self.left + (self.right - self.left) * share, along]
        } else {
            [along, self.bottom - (self.bottom - self.top) * share]
        }
    }

    pub fn bar(&self, from: f64, to: f64, low: f64, high: f64) -> Vec<Place> {
        vec![self.at(from, low), self.at(from, high), self.at(to, high), self.at(to, low)]
    }

    /// Draws grid and marks, below everything else.
    pub fn ground(&self, canvas: &mut Canvas, unit: &Unit) {
        let (near, far) = if self.lying { (self.top, self.bottom) } else { (self.left, self.right) };
        for value in self.axis.marks() {
            canvas.line(self.at(near, value), self.at(far, value), GRID, THIN);
            let text = unit.mark(value, &self.axis);
            if self.lying {
                let [x, y] = self.at(far, value);
                canvas.text([x, y + NEAR + SMALL * POINT * 0.7], Anchor::Middle, SMALL, text);
            } else {
                let [x, y] = self.at(near, value);
                canvas.text([x - NEAR, y + SMALL * POINT * 0.34], Anchor::End, SMALL, text);
            }
        }
        if let Some(words) = unit_line(unit) {
            canvas.lines(&[words], 0.0, 0.0, Anchor::Start, SMALL);
        }
    }

    /// Draws the line of zero, above the bars.
    pub fn zero_line(&self, canvas: &mut Canvas) {
        let (near, far) = if self.lying { (self.top, self.bottom) } else { (self.left, self.right) };
        canvas.line(self.at(near, 0.0), self.at(far, 0.0), BLACK, EDGE);
    }

    /// Draws the names of the categories, as many as there is room for.
    pub fn names(&self, canvas: &mut Canvas, chart: &Chart) {
        let count = chart.categories.len();
        let (_, size) = self.slot(0, count);
        if self.lying {
            let step = (pitch(SIZE) / size).ceil().max(1.0) as usize;
            let most = (size * step as f64 / pitch(SIZE)).floor().max(1.0) as usize;
            for (index, name) in chart.categories.iter().enumerate().step_by(step) {
                let lines = fitted(name, SIZE, self.left - NEAR, most);
                let middle = self.slot(index, count).0 + size / 2.0;
                let top = middle - pitch(SIZE) * lines.len() as f64 / 2.0;
                canvas.lines(&lines, self.left - NEAR, top, Anchor::End, SIZE);
            }
        } else {
            let step = name_step(chart, size);
            for (index, name) in chart.categories.iter().enumerate().step_by(step) {
                let lines = fitted(name, SIZE, size * step as f64 - NEAR, NAME_LINES);
                let middle = self.slot(index, count).0 + size / 2.0;
                canvas.lines(&lines, middle, self.bottom + self.below_zero() + NEAR / 2.0, Anchor::Middle, SIZE);
            }
        }
    }

    /// The room that values of bars below zero need under them.
    fn below_zero(&self) -> f64 {
        below_zero(&self.axis)
    }
}

/// Returns the room that values of bars below zero need under them.
pub fn below_zero(axis: &Axis) -> f64 {
    if axis.low < 0.0 { pitch(SMALL) } else { 0.0 }
}

/// Returns the height of the names under an upright plot.
pub fn names_height(chart: &Chart, slot: f64) -> f64 {
    let step = name_step(chart, slot);
    let shown = chart.categories.iter().step_by(step);
    let lines = shown.map(|name| fitted(name, SIZE, slot * step as f64 - NEAR, NAME_LINES).len()).max().unwrap_or(0);
    NEAR / 2.0 + pitch(SIZE) * lines as f64
}

/// Many short names, such as years, are shown one in so many.
fn name_step(chart: &Chart, slot: f64) -> usize {
    const LEAST: f64 = 12.0;
    let widest = chart.categories.iter().map(|name| width(name, SIZE)).fold(0.0, f64::max);
    let needed = widest.min(LEAST) + NEAR;
    if slot >= needed { 1 } else { (needed / slot.max(0.01)).ceil() as usize }
}

/// Returns the width of the marks beside an upright plot.
pub fn marks_width(axis: &Axis, unit: &Unit) -> f64 {
    axis.marks().map(|value| width(&unit.mark(value, axis), SMALL)).fold(0.0, f64::max) + NEAR
}

/// Returns the line above the plot that names the unit. The sign of percentages stands at the marks.
pub fn unit_line(unit: &Unit) -> Option<String> {
    (!unit.words.is_empty() && unit.words != "%").then(|| format!("{COUNTED_IN} {}", unit.words))
}

/// Returns the height of what stands above the plot.
pub fn head_height(unit: &Unit) -> f64 {
    if unit_line(unit).is_some() { pitch(SMALL) + NEAR } else { NEAR }
}

/// What stands where a value is missing.
pub fn missing(point: Option<&DataPoint>) -> &str {
    point.map(|point| point.text.as_str()).filter(|text| !text.is_empty()).unwrap_or(MISSING)
}

/// Tells whether all values are whole numbers.
pub fn whole_numbers(chart: &Chart) -> bool {
    let numbers = chart.series.iter().flat_map(|series| &series.points).filter_map(DataPoint::number);
    numbers.into_iter().all(|number| number.fract() == 0.0)
}
