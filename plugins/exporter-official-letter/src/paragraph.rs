use std::borrow::Cow;

use baocao_exporter::{Align, LineRule, LineSpacing};

use crate::length::{Twips, points};
use crate::run::{RunFormat, push_text};
use crate::section::Section;
use crate::xml::{Value, Xml};

/// The id of a style.
pub type StyleId = Cow<'static, str>;

/// A paragraph ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub style: StyleId,
    /// What differs from the style.
    pub format: ParagraphFormat,
    /// The section that ends with this paragraph.
    pub section: Option<Section>,
    pub runs: Xml,
}

/// How a paragraph stands. `None` leaves the matter to the style.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ParagraphFormat {
    pub keep_next: bool,
    pub keep_lines: bool,
    pub page_break_before: bool,
    pub border: Border,
    pub before: Option<Twips>,
    pub after: Option<Twips>,
    pub line: Option<Line>,
    pub indent: Option<Indent>,
    pub align: Option<Align>,
    pub outline_level: Option<u8>,
}

/// What is drawn around a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Border {
    #[default]
    None,
    /// A line above.
    Top,
    /// A red box with so many points between text and line above and below.
    RedBox { padding: i64 },
}

/// How lines follow each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    /// In 240ths of single spacing.
    Multiple(i64),
    Exact(Twips),
}

/// The distances from the margins. `first` counts from `left`; below zero it hangs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indent {
    pub left: Twips,
    pub right: Twips,
    pub first: Twips,
}

impl Paragraph {
    /// Makes an empty paragraph.
    pub fn new(style: impl Into<StyleId>) -> Self {
        Self { style: style.into(), ..Self::default() }
    }

    /// Makes a paragraph of plain text that looks as its style says.
    pub fn of(style: impl Into<StyleId>, text: &str) -> Self {
        let mut paragraph = Self::new(style);
        push_text(&mut paragraph.runs, text, RunFormat::default());
        paragraph
    }

    /// Changes how it stands.
    pub fn with(mut self, change: impl FnOnce(&mut ParagraphFormat)) -> Self {
        change(&mut self.format);
        self
    }

    pub fn write(&self, xml: &mut Xml) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                if !self.style.is_empty() {
                    xml.value("w:pStyle", &self.style);
                }
                self.format.write(xml);
                if let Some(section) = &self.section {
                    section.write(xml);
                }
            });
            xml.append(&self.runs);
        });
    }
}

impl ParagraphFormat {
    /// Writes the properties in the order of the schema.
    pub fn write(&self, xml: &mut Xml) {
        let flags = [
            ("w:keepNext", self.keep_next),
            ("w:keepLines", self.keep_lines),
            ("w:pageBreakBefore", self.page_break_before),
        ];
        flags.iter().filter(|(_, set)| *set).for_each(|(name, _)| xml.empty(name, &[]));
        self.border.write(xml);
        self.write_spacing(xml);
        if let Some(indent) = self.indent {
            indent.write(xml);
        }
        if let Some(align) = self.align {
            xml.value("w:jc", justification(align));
        }
        if let Some(level) = self.outline_level {
            xml.value("w:outlineLvl", level);
        }
    }

    fn write_spacing(&self, xml: &mut Xml) {
        let mut attributes: Vec<(&str, &dyn Value)> = Vec::new();
        let (value, rule) = match self.line {
            Some(Line::Multiple(value)) => (value, "auto"),
            Some(Line::Exact(value)) => (value, "exact"),
            None => (0, ""),
        };
        if let Some(before) = &self.before {
            attributes.push(("w:before", before));
        }
        if let Some(after) = &self.after {
            attributes.push(("w:after", after));
        }
        if self.line.is_some() {
            attributes.extend([("w:line", &value as &dyn Value), ("w:lineRule", &rule)]);
        }
        if !attributes.is_empty() {
            xml.empty("w:spacing", &attributes);
        }
    }
}

impl Border {
    fn write(self, xml: &mut Xml) {
        let side = |xml: &mut Xml, name: &str, space: i64, color: &str| {
            xml.empty(name, &[("w:val", &"single"), ("w:sz", &6), ("w:space", &space), ("w:color", &color)]);
        };
        match self {
            Self::None => {}
            Self::Top => xml.element("w:pBdr", &[], |xml| side(xml, "w:top", 0, "000000")),
            Self::RedBox { padding } => xml.element("w:pBdr", &[], |xml| {
                side(xml, "w:top", padding, crate::run::RED);
                side(xml, "w:left", 0, crate::run::RED);
                side(xml, "w:bottom", padding, crate::run::RED);
                side(xml, "w:right", 0, crate::run::RED);
            }),
        }
    }
}

impl Line {
    pub const SINGLE: Self = Self::Multiple(240);

    /// Takes a spacing of the letterhead.
    pub fn of(spacing: LineSpacing) -> Self {
        match spacing.rule {
            LineRule::Multiple => Self::Multiple((spacing.value * 240.0).round() as i64),
            LineRule::Exact => Self::Exact(points(spacing.value)),
        }
    }
}

impl Indent {
    fn write(self, xml: &mut Xml) {
        let (name, first) = if self.first < 0 { ("w:hanging", -self.first) } else { ("w:firstLine", self.first) };
        xml.empty("w:ind", &[("w:left", &self.left), ("w:right", &self.right), (name, &first)]);
    }
}

fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}
