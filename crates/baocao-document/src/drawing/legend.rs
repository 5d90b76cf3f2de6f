use super::canvas::Canvas;
use super::wrap::{SIZE, fitted, pitch, width};
use super::{Anchor, Place};
use crate::Chart;

pub const SWATCH: [f64; 2] = [5.0, 3.0];
const AFTER_SWATCH: f64 = 1.5;
const BETWEEN: f64 = 6.0;
const ABOVE: f64 = 2.0;
const ROW: f64 = 1.15;

/// The names of series under a plot, row by row.
#[derive(Debug)]
pub struct Legend {
    rows: Vec<Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    series: usize,
    name: String,
    width: f64,
}

impl Legend {
    /// Lays out the names; one series needs none.
    pub fn of(chart: &Chart, room: f64) -> Self {
        let mut rows: Vec<Vec<Entry>> = Vec::new();
        let named = chart.series.iter().enumerate().filter(|_| chart.series.len() > 1);
        for (series, own) in named {
            let name = fitted(&own.name, SIZE, room / 2.0, 1).concat();
            let entry = Entry { series, width: SWATCH[0] + AFTER_SWATCH + width(&name, SIZE), name };
            match rows.last_mut() {
                Some(row) if row_width(row) + BETWEEN + entry.width <= room => row.push(entry),
                _ => rows.push(vec![entry]),
            }
        }
        Self { rows }
    }

    pub fn height(&self) -> f64 {
        if self.rows.is_empty() { 0.0 } else { ABOVE + self.rows.len() as f64 * pitch(SIZE) * ROW }
    }

    /// Draws the names in the middle of the width; `swatch` draws what stands before a name, from its upper left corner.
    pub fn draw(&self, canvas: &mut Canvas, room: f64, top: f64, swatch: impl Fn(&mut Canvas, usize, Place)) {
        let mut y = top + ABOVE;
        for row in &self.rows {
            let mut x = (room - row_width(row)) / 2.0;
            for entry in row {
                swatch(canvas, entry.series, [x, y + (pitch(SIZE) - SWATCH[1]) / 2.0]);
                let lines = [entry.name.clone()];
                canvas.lines(&lines, x + SWATCH[0] + AFTER_SWATCH, y, Anchor::Start, SIZE);
                x += entry.width + BETWEEN;
            }
            y += pitch(SIZE) * ROW;
        }
    }
}

fn row_width(row: &[Entry]) -> f64 {
    row.iter().map(|entry| entry.width).sum::<f64>() + BETWEEN * row.len().saturating_sub(1) as f64
}
