use baocao_exporter::Block;
use baocao_exporter::specimen::{add_rows, first_table_mut, specimen};

use crate::reading::{assert_sound, html, parse};

#[test]
fn tables_tell_their_structure() {
    let document = specimen();
    let parsed = parse(&html(&document));
    let scopes = |scope: &str| parsed.elements.iter().filter(|e| e.get("scope") == Some(scope)).count();
    assert_eq!((scopes("colgroup"), scopes("rowgroup")), (3, 3));
    // Three tables, the values of two charts, and the units.
    assert_eq!(scopes("row"), 4 + 44 + 4 + 2 + 3 + 4);
    assert_eq!(parsed.elements.iter().filter(|e| e.name == "caption").count(), 3);
    let cell =
        parsed.elements.iter().find(|e| e.name == "td" && e.get("headers").is_some_and(|h| h.contains(".r1"))).unwrap();
    assert_eq!(cell.get("headers"), Some("t1.0.2 t1.r1"));
}

#[test]
fn a_table_of_a_thousand_rows_and_one_without_anything() {
    let mut document = specimen();
    let table = first_table_mut(&mut document);
    add_rows(table, 1000);
    let mut empty = table.clone();
    (empty.columns, empty.header, empty.rows, empty.notes, empty.caption) = Default::default();
    document.body.push(Block::Table(empty));
    assert_sound(&document, &html(&document));
}
