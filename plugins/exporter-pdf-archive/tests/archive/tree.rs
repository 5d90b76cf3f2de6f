use std::path::Path;

use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Block, HeaderCell, document_text, specimen};

use crate::reading::{File, Tag, exported, squeezed};

fn tree_of_specimen() -> Tag {
    File::read(&exported(&specimen::specimen())).tree()
}

fn roles<'a>(tree: &'a Tag, role: &str) -> Vec<&'a Tag> {
    tree.walk().into_iter().filter(|tag| tag.role == role).collect()
}

/// `BAOCAO_BLESS=1` writes the expected tree; read it before it is committed.
#[test]
fn the_specimen_has_this_tree() {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archive/specimen.tree.txt");
    let drawing = tree_of_specimen().drawing(0);
    if std::env::var_os("BAOCAO_BLESS").is_some() {
        std::fs::write(&expected, &drawing).unwrap();
    }
    assert_eq!(std::fs::read_to_string(expected).unwrap(), drawing);
}

#[test]
fn tags_are_read_in_the_order_of_the_document() {
    let mut document = specimen::specimen();
    // Where these two stand on paper is the letterhead's affair.
    document.envelope.draft = false;
    document.envelope.urgency = None;
    let text = squeezed(&File::read(&exported(&document)).tree().all_text());
    let mut at = 0;
    for line in document_text(&document) {
        let line = squeezed(&line);
        let found = text[at..].find(&line).unwrap_or_else(|| panic!("`{line}` is not after `{}`", &text[..at]));
        at += found + line.len();
    }
}

#[test]
fn everything_drawn_is_marked() {
    let file = File::read(&exported(&specimen::specimen()));
    for page in 0..file.pages.len() {
        assert_eq!(file.marked(page).unmarked, 0, "page {page}");
    }
}

#[test]
fn page_numbers_and_repeated_headers_are_ornaments() {
    let mut document = specimen::specimen();
    let Some(Block::Table(table)) = document.annexes[0].blocks.first_mut() else {
        panic!("the annex begins with a table")
    };
    let row = table.rows[1].clone();
    table.rows = vec![row; 120];
    let caption = table.caption.clone();
    let file = File::read(&exported(&document));
    let text = squeezed(&file.tree().all_text());
    assert_eq!(text.matches(&caption).count(), 1);
    assert!(!text.contains("(tiếp theo)"));
    let ornaments: Vec<String> = (0..file.pages.len()).map(|page| file.marked(page).ornaments).collect();
    assert!(ornaments.iter().any(|text| text.starts_with('2') && text.contains("(tiếp theo)")), "{ornaments:?}");
    assert_eq!(roles(&file.tree(), "THead").len(), roles(&tree_of_specimen(), "THead").len());
}

#[test]
fn lines_of_a_paragraph_are_parted_by_spaces() {
    let words: Vec<String> = (0..60).map(|n| format!("từ{n}")).collect();
    let tree = File::read(&exported(&letter(vec![paragraph(words.join(" "))]))).tree();
    let found = roles(&tree, "P").into_iter().find(|tag| tag.text.starts_with("từ0 ")).expect("the paragraph");
    assert_eq!(found.text, words.join(" "));
}

#[test]
fn a_paragraph_over_two_pages_is_one_tag() {
    let words: Vec<String> = (0..900).map(|n| format!("từ{n}")).collect();
    let file = File::read(&exported(&letter(vec![paragraph(words.join(" "))])));
    assert!(file.pages.len() > 1);
    let tree = file.tree();
    assert_eq!(roles(&tree, "P").iter().filter(|tag| squeezed(&tag.text) == words.join(" ")).count(), 1);
}

#[test]
fn every_place_of_a_table_is_covered_once() {
    let mut document = specimen::specimen();
    for block in document.body.iter_mut().chain(document.annexes.iter_mut().flat_map(|annex| &mut annex.blocks)) {
        if let Block::Table(table) = block {
            // A cell over others, one beyond the edge, and places that no cell covers.
            let cell = |column, colspan, rowspan| HeaderCell { text: "Ô".into(), column, colspan, rowspan };
            table.header.push(vec![cell(0, 2, 9), cell(1, 2, 1), cell(99, 1, 1)]);
            table.rows[0].cells.truncate(1);
        }
    }
    let tree = File::read(&exported(&document)).tree();
    let tables = roles(&tree, "Table");
    assert!(!tables.is_empty());
    for table in tables {
        for part in ["THead", "TBody"] {
            let rows = roles(table, part).into_iter().flat_map(|part| &part.children).collect::<Vec<_>>();
            assert_regular(&rows);
        }
    }
}

/// Every row covers as many places as the first, those that cells of earlier rows reach into included.
fn assert_regular(rows: &[&Tag]) {
    let mut reaching: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in &row.children {
            let span = |key: &str| {
                let drawing = cell.drawing(0);
                let after = drawing.split_once(&format!("{key}=")).map(|(_, after)| after.to_owned());
                after.map_or(1, |after| {
                    after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
                })
            };
            while reaching.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let (across, down): (usize, usize) = (span("ColSpan"), span("RowSpan"));
            reaching.resize(reaching.len().max(column + across), 0);
            reaching[column..column + across].iter_mut().for_each(|rows| *rows = down);
            column += across;
        }
        assert!(reaching.iter().all(|rows| *rows > 0), "row {index}: {reaching:?}");
        reaching.iter_mut().for_each(|rows| *rows -= 1);
    }
}
