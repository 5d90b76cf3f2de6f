use baocao_exporter::specimen::specimen;
use baocao_exporter::{Block, Chart, Document};
use serde_json::json;

use crate::reading::{assert_sound, html, html_with, parse};

#[test]
fn charts_are_pictures_with_words_and_values() {
    let document = specimen();
    let html = html(&document);
    let parsed = parse(&html);
    let pictures: Vec<_> = parsed.elements.iter().filter(|e| e.name == "svg").collect();
    assert_eq!(pictures.len(), 2);
    for picture in &pictures {
        assert_eq!(picture.get("role"), Some("img"));
        assert_eq!(picture.get("aria-labelledby").unwrap().split(' ').count(), 2);
    }
    for chart in charts(&document) {
        assert!(parsed.text.contains(&chart.alt), "{}", chart.alt);
        for point in chart.series.iter().flat_map(|series| &series.points) {
            let shown = parsed
                .elements
                .iter()
                .any(|e| e.get("data-address") == Some(&point.address) && e.get("value") == point.value.as_deref());
            assert!(shown || point.value.is_none(), "{point:?}");
        }
    }
    assert!(html.contains("<text ") && html.contains("fill=\"#1f4e79\""));
    // Another chart has ids of its own; `assert_sound` looks at them.
    let mut twice = document.clone();
    twice.body.extend(charts(&document).into_iter().cloned().map(Block::Chart));
    assert_sound(&twice, &self::html(&twice));
}

#[test]
fn charts_can_be_read_in_dark_looks_and_their_values_do_not_print() {
    let turned = ".picture svg{filter:invert(1) hue-rotate(180deg)}";
    assert!(html(&specimen()).contains(turned));
    assert!(!html_with(&specimen(), json!({"theme": "light"})).contains(turned));
    let style = html(&specimen());
    let print = &style[style.find("@media print").unwrap()..];
    assert!(print.contains(".values{display:none}"), "closed values would print as a lonely heading");
}

fn charts(document: &Document) -> Vec<&Chart> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    let blocks = document.body.iter().chain(annexes);
    blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
}
