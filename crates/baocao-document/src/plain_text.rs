use crate::{Annex, Block, Document, Inline, Table};

/// Returns the characters of a run of inlines, footnote content left out.
pub fn inline_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_inlines(content, &mut text);
    text
}

/// Returns everything a reader of the printed document can read, one line per paragraph, cell or envelope line.
///
/// Exporters test themselves against it: each line stands somewhere in what they write.
pub fn document_text(document: &Document) -> Vec<String> {
    let envelope = &document.envelope;
    let mut lines: Vec<String> = envelope.letterhead.envelope.national.lines.iter().map(|l| l.text.clone()).collect();
    lines.extend(envelope.parent_lines.iter().cloned());
    lines.extend(envelope.issuer_lines.iter().cloned());
    lines.extend([envelope.number.clone(), envelope.place_date.clone(), envelope.kind.clone()]);
    lines.extend(envelope.subject.iter().cloned());
    lines.extend(envelope.addressees.iter().cloned());
    if envelope.draft {
        lines.push(envelope.draft_mark.clone());
    }
    lines.extend(envelope.urgency.clone());
    push_blocks(&document.body, &mut lines);
    lines.extend(envelope.signature.authority.iter().cloned());
    lines.extend([envelope.signature.title.clone(), envelope.signature.name.clone()]);
    lines.extend(envelope.recipients.iter().cloned());
    for annex in &document.annexes {
        push_annex(annex, &mut lines);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn push_annex(annex: &Annex, lines: &mut Vec<String>) {
    lines.extend([annex.label.clone(), annex.title.clone()]);
    lines.extend(annex.reference.clone());
    push_blocks(&annex.blocks, lines);
}

fn push_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let text = inline_text(&heading.content);
                lines.push(if heading.number.is_empty() { text } else { format!("{} {text}", heading.number) });
                push_footnotes(&heading.content, lines);
            }
            Block::Paragraph(paragraph) => {
                lines.push(inline_text(&paragraph.content));
                push_footnotes(&paragraph.content, lines);
            }
            Block::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, lines)),
            Block::Table(table) => push_table(table, lines),
            // What stands within the picture is drawn in some formats and typed in others.
            Block::Chart(chart) => lines.push(chart.caption.clone()),
            Block::Section(section) => push_blocks(&section.blocks, lines),
            Block::Unknown(unknown) => lines.push(unknown.text.clone()),
            Block::PageBreak => {}
        }
    }
}

fn push_table(table: &Table, lines: &mut Vec<String>) {
    lines.extend([table.caption.clone(), table.unit.clone()]);
    lines.extend(table.header.iter().flatten().map(|cell| cell.text.clone()));
    lines.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone()));
    lines.extend(table.notes.iter().cloned());
}

fn push_footnotes(content: &[Inline], lines: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Footnote(note) => lines.push(inline_text(&note.content)),
            Inline::Strong { content } | Inline::Emphasis { content } => push_footnotes(content, lines),
            _ => {}
        }
    }
}

fn push_inlines(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text: t } => text.push_str(t),
            Inline::Strong { content } | Inline::Emphasis { content } => push_inlines(content, text),
            Inline::Figure(figure) => text.push_str(&figure.text),
            Inline::Link(link) => text.push_str(&link.text),
            Inline::Unknown(unknown) => text.push_str(&unknown.text),
            Inline::LineBreak => text.push(' '),
            Inline::Footnote(_) => {}
        }
    }
}
