use baocao_exporter::{Block, List, ListItem, ParagraphRole};

use crate::block;
use crate::flow::Flow;
use crate::form::Form;
use crate::inline;
use crate::length::{Twips, millimetres};
use crate::paragraph::{Indent, Paragraph};
use crate::run::{RunFormat, push_text};
use crate::style;

/// Writes a list the way letters have them: the label as text on an indented first line, the rest from the margin.
pub fn push(flow: &mut Flow, form: &Form<'_>, list: &List, at: &str) {
    push_level(flow, form, list, 0, at);
}

fn push_level(flow: &mut Flow, form: &Form<'_>, list: &List, level: Twips, at: &str) {
    for (index, item) in list.items.iter().enumerate() {
        push_item(flow, form, item, level, &format!("{at}/items/{index}/blocks"));
    }
}

fn push_item(flow: &mut Flow, form: &Form<'_>, item: &ListItem, level: Twips, at: &str) {
    let mut label = Some(item.label.as_str()).filter(|label| !label.is_empty());
    for (index, block) in item.blocks.iter().enumerate() {
        let at = format!("{at}/{index}");
        match block {
            Block::Paragraph(text) if matches!(text.role, ParagraphRole::Body | ParagraphRole::Unknown) => {
                let mut paragraph = labelled(form, level, label.take());
                inline::push_all(&mut paragraph.runs, flow, &text.content, RunFormat::default(), &at);
                block::push_text_paragraph(flow, form, paragraph);
            }
            Block::List(inner) => {
                push_label(flow, form, level, label.take());
                push_level(flow, form, inner, level + 1, &at);
            }
            other => {
                push_label(flow, form, level, label.take());
                block::push(flow, form, other, &at);
            }
        }
    }
    push_label(flow, form, level, label);
}

/// Writes a label that has no text beside it.
fn push_label(flow: &mut Flow, form: &Form<'_>, level: Twips, label: Option<&str>) {
    if label.is_some() {
        block::push_text_paragraph(flow, form, labelled(form, level, label));
    }
}

fn labelled(form: &Form<'_>, level: Twips, label: Option<&str>) -> Paragraph {
    let step = millimetres(form.letterhead.body.indent);
    // Each level stands half an indent further in, so that it can be told from the one above.
    let indent = Indent { left: level * step / 2, right: 0, first: step };
    let mut paragraph = Paragraph::new(style::LIST);
    if level > 0 {
        paragraph.format.indent = Some(indent);
    }
    if let Some(label) = label {
        push_text(&mut paragraph.runs, &format!("{label} "), RunFormat::default());
    }
    paragraph
}
