use baocao_exporter::specimen::specimen;
use baocao_exporter::{Block, Document, Inline, ParagraphRole, document_text};

use crate::opened::letter;

#[test]
fn every_line_of_the_document_is_in_the_letter() {
    let document = specimen();
    let lines = letter(&document).lines();
    for line in document_text(&document) {
        assert!(lines.iter().any(|written| written.contains(line.trim())), "missing: {line}");
    }
}

#[test]
fn labels_and_numbers_stand_before_their_text() {
    let lines = letter(&specimen()).lines();
    for line in ["I. TÌNH HÌNH CHUNG", "a) Kiểm tra đồng cấp", "+ Ý cấp hai.", "2. Việc thứ hai.", "- Ý thứ hai."]
    {
        assert!(lines.iter().any(|written| written == line), "{line}");
    }
}

#[test]
fn headings_are_real_ones() {
    let letter = letter(&specimen());
    for (level, words) in
        [(1, "TÌNH HÌNH CHUNG"), (2, "Kết quả đạt được"), (3, "Công tác kiểm tra"), (4, "Kiểm tra đồng cấp")]
    {
        let id = format!("Heading{level}");
        assert_eq!(letter.paragraph(words).value("w:pStyle", "w:val"), id);
        let style = letter.style(&id);
        assert_eq!(style.value("w:name", "w:val"), format!("heading {level}"));
        assert_eq!(style.number("w:outlineLvl", "w:val"), level - 1);
        assert!(style.find("w:keepNext").is_some());
    }
}

#[test]
fn running_text_follows_the_letterhead() {
    let mut document = specimen();
    let twips = |document: &Document| {
        let style = letter(document).style("BodyText").clone();
        let line = (style.number("w:spacing", "w:line"), style.value("w:spacing", "w:lineRule"));
        (style.number("w:ind", "w:firstLine"), style.number("w:spacing", "w:after"), line, style.value("w:jc", "w:val"))
    };
    assert_eq!(twips(&document), (720, 120, (276, "auto".to_owned()), "both".to_owned()));
    let body = &mut document.envelope.letterhead.body;
    body.indent = 10.0;
    body.space_after = 3.0;
    body.line.rule = baocao_exporter::LineRule::Exact;
    body.line.value = 18.5;
    assert_eq!(twips(&document), (567, 60, (370, "exact".to_owned()), "both".to_owned()));
}

#[test]
fn roles_have_styles() {
    let letter = letter(&specimen());
    for (words, style) in
        [("Căn cứ", "Ground"), ("Lời trích dẫn", "Quote"), ("Dòng ở giữa", "Centered"), ("Dòng thứ", "BodyText")]
    {
        assert_eq!(letter.paragraph(words).value("w:pStyle", "w:val"), style, "{words}");
    }
    assert!(letter.style("Ground").find("w:i").is_some());
}

#[test]
fn footnotes_are_notes_of_the_page() {
    let letter = letter(&specimen());
    let notes = letter.part("word/footnotes.xml").all("w:footnote");
    let ids: Vec<&str> = notes.iter().map(|note| note.attribute("w:id")).collect();
    assert_eq!(ids, ["-1", "0", "1", "2"]);
    assert_eq!(notes[2].words().trim(), "Số liệu do Ủy ban kiểm tra cung cấp.");
    assert!(notes[2].find("w:footnoteRef").is_some());
    let marks = letter.document().all("w:footnoteReference");
    assert_eq!(marks.iter().map(|mark| mark.attribute("w:id")).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(letter.part("word/settings.xml").all("w:footnote").len(), 2, "the separators are announced");
}

#[test]
fn a_letter_without_notes_has_no_part_for_them() {
    let mut document = specimen();
    document.body.clear();
    let letter = letter(&document);
    assert!(!letter.parts.contains_key("word/footnotes.xml"));
    assert!(letter.part("word/settings.xml").find("w:footnotePr").is_none());
}

#[test]
fn a_note_within_a_note_is_not_lost() {
    let note = |number, content| Inline::Footnote(baocao_exporter::Footnote { number, content });
    let inner = note(2, vec![Inline::text("bên trong")]);
    let mut document = specimen();
    document.body = vec![paragraph(vec![Inline::text("Có"), note(1, vec![Inline::text("Ngoài"), inner])])];
    let lines = letter(&document).lines();
    assert!(lines.iter().any(|line| line == "Ngoài (bên trong)"), "{lines:?}");
}

#[test]
fn emphasis_reaches_the_runs() {
    let letter = letter(&specimen());
    let runs = letter.paragraph("626 cuộc kiểm tra").all("w:r");
    let with = |property: &str| -> String {
        runs.iter().filter(|run| run.find(property).is_some()).map(|run| run.words()).collect()
    };
    assert_eq!(with("w:b"), "626 cuộc kiểm tra");
    assert_eq!(with("w:i"), "chi tiết tại biểu kèm theo");
}

#[test]
fn unknown_kinds_are_shown_and_told_of() {
    let letter = letter(&specimen());
    letter.paragraph("Khối chưa biết, in bằng chữ.");
    letter.paragraph("quý IV năm 2023./.");
    let told: Vec<&String> = letter.diagnostics.iter().filter(|d| d.starts_with("letter.unknown-kind")).collect();
    assert_eq!(told.len(), 2, "{:?}", letter.diagnostics);
    assert!(told[0].contains("`hologram`") && told[1].contains("`sparkle`"));
}

#[test]
fn a_page_break_starts_the_next_paragraph_on_a_new_page() {
    let letter = letter(&specimen());
    assert!(letter.paragraph("NHIỆM VỤ TRỌNG TÂM").find("w:pageBreakBefore").is_some());
    assert_eq!(letter.document().all("w:pageBreakBefore").len(), 1);
}

pub fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(baocao_exporter::Paragraph { content, role: ParagraphRole::Body })
}
