use baocao_exporter::{Block, Heading, Inline, Unknown};

use crate::flow::Flow;
use crate::form::Form;
use crate::length::points;
use crate::paragraph::Paragraph;
use crate::run::{RunFormat, push_text};
use crate::warning::Warning;
use crate::{figure_chart, figure_table, inline, list, style};

/// Writes blocks one after the other. `at` is their place in the document.
pub fn push_all(flow: &mut Flow, form: &Form<'_>, blocks: &[Block], at: &str) {
    for (index, block) in blocks.iter().enumerate() {
        push(flow, form, block, &format!("{at}/{index}"));
    }
}

/// Writes one block.
pub fn push(flow: &mut Flow, form: &Form<'_>, block: &Block, at: &str) {
    match block {
        Block::Heading(heading) => push_heading(flow, form, heading, at),
        Block::Paragraph(paragraph) => {
            let text = text_paragraph(flow, style::of_role(paragraph.role), &paragraph.content, at);
            push_text_paragraph(flow, form, text);
        }
        Block::List(list) => list::push(flow, form, list, at),
        Block::Table(table) => figure_table::push(flow, table),
        Block::Chart(chart) => figure_chart::push(flow, chart),
        Block::PageBreak => flow.break_page(),
        Block::Section(section) => {
            let around = flow.turn(section.orientation);
            push_all(flow, form, &section.blocks, &format!("{at}/blocks"));
            flow.turn(around);
        }
        Block::Unknown(unknown) => push_unknown(flow, form, unknown, at),
    }
}

/// Makes a paragraph of inlines.
pub fn text_paragraph(flow: &mut Flow, style: &'static str, content: &[Inline], at: &str) -> Paragraph {
    let mut paragraph = Paragraph::new(style);
    inline::push_all(&mut paragraph.runs, flow, content, RunFormat::default(), at);
    paragraph
}

/// Writes a paragraph of running text; an empty one leaves no trace.
pub fn push_text_paragraph(flow: &mut Flow, form: &Form<'_>, mut paragraph: Paragraph) {
    if paragraph.runs.is_empty() {
        return;
    }
    // Tables have no space after them in Word.
    if flow.ends_with_table() {
        paragraph.format.before = Some(points(form.letterhead.body.space_after));
    }
    flow.push(paragraph);
}

fn push_heading(flow: &mut Flow, form: &Form<'_>, heading: &Heading, at: &str) {
    let mut paragraph = Paragraph::new(style::heading(heading.level));
    if !heading.number.is_empty() {
        push_text(&mut paragraph.runs, &format!("{} ", heading.number), RunFormat::default());
    }
    inline::push_all(&mut paragraph.runs, flow, &heading.content, RunFormat::default(), at);
    push_text_paragraph(flow, form, paragraph);
}

fn push_unknown(flow: &mut Flow, form: &Form<'_>, unknown: &Unknown, at: &str) {
    flow.warnings.push(Warning::unknown_kind(unknown, at));
    push_text_paragraph(flow, form, Paragraph::of(style::BODY, &unknown.text));
}
