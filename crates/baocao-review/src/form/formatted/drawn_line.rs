//! Lines drawn with shapes, in both drawing languages.

use super::element::Element;
use super::length::{emu, vml};

/// What a rectangle is at most high, in points, to be meant as a line.
const FLAT: f64 = 2.5;

/// Returns the lengths of the level lines of a drawing in points; a line whose length the file does not say is `None`.
pub fn lengths(drawing: &Element) -> Vec<Option<f64>> {
    let mut found = Vec::new();
    collect(drawing, &mut found);
    found
}

fn collect(element: &Element, found: &mut Vec<Option<f64>>) {
    match element.name.as_str() {
        "wsp" | "cxnSp" => found.extend(shape(element)),
        "line" | "shape" | "rect" => found.extend(old_shape(element)),
        "txbxContent" => return,
        _ => {}
    }
    element.children.iter().for_each(|child| collect(child, found));
}

fn shape(element: &Element) -> Option<Option<f64>> {
    let properties = element.child("spPr")?;
    let form = properties.find("prstGeom").and_then(|geometry| geometry.attribute("prst")).unwrap_or_default();
    let size = properties.find("ext").filter(|ext| ext.attribute("cx").is_some());
    let side = |name: &str| size.and_then(|size| emu(size.attribute(name)?));
    let (width, height) = (side("cx"), side("cy"));
    let is_line = form == "line" || form.starts_with("straightConnector") || element.name == "cxnSp";
    let flat = height.is_some_and(|height| height <= FLAT);
    let level = width.unwrap_or(0.0) >= height.unwrap_or(0.0);
    ((is_line || (form == "rect" && flat)) && level).then_some(width)
}

fn old_shape(element: &Element) -> Option<Option<f64>> {
    if element.name == "line" {
        let point = |name: &str| {
            let (x, y) = element.attribute(name)?.split_once(',')?;
            Some((vml(x).unwrap_or(0.0), vml(y).unwrap_or(0.0)))
        };
        let (from, to) = (point("from")?, point("to")?);
        return ((from.1 - to.1).abs() <= FLAT).then_some(Some((from.0 - to.0).abs()));
    }
    let style = element.attribute("style").unwrap_or_default();
    let length = |name: &str| {
        let entries = style.split(';').filter_map(|entry| entry.split_once(':'));
        entries.filter(|(key, _)| key.trim() == name).find_map(|(_, value)| vml(value))
    };
    let (width, height) = (length("width").filter(|width| *width > 0.0), length("height").unwrap_or(0.0));
    let connector = element.attribute("connectortype").is_some()
        || element.attribute("type").is_some_and(|kind| kind.ends_with("_t32") || kind.ends_with("_t20"));
    let ruled = element.attribute("hr").is_some();
    (connector || ruled || (element.name == "rect" && height <= FLAT)).then_some(width)
}
