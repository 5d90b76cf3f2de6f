use baocao_exporter::specimen::specimen;
use baocao_exporter::testing::{describe, export};
use baocao_exporter::{Feature, abi};
use exporter_official_letter::OfficialLetter;
use serde_json::json;

use crate::opened::{letter, letter_with};

#[test]
fn the_exporter_describes_itself() {
    let description = describe::<OfficialLetter>();
    assert_eq!((description.id.as_str(), description.extension.as_str()), ("official-letter", "docx"));
    assert!(
        description.features.contains(&Feature::MergedHeaders) && !description.features.contains(&Feature::Formulas)
    );
    let options = description.options_schema["properties"].as_object().unwrap();
    assert!(options.values().all(|option| option["description"].is_string()), "{options:?}");
}

#[test]
fn a_font_takes_the_place_of_the_letterheads() {
    let usual = letter(&specimen());
    assert_eq!(usual.part("word/styles.xml").value("w:rFonts", "w:ascii"), "Times New Roman");
    let other = letter_with(&specimen(), &json!({ "font": "Tinos" }));
    assert_eq!(other.part("word/styles.xml").value("w:rFonts", "w:hAnsi"), "Tinos");
}

#[test]
fn two_sided_letters_change_margins() {
    assert!(letter(&specimen()).part("word/settings.xml").find("w:mirrorMargins").is_none());
    let two_sided = letter_with(&specimen(), &json!({ "two_sided": true }));
    assert!(two_sided.part("word/settings.xml").find("w:mirrorMargins").is_some());
}

#[test]
fn wrong_options_are_refused() {
    for options in
        [json!({ "fnt": "Tinos" }), json!({ "font": 3 }), json!({ "font": " " }), json!({ "two_sided": "x" })]
    {
        let recorded = export::<OfficialLetter>(&specimen(), &options);
        assert_eq!(recorded.status, abi::OPTIONS, "{options}");
        assert!(recorded.main.is_none() && !recorded.diagnostics.is_empty());
    }
}
