//! `baocao review --letterhead` from outside: our own letters keep every rule, planted deviations are each found, and
//! files of others are read without our styles.

mod foreign;
mod planted;
mod unreadable;

use std::fs;

use serde_json::Value;

use crate::distances::put_on;
use crate::examples::IN_ORDER;
use crate::installation::{Desk, Ran};
use crate::office_file::OfficeFile;

/// The example whose letter has the most parts: several addressees, an annex, tables and charts.
const RICHEST: &str = "lai-chau-2023-q3";

/// Issues an example on a letterhead; the mark of authority is that of the letterhead's family.
fn letter(desk: &Desk, example: &str, letterhead: &str) -> String {
    put_on(desk, example, letterhead);
    let report = desk.work().join(format!("examples/{example}/report.toml"));
    let text = fs::read_to_string(&report).unwrap();
    let families = [("TM. ", "T/M "), ("TL. ", "T/L "), ("KT. ", "K/T ")];
    let marked = families.iter().fold(text, |text, (state, party)| match letterhead {
        "nd30" => text.replace(&format!("\"{party}"), &format!("\"{state}")),
        _ => text.replace(&format!("\"{state}"), &format!("\"{party}")),
    });
    fs::write(report, marked).unwrap();
    let out = format!("out/{letterhead}/{example}");
    let only = ["--only", "official-letter", "--draft", "-q"];
    let ran = desk.run(&[&["bundle", &format!("examples/{example}"), "-o", &out], only.as_slice()].concat());
    assert!(ran.code <= 1, "{example}: {ran:?}");
    format!("{out}/{example}.docx")
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.install("exporter_pdf_archive", "exporter_pdf_archive");
    desk
}

fn review(desk: &Desk, file: &str, letterhead: &str, more: &[&str]) -> Ran {
    desk.run(&[&["review", file, "--letterhead", letterhead], more].concat())
}

/// What a review says of the form of a file, notes aside.
fn deviations(ran: &Ran) -> Vec<Value> {
    let json = ran.json();
    let all = json["findings"].as_array().unwrap().iter();
    all.filter(|one| one["code"].as_str().unwrap().starts_with("form-") && one["severity"] != "note").cloned().collect()
}

fn shown(findings: &[Value]) -> String {
    findings.iter().map(|one| format!("  {}: {}\n", one["code"], one["message"])).collect()
}

#[test]
fn our_own_letters_keep_every_rule() {
    let desk = desk();
    let mut wrong = String::new();
    for letterhead in ["nd30", "hd36", "hd05"] {
        for example in IN_ORDER {
            let file = letter(&desk, example, letterhead);
            let ran = review(&desk, &file, letterhead, &["--format", "json", "--lang", "vi"]);
            let found = deviations(&ran);
            if !found.is_empty() {
                wrong.push_str(&format!("{example} on {letterhead}:\n{}", shown(&found)));
            }
            let json = ran.json();
            let checked = json["checked"].as_array().unwrap();
            let kept: Vec<_> =
                checked.iter().filter(|one| one["kind"].as_str().unwrap().starts_with("form-")).collect();
            assert!(kept.len() > 80, "{example} on {letterhead}: only {} rules were held", kept.len());
            let margin = kept.iter().find(|one| one["found"] == "lề trái 30 mm").unwrap();
            assert!(margin["expected"].as_str().unwrap().starts_with("lề trái 30"), "{margin}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_letterhead_adds_to_the_review_and_takes_nothing_away() {
    let desk = desk();
    let file = letter(&desk, RICHEST, "nd30");
    let without = desk.run(&["review", &file, "--format", "json"]).json();
    let with = review(&desk, &file, "nd30", &["--format", "json"]).json();
    let relations = |json: &Value, list: &str| {
        let all = json[list].as_array().unwrap().iter();
        all.filter(|one| !one["computation"].is_null()).cloned().collect::<Vec<_>>()
    };
    assert!(!relations(&without, "checked").is_empty());
    for list in ["findings", "checked"] {
        assert_eq!(relations(&without, list), relations(&with, list), "{list}");
    }
}

#[test]
fn deviations_are_shown_on_the_page_and_in_the_marked_copy() {
    let desk = desk();
    let mut office = OfficeFile::open(&desk.work().join(letter(&desk, RICHEST, "nd30")));
    office.replace("word/document.xml", "Số: 757/BC-LĐLĐ", "Số: 7/BC-LĐLĐ");
    office.write(&desk.work().join("a.docx"));
    let more = ["--annotate", "marked.docx", "--html", "page.html", "--lang", "vi"];
    let ran = review(&desk, "a.docx", "nd30", &more);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stdout.contains("số, ký hiệu: số 7, phải là 07"), "{ran:?}");
    assert!(ran.stdout.contains("Nghị định 30/2020/NĐ-CP") && ran.stdout.contains("Có chỗ sai thể thức"), "{ran:?}");
    let marked = OfficeFile::open(&desk.work().join("marked.docx"));
    assert!(marked.part("word/comments.xml").contains("Sai thể thức: số, ký hiệu: 7, phải là 07."));
    let main = marked.part("word/document.xml");
    let after = main.split("<w:commentRangeStart").nth(1).unwrap();
    let range = after.split("<w:commentRangeEnd").next().unwrap();
    assert!(range.contains("Số: 7/BC-LĐLĐ") && !range.contains("DỰ THẢO"), "{range}");
    let page = fs::read_to_string(desk.work().join("page.html")).unwrap();
    assert!(page.contains("<h3>Thể thức (1)</h3>") && page.contains("lề trái 30 mm"), "{page}");
    let english = review(&desk, "a.docx", "nd30", &["--lang", "en"]);
    assert!(english.stdout.contains("number and symbol: number 7, expected 07"), "{english:?}");
    let again = review(&desk, "a.docx", "nd30", &["--annotate", "again.docx", "--lang", "vi"]);
    assert_eq!(again.code, 1);
    let bytes = |name: &str| fs::read(desk.work().join(name)).unwrap();
    assert_eq!(bytes("marked.docx"), bytes("again.docx"), "same input, same bytes");
}

#[test]
fn a_profile_may_be_a_file_of_ones_own() {
    let desk = desk();
    let file = letter(&desk, RICHEST, "nd30");
    let own = fs::read_to_string(desk.work().join("config/letterheads/nd30.toml")).unwrap();
    let own = own.replace("id = \"nd30\"", "id = \"own\"").replace("left = 30", "left = 35");
    fs::write(desk.work().join("own.toml"), own).unwrap();
    let ran = review(&desk, &file, "own.toml", &["--format", "json", "--lang", "vi"]);
    let found = deviations(&ran);
    assert_eq!(found.len(), 1, "{}", shown(&found));
    assert_eq!((&found[0]["code"], &found[0]["expected"]), (&"form-margin".into(), &"lề trái 35 mm".into()));
    assert!(found[0]["source"].as_str().unwrap().contains("Nghị định 30/2020/NĐ-CP"));
}
