use baocao_document::{Align, Annex, Envelope, StyledLine, UnderMark, UnderMarkKind};

use crate::flow::Flow;
use crate::geometry::points;
use crate::lines::{Line, Span, break_lines};
use crate::page::{Item, Rule};
use crate::slice::{HAIRLINE, Slice, Stack};
use crate::typesetter::{Style, Typesetter};

/// The space between a line of the head and the drawn line under it, and below that.
const MARK_BEFORE: f64 = 3.5;
const MARK_AFTER: f64 = 4.0;
/// The space between the parts of the head.
const PART: f64 = 6.0;
/// The space around the title and above the signature.
const AROUND_TITLE: f64 = 12.0;
/// The urgency box in millimetres: height, least width, and the space beside the word.
const BOX_HEIGHT: f64 = 8.0;
const BOX_WIDTH: f64 = 20.0;
const BOX_PADDING: f64 = 3.0;

const ADDRESSEE_HEADING: &str = "Kính gửi:";

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

/// Sets what stands above an annex: label, title, reference.
pub(crate) fn push_annex_head(setter: &mut Typesetter<'_>, flow: &mut Flow, annex: &Annex, at: &str) {
    let parts = &setter.letterhead.envelope;
    let styles = [parts.annex_label, parts.annex_title, parts.annex_reference].map(Style::from);
    let texts = [annex.label.as_str(), &annex.title, annex.reference.as_deref().unwrap_or_default()];
    let span = Span { x: 0.0, width: flow.frame().text_width(), align: Align::Center };
    let mut stack = Stack::default();
    for (text, style) in texts.into_iter().zip(styles) {
        let words = setter.plain(text, style, at);
        stack.text(setter, words, style, span);
    }
    let title = [annex.label.as_str(), &annex.title].join(". ");
    let title = title.trim_matches(['.', ' ']);
    let bookmark = (!title.is_empty()).then(|| (1, title.to_owned()));
    flow.push(setter, Slice { after: AROUND_TITLE, keep: true, bookmark, ..stack.into_slice() });
}

fn push_stack(setter: &mut Typesetter<'_>, flow: &mut Flow, stack: Stack, space: f64) {
    if !stack.items.is_empty() {
        flow.push(setter, Slice { before: space, after: space, keep: true, ..stack.into_slice() });
    }
}

/// The left and the right column of head or closing.
fn sides(width: f64, left_share: f64) -> (Span, Span) {
    let left = width * left_share;
    let side = |x, width| Span { x, width, align: Align::Center };
    (side(0.0, left), side(left, width - left))
}

fn head(setter: &mut Typesetter<'_>, envelope: &Envelope, width: f64) -> Slice {
    let parts = &setter.letterhead.envelope;
    let (left, right) = sides(width, left_share(setter, width));
    let mut issuer = Stack::default();
    for line in &envelope.parent_lines {
        add_line(setter, &mut issuer, line, parts.issuer.parent.into(), left);
    }
    let mut widest = 0.0_f64;
    for line in &envelope.issuer_lines {
        widest = widest.max(add_line(setter, &mut issuer, line, parts.issuer.own.into(), left));
    }
    add_mark(setter, &mut issuer, &parts.issuer.under, parts.issuer.own.into(), widest, left);

    let mut national = Stack::default();
    let mut widest = 0.0;
    let mut style = Style::default();
    for StyledLine { text, style: line_style } in &parts.national.lines {
        style = Style::from(*line_style);
        widest = add_line(setter, &mut national, text, style, right);
    }
    add_mark(setter, &mut national, &parts.national.under, style, widest, right);

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
        for line in &envelope.subject {
            add_line(setter, issuer, line, number_style, left);
        }
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

fn add_line(setter: &mut Typesetter<'_>, stack: &mut Stack, text: &str, style: Style, span: Span) -> f64 {
    let words = setter.plain(text, style, "document:/envelope");
    stack.text(setter, words, style, span)
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
            add_line(setter, stack, &mark.text, style, span);
        }
    }
}

fn add_box(setter: &mut Typesetter<'_>, stack: &mut Stack, text: &str, style: Style, span: Span) {
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
    add_line(setter, &mut stack, &envelope.kind, parts.kind.into(), span);
    let mut widest = 0.0_f64;
    for line in &envelope.subject {
        widest = widest.max(add_line(setter, &mut stack, line, parts.subject.into(), span));
    }
    add_mark(setter, &mut stack, &parts.under, parts.subject.into(), widest, span);
    stack
}

/// One addressee stands beside `Kính gửi:`; several stand below it, their dashes under the colon.
fn addressees(setter: &mut Typesetter<'_>, envelope: &Envelope, width: f64) -> Stack {
    let style = Style::from(setter.letterhead.envelope.addressee);
    let mut stack = Stack::default();
    if let [only] = envelope.addressees.as_slice() {
        let span = Span { x: 0.0, width, align: Align::Center };
        add_line(setter, &mut stack, &format!("{ADDRESSEE_HEADING} {only}"), style, span);
        return stack;
    }
    let count = envelope.addressees.len();
    let marked = |(at, text): (usize, &String)| {
        let mark = if at + 1 == count { '.' } else { ';' };
        format!("- {}{mark}", text.trim_end_matches([';', '.']))
    };
    let texts: Vec<String> = envelope.addressees.iter().enumerate().map(marked).collect();
    let heading = setter.plain(ADDRESSEE_HEADING.trim_end_matches(':'), style, "");
    let hang: f64 = heading.iter().map(|word| word.space + word.width).sum();
    let natural = |line: &Line| line.natural;
    let mut widest = 0.0_f64;
    let mut items = Vec::new();
    for text in &texts {
        let words = setter.plain(text, style, "document:/envelope/addressees");
        let lines = break_lines(setter, words, width - hang, 0.0);
        widest = lines.iter().map(natural).fold(widest, f64::max);
        items.push(lines);
    }
    if items.is_empty() {
        return stack;
    }
    let x = (width - hang - widest) / 2.0;
    let span = |x| Span { x, width: width - x, align: Align::Left };
    add_line(setter, &mut stack, ADDRESSEE_HEADING, style, span(x));
    for lines in items {
        stack.lines(setter, lines, style, span(x + hang));
    }
    stack
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
        stack.height += points(parts.gap);
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
    let heading = (parts.heading.text.as_str(), Style::from(parts.heading.style));
    let items = envelope.recipients.iter().map(|item| (item.as_str(), Style::from(parts.items)));
    let span = Span { align: Align::Left, ..span };
    let mut set = Vec::new();
    for (text, style) in std::iter::once(heading).chain(items) {
        let words = setter.plain(text, style, "document:/envelope/recipients");
        let pitch = style.single();
        let baseline = setter.baseline(style, pitch);
        let lines = break_lines(setter, words, span.width - points(BOX_PADDING), 0.0);
        set.extend(lines.into_iter().map(|line| (line.draw(span, baseline), pitch)));
    }
    set
}
