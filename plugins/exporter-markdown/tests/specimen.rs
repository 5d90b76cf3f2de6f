//! The specimen has every kind of block: nothing that a reader should see may be lost.

use baocao_exporter::{document_text, specimen::specimen, testing::export};
use exporter_markdown::MarkdownExporter;

fn written() -> String {
    let recorded = export::<MarkdownExporter>(&specimen(), &serde_json::json!({}));
    assert_eq!(recorded.status, 0, "{:?}", recorded.diagnostics);
    String::from_utf8(recorded.main.expect("there is an output")).expect("text")
}

/// What a reader sees: marks and escapes taken away, footnote references left out.
fn as_read(markdown: &str) -> String {
    let mut text = String::new();
    let mut characters = markdown.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            '*' => {}
            '[' if characters.peek() == Some(&'^') => drop(characters.by_ref().find(|c| *c == ']')),
            '[' => {}
            // What follows the words of a link is where it leads.
            ']' if characters.peek() == Some(&'(') => drop(characters.by_ref().find(|c| *c == ')')),
            c => text.push(c),
        }
    }
    text.replace("<br>", " ")
}

#[test]
fn links_lead_to_files_nearby_and_to_nothing_hostile() {
    let text = written();
    assert!(text.contains("[ Xem ô C5 của sổ tính.](../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!C5)"), "{text}");
    assert!(text.contains("](../so%20lieu/figures.ods#%27Bi%E1%BB%83u%201%27!B5) |"), "{text}");
    assert!(text.contains(" Liên kết không mở được.") && !text.contains("javascript"));
}

#[test]
fn every_line_of_the_specimen_is_written() {
    let document = specimen();
    let text = as_read(&written());
    // A header of several levels has one row here: its column's full heading.
    let merged: Vec<_> = [&document.body[..]]
        .into_iter()
        .chain(document.annexes.iter().map(|annex| &annex.blocks[..]))
        .flat_map(headers)
        .collect();
    for line in document_text(&document).iter().filter(|line| !merged.contains(line)) {
        assert!(text.contains(line.trim()), "`{line}` is missing in\n{text}");
    }
}

fn headers(blocks: &[baocao_exporter::Block]) -> Vec<String> {
    use baocao_exporter::Block;
    let own = |block: &Block| match block {
        Block::Table(table) => table.header.iter().flatten().map(|cell| cell.text.clone()).collect(),
        Block::Section(section) => headers(&section.blocks),
        Block::List(list) => list.items.iter().flat_map(|item| headers(&item.blocks)).collect(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(own).collect()
}

#[test]
fn tables_have_as_many_cells_in_every_row() {
    let text = written();
    let mut rows = text.lines().filter(|line| line.starts_with('|')).peekable();
    assert!(rows.peek().is_some());
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let text: Vec<_> = text.lines().collect();
    for pair in text.windows(2).filter(|pair| pair.iter().all(|line| line.starts_with('|'))) {
        assert_eq!(cells(pair[0]), cells(pair[1]), "{pair:?}");
    }
}
