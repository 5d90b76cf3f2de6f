use baocao_exporter::specimen;
use baocao_exporter::specimen::{letter, paragraph};
use lopdf::Object;

use crate::reading::{File, exported};

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = specimen::specimen();
    assert_eq!(exported(&document), exported(&document));
}

#[test]
fn another_document_has_another_identifier() {
    let id = |text: &str| {
        let file = File::read(&exported(&letter(vec![paragraph(text)])));
        file.pdf.trailer.get(b"ID").unwrap().as_array().unwrap()[1].as_str().unwrap().to_vec()
    };
    assert_eq!(id("Một."), id("Một."));
    assert_ne!(id("Một."), id("Hai."));
}

#[test]
fn properties_are_those_of_the_document() {
    let file = File::read(&exported(&specimen::specimen()));
    let metadata = file.resolve(file.catalog().get(b"Metadata").unwrap()).as_stream().unwrap();
    let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    for part in [
        "Báo cáo Hoạt động công đoàn quý III năm 2023",
        "Liên đoàn Lao động tỉnh Mẫu",
        "<xmp:CreateDate>2023-09-12T00:00:00",
        "<xmp:ModifyDate>2023-09-12T00:00:00",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "vi-VN",
    ] {
        assert!(metadata.contains(part), "{part} is not in {metadata}");
    }
    assert_eq!(text_of(file.catalog().get(b"Lang").unwrap()), "vi-VN");
    assert!(file.dictionary(file.catalog(), "ViewerPreferences").get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert!(file.dictionary(file.catalog(), "MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
}

#[test]
fn colours_are_described() {
    let file = File::read(&exported(&specimen::specimen()));
    let intents = file.resolve(file.catalog().get(b"OutputIntents").unwrap()).as_array().unwrap();
    let intent = file.resolve(&intents[0]).as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    assert!(file.resolve(intent.get(b"DestOutputProfile").unwrap()).as_stream().is_ok());
}

#[test]
fn faces_are_cut_down_to_what_is_used() {
    let file = File::read(&exported(&letter(vec![paragraph("Thân.")])));
    let mut embedded = 0;
    for object in file.pdf.objects.values() {
        let Ok(descriptor) = object.as_dict() else { continue };
        let Ok(name) = descriptor.get(b"FontName") else { continue };
        let name = String::from_utf8_lossy(name.as_name().unwrap()).into_owned();
        assert!(name.split_once('+').is_some_and(|(tag, _)| tag.len() == 6), "{name}");
        assert!(descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3"), "{name}");
        embedded += 1;
    }
    assert!((1..=4).contains(&embedded), "{embedded} faces");
}

#[test]
fn headings_and_annexes_are_bookmarks() {
    let file = File::read(&exported(&specimen::specimen()));
    let outlines = file.dictionary(file.catalog(), "Outlines");
    let mut titles = Vec::new();
    let mut next = outlines.get(b"First").ok().cloned();
    while let Some(item) = next {
        let item = file.resolve(&item).as_dict().unwrap();
        titles.push(text_of(item.get(b"Title").unwrap()));
        next = item.get(b"Next").ok().cloned();
    }
    assert_eq!(
        titles,
        ["I. TÌNH HÌNH CHUNG", "II. NHIỆM VỤ TRỌNG TÂM", "Phụ lục I. BIỂU SỐ LIỆU KIỂM TRA", "Phụ lục II. BIỂU NGANG"]
    );
    let first = file.dictionary(outlines, "First");
    assert_eq!(text_of(file.dictionary(first, "First").get(b"Title").unwrap()), "1. Kết quả đạt được");
}

#[test]
fn a_short_letter_is_a_small_file() {
    let bytes = exported(&letter(vec![paragraph("Thân.")]));
    assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
}

/// A text of the file, in UTF-16 with its mark or in ASCII.
pub fn text_of(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}
