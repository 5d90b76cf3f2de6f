use baocao_document::{Block, Heading, Inline, Orientation, Section, document_text, specimen};
use baocao_layout::{Layout, Page};

use crate::reading::{laid_out, letter, lines, page_text, points, squeezed, text, text_without_marks};

fn heading(title: &str) -> Block {
    Block::Heading(Heading {
        level: 1,
        number: "I.".into(),
        content: vec![Inline::text(title)],
        id: title.to_lowercase(),
    })
}

/// A paragraph of a known number of lines, each `p<paragraph>l<line>` and filling words.
fn paragraph(name: usize, line_count: usize) -> Block {
    let mut content = Vec::new();
    for line in 0..line_count {
        content.push(Inline::text(format!("đoạn{name}dòng{line}")));
        content.push(Inline::LineBreak);
    }
    content.pop();
    crate::reading::body(content)
}

fn pages_with<'a>(layout: &'a Layout, words: &str) -> Vec<&'a Page> {
    layout.pages.iter().filter(|page| page_text(page).contains(words)).collect()
}

#[test]
fn everything_in_the_specimen_is_on_the_pages() {
    let document = specimen::specimen();
    let all = text_without_marks(&laid_out(&document));
    for line in document_text(&document) {
        assert!(all.contains(&squeezed(&line)), "missing: {line}");
    }
}

#[test]
fn the_signature_is_never_alone() {
    for count in 1..70 {
        let body = (0..count).map(|name| paragraph(name, 1)).collect();
        let layout = laid_out(&letter(body));
        let last = format!("đoạn{}dòng0", count - 1);
        let page = pages_with(&layout, "Nguyễn Văn A");
        assert_eq!(page.len(), 1);
        assert!(page_text(page[0]).contains(&last), "{count} lines: the last line is not with the signature");
        assert!(page_text(page[0]).contains("PHÓ CHỦ TỊCH") && page_text(page[0]).contains("Lưu: VT."));
    }
}

#[test]
fn two_lines_at_least_stand_together() {
    for before in 0..30 {
        let layout = laid_out(&letter(vec![paragraph(0, before + 1), paragraph(1, 20), text("Hết.")]));
        for page in &layout.pages {
            let here = lines(page).iter().filter(|line| line.text.starts_with("đoạn1")).count();
            assert_ne!(here, 1, "{before} lines before: a line stands alone");
        }
    }
}

#[test]
fn a_heading_stays_with_two_lines_of_what_follows() {
    for before in 0..40 {
        let body = vec![paragraph(0, before + 1), heading("ĐỀ MỤC"), paragraph(1, 8), text("Hết.")];
        let layout = laid_out(&letter(body));
        let page = page_text(pages_with(&layout, "I. ĐỀ MỤC")[0]);
        assert!(page.contains("đoạn1dòng0") && page.contains("đoạn1dòng1"), "{before} lines before");
    }
}

#[test]
fn pages_are_filled() {
    let layout = laid_out(&letter((0..120).map(|name| paragraph(name, 1)).collect()));
    for page in &layout.pages[..layout.pages.len() - 2] {
        let lowest = lines(page).last().unwrap().baseline;
        assert!(lowest > points(297.0 - 20.0) - 60.0, "ends at {lowest}");
        assert!(lowest < points(297.0 - 20.0), "runs into the margin at {lowest}");
    }
}

#[test]
fn page_numbers_start_on_the_second_page_and_again_in_each_annex() {
    let layout = laid_out(&specimen::specimen());
    let mut number = 0;
    for page in &layout.pages {
        let first = &lines(page)[0];
        let starts = first.text.starts_with("TỔNG") || first.text.starts_with("Phụ lục");
        number = if starts { 1 } else { number + 1 };
        if starts {
            continue;
        }
        assert_eq!(first.text, number.to_string());
        let middle = (first.left + first.right) / 2.0;
        let (left, right) = if page.width < page.height { (30.0, 15.0) } else { (20.0, 20.0) };
        assert!((middle - (points(left) + page.width - points(right)) / 2.0).abs() < 0.1);
        assert!(first.baseline > points(10.0) && first.baseline < points(20.0), "in the top margin");
    }
}

#[test]
fn landscape_pages_are_turned_with_their_margins() {
    let turned = Section { orientation: Orientation::Landscape, blocks: vec![text("ngang ".repeat(100))] };
    let layout = laid_out(&letter(vec![text("Trước."), Block::Section(turned), text("Sau.")]));
    let sizes: Vec<bool> = layout.pages.iter().map(|page| page.width > page.height).collect();
    assert_eq!(sizes, [false, true, false]);
    let page = lines(&layout.pages[1]);
    assert!((page[1].left - points(20.0 + 12.7)).abs() < 0.1);
    assert!((page[1].right - points(297.0 - 20.0)).abs() < 0.1);
    assert!(page[1].baseline > points(30.0));
}

#[test]
fn a_page_break_makes_one_new_page_and_no_empty_one() {
    let body = vec![text("Một."), Block::PageBreak, Block::PageBreak, text("Hai.")];
    assert_eq!(laid_out(&letter(body)).pages.len(), 2);
}

#[test]
fn the_outline_points_at_headings_and_annexes() {
    let layout = laid_out(&specimen::specimen());
    let titles: Vec<&str> = layout.outline.iter().map(|entry| entry.title.as_str()).collect();
    assert!(titles.starts_with(&["I. TÌNH HÌNH CHUNG", "1. Kết quả đạt được", "1.1. Công tác kiểm tra"]), "{titles:?}");
    assert!(titles.contains(&"Phụ lục II. BIỂU NGANG"), "{titles:?}");
    for entry in &layout.outline {
        let words = entry.title.split(". ").last().unwrap();
        assert!(page_text(&layout.pages[entry.page]).contains(words), "{entry:?}");
    }
}
