use baocao_exporter::TextStyle;

use crate::length::half_points;
use crate::xml::{Attributes, Xml};

/// The bright red that the decree asks for around and in a mark of urgency.
pub const RED: &str = "FF0000";

/// The colour of links.
const BLUE: &str = "0563C1";

/// How a run of text differs from its paragraph's style.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RunFormat {
    pub bold: bool,
    pub italic: bool,
    pub red: bool,
    /// Blue and underlined, as links are.
    pub link: bool,
    /// A size of its own, in half points.
    pub size: Option<i64>,
}

/// Writes text as runs. Line ends and tabs become Word's own; a run of text never holds them.
pub fn push_text(xml: &mut Xml, text: &str, format: RunFormat) {
    if text.is_empty() {
        return;
    }
    push_run(xml, format, |xml| {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                xml.empty("w:br", &[]);
            }
            push_line(xml, line);
        }
    });
}

/// Writes a line break.
pub fn push_line_break(xml: &mut Xml) {
    push_run(xml, RunFormat::default(), |xml| xml.empty("w:br", &[]));
}

/// Writes what a text style asks for beyond upright text, as run properties in the order of the schema.
pub fn write_text_style(xml: &mut Xml, style: &TextStyle) {
    write_toggles(xml, style.bold, style.italic);
    xml.value("w:sz", half_points(style.size));
    xml.value("w:szCs", half_points(style.size));
    if style.underline {
        xml.value("w:u", "single");
    }
}

fn push_line(xml: &mut Xml, line: &str) {
    for (number, piece) in line.split('\t').enumerate() {
        if number > 0 {
            xml.empty("w:tab", &[]);
        }
        if !piece.is_empty() {
            let space: Attributes<'_> = if keeps_spaces(piece) { &[("xml:space", &"preserve")] } else { &[] };
            xml.element("w:t", space, |xml| xml.text(piece));
        }
    }
}

/// Tells whether Word would drop spaces of the text unless told not to: those at its ends, and all but one in a row.
fn keeps_spaces(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ') || text.contains("  ")
}

fn push_run(xml: &mut Xml, format: RunFormat, content: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        if format != RunFormat::default() {
            xml.element("w:rPr", &[], |xml| format.write(xml));
        }
        content(xml);
    });
}

impl RunFormat {
    fn write(self, xml: &mut Xml) {
        write_toggles(xml, self.bold, self.italic);
        if self.red {
            xml.value("w:color", RED);
        }
        if self.link {
            xml.value("w:color", BLUE);
        }
        if let Some(size) = self.size {
            xml.value("w:sz", size);
            xml.value("w:szCs", size);
        }
        if self.link {
            xml.value("w:u", "single");
        }
    }
}

fn write_toggles(xml: &mut Xml, bold: bool, italic: bool) {
    let names = [("w:b", bold), ("w:bCs", bold), ("w:i", italic), ("w:iCs", italic)];
    names.iter().filter(|(_, set)| *set).for_each(|(name, _)| xml.empty(name, &[]));
}
