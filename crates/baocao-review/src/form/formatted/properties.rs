//! Properties of runs and paragraphs as one place of a file states them; what it leaves open is `None`.

use super::element::Element;
use super::length::{half_points, twips};

/// The name of a family, or the place in the theme that has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Font {
    Name(String),
    Theme(String),
}

/// What a place says of runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunProperties {
    pub style: Option<String>,
    pub ascii: Option<Font>,
    pub high_ansi: Option<Font>,
    pub size: Option<f64>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub capitals: Option<bool>,
    pub hidden: Option<bool>,
    pub underlined: Option<bool>,
    /// `Some(None)` is the colour that the program chooses: black on white.
    pub color: Option<Option<[u8; 3]>>,
}

/// How a paragraph is set between its edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    #[default]
    Left,
    Center,
    Right,
    Justified,
}

/// How lines follow each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LineHeight {
    /// A factor of single spacing.
    Multiple(f64),
    /// Exactly so many points.
    Exact(f64),
    /// So many points or more.
    AtLeast(f64),
}

/// What a place says of paragraphs. Lengths are points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphProperties {
    pub style: Option<String>,
    pub alignment: Option<Alignment>,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub first: Option<f64>,
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub line: Option<LineHeight>,
    pub contextual: Option<bool>,
    pub line_above: Option<bool>,
    pub line_below: Option<bool>,
    pub page_break: Option<bool>,
    pub outline: Option<u8>,
    /// The numbering and its level.
    pub list: Option<(String, u8)>,
    pub first_tab: Option<f64>,
    /// Whether it stands in a frame of its own, beside the text.
    pub framed: Option<bool>,
}

/// What Word takes for a space that it is to find itself.
const AUTOMATIC_SPACE: f64 = 14.0;

macro_rules! overlay {
    ($type:ty, $($field:ident),*) => {
        impl $type {
            /// Puts what another place says over this.
            pub fn overlay(&mut self, over: &Self) {
                $(if over.$field.is_some() { self.$field.clone_from(&over.$field); })*
            }
        }
    };
}

overlay!(RunProperties, style, ascii, high_ansi, size, bold, italic, capitals, hidden, underlined, color);
overlay!(
    ParagraphProperties,
    style,
    alignment,
    left,
    right,
    first,
    before,
    after,
    line,
    contextual,
    line_above,
    line_below,
    page_break,
    outline,
    list,
    first_tab,
    framed
);

impl RunProperties {
    /// Reads `w:rPr`.
    pub fn read(element: &Element) -> Self {
        let fonts = element.child("rFonts");
        let font = |plain: &str, theme: &str| {
            let named = fonts.and_then(|fonts| fonts.attribute(plain)).map(|name| Font::Name(name.to_owned()));
            fonts.and_then(|fonts| fonts.attribute(theme)).map(|name| Font::Theme(name.to_owned())).or(named)
        };
        Self {
            style: element.child("rStyle").and_then(Element::value).map(str::to_owned),
            ascii: font("ascii", "asciiTheme"),
            high_ansi: font("hAnsi", "hAnsiTheme"),
            size: element.child("sz").and_then(Element::value).and_then(half_points),
            bold: element.switch("b"),
            italic: element.switch("i"),
            capitals: element.switch("caps"),
            hidden: element.switch("vanish"),
            underlined: element.child("u").map(|u| u.value().is_some_and(|value| value != "none")),
            color: element.child("color").and_then(Element::value).map(color),
        }
    }
}

fn color(text: &str) -> Option<[u8; 3]> {
    let channel = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

impl ParagraphProperties {
    /// Reads `w:pPr`.
    pub fn read(element: &Element) -> Self {
        let mut read = Self {
            style: element.child("pStyle").and_then(Element::value).map(str::to_owned),
            alignment: element.child("jc").and_then(Element::value).map(alignment),
            contextual: element.switch("contextualSpacing"),
            page_break: element.switch("pageBreakBefore"),
            outline: element.child("outlineLvl").and_then(Element::value).and_then(|level| level.parse().ok()),
            list: element.child("numPr").and_then(list),
            framed: element.child("framePr").map(|_| true),
            ..Self::default()
        };
        read.read_indents(element);
        read.read_spacing(element);
        if let Some(borders) = element.child("pBdr") {
            read.line_above = borders.child("top").map(is_drawn);
            read.line_below = borders.child("bottom").map(is_drawn);
        }
        if let Some(tabs) = element.child("tabs") {
            let stops = tabs.all("tab").filter(|tab| tab.value() != Some("clear"));
            read.first_tab = stops.filter_map(|tab| twips(tab.attribute("pos")?)).find(|stop| *stop > 0.0);
        }
        read
    }

    fn read_indents(&mut self, element: &Element) {
        let Some(indents) = element.child("ind") else { return };
        let length = |names: &[&str]| names.iter().find_map(|name| indents.attribute(name)).and_then(twips);
        self.left = length(&["left", "start"]);
        self.right = length(&["right", "end"]);
        self.first = length(&["hanging"]).map(|length| -length).or_else(|| length(&["firstLine"]));
    }

    fn read_spacing(&mut self, element: &Element) {
        let Some(spacing) = element.child("spacing") else { return };
        let automatic = |name: &str| matches!(spacing.attribute(name), Some("1" | "true" | "on"));
        let space = |name: &str, auto: &str| {
            if automatic(auto) { Some(AUTOMATIC_SPACE) } else { spacing.attribute(name).and_then(twips) }
        };
        self.before = space("before", "beforeAutospacing");
        self.after = space("after", "afterAutospacing");
        self.line = spacing.attribute("line").and_then(twips).map(|points| match spacing.attribute("lineRule") {
            Some("exact") => LineHeight::Exact(points),
            Some("atLeast") => LineHeight::AtLeast(points),
            _ => LineHeight::Multiple(points / 12.0),
        });
    }
}

fn alignment(value: &str) -> Alignment {
    match value {
        "center" => Alignment::Center,
        "right" | "end" => Alignment::Right,
        "both" | "distribute" | "lowKashida" | "mediumKashida" | "highKashida" | "thaiDistribute" => {
            Alignment::Justified
        }
        _ => Alignment::Left,
    }
}

fn list(element: &Element) -> Option<(String, u8)> {
    let id = element.child("numId")?.value()?.to_owned();
    let level = element.child("ilvl").and_then(Element::value).and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((id, level))
}

fn is_drawn(border: &Element) -> bool {
    !matches!(border.value(), None | Some("nil" | "none"))
}
