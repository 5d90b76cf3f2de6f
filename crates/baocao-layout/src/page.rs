use std::collections::BTreeMap;

use baocao_document::drawing::Colour;

use crate::{Face, Fonts, Remark, Structure};

/// A document laid out in pages.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
    /// Headings and annexes with their places, for a reader's table of contents.
    pub outline: Vec<OutlineEntry>,
    /// Where links lead, as the document says; [`Text::link`] counts into it.
    pub links: Vec<String>,
    /// What the parts of the document are; `element` of what is drawn counts into its elements.
    pub structure: Structure,
    /// What could not be shown as it stands in the document.
    pub remarks: Vec<Remark>,
}

/// A page with everything on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The width in points.
    pub width: f64,
    /// The height in points.
    pub height: f64,
    /// What is drawn, from the top. The order of reading is that of the structure.
    pub items: Vec<Item>,
}

/// Something drawn on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A run of characters.
    Text(Text),
    /// A straight line.
    Rule(Rule),
    /// A filled polygon of a chart.
    Area(Area),
    /// Lines of a chart.
    Stroke(Stroke),
    /// Room that is left for a signature; nothing is drawn.
    Room(Room),
}

/// A run of characters in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The left edge.
    pub x: f64,
    /// The baseline.
    pub baseline: f64,
    /// The face.
    pub face: Face,
    /// The size, in whole or half points.
    pub size: f64,
    /// The characters, NFC. A space that separates the run from the next one of the text stands at its end, also where
    /// a line ends between them.
    pub text: String,
    /// Which of the layout's links the run belongs to.
    pub link: Option<usize>,
    /// The element of the structure that the run belongs to; none for an ornament, as a page number is.
    pub element: Option<usize>,
}

/// A straight line, level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The left or upper end.
    pub x0: f64,
    /// The left or upper end.
    pub y0: f64,
    /// The right or lower end.
    pub x1: f64,
    /// The right or lower end.
    pub y1: f64,
    /// The thickness.
    pub thickness: f64,
}

/// Room for a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The left edge.
    pub x0: f64,
    /// The upper edge.
    pub y0: f64,
    /// The right edge.
    pub x1: f64,
    /// The lower edge.
    pub y1: f64,
}

/// A filled polygon. Areas and strokes are drawn in their order; text lies on top of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The corners, from the left and from the top.
    pub corners: Vec<[f64; 2]>,
    /// The colour within.
    pub fill: Colour,
    /// The element of the structure that the polygon belongs to.
    pub element: Option<usize>,
}

/// Lines in one colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The lines, each from corner to corner.
    pub lines: Vec<Vec<[f64; 2]>>,
    /// The colour.
    pub colour: Colour,
    /// The thickness.
    pub thickness: f64,
    /// The lengths of dashes and gaps; empty for an unbroken line.
    pub dash: Vec<f64>,
    /// The element of the structure that the lines belong to.
    pub element: Option<usize>,
}

/// A line of a reader's table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// The depth, from 1.
    pub level: u8,
    /// The words.
    pub title: String,
    /// The page, from 0.
    pub page: usize,
    /// The upper edge of the line on that page.
    pub y: f64,
}

impl Item {
    pub(crate) fn moved(mut self, dx: f64, dy: f64) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.baseline += dy;
            }
            Self::Rule(Rule { x0, y0, x1, y1, .. }) | Self::Room(Room { x0, y0, x1, y1 }) => {
                *x0 += dx;
                *x1 += dx;
                *y0 += dy;
                *y1 += dy;
            }
            Self::Area(area) => move_all(&mut area.corners, dx, dy),
            Self::Stroke(stroke) => stroke.lines.iter_mut().for_each(|line| move_all(line, dx, dy)),
        }
        self
    }

    /// The same as an ornament: what a reader has met before.
    pub(crate) fn repeated(mut self) -> Self {
        match &mut self {
            Self::Text(text) => text.element = None,
            Self::Area(area) => area.element = None,
            Self::Stroke(stroke) => stroke.element = None,
            Self::Rule(_) | Self::Room(_) => {}
        }
        self
    }
}

impl Text {
    /// The width of the characters, without a space at their end.
    pub fn width(&self, fonts: &Fonts) -> f64 {
        let metrics = &fonts.face(self.face).metrics;
        self.text.trim_end().chars().map(|character| metrics.advance(character).unwrap_or(0.0) * self.size).sum()
    }
}

impl Rule {
    pub(crate) fn level(x0: f64, x1: f64, y: f64, thickness: f64) -> Self {
        Self { x0, y0: y, x1, y1: y, thickness }
    }

    pub(crate) fn upright(x: f64, y0: f64, y1: f64, thickness: f64) -> Self {
        Self { x0: x, y0, x1: x, y1, thickness }
    }

    pub(crate) fn is_upright(&self) -> bool {
        self.x0 == self.x1
    }
}

fn move_all(corners: &mut [[f64; 2]], dx: f64, dy: f64) {
    for [x, y] in corners {
        *x += dx;
        *y += dy;
    }
}

/// Joins upright lines that continue each other, as the column lines of a table's rows do.
pub(crate) fn join_rules(items: Vec<Item>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::with_capacity(items.len());
    let mut open: BTreeMap<i64, usize> = BTreeMap::new();
    for item in items {
        if let Item::Rule(rule) = &item
            && rule.is_upright()
        {
            let key = hundredths(rule.x0);
            if let Some(&at) = open.get(&key)
                && let Item::Rule(above) = &mut joined[at]
                && above.thickness == rule.thickness
                && hundredths(above.y1) == hundredths(rule.y0)
            {
                above.y1 = rule.y1;
                continue;
            }
            open.insert(key, joined.len());
        }
        joined.push(item);
    }
    joined
}

fn hundredths(length: f64) -> i64 {
    (length * 100.0).round() as i64
}
