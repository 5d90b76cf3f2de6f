use baocao_exporter::specimen::{paragraph, specimen, with_characters_as_marks};
use baocao_exporter::{Block, Inline, List, ListItem, ListMarker, Paragraph};

use crate::reading::{assert_sound, html, ids, parse};

#[test]
fn footnotes_link_both_ways() {
    let document = specimen();
    let parsed = parse(&html(&document));
    for n in [1, 2] {
        let (note, mark) = (format!("c.{n}"), format!("m.{n}"));
        assert!(ids(&parsed).contains(&note.as_str()) && ids(&parsed).contains(&mark.as_str()));
    }
}

#[test]
fn footnotes_of_the_letter_stand_before_the_annexes() {
    let mut document = specimen();
    let page = html(&document);
    let at = |text: &str| page.find(text).unwrap();
    assert!(at("id=\"c.1\"") > at("Nguyễn Văn A") && at("id=\"c.1\"") < at("class=\"annex-head\""));
    document.annexes.clear();
    assert_sound(&document, &html(&document));
}

#[test]
fn a_draft_says_so_in_title_and_text() {
    let mut document = specimen();
    assert!(html(&document).contains("<title>DỰ THẢO – "));
    document.envelope.draft = false;
    assert!(!html(&document).contains("DỰ THẢO"));
}

#[test]
fn addressees_stand_in_a_line_or_a_list() {
    let mut document = specimen();
    let text = parse(&html(&document)).text;
    assert!(text.contains("- Tỉnh ủy;\n") && text.contains("- Tổng Liên đoàn Lao động Việt Nam."), "{text}");
    document.envelope.addressees.truncate(1);
    assert!(parse(&html(&document)).text.contains("Kính gửi: Tỉnh ủy\n"));
}

#[test]
fn the_profile_decides_marks_lines_and_page_numbers() {
    let document = with_characters_as_marks();
    let html = html(&document);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/party.html"), &html).unwrap();
    let parsed = assert_sound(&document, &html);
    assert!(
        parsed.text.contains("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU\n*\n") && parsed.text.contains("\n-----\n"),
        "{}",
        parsed.text
    );
    assert!(html.contains("line-height:18pt") && html.contains("@counter-style page-number{system:extends decimal}"));
    assert!(self::html(&specimen()).contains("@counter-style page-number{system:fixed;symbols:\"\" ;"));
}

#[test]
fn a_subject_without_a_kind_stands_under_the_number() {
    let mut document = specimen();
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý".to_owned()];
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(html.contains("<h1 class=\"about\">"), "{html}");
}

#[test]
fn nested_emphasis_and_lists_are_written() {
    let mut document = specimen();
    let deep = Inline::Strong {
        content: vec![Inline::Strong { content: vec![Inline::Emphasis { content: vec![Inline::text("sâu")] }] }],
    };
    let item = |blocks| ListItem { label: "-".to_owned(), blocks };
    let list = |items| Block::List(List { marker: ListMarker::Dash, items });
    let inner = list(vec![item(vec![list(vec![item(vec![paragraph("đáy")])])]), item(Vec::new())]);
    document.body.push(list(vec![item(vec![inner])]));
    document.body.push(Block::Paragraph(Paragraph { content: vec![deep], role: Default::default() }));
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(html.contains("<strong><strong><em>sâu</em></strong></strong>"));
}
