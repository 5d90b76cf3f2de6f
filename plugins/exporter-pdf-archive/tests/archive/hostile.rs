use baocao_exporter::specimen::{letter, paragraph};
use baocao_exporter::{Block, abi, specimen};
use serde_json::json;

use crate::reading::{File, export, exported, squeezed};

#[test]
fn markup_and_escapes_are_text() {
    let text = r#"<b>&amp;</b> "'" ) Tj ET (\) %PDF \\ 中"#;
    let found = File::read(&exported(&letter(vec![paragraph(text)]))).tree().all_text();
    assert!(squeezed(&found).contains(&text.replace('中', "?")), "{found}");
}

#[test]
fn control_characters_emoji_and_foreign_scripts_do_no_harm() {
    let text = "một\u{0}\u{7}\thai \u{1F389} שלום \u{202e}ngược \u{fffd} \u{10ffff}";
    let recorded = export(&letter(vec![paragraph(text)]), json!({ "font": "embedded" }));
    assert_eq!(recorded.status, abi::OK);
    let found = File::read(&recorded.main.unwrap()).tree().all_text();
    assert!(squeezed(&found).contains("một hai ? ???? ngược ? ?"), "{found}");
    let named = recorded.diagnostics.iter().filter(|line| line.starts_with("layout.missing-character")).count();
    assert_eq!(named, 7, "{:?}", recorded.diagnostics);
}

#[test]
fn no_missing_glyph_is_ever_drawn() {
    let text: String = (0x20..0x3000).filter_map(char::from_u32).flat_map(|character| [character, ' ']).collect();
    // The validator refuses a file that draws one.
    assert!(!exported(&letter(vec![paragraph(text)])).is_empty());
}

#[test]
fn cells_of_a_crowded_table_are_whole_in_the_tree_and_told() {
    let recorded = export(&specimen::strained(), json!({ "font": "embedded" }));
    let tree = File::read(&recorded.main.unwrap()).tree();
    let cells: Vec<&str> = tree.walk().into_iter().map(|tag| tag.text.trim()).collect();
    assert!((0..200).all(|n| cells.contains(&format!("§{n}").as_str())));
    let told = recorded.diagnostics.iter().filter(|line| line.starts_with("layout.crowded-table: 40 columns")).count();
    assert_eq!(told, 1, "{:?}", recorded.diagnostics);
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
    let text = File::read(&exported(&document)).tree().all_text();
    let usual = File::read(&exported(&specimen::specimen())).tree().all_text();
    assert_eq!(text.matches('ệ').count(), usual.matches('ệ').count() + 6 * 300);
    // A word that is cut at the margin stays one word.
    assert!(text.contains(&word));
}
