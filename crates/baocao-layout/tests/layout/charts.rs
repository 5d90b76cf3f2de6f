use baocao_document::{Block, Chart, ChartKind, specimen};
use baocao_layout::{Item, Page};

use crate::reading::{laid_out, letter, page_text, points, text, width};

fn chart() -> Chart {
    let document = specimen::specimen();
    let found =
        document.body.into_iter().find_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
    found.expect("the specimen has a chart in its body")
}

/// The corners of everything drawn on a page.
fn corners(page: &Page) -> Vec<[f64; 2]> {
    let of = |item: &Item| match item {
        Item::Area(area) => area.corners.clone(),
        Item::Stroke(stroke) => stroke.lines.concat(),
        Item::Text(_) | Item::Rule(_) | Item::Room(_) => Vec::new(),
    };
    page.items.iter().flat_map(of).collect()
}

#[test]
fn a_chart_stands_whole_under_its_caption() {
    for before in 0..45 {
        let mut body: Vec<Block> = (0..before).map(|n| text(format!("dòng {n}"))).collect();
        body.push(Block::Chart(chart()));
        body.push(text("sau biểu đồ"));
        let layout = laid_out(&letter(body));
        let drawn: Vec<usize> = (0..layout.pages.len()).filter(|at| !corners(&layout.pages[*at]).is_empty()).collect();
        let caption = layout.pages.iter().position(|page| page_text(page).contains("Biểu đồ 1.")).unwrap();
        assert_eq!(drawn, [caption], "{before} lines before");
        for words in ["621", "616", "Cùng cấp", "Cấp dưới", "Đơn vị tính: cuộc"] {
            assert!(page_text(&layout.pages[caption]).contains(words), "{words}, {before} lines before");
        }
    }
}

#[test]
fn a_chart_stands_between_the_margins_and_above_what_follows() {
    let layout = laid_out(&letter(vec![Block::Chart(chart()), text("sau biểu đồ")]));
    let page = &layout.pages[0];
    for [x, y] in corners(page) {
        assert!(x >= points(30.0) - 0.5 && x <= points(195.0) + 0.5, "{x}");
        assert!(y >= points(20.0) && y <= points(277.0), "{y}");
    }
    let lowest = corners(page).iter().map(|[_, y]| *y).fold(0.0, f64::max);
    let after = page.items.iter().find_map(|item| match item {
        Item::Text(text) if text.text.starts_with("sau") => Some(text.baseline - text.size),
        _ => None,
    });
    assert!(after.unwrap() > lowest, "{after:?} {lowest}");
}

#[test]
fn values_stand_over_the_middle_of_their_bars() {
    let layout = laid_out(&letter(vec![Block::Chart(chart())]));
    let page = &layout.pages[0];
    let first_bar =
        page.items.iter().find_map(|item| if let Item::Area(area) = item { Some(area) } else { None }).unwrap();
    let xs: Vec<f64> = first_bar.corners.iter().map(|[x, _]| *x).collect();
    let middle = (xs.iter().copied().fold(f64::MAX, f64::min) + xs.iter().copied().fold(0.0, f64::max)) / 2.0;
    let value = page.items.iter().find_map(|item| match item {
        Item::Text(text) if text.text.trim_end() == "621" => Some(text.x + width(text) / 2.0),
        _ => None,
    });
    assert!((value.unwrap() - middle).abs() < 0.5, "{value:?} {middle}");
}

#[test]
fn odd_charts_and_low_paper_lose_no_words() {
    let empty = Chart { categories: Vec::new(), series: Vec::new(), ..chart() };
    let foreign = Chart { categories: vec!["中文".to_owned(), "B".to_owned()], ..chart() };
    let pie = Chart { kind: ChartKind::Pie, ..chart() };
    let mut document = letter([empty, foreign, pie].map(Block::Chart).to_vec());
    let layout = laid_out(&document);
    assert!(layout.remarks.iter().any(|remark| remark.code == "layout.missing-character"));
    document.envelope.letterhead.page.height = 90.0;
    let low = laid_out(&document);
    let all: String = low.pages.iter().map(page_text).collect();
    assert_eq!(all.matches("Biểu đồ 1.").count(), 3);
}
