use baocao_exporter::specimen;
use baocao_exporter::specimen::{letter, paragraph};
use lopdf::Object;

use crate::reading::{File, export, exported, utf16};

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = specimen::specimen();
    assert_eq!(exported(&document), exported(&document));
}

#[test]
fn another_document_has_another_identifier() {
    let id = |text: &str| {
        let file = File::read(&exported(&letter(vec![paragraph(text)])));
        file.pdf.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    assert_eq!(id("Một."), id("Một."));
    assert_ne!(id("Một."), id("Hai."));
    assert_eq!(id("Một.").len(), 16);
}

#[test]
fn properties_are_those_of_the_document() {
    let file = File::read(&exported(&specimen::specimen()));
    let information = file.information();
    let text = |key: &[u8]| utf16(information.get(key).unwrap());
    assert_eq!(text(b"Title"), "Báo cáo Hoạt động công đoàn quý III năm 2023");
    assert_eq!(text(b"Author"), "Liên đoàn Lao động tỉnh Mẫu");
    assert_eq!(text(b"Creator"), "baocao 0.1.0");
    for key in [b"CreationDate".as_slice(), b"ModDate"] {
        assert_eq!(information.get(key).unwrap().as_str().unwrap(), b"D:20230912000000Z");
    }
    assert_eq!(file.catalog().get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
}

#[test]
fn a_date_that_is_none_is_left_out() {
    let mut document = letter(vec![paragraph("Thân.")]);
    document.properties.date = "12/9/2023".into();
    let file = File::read(&exported(&document));
    assert!(!file.information().has(b"CreationDate"));
}

#[test]
fn no_conformance_is_claimed() {
    let bytes = exported(&specimen::specimen());
    let file = File::read(&bytes);
    for key in [b"OutputIntents".as_slice(), b"Metadata", b"OCProperties"] {
        assert!(!file.catalog().has(key), "{}", String::from_utf8_lossy(key));
    }
    let recorded = export(&specimen::specimen(), serde_json::json!({ "font": "embedded", "compress": false }));
    let plain = recorded.main.unwrap();
    assert!(!plain.windows(4).any(|four| four == b"GTS_"), "PDF/X is claimed");
}

#[test]
fn faces_are_embedded_under_their_own_names() {
    let file = File::read(&exported(&specimen::specimen()));
    let mut names = Vec::new();
    for font in file.fonts(0).values() {
        let name = String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap());
        let (tag, name) = name.split_once('+').expect("a face that is not whole has a tag");
        assert!(tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()), "{tag}");
        names.push(name.to_owned());
        let descendant = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
        let descriptor = file.resolve(descendant.get(b"FontDescriptor").unwrap()).as_dict().unwrap();
        assert!(descriptor.has(b"FontFile2"));
    }
    assert_eq!(names, ["BaocaoSerif-Regular", "BaocaoSerif-Bold", "BaocaoSerif-Italic", "BaocaoSerif-BoldItalic"]);
}

#[test]
fn a_face_says_exactly_what_is_drawn_with_it() {
    let file = File::read(&exported(&letter(vec![paragraph("aaa")])));
    let fonts = file.fonts(0);
    let regular = fonts[b"F0".as_slice()];
    let map = file.map(regular);
    assert!(map.values().any(|character| *character == 'a') && !map.values().any(|character| *character == 'Ω'));
    let descendant = regular.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
    let widths = descendant.get(b"W").unwrap().as_array().unwrap();
    let widths: Vec<f32> =
        widths.iter().filter_map(|run| run.as_array().ok()).flatten().map(|width| width.as_float().unwrap()).collect();
    assert_eq!(widths.len(), map.len());
    // 909 of 2048 units.
    assert!(widths.iter().any(|width| (width - 443.85).abs() < 0.01), "{widths:?}");
}

#[test]
fn a_face_that_is_not_used_is_not_in_the_file() {
    let mut document = letter(vec![paragraph("Thân.")]);
    document.envelope.recipients.clear();
    let file = File::read(&exported(&document));
    assert_eq!(file.fonts(0).len(), 3, "bold italic is only in `Nơi nhận:`");
    let embedded = |object: &&Object| object.as_dict().is_ok_and(|dictionary| dictionary.has(b"FontFile2"));
    assert_eq!(file.pdf.objects.values().filter(embedded).count(), 3);
}

#[test]
fn headings_and_annexes_are_bookmarks() {
    let file = File::read(&exported(&specimen::specimen()));
    let outlines = file.resolve(file.catalog().get(b"Outlines").unwrap()).as_dict().unwrap();
    let mut titles = Vec::new();
    let mut next = Some(outlines.get(b"First").unwrap().clone());
    while let Some(item) = next {
        let item = file.resolve(&item).as_dict().unwrap();
        titles.push(utf16(item.get(b"Title").unwrap()));
        let destination = item.get(b"Dest").unwrap().as_array().unwrap();
        assert!(file.pages.contains(&destination[0].as_reference().unwrap()));
        next = item.get(b"Next").ok().cloned();
    }
    assert_eq!(
        titles,
        ["I. TÌNH HÌNH CHUNG", "II. NHIỆM VỤ TRỌNG TÂM", "Phụ lục I. BIỂU SỐ LIỆU KIỂM TRA", "Phụ lục II. BIỂU NGANG"]
    );
    let first = file.resolve(outlines.get(b"First").unwrap()).as_dict().unwrap();
    let below = file.resolve(first.get(b"First").unwrap()).as_dict().unwrap();
    assert_eq!(utf16(below.get(b"Title").unwrap()), "1. Kết quả đạt được");
}

#[test]
fn a_short_letter_is_a_small_file() {
    let bytes = exported(&letter(vec![paragraph("Thân.")]));
    assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
}
