use baocao_document::{Letterhead, LineRule, Target, TextStyle};

use crate::remark::Remarks;
use crate::structure::{Outliner, Role};
use crate::{Face, Fonts, Metrics};

/// What every part of the layout needs: the faces, the rules of form, and a place for remarks.
#[derive(Debug)]
pub(crate) struct Typesetter<'a> {
    pub fonts: &'a Fonts,
    pub letterhead: &'a Letterhead,
    pub links: Vec<String>,
    pub outliner: Outliner,
    pub remarks: Remarks,
}

/// How a run of characters looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Style {
    pub face: Face,
    pub size: f64,
    pub underline: bool,
    /// How far the run stands above the baseline.
    pub rise: f64,
    /// The link that the run belongs to.
    pub link: Option<usize>,
    /// The part of the document that the run belongs to.
    pub element: Option<usize>,
}

/// Single spacing for a size of 1, as the letterhead profiles count it.
const SINGLE: f64 = 1.15;
/// The size of a footnote's mark, and how far it stands above the baseline, for a size of 1.
///
/// Programs that read text back take a run for another line when it stands half its size higher.
const MARK_SIZE: f64 = 0.65;
const MARK_RISE: f64 = 0.3;

impl Style {
    pub(crate) fn new(size: f64, bold: bool, italic: bool) -> Self {
        Self { face: Face::new(bold, italic), size: half_points(size), ..Self::default() }
    }

    pub(crate) fn bold(self) -> Self {
        Self { face: Face::new(true, self.face.is_italic()), ..self }
    }

    pub(crate) fn italic(self) -> Self {
        Self { face: Face::new(self.face.is_bold(), true), ..self }
    }

    /// The style of a footnote's mark in text of this style.
    pub(crate) fn mark(self) -> Self {
        Self { size: half_points(self.size * MARK_SIZE), rise: self.size * MARK_RISE, underline: false, ..self }
    }

    /// The same style for text of this element.
    pub(crate) fn within(self, element: Option<usize>) -> Self {
        Self { element, ..self }
    }

    /// The distance of two baselines in single spacing.
    pub(crate) fn single(self) -> f64 {
        self.size * SINGLE
    }
}

impl From<TextStyle> for Style {
    fn from(style: TextStyle) -> Self {
        Self { underline: style.underline, ..Self::new(style.size, style.bold, style.italic) }
    }
}

/// Office programs count sizes in half points, and every exporter can draw those.
fn half_points(size: f64) -> f64 {
    // The largest size that fits in a byte when it is doubled.
    (size * 2.0).round().clamp(2.0, 254.0) / 2.0
}

impl Typesetter<'_> {
    /// The style of text that leads elsewhere; the same where no reader may follow.
    pub(crate) fn linked(&mut self, style: Style, href: &str) -> Style {
        if Target::of(href).is_none() {
            return style;
        }
        self.links.push(href.to_owned());
        let element = self.inner(style, Role::Link);
        Style { underline: true, link: Some(self.links.len() - 1), element, ..style }
    }

    pub(crate) fn metrics(&self, style: Style) -> &Metrics {
        &self.fonts.face(style.face).metrics
    }

    /// The distance of two baselines in running text.
    pub(crate) fn body_pitch(&self, style: Style) -> f64 {
        let line = &self.letterhead.body.line;
        match line.rule {
            LineRule::Multiple => style.single() * line.value,
            LineRule::Exact => line.value,
        }
    }

    /// Where the baseline lies in a line of the given height.
    pub(crate) fn baseline(&self, style: Style, pitch: f64) -> f64 {
        let metrics = self.metrics(style);
        let glyphs = (metrics.ascent + metrics.descent) * style.size;
        (pitch - glyphs) / 2.0 + metrics.ascent * style.size
    }
}
