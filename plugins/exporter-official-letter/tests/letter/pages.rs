use baocao_exporter::specimen::specimen;
use baocao_exporter::{Block, Inline, Orientation, Section};

use crate::body::paragraph;
use crate::opened::{Letter, letter};

#[test]
fn sections_turn_restart_and_keep_counting() {
    let letter = letter(&specimen());
    let sections: Vec<(bool, bool, bool)> = letter
        .document()
        .all("w:sectPr")
        .iter()
        .map(|s| {
            let landscape = s.value("w:pgSz", "w:orient") == "landscape";
            (landscape, s.value("w:pgNumType", "w:start") == "1", s.find("w:titlePg").is_some())
        })
        .collect();
    let expected = [
        (false, false, true),  // the letter
        (true, false, false),  // its turned page
        (false, false, false), // the rest
        (false, true, true),   // annex I
        (true, true, true),    // annex II
    ];
    assert_eq!(sections, expected);
}

#[test]
fn a_turned_page_is_turned_as_a_whole() {
    let letter = letter(&specimen());
    let sections = letter.document().all("w:sectPr");
    let sheet = |index: usize| {
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| sections[index].number("w:pgMar", side));
        (sections[index].number("w:pgSz", "w:w"), sections[index].number("w:pgSz", "w:h"), sides)
    };
    assert_eq!(sheet(0), (11906, 16838, [1134, 850, 1134, 1701]));
    assert_eq!(sheet(1), (16838, 11906, [1701, 1134, 850, 1134]));
    assert_eq!(sections[1].number("w:pgMar", "w:header"), 567, "the number stays 10 mm from the top edge");
}

#[test]
fn page_numbers_are_fields_in_the_top_margin() {
    let letter = letter(&specimen());
    let field = letter.part("word/header1.xml").find("w:fldSimple").unwrap();
    assert_eq!(field.attribute("w:instr").trim(), "PAGE");
    assert_eq!(letter.style("Header").value("w:jc", "w:val"), "center");
    assert_eq!(letter.style("Header").number("w:sz", "w:val"), 26);
    assert_eq!(letter.part("word/header2.xml").words(), "", "the first page goes without");
    for section in letter.document().all("w:sectPr") {
        assert_eq!(target(&letter, section.value("w:headerReference", "r:id")), "header1.xml");
    }
}

#[test]
fn a_letterhead_may_number_the_first_page() {
    let mut document = specimen();
    document.envelope.letterhead.page.number.first_page = 1;
    let first = letter(&document);
    assert!(first.document().find("w:titlePg").is_none());
    document.envelope.letterhead.page.number.first_page = 3;
    let third = letter(&document);
    assert!(third.diagnostics.iter().any(|d| d.starts_with("letter.first-numbered-page")), "{:?}", third.diagnostics);
}

#[test]
fn annexes_have_their_titles_on_pages_of_their_own() {
    let letter = letter(&specimen());
    for (words, style) in
        [("Phụ lục I", "AnnexLabel"), ("BIỂU SỐ LIỆU KIỂM TRA", "AnnexTitle"), ("(Kèm theo Báo cáo", "AnnexReference")]
    {
        assert_eq!(letter.paragraph(words).value("w:pStyle", "w:val"), style);
    }
    assert_eq!(letter.lines().iter().filter(|line| line.starts_with("(Kèm theo")).count(), 1);
}

#[test]
fn a_turned_section_at_the_end_takes_the_signature_along() {
    let mut document = specimen();
    document.annexes.clear();
    let blocks = vec![paragraph(vec![Inline::text("Trang ngang./.")])];
    document.body = vec![
        paragraph(vec![Inline::text("Trang dọc.")]),
        Block::Section(Section { orientation: Orientation::Landscape, blocks }),
    ];
    let letter = letter(&document);
    assert_eq!(letter.document().all("w:sectPr").len(), 2, "no page for the signature alone");
}

#[test]
fn an_empty_section_leaves_no_trace() {
    let mut document = specimen();
    document.annexes.clear();
    document.body = vec![Block::Section(Section { orientation: Orientation::Landscape, blocks: Vec::new() })];
    assert_eq!(letter(&document).document().all("w:sectPr").len(), 1);
}

fn target(letter: &Letter, id: String) -> String {
    let relations = letter.part("word/_rels/document.xml.rels").all("Relationship");
    relations.iter().find(|r| r.attribute("Id") == id).map(|r| r.attribute("Target").to_owned()).unwrap_or_default()
}
