use baocao_exporter::specimen::specimen;
use baocao_exporter::{Document, StyledLine, TextStyle, UnderMark, UnderMarkKind};

use crate::opened::{Letter, Node, letter};

/// Between the margins of the specimen's page, in twentieths of a point.
const TEXT_WIDTH: i64 = 9354;

#[test]
fn the_head_is_a_table_without_borders() {
    let letter = letter(&specimen());
    let head = letter.document().find("w:tbl").unwrap();
    assert!(head.find("w:tblStyle").is_none() && head.find("w:tblBorders").is_none());
    let rows: Vec<Vec<String>> = head.all("w:tr").iter().map(|row| texts(row, "w:tc")).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0][0].contains("TỔNG LIÊN ĐOÀN") && rows[0][1].contains("CỘNG HÒA XÃ HỘI"), "{rows:?}");
    assert_eq!(rows[1], ["DỰ THẢO", ""]);
    assert_eq!(rows[2], ["Số: 07/BC-LĐLĐKHẨN", "Mẫu, ngày 12 tháng 9 năm 2023"]);
    let grid: i64 = head.all("w:gridCol").iter().map(|column| column.attribute("w:w").parse::<i64>().unwrap()).sum();
    assert!((grid - TEXT_WIDTH).abs() <= 1, "{grid}");
}

#[test]
fn lines_are_as_long_as_the_letterhead_says() {
    let mut document = specimen();
    // By the tables of the typeface, `Độc lập - Tự do - Hạnh phúc` at 13 points, bold, is 159.14 points wide.
    let full = rule_lengths(&document)[1];
    assert!((full - 3183).abs() <= 2, "{full}");
    document.envelope.letterhead.envelope.national.under.share = 0.5;
    assert!((rule_lengths(&document)[1] - full / 2).abs() <= 2);
}

#[test]
fn marks_of_characters_and_no_marks_are_possible() {
    let mut document = specimen();
    let parts = &mut document.envelope.letterhead.envelope;
    parts.issuer.under = UnderMark { kind: UnderMarkKind::Text, share: 0.0, text: "*".to_owned() };
    parts.title.under = UnderMark { kind: UnderMarkKind::None, share: 0.0, text: String::new() };
    assert_eq!(rule_lengths(&document).len(), 1, "only the national title keeps its line");
    assert_eq!(letter(&document).paragraph("*").words(), "*");
}

#[test]
fn a_wide_national_title_takes_the_room_it_needs() {
    let mut document = specimen();
    let columns = |document: &Document| -> Vec<i64> {
        let letter = letter(document);
        let columns = letter.document().find("w:tbl").unwrap().all("w:gridCol");
        columns.iter().map(|column| column.attribute("w:w").parse().unwrap()).collect()
    };
    let usual = columns(&document)[1];
    let style = TextStyle { size: 14.0, bold: true, ..TextStyle::default() };
    document.envelope.letterhead.envelope.national.lines[0] =
        StyledLine { text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(), style };
    let wide = columns(&document)[1];
    assert!(wide > usual && columns(&document).iter().sum::<i64>() > 9300, "{usual} {wide}");
}

#[test]
fn urgency_is_a_red_box_of_the_decrees_widths() {
    for (text, millimetres) in [("KHẨN", 20), ("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40)] {
        let mut document = specimen();
        document.envelope.urgency = Some(text.to_owned());
        let letter = letter(&document);
        let paragraph = letter.paragraph(text);
        assert_eq!(paragraph.find("w:pBdr").map(|borders| borders.children.len()), Some(4));
        assert_eq!(paragraph.value("w:color", "w:val"), "FF0000");
        let left = letter.document().number("w:gridCol", "w:w");
        let width = left - paragraph.number("w:ind", "w:left") - paragraph.number("w:ind", "w:right");
        assert!((width - millimetres * 567 / 10).abs() < 10, "{text}: {width}");
    }
}

#[test]
fn several_addressees_stand_under_each_other() {
    let letter = letter(&specimen());
    let heading = letter.paragraph("Kính gửi");
    assert_eq!(heading.words(), "Kính gửi:");
    let items = [letter.paragraph("- Tỉnh ủy"), letter.paragraph("- Tổng Liên đoàn")];
    assert_eq!(items[0].words(), "- Tỉnh ủy;");
    assert_eq!(items[1].words(), "- Tổng Liên đoàn Lao động Việt Nam.");
    // The dash stands where the colon does: behind `Kính gửi`, by its tables 49.98 points wide at 14 points.
    let dash = items[0].number("w:ind", "w:left") - items[0].number("w:ind", "w:hanging");
    let label = dash - heading.number("w:ind", "w:left");
    assert!((label - 1000).abs() <= 2, "{label}");
}

#[test]
fn one_addressee_stands_on_the_same_line() {
    let mut document = specimen();
    document.envelope.addressees.truncate(1);
    let letter = letter(&document);
    assert_eq!(letter.paragraph("Kính gửi").words(), "Kính gửi: Tỉnh ủy");
    assert!(!letter.lines().iter().any(|line| line.starts_with("- Tỉnh ủy")));
}

#[test]
fn a_letter_without_a_kind_has_its_subject_under_the_number() {
    let mut document = specimen();
    document.envelope.kind.clear();
    document.envelope.subject = vec!["V/v báo cáo quý III".to_owned()];
    let letter = letter(&document);
    let left = letter.document().find("w:tbl").unwrap().all("w:tc")[4].clone();
    assert!(left.words().starts_with("Số: 07/BC-LĐLĐV/v báo cáo quý III"), "{}", left.words());
    assert!(letter.document().all("w:pStyle").iter().all(|style| style.attribute("w:val") != "Subtitle"));
}

#[test]
fn the_signature_stays_with_the_end_of_the_body() {
    let letter = letter(&specimen());
    let body = letter.document().find("w:body").unwrap();
    let position = body.children.iter().position(|node| node.name == "w:tbl" && node.words().contains("Nguyễn Văn A"));
    let position = position.unwrap();
    let (last, block) = (&body.children[position - 1], &body.children[position]);
    assert!(last.words().ends_with("./.") && last.find("w:keepNext").is_some(), "{last:?}");
    assert!(block.find("w:cantSplit").is_some() && block.all("w:tr").len() == 1);
    let [left, right] = block.all("w:tc")[..] else { panic!("two cells") };
    assert_eq!(texts(left, "w:p")[..2], ["Nơi nhận:", "- Như trên;"]);
    assert_eq!(texts(right, "w:p"), ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"]);
    assert_eq!(right.all("w:p")[2].number("w:spacing", "w:before"), 1417, "25 mm for signature and seal");
}

#[test]
fn an_issued_letter_bears_no_mark_of_a_draft() {
    let mut document = specimen();
    document.envelope.draft = false;
    document.envelope.urgency = None;
    let issued = letter(&document);
    assert!(!issued.lines().iter().any(|line| line.contains("DỰ THẢO") || line.contains("KHẨN")));
    assert_eq!(issued.document().find("w:tbl").unwrap().all("w:tr").len(), 2);
    assert_eq!(issued.part("docProps/core.xml").find("cp:contentStatus").map(Node::words), None);
}

#[test]
fn every_part_looks_as_the_letterhead_says() {
    let mut document = specimen();
    let parts = &mut document.envelope.letterhead.envelope;
    parts.recipients.heading.style = TextStyle { size: 14.5, underline: true, ..TextStyle::default() };
    parts.signature.title.bold = false;
    let letter = letter(&document);
    let heading = letter.style("RecipientsHeading");
    assert_eq!((heading.number("w:sz", "w:val"), heading.value("w:u", "w:val")), (29, "single".to_owned()));
    assert!(heading.find("w:i").is_none() && letter.style("SignatureOffice").find("w:b").is_none());
    assert!(letter.style("SignatureName").find("w:b").is_some());
}

/// The lengths of the drawn lines from top to bottom: issuer, national title, subject.
fn rule_lengths(document: &Document) -> Vec<i64> {
    let letter: Letter = letter(document);
    let columns: Vec<i64> = {
        let columns = letter.document().find("w:tbl").unwrap().all("w:gridCol");
        columns.iter().map(|column| column.attribute("w:w").parse().unwrap()).collect()
    };
    let rules =
        letter.document().all("w:p").into_iter().filter(|paragraph| paragraph.value("w:pStyle", "w:val") == "Rule");
    let sides: Vec<i64> = rules.map(|rule| rule.number("w:ind", "w:left") + rule.number("w:ind", "w:right")).collect();
    match sides.as_slice() {
        [issuer, national, subject] => vec![columns[0] - issuer, columns[1] - national, TEXT_WIDTH - subject],
        [national] => vec![columns[1] - national],
        other => panic!("{other:?}"),
    }
}

fn texts(node: &Node, name: &str) -> Vec<String> {
    node.all(name).iter().map(|inner| inner.words()).collect()
}
