use std::collections::BTreeMap;

use super::element::Element;
use super::length::twips;

/// Word's own paper where a section names none: letter, an inch around.
const NO_PAPER: [f64; 2] = [612.0, 792.0];
const NO_MARGIN: f64 = 72.0;

/// A run of pages of one size. Lengths are points.
#[derive(Clone, Debug)]
pub struct Section {
    /// The width and the height of the sheet as it is turned.
    pub paper: [f64; 2],
    /// Top, right, bottom, left, with the space for binding.
    pub margins: [f64; 4],
    /// From the top edge to the header.
    pub header_from_top: f64,
    /// Whether the file says what the paper is.
    pub stated: bool,
    /// Whether the first page has a header of its own.
    pub first_page_differs: bool,
    /// Whether page numbers start anew.
    pub restarts: bool,
    /// The relationships of headers and footers by type: `default`, `first`, `even`.
    pub headers: BTreeMap<String, String>,
    pub footers: BTreeMap<String, String>,
}

impl Section {
    /// Reads `w:sectPr`; what it does not say of headers it takes from the section before.
    pub fn read(element: &Element, before: Option<&Self>) -> Self {
        let paper = element.child("pgSz");
        let margins = element.child("pgMar");
        let length = |of: Option<&Element>, name: &str, other: f64| {
            of.and_then(|of| twips(of.attribute(name)?)).map_or(other, f64::abs)
        };
        let margin = |name: &str| length(margins, name, NO_MARGIN);
        let gutter = length(margins, "gutter", 0.0);
        let inherited = |of: fn(&Self) -> &BTreeMap<String, String>| before.map(of).cloned().unwrap_or_default();
        let mut section = Self {
            paper: [length(paper, "w", NO_PAPER[0]), length(paper, "h", NO_PAPER[1])],
            margins: [margin("top"), margin("right"), margin("bottom"), margin("left") + gutter],
            header_from_top: length(margins, "header", NO_MARGIN / 2.0),
            stated: paper.is_some() && margins.is_some(),
            first_page_differs: element.switch("titlePg").unwrap_or(false),
            restarts: element.child("pgNumType").is_some_and(|number| number.attribute("start").is_some()),
            headers: inherited(|section| &section.headers),
            footers: inherited(|section| &section.footers),
        };
        for reference in &element.children {
            let list = match reference.name.as_str() {
                "headerReference" => &mut section.headers,
                "footerReference" => &mut section.footers,
                _ => continue,
            };
            if let (Some(kind), Some(id)) = (reference.attribute("type"), reference.attribute("id")) {
                list.insert(kind.to_owned(), id.to_owned());
            }
        }
        section
    }

    /// The section of a document that has none.
    pub fn unstated() -> Self {
        Self::read(&Element::default(), None)
    }

    /// The width between the margins.
    pub fn text_width(&self) -> f64 {
        (self.paper[0] - self.margins[1] - self.margins[3]).max(1.0)
    }

    /// Whether the sheet lies on its side.
    pub fn is_landscape(&self) -> bool {
        self.paper[0] > self.paper[1]
    }
}
