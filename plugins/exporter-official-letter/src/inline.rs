use baocao_exporter::{Inline, Target, inline_text};

use crate::flow::Flow;
use crate::package::link_relationship;
use crate::run::{RunFormat, push_line_break, push_text};
use crate::warning::Warning;
use crate::xml::Xml;

/// Writes inlines as runs. `at` is the place of their block in the document.
pub fn push_all(runs: &mut Xml, flow: &mut Flow, content: &[Inline], format: RunFormat, at: &str) {
    for inline in content {
        push(runs, flow, inline, format, at);
    }
}

fn push(runs: &mut Xml, flow: &mut Flow, inline: &Inline, format: RunFormat, at: &str) {
    match inline {
        Inline::Text { text } => push_text(runs, text, format),
        Inline::Figure(figure) => push_text(runs, &figure.text, format),
        Inline::Strong { content } => push_all(runs, flow, content, RunFormat { bold: true, ..format }, at),
        Inline::Emphasis { content } => push_all(runs, flow, content, RunFormat { italic: true, ..format }, at),
        Inline::Link(link) => push_link(runs, flow, &link.text, &link.href, format),
        Inline::LineBreak => push_line_break(runs),
        Inline::Footnote(note) => {
            let mut text = Xml::default();
            push_note(&mut text, flow, &note.content, RunFormat::default(), at);
            flow.notes.push(runs, &text);
        }
        Inline::Unknown(unknown) => {
            flow.warnings.push(Warning::unknown_kind(unknown, at));
            push_text(runs, &unknown.text, format);
        }
    }
}

/// Writes a link, or its words alone where no reader may follow.
pub fn push_link(runs: &mut Xml, flow: &mut Flow, text: &str, href: &str, format: RunFormat) {
    if Target::of(href).is_none() || text.is_empty() {
        return push_text(runs, text, format);
    }
    let relationship = link_relationship(flow.link(href));
    runs.element("w:hyperlink", &[("r:id", &relationship), ("w:history", &1)], |xml| {
        push_text(xml, text, RunFormat { link: true, ..format });
    });
}

/// Writes the text of a note. A note cannot hold another: that one's text follows in brackets.
fn push_note(runs: &mut Xml, flow: &mut Flow, content: &[Inline], format: RunFormat, at: &str) {
    for inline in content {
        match inline {
            Inline::Footnote(inner) => push_text(runs, &format!(" ({})", inline_text(&inner.content)), format),
            Inline::Strong { content } => push_note(runs, flow, content, RunFormat { bold: true, ..format }, at),
            Inline::Emphasis { content } => push_note(runs, flow, content, RunFormat { italic: true, ..format }, at),
            // The part that holds the notes has no relationships.
            Inline::Link(link) => push_text(runs, &link.text, format),
            other => push(runs, flow, other, format, at),
        }
    }
}
