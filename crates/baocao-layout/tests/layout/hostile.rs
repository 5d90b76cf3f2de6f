use baocao_document::{Align, Block, Heading, Inline, List, ListItem, ListMarker, Unknown};

use crate::reading::{laid_out, layout_text, letter, lines, points, text};

#[test]
fn characters_that_no_face_has_are_replaced_and_named() {
    let layout = laid_out(&letter(vec![text("Vui \u{1F389} và 中文, \u{5e9}\u{5dc} lần hai \u{1F389}")]));
    assert!(layout_text(&layout).contains("Vui ? và ??, ?? lần hai ?"), "{}", layout_text(&layout));
    let messages: Vec<&str> = layout.remarks.iter().map(|remark| remark.message.as_str()).collect();
    assert_eq!(messages.len(), 5);
    assert!(messages.contains(&"no face can show `\u{1F389}` (U+1F389), found 2 times"), "{messages:?}");
    assert!(layout.remarks.iter().all(|remark| remark.at == "document:/body/0"), "{:?}", layout.remarks);
}

#[test]
fn a_text_in_a_foreign_script_is_not_named_character_by_character() {
    let foreign: String = ('\u{4e00}'..'\u{4f00}').collect();
    let layout = laid_out(&letter(vec![text(foreign)]));
    assert_eq!(layout.remarks.len(), 21);
    assert!(layout.remarks[20].message.contains("236 more"));
}

#[test]
fn control_characters_part_words_or_vanish() {
    let layout = laid_out(&letter(vec![text("một\thai\nba\u{0}bốn\u{1b}[31m")]));
    assert!(layout_text(&layout).contains("một hai babốn[31m"));
    assert!(layout.remarks.is_empty());
}

#[test]
fn unknown_kinds_show_their_text_and_are_named() {
    let unknown = |kind: &str, text: &str| Unknown { kind: kind.into(), text: text.into() };
    let inline = crate::reading::body(vec![Inline::Unknown(unknown("sparkle", "lấp lánh"))]);
    let list = List {
        marker: ListMarker::Dash,
        items: vec![ListItem { label: "-".into(), blocks: vec![Block::Unknown(unknown("hologram", "nổi"))] }],
    };
    let layout = laid_out(&letter(vec![inline, Block::List(list)]));
    let all = layout_text(&layout);
    assert!(all.contains("lấp lánh") && all.contains("nổi"));
    let found: Vec<_> = layout.remarks.iter().map(|remark| (remark.code, remark.at.as_str())).collect();
    assert_eq!(
        found,
        [("layout.unknown-inline", "document:/body/0"), ("layout.unknown-block", "document:/body/1/items/0/blocks/0")]
    );
}

#[test]
fn an_absurd_profile_ends_all_the_same() {
    let count = |layout: &baocao_layout::Layout| layout_text(layout).matches('ạ').count();
    let usual = count(&laid_out(&baocao_document::specimen::specimen()));
    for (width, height) in [(0.0, 0.0), (210.0, 30.0), (46.0, 297.0), (210.0, 41.0)] {
        let mut document = baocao_document::specimen::specimen();
        document.envelope.letterhead.page.width = width;
        document.envelope.letterhead.page.height = height;
        let layout = laid_out(&document);
        assert!(count(&layout) >= usual, "{width} x {height}: text is lost");
    }
}

#[test]
fn a_profile_without_headings_prints_them_as_text() {
    let heading =
        Heading { level: 0, number: "I.".into(), content: vec![Inline::text("Đề mục")], id: "de-muc".into() };
    let mut document = letter(vec![Block::Heading(heading)]);
    assert!(layout_text(&laid_out(&document)).contains("I. Đề mục"));
    document.envelope.letterhead.headings.clear();
    assert!(layout_text(&laid_out(&document)).contains("I. Đề mục"));
}

#[test]
fn nothing_leaves_the_text_area() {
    let mut document = baocao_document::specimen::specimen();
    document.envelope.issuer_lines = vec!["X".repeat(300)];
    document.envelope.recipients = vec!["y".repeat(300)];
    document.envelope.letterhead.headings[0].align = Align::Center;
    if let Some(Block::Heading(heading)) = document.body.get_mut(1) {
        heading.content = vec![Inline::text("Z".repeat(300))];
    }
    for block in &mut document.body {
        if let Block::Table(table) = block {
            table.rows[1].cells[1].text = "m".repeat(300);
            table.header[0][3].text = "n".repeat(300);
        }
    }
    for page in &laid_out(&document).pages {
        let (left, right) = if page.width < page.height { (30.0, 15.0) } else { (20.0, 20.0) };
        for line in lines(page) {
            assert!(line.left > points(left) - 0.1 && line.right < page.width - points(right) + 0.1, "{line:?}");
        }
    }
}
