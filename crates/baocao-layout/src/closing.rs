use baocao_document::{Align, Envelope};

use crate::envelope::{AROUND_TITLE, add_line, list_item, sides};
use crate::flow::Flow;
use crate::geometry::points;
use crate::lines::{Span, break_lines};
use crate::page::{Item, Room};
use crate::slice::{Slice, Stack};
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

/// The space between a recipient and the signature beside it, in millimetres.
const BESIDE: f64 = 3.0;

/// Sets signature and recipients, on the page of the last lines of the body.
pub(crate) fn push_closing(setter: &mut Typesetter<'_>, flow: &mut Flow, envelope: &Envelope) {
    let (left, right) = sides(flow.frame().text_width(), 0.5);
    let signature = signature(setter, envelope, right);
    let recipients = recipients(setter, envelope, left);
    if signature.items.is_empty() && recipients.is_empty() {
        return;
    }
    flow.keep_with_next();
    let mut first = Slice { before: AROUND_TITLE, keep: true, ..Slice::default() };
    let mut rest = Vec::new();
    let mut y = 0.0;
    for (line, pitch) in recipients {
        // What stands below the signature may go on to another page, if it must.
        if y + pitch <= signature.height || first.items.is_empty() {
            first.items.extend(line.into_iter().map(|item| item.moved(0.0, y)));
            first.height = y + pitch;
        } else {
            rest.push(Slice { height: pitch, items: line, keep: true, ..Slice::default() });
        }
        y += pitch;
    }
    first.height = if rest.is_empty() { first.height.max(signature.height) } else { first.height };
    first.items.extend(signature.items);
    flow.push(setter, first);
    flow.extend(setter, rest);
}

fn signature(setter: &mut Typesetter<'_>, envelope: &Envelope, span: Span) -> Stack {
    let parts = &setter.letterhead.envelope.signature;
    let signature = &envelope.signature;
    let mut stack = Stack::default();
    for line in &signature.authority {
        add_line(setter, &mut stack, line, parts.authority.into(), span);
    }
    add_line(setter, &mut stack, &signature.title, parts.title.into(), span);
    if !signature.name.is_empty() {
        setter.element(Role::Signature);
        let (above, gap) = (stack.height, points(parts.gap));
        let room = Room { x0: span.x, y0: above, x1: span.x + span.width, y1: above + gap };
        stack.items.push(Item::Room(room));
        stack.height += gap;
        add_line(setter, &mut stack, &signature.name, parts.name.into(), span);
    }
    stack
}

/// The list of recipients, line by line, each with its height.
fn recipients(setter: &mut Typesetter<'_>, envelope: &Envelope, span: Span) -> Vec<(Vec<Item>, f64)> {
    let parts = &setter.letterhead.envelope.recipients;
    if envelope.recipients.is_empty() {
        return Vec::new();
    }
    let span = Span { align: Align::Left, ..span };
    let heading = setter.tagged(parts.heading.style.into(), Role::Paragraph);
    let mut set = recipient(setter, &parts.heading.text, heading, span);
    setter.begin(Role::List);
    for text in &envelope.recipients {
        let style = list_item(setter, parts.items.into());
        set.extend(recipient(setter, text, style, span));
    }
    setter.end();
    set
}

/// The lines of a recipient, each with its height.
fn recipient(setter: &mut Typesetter<'_>, text: &str, style: Style, span: Span) -> Vec<(Vec<Item>, f64)> {
    let words = setter.plain(text, style, "document:/envelope/recipients");
    let pitch = style.single();
    let baseline = setter.baseline(style, pitch);
    let lines = break_lines(setter, words, span.width - points(BESIDE), 0.0);
    lines.into_iter().map(|line| (line.draw(span, baseline), pitch)).collect()
}
