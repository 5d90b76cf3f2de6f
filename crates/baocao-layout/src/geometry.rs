use baocao_document::{LetterheadPage, Orientation};

/// Turns millimetres into points.
pub(crate) fn points(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}

/// Turns points into millimetres.
pub(crate) fn millimetres(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// The paper and margins of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub width: f64,
    pub height: f64,
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

impl Frame {
    pub(crate) fn new(page: &LetterheadPage, orientation: Orientation) -> Self {
        let margins = &page.margins;
        let (width, height) = (points(page.width), points(page.height));
        let (top, right) = (points(margins.top), points(margins.right));
        let (bottom, left) = (points(margins.bottom), points(margins.left));
        match orientation {
            Orientation::Portrait => Self { width, height, top, bottom, left, right },
            // The sheet is turned clockwise, so that the bound edge comes to lie on top.
            Orientation::Landscape => {
                Self { width: height, height: width, top: left, right: top, bottom: right, left: bottom }
            }
        }
    }

    pub(crate) fn text_width(&self) -> f64 {
        self.width - self.left - self.right
    }

    pub(crate) fn text_height(&self) -> f64 {
        self.height - self.top - self.bottom
    }
}
