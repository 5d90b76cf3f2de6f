use baocao_document::{Annex, Document, Orientation, Signature, UnderMarkKind};
use baocao_layout::{Item, Room, Rule};

use crate::reading::{laid_out, layout_text, letter, lines, page_text, points, rules, text, texts, width};

fn first_lines(document: &Document) -> Vec<crate::reading::ReadLine> {
    lines(&laid_out(document).pages[0])
}

/// The level line closest below the text.
fn rule_below(document: &Document, words: &str) -> (f64, Rule) {
    let layout = laid_out(document);
    let page = &layout.pages[0];
    let text = texts(page).find(|run| run.text.contains(words)).expect(words);
    let below = rules(page).filter(|rule| {
        rule.y0 == rule.y1 && rule.y0 > text.baseline && rule.x0 < text.x + width(text) && rule.x1 > text.x
    });
    (width(text), *below.min_by(|a, b| a.y0.total_cmp(&b.y0)).expect(words))
}

#[test]
fn lines_of_the_head_have_their_lengths() {
    let document = letter(vec![text("Thân.")]);
    for (words, share) in [("Độc lập", 1.0), ("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU", 0.4), ("nhiệm vụ trọng tâm", 0.4)]
    {
        let (text, rule) = rule_below(&document, words);
        assert!((rule.x1 - rule.x0 - text * share).abs() < 0.1, "{words}: {} of {text}", rule.x1 - rule.x0);
    }
}

#[test]
fn number_and_date_stand_on_one_line() {
    let page = first_lines(&letter(vec![text("Thân.")]));
    let find = |words: &str| page.iter().find(|line| line.text.contains(words)).unwrap().baseline;
    assert!((find("Số: 07") - find("ngày 12 tháng 9")).abs() < 0.01);
}

#[test]
fn the_national_title_is_not_broken() {
    let mut document = letter(vec![text("Thân.")]);
    document.envelope.letterhead.envelope.issuer.width_share = 0.6;
    assert!(first_lines(&document).iter().any(|line| line.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
}

#[test]
fn one_addressee_stands_beside_the_words_several_below() {
    let mut document = letter(vec![text("Thân.")]);
    document.envelope.addressees = vec!["Tỉnh ủy".into()];
    assert!(first_lines(&document).iter().any(|line| line.text == "Kính gửi: Tỉnh ủy"));
    document.envelope.addressees = vec!["Tỉnh ủy".into(), "Tổng Liên đoàn;".into()];
    let page = first_lines(&document);
    let at = page.iter().position(|line| line.text == "Kính gửi:").unwrap();
    assert_eq!((page[at + 1].text.as_str(), page[at + 2].text.as_str()), ("- Tỉnh ủy;", "- Tổng Liên đoàn."));
    assert_eq!(page[at + 1].left, page[at + 2].left);
    document.envelope.addressees.clear();
    assert!(!layout_text(&laid_out(&document)).contains("Kính gửi"));
}

#[test]
fn draft_and_urgency_are_printed_only_when_set() {
    let mut document = letter(vec![text("Thân.")]);
    let plain = laid_out(&document);
    assert!(!page_text(&plain.pages[0]).contains("DỰ THẢO"));
    document.envelope.draft = true;
    document.envelope.urgency = Some("KHẨN".into());
    let marked = laid_out(&document);
    let page = page_text(&marked.pages[0]);
    assert!(page.contains("DỰ THẢO") && page.contains("KHẨN"));
    let count = |layout: &baocao_layout::Layout| rules(&layout.pages[0]).count();
    assert_eq!(count(&marked), count(&plain) + 4, "a box of four lines");
}

#[test]
fn a_letter_without_a_kind_has_its_subject_under_the_number() {
    let mut document = letter(vec![text("Thân.")]);
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý III".into()];
    let page = first_lines(&document);
    let number = page.iter().find(|line| line.text.starts_with("Số:")).unwrap();
    let subject = page.iter().find(|line| line.text.starts_with("V/v")).unwrap();
    assert!(subject.baseline > number.baseline + 15.0 && subject.right < points(110.0));
}

#[test]
fn characters_can_stand_under_a_name_instead_of_a_line() {
    let mut document = letter(vec![text("Thân.")]);
    let under = &mut document.envelope.letterhead.envelope.issuer.under;
    under.kind = UnderMarkKind::Text;
    under.text = "*".into();
    assert!(first_lines(&document).iter().any(|line| line.text == "*"));
}

#[test]
fn room_for_a_signature_lies_between_title_and_name() {
    let document = letter(vec![text("Thân.")]);
    let signature = &document.envelope.signature;
    let layout = laid_out(&document);
    let page = &layout.pages[0];
    let rooms: Vec<&Room> =
        page.items.iter().filter_map(|item| if let Item::Room(room) = item { Some(room) } else { None }).collect();
    let [room] = rooms[..] else { panic!("{rooms:?}") };
    let baseline = |words: &str| texts(page).find(|text| text.text.trim() == words).unwrap().baseline;
    assert!(baseline(&signature.title) < room.y0 && room.y1 < baseline(&signature.name), "{room:?}");
    let gap = points(document.envelope.letterhead.envelope.signature.gap);
    assert!((room.y1 - room.y0 - gap).abs() < 0.01 && room.x0 > page.width / 2.0, "{room:?}");
    let mut unsigned = document;
    unsigned.envelope.signature.name.clear();
    assert!(!laid_out(&unsigned).pages[0].items.iter().any(|item| matches!(item, Item::Room(_))));
}

#[test]
fn empty_parts_leave_no_trace() {
    let mut document = letter(Vec::new());
    let envelope = &mut document.envelope;
    envelope.parent_lines.clear();
    envelope.issuer_lines.clear();
    envelope.subject.clear();
    envelope.addressees.clear();
    envelope.recipients.clear();
    envelope.kind.clear();
    envelope.number.clear();
    envelope.place_date.clear();
    envelope.signature = Signature::default();
    let layout = laid_out(&document);
    let left: Vec<String> = lines(&layout.pages[0]).into_iter().map(|line| line.text).collect();
    assert_eq!(left, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!((layout.pages.len(), rules(&layout.pages[0]).count()), (1, 1));
    document.envelope.letterhead.envelope.national.lines.clear();
    assert!(laid_out(&document).pages[0].items.is_empty());
}

#[test]
fn a_list_of_recipients_longer_than_a_page_goes_on() {
    let mut document = letter(vec![text("Thân.")]);
    document.envelope.recipients = (0..150).map(|n| format!("- Đơn vị {n};")).collect();
    let layout = laid_out(&document);
    let all = layout_text(&layout);
    assert!((0..150).all(|n| all.contains(&format!("- Đơn vị {n};"))));
    for page in &layout.pages {
        assert!(lines(page).iter().all(|line| line.baseline < points(277.0)));
    }
}

#[test]
fn underlined_words_have_a_line_as_long_as_themselves() {
    let mut document = letter(vec![text("Thân.")]);
    document.envelope.letterhead.envelope.recipients.heading.style.underline = true;
    let (text, rule) = rule_below(&document, "Nơi nhận:");
    assert!((rule.x1 - rule.x0 - text).abs() < 0.1 && rule.thickness < 1.0);
}

#[test]
fn an_annex_starts_on_a_page_of_its_own() {
    let mut document = letter(vec![text("Thân.")]);
    let annex = |n: usize, orientation| Annex {
        label: format!("Phụ lục {n}"),
        title: "TÊN PHỤ LỤC".into(),
        reference: (n == 1).then(|| "(Kèm theo Báo cáo)".to_owned()),
        orientation,
        blocks: vec![text("Nội dung.")],
    };
    document.annexes = vec![annex(1, Orientation::Landscape), annex(2, Orientation::Portrait)];
    let layout = laid_out(&document);
    assert_eq!(layout.pages.len(), 3);
    assert_eq!(page_text(&layout.pages[1]), "Phụ lục 1 TÊN PHỤ LỤC (Kèm theo Báo cáo) Nội dung.");
    assert_eq!(page_text(&layout.pages[2]), "Phụ lục 2 TÊN PHỤ LỤC Nội dung.");
    assert!(layout.pages[1].width > layout.pages[1].height && layout.pages[2].width < layout.pages[2].height);
    assert!(layout.pages[1].items.iter().all(|item| matches!(item, Item::Text(_))));
}
