use baocao_exporter::specimen::specimen;

use crate::opened::{Node, letter};

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(letter(&specimen()).bytes, letter(&specimen()).bytes);
}

#[test]
fn no_part_bears_the_time_of_a_clock() {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(letter(&specimen()).bytes)).unwrap();
    for index in 0..archive.len() {
        assert_eq!(archive.by_index(index).unwrap().last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn every_part_is_listed_and_every_reference_leads_somewhere() {
    let letter = letter(&specimen());
    let types = letter.part("[Content_Types].xml").all("Override");
    let listed: Vec<&str> = types.iter().map(|part| part.attribute("PartName").trim_start_matches('/')).collect();
    let written: Vec<&str> = letter.parts.keys().map(String::as_str).filter(|name| !name.ends_with(".rels")).collect();
    for name in written.iter().filter(|name| **name != "[Content_Types].xml") {
        assert!(listed.contains(name), "{name}");
    }
    for (relations, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let all = letter.part(relations).all("Relationship").into_iter();
        for relation in all.filter(|relation| relation.attribute("TargetMode") != "External") {
            let target = format!("{folder}{}", relation.attribute("Target"));
            let there = letter.parts.contains_key(&target) || letter.pictures.contains_key(&target);
            assert!(there, "{target}");
        }
    }
}

#[test]
fn every_style_that_is_used_is_there_and_names_have_no_comma() {
    let letter = letter(&specimen());
    let styles = letter.part("word/styles.xml").all("w:style");
    let ids: Vec<&str> = styles.iter().map(|style| style.attribute("w:styleId")).collect();
    for part in letter.parts.values() {
        for name in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
            for used in part.all(name) {
                assert!(ids.contains(&used.attribute("w:val")), "{used:?}");
            }
        }
    }
    assert!(styles.iter().all(|style| !style.value("w:name", "w:val").contains(',')), "Word splits names at commas");
}

#[test]
fn properties_are_those_of_the_document() {
    let letter = letter(&specimen());
    let core = letter.part("docProps/core.xml");
    let value = |name: &str| core.find(name).map(Node::words).unwrap_or_default();
    assert_eq!(value("dc:title"), "Báo cáo Hoạt động công đoàn quý III năm 2023");
    assert_eq!(value("dc:creator"), "Liên đoàn Lao động tỉnh Mẫu");
    assert_eq!(value("dcterms:created"), "2023-09-12T00:00:00Z");
    assert_eq!(value("dc:language"), "vi-VN");
    assert_eq!(value("cp:contentStatus"), "DỰ THẢO");
    let custom: Vec<(String, String)> = letter
        .part("docProps/custom.xml")
        .all("property")
        .iter()
        .map(|property| (property.attribute("name").to_owned(), property.words()))
        .collect();
    let expected = [("organization", "ldld-mau"), ("form", "union-quarterly"), ("period", "quý III năm 2023")];
    assert_eq!(custom, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn a_date_that_is_none_is_left_out() {
    for date in ["", "12/9/2023", "2023-13-01", "2023-09-1é"] {
        let mut document = specimen();
        document.properties.date = date.to_owned();
        assert!(letter(&document).part("docProps/core.xml").find("dcterms:created").is_none(), "{date}");
    }
}

#[test]
fn word_opens_the_letter_without_a_question() {
    let letter = letter(&specimen());
    let settings = letter.part("word/settings.xml");
    assert!(settings.find("w:updateFields").is_none());
    assert_eq!(settings.number("w:compatSetting", "w:val"), 15);
    assert_eq!(letter.part("word/styles.xml").value("w:lang", "w:val"), "vi-VN");
}
