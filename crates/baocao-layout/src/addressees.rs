use baocao_document::{Align, Envelope};

use crate::envelope::{add_line, list_item, set_lines};
use crate::lines::{Span, break_lines};
use crate::slice::Stack;
use crate::structure::Role;
use crate::typesetter::{Style, Typesetter};

const ADDRESSEE_HEADING: &str = "Kính gửi:";

/// One addressee stands beside `Kính gửi:`; several stand below it, their dashes under the colon.
pub(crate) fn addressees(setter: &mut Typesetter<'_>, envelope: &Envelope, width: f64) -> Stack {
    let style = Style::from(setter.letterhead.envelope.addressee);
    let mut stack = Stack::default();
    if let [only] = envelope.addressees.as_slice() {
        let span = Span { x: 0.0, width, align: Align::Center };
        add_line(setter, &mut stack, &format!("{ADDRESSEE_HEADING} {only}"), style, span);
        return stack;
    }
    if envelope.addressees.is_empty() {
        return stack;
    }
    let heading_style = setter.tagged(style, Role::Paragraph);
    let count = envelope.addressees.len();
    let marked = |(at, text): (usize, &String)| {
        let mark = if at + 1 == count { '.' } else { ';' };
        format!("- {}{mark}", text.trim_end_matches([';', '.']))
    };
    let texts: Vec<String> = envelope.addressees.iter().enumerate().map(marked).collect();
    let heading = setter.plain(ADDRESSEE_HEADING.trim_end_matches(':'), style, "");
    let hang: f64 = heading.iter().map(|word| word.space + word.width).sum();
    let mut widest = 0.0_f64;
    let mut items = Vec::new();
    setter.begin(Role::List);
    for text in &texts {
        let style = list_item(setter, style);
        let words = setter.plain(text, style, "document:/envelope/addressees");
        let lines = break_lines(setter, words, width - hang, 0.0);
        widest = lines.iter().map(|line| line.natural).fold(widest, f64::max);
        items.push(lines);
    }
    setter.end();
    let x = (width - hang - widest) / 2.0;
    let span = |x| Span { x, width: width - x, align: Align::Left };
    set_lines(setter, &mut stack, &[ADDRESSEE_HEADING], heading_style, span(x));
    for lines in items {
        stack.lines(setter, lines, style, span(x + hang));
    }
    stack
}
