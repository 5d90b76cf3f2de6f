//! Files whose form cannot be looked at, in whole or in part: a clear sentence, never a crash.

use std::fs;

use super::{OfficeFile, RICHEST, desk, deviations, letter, review};

#[test]
fn a_part_that_is_cut_off_is_refused_by_its_name() {
    let desk = desk();
    let original = OfficeFile::open(&desk.work().join(letter(&desk, RICHEST, "nd30")));
    for part in ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"] {
        let mut office = original.clone();
        office.cut(part);
        office.write(&desk.work().join("cut.docx"));
        let ran = review(&desk, "cut.docx", "nd30", &["--format", "json"]);
        assert_eq!(ran.code, 2, "{part}: {ran:?}");
        let json = ran.json();
        let refusal = json["findings"].as_array().unwrap().iter().find(|one| one["code"] == "review-broken-package");
        // The main part is refused before its form is looked at.
        let named = |one: &serde_json::Value| one["message"].as_str().unwrap().contains(part);
        assert!(refusal.is_some_and(|one| part == "word/document.xml" || named(one)), "{part}: {json:#}");
    }
}

#[test]
fn what_is_missing_is_told_and_the_rest_is_held() {
    let desk = desk();
    let original = OfficeFile::open(&desk.work().join(letter(&desk, RICHEST, "nd30")));
    let note = |office: &OfficeFile, says: &str| {
        office.write(&desk.work().join("less.docx"));
        let ran = review(&desk, "less.docx", "nd30", &["--format", "json", "--lang", "vi"]);
        let json = ran.json();
        let told = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["found"].as_str().is_some_and(|f| f.contains(says)));
        assert!(told, "`{says}`: {json:#}");
        deviations(&ran)
    };
    let mut without = original.clone();
    without.remove("word/styles.xml");
    let found = note(&without, "word/styles.xml");
    assert!(found.iter().any(|one| one["code"] == "form-size" && one["found"] == "10 pt"), "Word's own size");
    let mut without = original.clone();
    without.remove("word/settings.xml");
    without.write(&desk.work().join("less.docx"));
    assert!(
        deviations(&review(&desk, "less.docx", "nd30", &["--format", "json"])).is_empty(),
        "settings may be missing"
    );
    let mut without = original.clone();
    while without.part("word/document.xml").contains("<w:sectPr>") {
        let main = without.part("word/document.xml");
        let (start, end) = (main.find("<w:sectPr>").unwrap(), main.find("</w:sectPr>").unwrap() + "</w:sectPr>".len());
        let section = main[start..end].to_owned();
        without.replace("word/document.xml", &section, "");
    }
    note(&without, "sectPr");
}

#[test]
fn a_letterhead_asks_for_an_office_file_and_must_be_known() {
    let desk = desk();
    fs::write(desk.work().join("a.md"), "# Báo cáo\n\nĐã kiểm tra 40 cuộc, gồm: cùng cấp 27 cuộc, cấp dưới 12 cuộc.\n")
        .unwrap();
    let ran = review(&desk, "a.md", "nd30", &["--format", "json"]);
    assert_eq!(ran.code, 2);
    let json = ran.json();
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"form-needs-office") && codes.contains(&"review-sum"), "{codes:?}");
    let ran = review(&desk, "a.md", "nd3", &["--format", "json"]);
    assert_eq!((ran.code, &ran.json()["findings"][0]["code"]), (2, &"unknown-letterhead".into()));
    let ran = review(&desk, "a.md", "missing.toml", &["--format", "json"]);
    assert_eq!((ran.code, &ran.json()["findings"][0]["code"]), (2, &"file-missing".into()));
}
