use baocao_exporter::{LetterheadPage, Orientation};

use crate::length::{Twips, millimetres};
use crate::package::{FIRST_PAGE_HEADER, PAGE_NUMBER_HEADER};
use crate::xml::Xml;

/// A run of pages of one size, as it is written at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Section {
    pub page: Page,
    pub orientation: Orientation,
    /// Whether page numbers start again at 1.
    pub restarts: bool,
    /// Whether the first page goes without its number.
    pub first_page_differs: bool,
}

/// A sheet of paper in portrait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    width: Twips,
    height: Twips,
    margins: Margins,
    number_from_top: Twips,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Margins {
    top: Twips,
    right: Twips,
    bottom: Twips,
    left: Twips,
}

impl Page {
    /// Takes the measures of a letterhead.
    pub fn of(page: &LetterheadPage) -> Self {
        Self {
            width: millimetres(page.width),
            height: millimetres(page.height),
            margins: Margins {
                top: millimetres(page.margins.top),
                right: millimetres(page.margins.right),
                bottom: millimetres(page.margins.bottom),
                left: millimetres(page.margins.left),
            },
            number_from_top: millimetres(page.number.from_top),
        }
    }

    /// Returns the width between the margins.
    pub fn text_width(&self, orientation: Orientation) -> Twips {
        let turned = self.turned(orientation);
        (turned.width - turned.margins.left - turned.margins.right).max(1)
    }

    /// Returns the height between the margins.
    pub fn text_height(&self, orientation: Orientation) -> Twips {
        let turned = self.turned(orientation);
        (turned.height - turned.margins.top - turned.margins.bottom).max(1)
    }

    /// Turns the sheet as a whole: what was on the left is then on top.
    fn turned(self, orientation: Orientation) -> Self {
        let Margins { top, right, bottom, left } = self.margins;
        match orientation {
            Orientation::Portrait => self,
            Orientation::Landscape => Self {
                width: self.height,
                height: self.width,
                margins: Margins { top: left, right: top, bottom: right, left: bottom },
                ..self
            },
        }
    }
}

impl Section {
    pub fn write(&self, xml: &mut Xml) {
        let page = self.page.turned(self.orientation);
        xml.element("w:sectPr", &[], |xml| {
            xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &PAGE_NUMBER_HEADER)]);
            if self.first_page_differs {
                xml.empty("w:headerReference", &[("w:type", &"first"), ("r:id", &FIRST_PAGE_HEADER)]);
            }
            match self.orientation {
                Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &page.width), ("w:h", &page.height)]),
                Orientation::Landscape => {
                    xml.empty("w:pgSz", &[("w:w", &page.width), ("w:h", &page.height), ("w:orient", &"landscape")]);
                }
            }
            page.write_margins(xml);
            if self.restarts {
                xml.empty("w:pgNumType", &[("w:start", &1)]);
            }
            if self.first_page_differs {
                xml.empty("w:titlePg", &[]);
            }
        });
    }
}

impl Page {
    fn write_margins(&self, xml: &mut Xml) {
        let Margins { top, right, bottom, left } = self.margins;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &bottom),
                ("w:left", &left),
                ("w:header", &self.number_from_top),
                // There is no footer; the distance is the header's, for symmetry if somebody adds one.
                ("w:footer", &self.number_from_top),
                ("w:gutter", &0),
            ],
        );
    }
}
