//! The areas of a page that lead elsewhere when they are clicked.

use baocao_layout::{Fonts, Item, Layout, Page, Text};
use lopdf::{Object, StringFormat, dictionary};

/// How far an area reaches below the baseline, for a size of 1.
const DEPTH: f64 = 0.25;

/// Returns an annotation for each run of text that belongs to a link.
pub(crate) fn annotations(page: &Page, layout: &Layout, fonts: &Fonts) -> Vec<Object> {
    let texts = page.items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
    let linked = texts.filter_map(|text| Some((text, layout.links.get(text.link?)?)));
    linked.map(|(text, href)| annotation(area(text, page.height, fonts), href)).collect()
}

fn annotation(area: [f64; 4], href: &str) -> Object {
    let action = dictionary! {
        "S" => "URI",
        // A reference is resolved against the folder of the file itself.
        "URI" => Object::String(href.as_bytes().to_vec(), StringFormat::Literal),
    };
    Object::Dictionary(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area.map(|edge| Object::Real(edge as f32)).to_vec(),
        "Border" => vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)],
        "A" => action,
    })
}

/// The run's area, counted from the lower left corner of the page.
fn area(text: &Text, height: f64, fonts: &Fonts) -> [f64; 4] {
    let baseline = height - text.baseline;
    [text.x, baseline - DEPTH * text.size, text.x + text.width(fonts), baseline + text.size]
}
