//! A chart as a picture with its words for those who cannot see it.

use baocao_exporter::drawing::{self, Drawing};
use baocao_exporter::{Align, Chart};

use crate::flow::Flow;
use crate::length::{Twips, points, to_millimetres};
use crate::package::{DRAWING_NAMESPACE, FRAME_NAMESPACE, PICTURE_NAMESPACE, picture_relationship};
use crate::paragraph::{Indent, Line, Paragraph};
use crate::xml::{Attributes, Value, Xml};
use crate::{style, words};

/// On a wide page a chart gets no wider, and it leaves its page room for its caption and a line of text; in millimetres.
const WIDEST: f64 = 180.0;
const TALLEST: f64 = 190.0;
/// The space below a picture, in points.
const AFTER: f64 = 6.0;
/// The lengths of drawings count 36,000 to the millimetre.
const UNITS_PER_MM: f64 = 36_000.0;

/// Writes a chart with its caption above.
pub fn push(flow: &mut Flow, chart: &Chart) {
    let room = to_millimetres(flow.text_width());
    let tallest = (to_millimetres(flow.text_height()) * 0.75).min(TALLEST);
    let drawing = drawing::draw(chart, room.min(WIDEST), tallest);
    if !chart.caption.is_empty() {
        flow.push(Paragraph::of(style::CAPTION, &chart.caption));
        flow.keep_with_next();
    }
    let mut paragraph = Paragraph::new(style::BODY).with(|format| {
        format.align = Some(Align::Center);
        // A line of exact height would cut the picture off.
        format.line = Some(Line::SINGLE);
        format.after = Some(points(AFTER));
        format.indent = Some(Indent::default());
    });
    write_run(&mut paragraph.runs, chart, &drawing, flow.pictures.len() + 1);
    flow.pictures.push(drawing);
    flow.push(paragraph);
}

fn write_run(xml: &mut Xml, chart: &Chart, drawing: &Drawing, number: usize) {
    let units = |millimetres: f64| (millimetres * UNITS_PER_MM).round() as Twips;
    let (width, height) = (units(drawing.width), units(drawing.height));
    let size: [(&str, &dyn Value); 2] = [("cx", &width), ("cy", &height)];
    let name = format!("{} {number}", words::CHART);
    let described: [(&str, &dyn Value); 3] = [("id", &number), ("name", &name), ("descr", &chart.alt)];
    let inline: [(&str, &dyn Value); 5] = [FRAME_NAMESPACE, ("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:inline", &inline, |xml| {
                xml.empty("wp:extent", &size);
                xml.empty("wp:docPr", &described);
                xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                    xml.empty("a:graphicFrameLocks", &[DRAWING_NAMESPACE, ("noChangeAspect", &1)]);
                });
                xml.element("a:graphic", &[DRAWING_NAMESPACE], |xml| {
                    xml.element("a:graphicData", &[("uri", PICTURE_NAMESPACE.1)], |xml| {
                        write_picture(xml, &size, &described, number);
                    });
                });
            });
        });
    });
}

fn write_picture(xml: &mut Xml, size: Attributes<'_>, described: Attributes<'_>, number: usize) {
    xml.element("pic:pic", &[PICTURE_NAMESPACE], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", described);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            let relationship = picture_relationship(number);
            xml.empty("a:blip", &[("r:embed", &relationship)]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", &0), ("y", &0)]);
                xml.empty("a:ext", size);
            });
            xml.element("a:prstGeom", &[("prst", &"rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}
