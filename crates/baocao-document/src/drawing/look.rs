//! What tells series apart: neighbours differ in how dark they are, and each has hatching, dashes and a mark of its own.

use super::{Colour, Hatch};

pub const BLACK: Colour = Colour([0; 3]);
pub const WHITE: Colour = Colour([255; 3]);
pub const GRID: Colour = Colour([0xBF; 3]);
/// The thickness of axes and edges, of a grid line, of hatching, and of a line from point to point.
pub const EDGE: f64 = 0.2;
pub const THIN: f64 = 0.1;
pub const HATCHING: f64 = 0.2;
pub const LINE: f64 = 0.5;

/// The look of a series.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub fill: Colour,
    pub hatch: Option<(Hatch, Colour)>,
    pub line: Colour,
    pub dash: &'static [f64],
    pub mark: Mark,
}

/// What stands at a point of a line.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    Disc,
    Square,
    Triangle,
    Diamond,
}

/// Returns the look of the series at this place; after eight they start again.
pub fn of(series: usize) -> Look {
    LOOKS[series % LOOKS.len()]
}

const fn colour(rgb: u32) -> Colour {
    Colour([(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8])
}

const LOOKS: [Look; 8] = [
    Look { fill: colour(0x1F4E79), hatch: None, line: colour(0x1F4E79), dash: &[], mark: Mark::Disc },
    Look {
        fill: colour(0xF7D488),
        hatch: Some((Hatch::Rising, colour(0x7A4F00))),
        line: colour(0xA85B00),
        dash: &[2.5, 1.2],
        mark: Mark::Square,
    },
    Look {
        fill: colour(0x4F8F6B),
        hatch: Some((Hatch::Level, WHITE)),
        line: colour(0x2C6E49),
        dash: &[0.8, 0.8],
        mark: Mark::Triangle,
    },
    Look {
        fill: colour(0xE6E6E6),
        hatch: Some((Hatch::Crossed, colour(0x595959))),
        line: colour(0x595959),
        dash: &[4.0, 1.0, 0.8, 1.0],
        mark: Mark::Diamond,
    },
    Look {
        fill: colour(0x8E2F28),
        hatch: Some((Hatch::Falling, WHITE)),
        line: colour(0x8E2F28),
        dash: &[],
        mark: Mark::Square,
    },
    Look {
        fill: colour(0xC9C2E3),
        hatch: Some((Hatch::Upright, colour(0x4B3B86))),
        line: colour(0x4B3B86),
        dash: &[2.5, 1.2],
        mark: Mark::Triangle,
    },
    Look {
        fill: WHITE,
        hatch: Some((Hatch::Falling, colour(0x1F4E79))),
        line: colour(0x2F75B5),
        dash: &[0.8, 0.8],
        mark: Mark::Diamond,
    },
    Look {
        fill: colour(0x404040),
        hatch: Some((Hatch::Crossed, WHITE)),
        line: BLACK,
        dash: &[4.0, 1.0, 0.8, 1.0],
        mark: Mark::Disc,
    },
];
