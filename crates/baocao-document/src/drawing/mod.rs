//! The picture of a chart as plain shapes, so that every exporter draws the same one with whatever it has.
//!
//! Lengths are millimetres from the upper left corner, sizes of type are points. Shapes are drawn in their order. Series
//! are told apart by colour, by how dark they are and by hatching or dashes, so that a black and white print serves too.

mod amount;
mod bars;
mod canvas;
mod legend;
mod lines;
mod look;
mod pie;
mod plot;
mod scale;
mod wrap;

use crate::{Chart, ChartKind};

/// A place: from the left, from the top.
pub type Place = [f64; 2];

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The width in millimetres.
    pub width: f64,
    /// The height in millimetres.
    pub height: f64,
    /// What is drawn, from the ground up.
    pub shapes: Vec<Shape>,
}

/// A part of a picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled polygon without an edge.
    Area {
        /// The corners.
        corners: Vec<Place>,
        /// The colour within.
        fill: Colour,
    },
    /// Lines.
    Stroke {
        /// The lines, each from corner to corner.
        lines: Vec<Vec<Place>>,
        /// The colour.
        colour: Colour,
        /// The thickness in millimetres.
        thickness: f64,
        /// The lengths of dashes and gaps in millimetres; empty for an unbroken line.
        dash: &'static [f64],
    },
    /// A line of text, black.
    Text {
        /// The place that the anchor speaks of, on the baseline.
        at: Place,
        /// How the text stands at its place.
        anchor: Anchor,
        /// The size of type in points.
        size: f64,
        /// The characters.
        text: String,
    },
}

/// How text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text starts there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Draws a chart of the given width, no taller than `tallest`.
pub fn draw(chart: &Chart, width: f64, tallest: f64) -> Drawing {
    let (width, tallest) = (sound(width, 160.0), sound(tallest, 200.0));
    match chart.kind {
        ChartKind::Pie => pie::draw(chart, width, tallest),
        ChartKind::Line => lines::draw(chart, width, tallest),
        ChartKind::Bar | ChartKind::StackedBar | ChartKind::Unknown => bars::draw(chart, width, tallest),
    }
}

/// Tells whether a chart's bars lie, which gives long names and many values room.
pub fn lies_down(chart: &Chart, width: f64) -> bool {
    match chart.kind {
        ChartKind::Pie | ChartKind::Line => false,
        ChartKind::Bar | ChartKind::StackedBar | ChartKind::Unknown => bars::lie_down(chart, sound(width, 160.0)),
    }
}

/// Returns the unit that the axis of a chart counts in: how many digits of its values are cut off, and its name.
pub fn counted_in(chart: &Chart) -> (u32, String) {
    let unit = scale::Unit::of(chart);
    (unit.power, unit.words)
}

/// Returns how the series at this place is filled: its colour and the lines over it.
pub fn fill_of(series: usize) -> (Colour, Option<(Hatch, Colour)>) {
    let look = look::of(series);
    (look.fill, look.hatch)
}

/// The directions of hatching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hatch {
    /// From lower left to upper right.
    Rising,
    /// From upper left to lower right.
    Falling,
    /// Both ways.
    Crossed,
    /// From left to right.
    Level,
    /// From top to bottom.
    Upright,
}

/// Returns the colour of the line of the series at this place.
pub fn line_colour_of(series: usize) -> Colour {
    look::of(series).line
}

fn sound(length: f64, otherwise: f64) -> f64 {
    if length.is_finite() { length.clamp(60.0, 400.0) } else { otherwise }
}

#[cfg(test)]
mod tests;
