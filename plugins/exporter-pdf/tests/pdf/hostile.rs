use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Block, abi, specimen};
use serde_json::json;

use crate::reading::{File, export, exported};

#[test]
fn markup_and_escapes_are_text() {
    let text = r#"<b>&amp;</b> "'" ) Tj ET (\) %PDF \\ 中"#;
    let file = File::read(&exported(&letter(vec![paragraph(text)])));
    assert!(file.all_text().contains(&text.replace('中', "?")), "{}", file.all_text());
}

#[test]
fn control_characters_emoji_and_foreign_scripts_do_no_harm() {
    let text = "một\u{0}\u{7}\thai \u{1F389} שלום \u{202e}ngược \u{fffd} \u{10ffff}";
    let recorded = export(&letter(vec![paragraph(text)]), json!({ "font": "embedded" }));
    assert_eq!(recorded.status, abi::OK);
    assert!(File::read(&recorded.main.unwrap()).all_text().contains("một hai ? ???? ngược ? ?"));
    let named = recorded.diagnostics.iter().filter(|line| line.starts_with("layout.missing-character")).count();
    assert_eq!(named, 7, "{:?}", recorded.diagnostics);
}

#[test]
fn no_missing_glyph_is_ever_drawn() {
    let text: String = (0x20..0x3000).filter_map(char::from_u32).flat_map(|character| [character, ' ']).collect();
    let file = File::read(&exported(&letter(vec![paragraph(text)])));
    for page in 0..file.pages.len() {
        for operation in file.operations(page).operations.iter().filter(|operation| operation.operator == "Tj") {
            assert!(operation.operands[0].as_str().unwrap().chunks(2).all(|glyph| glyph != [0, 0]));
        }
    }
}

#[test]
fn words_of_300_characters_fit_everywhere() {
    let word = "ệ".repeat(300);
    let mut document = specimen::specimen();
    document.body.insert(0, paragraph(&word));
    document.envelope.issuer_lines = vec![word.clone()];
    document.envelope.subject.push(word.clone());
    document.envelope.recipients.push(word.clone());
    for block in &mut document.body {
        if let Block::Table(table) = block {
            table.rows[1].cells[2].text = word.clone();
            table.caption = word.clone();
        }
    }
    let text = File::read(&exported(&document)).all_text();
    let usual = File::read(&exported(&specimen::specimen())).all_text();
    assert_eq!(text.matches('ệ').count(), usual.matches('ệ').count() + 6 * 300);
}

#[test]
fn a_title_in_any_script_survives() {
    let mut document = letter(vec![paragraph("Thân.")]);
    document.properties.title = "Báo cáo \u{1F389} (1) \\".into();
    let file = File::read(&exported(&document));
    assert_eq!(crate::reading::utf16(file.information().get(b"Title").unwrap()), document.properties.title);
}
