use baocao_document::drawing::{self, Anchor, Place, Shape};
use baocao_document::{Align, Chart};

use crate::flow::Flow;
use crate::geometry::{millimetres, points};
use crate::lines::{Span, break_lines};
use crate::page::{Area, Item, Stroke};
use crate::slice::{Slice, Stack};
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

/// The space around a chart and under its caption.
const AROUND: f64 = 8.0;
const UNDER_CAPTION: f64 = 4.0;
/// On a wide page a chart gets no wider, in millimetres.
const WIDEST: f64 = 180.0;
/// The share of a page that a picture takes at most; its caption stands with it.
const TALLEST: f64 = 0.8;

/// Sets a chart: caption, picture.
pub(crate) fn push_chart(setter: &mut Typesetter<'_>, flow: &mut Flow, chart: &Chart, at: &str) {
    let frame = flow.frame();
    let span = Span { x: 0.0, width: frame.text_width(), align: Align::Center };
    if !chart.caption.is_empty() {
        let style = setter.tagged(setter.letterhead.body.caption.into(), Role::Paragraph);
        let words = setter.plain(&chart.caption, style, at);
        let mut stack = Stack::default();
        stack.text(setter, words, style, span);
        flow.push(setter, Slice { before: AROUND, after: UNDER_CAPTION, keep: true, ..stack.into_slice() });
    }
    let width = millimetres(span.width).min(WIDEST);
    let drawing = drawing::draw(chart, width, millimetres(frame.text_height()) * TALLEST);
    let left = (span.width - points(drawing.width)) / 2.0;
    let figure = Some(setter.element(Role::Figure { alt: chart.alt.clone(), at: at.to_owned() }));
    let items = drawing.shapes.iter().flat_map(|shape| items(setter, shape, left, figure, at)).collect();
    flow.push(setter, Slice { height: points(drawing.height), items, after: AROUND, ..Slice::default() });
}

fn items(setter: &mut Typesetter<'_>, shape: &Shape, left: f64, element: Option<usize>, at: &str) -> Vec<Item> {
    let placed = |places: &[Place]| places.iter().map(|[x, y]| [left + points(*x), points(*y)]).collect();
    match shape {
        Shape::Area { corners, fill } => vec![Item::Area(Area { corners: placed(corners), fill: *fill, element })],
        Shape::Stroke { lines, colour, thickness, dash } => vec![Item::Stroke(Stroke {
            lines: lines.iter().map(|line| placed(line)).collect(),
            colour: *colour,
            thickness: points(*thickness),
            dash: dash.iter().map(|length| points(*length)).collect(),
            element,
        })],
        Shape::Text { at: [x, baseline], anchor, size, text } => {
            let style = Style::new(*size, false, false).within(element);
            let words = setter.plain(text, style, at);
            let width: f64 = words.iter().map(|word| word.space + word.width).sum();
            let start = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
            let span = Span { x: left + points(*x) - start, width: f64::MAX, align: Align::Left };
            let mut lines = break_lines(setter, words, span.width, 0.0);
            // The labels of a picture are words apart.
            lines.iter_mut().for_each(|line| line.spaced = true);
            lines.into_iter().flat_map(|line| line.draw(span, points(*baseline))).collect()
        }
    }
}
