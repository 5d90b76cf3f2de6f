use baocao_document::{Align, Envelope, StyledLine, UnderMark, UnderMarkKind};

use crate::addressees::addressees;
use crate::flow::Flow;
use crate::geometry::points;
use crate::lines::Span;
use crate::page::{Item, Rule};
use crate::slice::{HAIRLINE, Slice, Stack};
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

/// The space between a line of the head and the drawn line under it, and below that.
const MARK_BEFORE: f64 = 3.5;
const MARK_AFTER: f64 = 4.0;
/// The space between the parts of the head.
const PART: f64 = 6.0;
/// The space around the title and above the signature.
pub(crate) const AROUND_TITLE: f64 = 12.0;
/// The urgency box in millimetres: height, least width, and the space beside the word.
const BOX_HEIGHT: f64 = 8.0;
const BOX_WIDTH: f64 = 20.0;
const BOX_PADDING: f64 = 3.0;

/// Sets everything above the body: head, number and date, urgency, title, addressees.
pub(crate) fn push_head(setter: &mut Typesetter<'_>, flow: &mut Flow, envelope: &Envelope) {
    let width = flow.frame().text_width();
    let head = head(setter, envelope, width);
    flow.push(setter, head);
    let title = title(setter, envelope, width);
    push_stack(setter, flow, title, AROUND_TITLE);
    let addressees = addressees(setter, envelope, width);
    push_stack(setter, flow, addressees, PART);
}

fn push_stack(setter: &mut Typesetter<'_>, flow: &mut Flow, stack: Stack, space: f64) {
    if !stack.items.is_empty() {
        flow.push(setter, Slice { before: space, after: space, keep: true, ..stack.into_slice() });
    }
}

/// The left and the right column of head or closing.
pub(crate) fn sides(width: f64, left_share: f64) -> (Span, Span) {
    let left = width * left_share;
    let side = |x, width| Span { x, width, align: Align::Center };
    (side(0.0, left), side(left, width - left))
}

fn head(setter: &mut Typesetter<'_>, envelope: &Envelope, width: f64) -> Slice {
    let parts = &setter.letterhead.envelope;
    let (left, right) = sides(width, left_share(setter, width));
    // The state's name is read first, wherever it stands.
    let mut national = Stack::default();
    let mut widest = 0.0;
    let mut style = Style::default();
    for StyledLine { text, style: line_style } in &parts.national.lines {
        style = Style::from(*line_style);
        widest = add_line(setter, &mut national, text, style, right);
    }
    add_mark(setter, &mut national, &parts.national.under, style, widest, right);

    let mut issuer = Stack::default();
    add_lines(setter, &mut issuer, &envelope.parent_lines, parts.issuer.parent.into(), left);
    let widest = add_lines(setter, &mut issuer, &envelope.issuer_lines, parts.issuer.own.into(), left);
    add_mark(setter, &mut issuer, &parts.issuer.under, parts.issuer.own.into(), widest, left);

    let below = issuer.height.max(national.height) + PART;
    issuer.height = below;
    national.height = below;
    add_reference(setter, &mut issuer, &mut national, envelope, left, right);
    let height = issuer.height.max(national.height);
    issuer.items.append(&mut national.items);
    Slice { height, items: issuer.items, after: PART, keep: true, ..Slice::default() }
}

/// Adds draft mark, number, urgency and a subject without a kind on the left, place and date on the right.
fn add_reference(
    setter: &mut Typesetter<'_>,
    issuer: &mut Stack,
    national: &mut Stack,
    envelope: &Envelope,
    left: Span,
    right: Span,
) {
    let parts = &setter.letterhead.envelope;
    let number_style = Style::from(parts.number.style);
    let date_style = Style::from(parts.date.style);
    if envelope.draft {
        add_line(setter, issuer, &envelope.draft_mark, parts.draft.style.into(), left);
        national.height = issuer.height;
    }
    // Number and date stand on one baseline, whatever their sizes.
    let lower = setter.baseline(number_style, number_style.single()) - setter.baseline(date_style, date_style.single());
    national.height += lower;
    add_line(setter, issuer, &envelope.number, number_style, left);
    add_line(setter, national, &envelope.place_date, date_style, right);
    if envelope.kind.is_empty() {
        issuer.height += PART;
        add_lines(setter, issuer, &envelope.subject, number_style, left);
    }
    if let Some(urgency) = &envelope.urgency {
        issuer.height += PART;
        add_box(setter, issuer, urgency, number_style.bold(), left);
    }
}

/// The issuer's share of the line, less where the national title needs more room.
fn left_share(setter: &mut Typesetter<'_>, width: f64) -> f64 {
    let parts = &setter.letterhead.envelope;
    let mut needed = 0.0_f64;
    for line in &parts.national.lines {
        let style = Style::from(line.style);
        let words = setter.plain(&line.text, style, "");
        needed = needed.max(words.iter().map(|word| word.space + word.width).sum());
    }
    let room = ((width - needed - 1.0) / width).max(0.3);
    parts.issuer.width_share.clamp(0.1, 0.9).min(room)
}

/// Adds a paragraph. Returns the widest line's width.
pub(crate) fn add_line(setter: &mut Typesetter<'_>, stack: &mut Stack, text: &str, style: Style, span: Span) -> f64 {
    add_lines(setter, stack, &[text], style, span)
}

/// Adds the lines of a paragraph. Returns the width of the widest.
pub(crate) fn add_lines<T: AsRef<str>>(
    setter: &mut Typesetter<'_>,
    stack: &mut Stack,
    texts: &[T],
    style: Style,
    span: Span,
) -> f64 {
    let style = setter.tagged(style, Role::Paragraph);
    set_lines(setter, stack, texts, style, span)
}

/// Sets lines of the element that their style names.
pub(crate) fn set_lines<T: AsRef<str>>(
    setter: &mut Typesetter<'_>,
    stack: &mut Stack,
    texts: &[T],
    style: Style,
    span: Span,
) -> f64 {
    let mut widest = 0.0_f64;
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            stack.end_with_space();
        }
        let words = setter.plain(text.as_ref(), style, "document:/envelope");
        widest = widest.max(stack.text(setter, words, style, span));
    }
    widest
}

fn add_mark(setter: &mut Typesetter<'_>, stack: &mut Stack, mark: &UnderMark, style: Style, above: f64, span: Span) {
    match mark.kind {
        UnderMarkKind::None => {}
        _ if above == 0.0 => {}
        UnderMarkKind::Line => {
            let middle = span.x + span.width / 2.0;
            let half = above * mark.share / 2.0;
            stack.rule(middle - half, middle + half, MARK_BEFORE, MARK_AFTER);
        }
        UnderMarkKind::Text => {
            set_lines(setter, stack, &[&mark.text], style.within(None), span);
        }
    }
}

fn add_box(setter: &mut Typesetter<'_>, stack: &mut Stack, text: &str, style: Style, span: Span) {
    let style = setter.tagged(style, Role::Paragraph);
    let words = setter.plain(text, style, "document:/envelope/urgency");
    let width: f64 = words.iter().map(|word| word.space + word.width).sum::<f64>() + 2.0 * points(BOX_PADDING);
    let width = width.max(points(BOX_WIDTH)).min(span.width);
    let x0 = span.x + (span.width - width) / 2.0;
    let mut inner = Stack::default();
    inner.text(setter, words, style, Span { x: x0, width, align: Align::Center });
    let height = inner.height.max(points(BOX_HEIGHT));
    let (top, bottom) = (stack.height, stack.height + height);
    let down = top + (height - inner.height) / 2.0;
    stack.items.extend(inner.items.into_iter().map(|item| item.moved(0.0, down)));
    stack.items.extend([
        Item::Rule(Rule::level(x0, x0 + width, top, HAIRLINE)),
        Item::Rule(Rule::level(x0, x0 + width, bottom, HAIRLINE)),
        Item::Rule(Rule::upright(x0, top, bottom, HAIRLINE)),
        Item::Rule(Rule::upright(x0 + width, top, bottom, HAIRLINE)),
    ]);
    stack.height = bottom;
}

fn title(setter: &mut Typesetter<'_>, envelope: &Envelope, width: f64) -> Stack {
    let mut stack = Stack::default();
    if envelope.kind.is_empty() {
        return stack;
    }
    let parts = &setter.letterhead.envelope.title;
    let span = Span { x: 0.0, width, align: Align::Center };
    let element = Some(setter.element(Role::Title));
    set_lines(setter, &mut stack, &[&envelope.kind], Style::from(parts.kind).within(element), span);
    stack.end_with_space();
    let widest = set_lines(setter, &mut stack, &envelope.subject, Style::from(parts.subject).within(element), span);
    add_mark(setter, &mut stack, &parts.under, parts.subject.into(), widest, span);
    stack
}

/// Adds an item to the list that was begun last and returns the style for its text.
pub(crate) fn list_item(setter: &mut Typesetter<'_>, style: Style) -> Style {
    setter.begin(Role::Item);
    let style = setter.tagged(style, Role::Content);
    setter.end();
    style
}
