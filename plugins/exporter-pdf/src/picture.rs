//! The shapes of charts, which genpdf cannot draw. They lie under the text of their page.

use baocao_layout::{Area, Item, Page, Stroke};
use lopdf::Object;
use lopdf::content::Operation;

/// Returns what draws the shapes of a page, in points from its lower left corner; the state of the page is kept.
pub(crate) fn operations(page: &Page) -> Vec<Operation> {
    let mut operations = Vec::new();
    for item in &page.items {
        match item {
            Item::Area(area) => draw_area(area, page.height, &mut operations),
            Item::Stroke(stroke) => draw_stroke(stroke, page.height, &mut operations),
            Item::Text(_) | Item::Rule(_) | Item::Room(_) => {}
        }
    }
    if operations.is_empty() {
        return operations;
    }
    let round_corners = number(1.0);
    let mut framed = vec![Operation::new("q", Vec::new()), Operation::new("j", vec![round_corners])];
    framed.append(&mut operations);
    framed.push(Operation::new("Q", Vec::new()));
    framed
}

fn draw_area(area: &Area, height: f64, operations: &mut Vec<Operation>) {
    operations.push(Operation::new("rg", area.fill.0.map(share).to_vec()));
    path(&area.corners, height, operations);
    operations.push(Operation::new("f", Vec::new()));
}

fn draw_stroke(stroke: &Stroke, height: f64, operations: &mut Vec<Operation>) {
    operations.push(Operation::new("RG", stroke.colour.0.map(share).to_vec()));
    operations.push(Operation::new("w", vec![number(stroke.thickness)]));
    let dash: Vec<Object> = stroke.dash.iter().copied().map(number).collect();
    operations.push(Operation::new("d", vec![dash.into(), number(0.0)]));
    stroke.lines.iter().for_each(|line| path(line, height, operations));
    operations.push(Operation::new("S", Vec::new()));
}

fn path(corners: &[[f64; 2]], height: f64, operations: &mut Vec<Operation>) {
    for (index, [x, y]) in corners.iter().enumerate() {
        let operator = if index == 0 { "m" } else { "l" };
        operations.push(Operation::new(operator, vec![number(*x), number(height - y)]));
    }
}

fn share(channel: u8) -> Object {
    number(f64::from(channel) / 255.0)
}

/// Thousandths of a point are more than anyone can see.
fn number(value: f64) -> Object {
    let rounded = (value * 1000.0).round() / 1000.0;
    if rounded.fract() == 0.0 { Object::Integer(rounded as i64) } else { Object::Real(rounded as f32) }
}
