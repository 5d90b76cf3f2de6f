use baocao_exporter::{Block, Chart, List, Paragraph, ParagraphRole, Table};

use crate::inline::{Notes, escaped, line, link};

/// Appends blocks, each with an empty line before it; `indent` is what stands before every line.
pub fn push<'d>(text: &mut String, notes: &mut Notes<'d>, blocks: &'d [Block], indent: &str) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                // The letter's title and its annexes take the first level.
                let marks = "#".repeat(usize::from(heading.level).clamp(1, 5) + 1);
                let number = escaped(&heading.number);
                let words = notes.inlines(&heading.content);
                lines(text, indent, &format!("{marks} {}", format!("{number} {words}").trim()));
            }
            Block::Paragraph(own) => lines(text, indent, &paragraph(notes, own)),
            Block::List(own) => list(text, notes, own, indent),
            Block::Table(own) => lines(text, indent, &table(own)),
            Block::Chart(own) => lines(text, indent, &chart(own)),
            Block::Section(section) => push(text, notes, &section.blocks, indent),
            Block::Unknown(unknown) => lines(text, indent, &line(&escaped(&unknown.text))),
            Block::PageBreak => {}
        }
    }
}

/// Appends lines below an empty one.
pub fn lines(text: &mut String, indent: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for own in content.lines() {
        text.push_str(if own.is_empty() { "" } else { indent });
        text.push_str(own);
        text.push('\n');
    }
}

fn paragraph<'d>(notes: &mut Notes<'d>, paragraph: &'d Paragraph) -> String {
    let words = line(&notes.inlines(&paragraph.content));
    match paragraph.role {
        ParagraphRole::Quote => format!("> {words}"),
        _ => words,
    }
}

/// An item keeps its printed label where it is a number or a letter; Markdown would count anew.
fn list<'d>(text: &mut String, notes: &mut Notes<'d>, list: &'d List, indent: &str) {
    for item in &list.items {
        let mut content = String::new();
        push(&mut content, notes, &item.blocks, "  ");
        let label = match item.label.as_str() {
            "-" | "+" | "" => String::new(),
            label => format!("{} ", line(&escaped(label))),
        };
        lines(text, indent, &format!("- {label}{}", content.trim_start()));
    }
}

/// Markdown has one header row, so a column's heading is the whole path to it.
fn table(table: &Table) -> String {
    let mut text = String::new();
    for above in [&table.caption, &table.unit] {
        lines(&mut text, "", &line(&escaped(above)));
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut grid = row(table.columns.iter().map(|column| escaped(&column.label)).collect());
    grid.push_str(&row(table.columns.iter().map(|column| alignment(column.align)).collect()));
    for own in &table.rows {
        let mut cells = Vec::new();
        for cell in &own.cells {
            cells.push(cell.href.as_ref().map_or_else(|| escaped(&cell.text), |href| link(&cell.text, href)));
            cells.extend(std::iter::repeat_n(String::new(), cell.colspan.clamp(1, 1000) - 1));
        }
        grid.push_str(&row(cells));
    }
    lines(&mut text, "", &grid);
    for note in &table.notes {
        lines(&mut text, "", &line(&escaped(note)));
    }
    text
}

fn alignment(align: baocao_exporter::Align) -> String {
    match align {
        baocao_exporter::Align::Right => "---:",
        baocao_exporter::Align::Center => ":---:",
        _ => "---",
    }
    .to_owned()
}

/// A chart is its title and what the picture would show.
fn chart(chart: &Chart) -> String {
    let mut text = String::new();
    lines(&mut text, "", &line(&escaped(&chart.caption)));
    let words: Vec<_> = chart.text.lines().map(|own| line(&escaped(own))).collect();
    lines(&mut text, "", &words.join("  \n"));
    text
}
